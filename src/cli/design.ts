import type { Facts } from "../check/facts.ts";
import type { Program } from "../run/program.ts";
import { type Design, tableDesign } from "../sample/design.ts";
import { type SampledInput, sampledInputs } from "../sample/inputs.ts";
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
 * that a file gives distributions. Throws `UnfitRows` where nothing varies.
 */
export function chooseDesign(
  request: Request,
  { model }: Facts,
  program: Program,
  { runs, seed, isFree = () => true }: WantedWorlds,
): Design {
  const { given } = request;
  if (given?.kind === "table") {
    const { inputs, columns } = tableInputs(given, program);
    const free = inputs.flatMap((input, i) => (isFree(input) ? [i] : []));
    const pick = <Item>(items: readonly Item[]) => free.map((i) => items[i]!);
    return tableDesign(pick(inputs), pick(columns), runs);
  }
  const inputs = given ? rangeInputs(given, program) : sampledInputs(model, program);
  return chooseWorlds(inputs.filter(isFree), {
    sampler: readSampler(request),
    runs,
    seed,
    bringDirections,
  });
}

interface WantedWorlds {
  readonly runs: number;
  readonly seed: number;
  /** Whether an input varies; otherwise it is left out. */
  readonly isFree?: (input: SampledInput) => boolean;
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
