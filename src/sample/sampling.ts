import { columnsFor, createDesign, type Design } from "./design.ts";
import type { BringDirections } from "./directions.ts";
import { factorialPoints } from "./factorial.ts";
import type { SampledInput } from "./inputs.ts";
import { latinPoints } from "./latin.ts";
import { onePoints } from "./oneatatime.ts";
import { randomPoints } from "./random.ts";
import type { Sampler } from "./sampler.ts";
import { sobolPoints } from "./sobol.ts";

/** How the worlds of an ensemble are chosen. */
export type Sampling =
  | {
      readonly sampler: "random" | "latin" | "sobol";
      readonly runs: number;
      readonly seed: number;
      /** Of Sobol's points in more than 1111 columns. */
      readonly bringDirections?: BringDirections;
    }
  | { readonly sampler: "factorial" | "one at a time"; readonly levels: number };

/** The worlds of an ensemble. Throws `UnfitRows` where the plan cannot be made of so many runs or inputs. */
export function chooseWorlds(inputs: readonly SampledInput[], sampling: Sampling): Design {
  const seed = "seed" in sampling ? sampling.seed : 0;
  const settings = "levels" in sampling ? { levels: sampling.levels } : {};
  return createDesign(samplerOf(sampling, columnsFor(inputs)), { inputs, seed, settings });
}

function samplerOf(sampling: Sampling, columns: number): Sampler {
  switch (sampling.sampler) {
    case "random":
      return randomPoints(sampling.runs, columns, sampling.seed);
    case "latin":
      return latinPoints(sampling.runs, columns, sampling.seed);
    case "sobol":
      return sobolPoints(sampling.runs, columns, sampling.seed, sampling);
    case "factorial":
      return factorialPoints(sampling.levels, columns);
    case "one at a time":
      return onePoints(sampling.levels, columns);
  }
}
