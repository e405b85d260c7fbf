import type { Facts } from "../check/facts.ts";
import type { Program } from "../run/program.ts";
import type { Design } from "../sample/design.ts";
import { sampledInputs } from "../sample/inputs.ts";
import { chooseWorlds } from "../sample/sampling.ts";
import { optionOf, type Request } from "./command.ts";
import { bringDirections } from "./directions.ts";
import { WrongUsage } from "./exit.ts";

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

/** The worlds in which all constants with a range vary. Throws `UnfitRows` where there are none such. */
export function chooseDesign(
  request: Request,
  { model }: Facts,
  program: Program,
  { runs, seed }: { readonly runs: number; readonly seed: number },
): Design {
  return chooseWorlds(sampledInputs(model, program), {
    sampler: readSampler(request),
    runs,
    seed,
    bringDirections,
  });
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
