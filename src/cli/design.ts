import type { Facts } from "../check/facts.ts";
import type { Model } from "../model/system.ts";
import { freeInputs } from "../run/free.ts";
import type { Program } from "../run/program.ts";
import type { Prepared } from "../run/simulator.ts";
import { type Design, partOfDesign, tableDesign } from "../sample/design.ts";
import { sampledInputs } from "../sample/inputs.ts";
import { UnfitRows } from "../sample/sampler.ts";
import { chooseWorlds } from "../sample/sampling.ts";
import { optionOf, type Request } from "./command.ts";
import { bringDirections } from "./directions.ts";
import { WrongUsage } from "./exit.ts";
import { rangeInputs, tableInputs } from "./giveninputs.ts";

const samplers = ["random", "latin", "sobol"] as const;

/** More worlds than these have no numbers. */
export const mostWorlds = 2 ** 32;

/** The sampler that the user names. */
export function readSampler(request: Request): (typeof samplers)[number] {
  const named = optionOf(request, "sampler") ?? "random";
  const sampler = samplers.find((one) => one === named);
  if (!sampler) throw new WrongUsage(`There is no sampler ‘${named}’: ${samplers.join(", ")}.`);
  return sampler;
}

/**
 * The worlds that are asked for: those of a table, or as many as are wanted in which constants with a range vary, or those
 * that a file gives distributions. What a setting or the scenario fixes is left out; the others have the numbers that they
 * have without it. Throws `UnfitRows` where nothing varies.
 */
export function chooseDesign(
  request: Request,
  { model }: Facts,
  prepared: Prepared,
  wanted: { readonly runs: number; readonly seed: number },
): Design {
  const design = wholeDesign(request, model, prepared.program, wanted);
  const keys = design.inputs.map(({ key }) => key);
  const free = freeInputs(keys, prepared).map(({ input }) => input);
  if (free.length === 0)
    throw new UnfitRows("Nothing is left to vary: what is set, or in the scenario, stays where it is.");
  return partOfDesign(design, free);
}

function wholeDesign(
  request: Request,
  model: Model,
  program: Program,
  { runs, seed }: { readonly runs: number; readonly seed: number },
): Design {
  const { given } = request;
  if (given?.kind === "table") {
    const { inputs, columns } = tableInputs(given, program);
    return tableDesign(inputs, columns, runs);
  }
  const inputs = given ? rangeInputs(given, program) : sampledInputs(model, program);
  return chooseWorlds(inputs, { sampler: readSampler(request), runs, seed, bringDirections });
}

/** A whole number from 1 up that an option is given. */
export function readCount(request: Request, name: string, most: number): number | undefined {
  const written = optionOf(request, name);
  if (written === undefined) return undefined;
  const number = /^\d+(e\d+)?$/.test(written) ? Number(written) : Number.NaN;
  if (!(number >= 1 && number <= most))
    throw new WrongUsage(`--${name} takes a whole number from 1 to ${most}, not ‘${written}’.`);
  return number;
}
