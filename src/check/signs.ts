import type { Clock } from "../functions/function.ts";
import type { Variable } from "../model/variable.ts";
import { type Attempt, attemptsAt, evenly } from "./attempts.ts";
import { isGraphOfTime } from "./definition.ts";
import type { Equation } from "./evaluate.ts";
import type { CausalLink, Shapes } from "./facts.ts";
import type { PointTable } from "./lookup.ts";
import type { Ways } from "./paths.ts";

/** The values of all variables at some times of a run. */
export interface Sampler {
  readonly clocks: readonly Clock[];
  readonly value: (sample: number, variable: Variable, element: number) => number;
  readonly table: (variable: Variable, element: number) => PointTable;
}

/** The sign of a link or of a chain of them over a run. */
export interface LinkSign extends Ways {
  readonly sign: "raises" | "lowers" | "none" | "varies";
  /** At each sample: 1 if it raises, 2 if it lowers, 3 if it does both (in different elements), 0 if neither. */
  readonly at: Uint8Array;
}

/** So many numbers are computed for one link, or little more; a scalar link at a thousand samples needs some 20,000. */
const mostWork = 4_000_000;
/** Rather than try fewer samples, fewer elements are tried. */
const enoughSamples = 64;

/**
 * The sign of a link, by experiment on its effect's own equation. At each sample, the equation is computed with the
 * cause moved up and moved down by 1 % of its value there, and everything else as in the run. (A cause that is zero
 * there is moved by 1 % of its largest size in the run; one that is zero in all of the run, by 1 % of the larger end of
 * its range, or by 0.01.) The link raises where the difference is positive and lowers where it is negative; a difference
 * below 1e-12 of the largest size of the effect in the run counts as none. Over the whole run it `raises` if it raises
 * somewhere and lowers nowhere, and so on: it `varies` if it does both, and it is `none` if it does neither, like a policy
 * that acts through a lever which stands at zero.
 *
 * For a stock the equation is what its inflows, or its outflows with a minus, add up to; for a count its rate. A link
 * in starting values is tried once, at the first sample. In arrays each element of the cause that an element of the
 * effect reads is moved by itself. Where that would be too much to compute, elements and samples evenly spread out are
 * tried, and a sample stands for those up to the next.
 */
export function signOf(
  link: CausalLink,
  sampler: Sampler,
  shapes: Shapes,
  attempts = attemptsFor(link, shapes),
): LinkSign {
  const work = attempts.reduce((sum, { moved, weight }) => sum + 2 * moved.length * weight, 1);
  const times = sampler.clocks.length;
  const samples = link.kind === "initial" ? evenly(times, 1) : evenly(times, mostWork / work);
  const part = partOf(sampler, samples);
  const ways = new Uint8Array(samples.length);
  for (const { place, compute, moved } of attempts) {
    const trials = moved.map((element) => tryMoving(link.cause, element, place, compute, part));
    const size = trials.reduce((most, trial) => Math.max(most, trial.size), 0);
    for (const { differences } of trials) {
      for (const [i, difference] of differences.entries()) {
        if (Math.abs(difference) >= 1e-12 * size) ways[i]! |= difference > 0 ? 1 : difference < 0 ? 2 : 0;
      }
    }
  }
  const at = new Uint8Array(times);
  for (const [i, sample] of samples.entries()) at.fill(ways[i]!, sample);
  return summary(at);
}

/** What is tried to find the sign of a link: the same in every run. */
export function attemptsFor(link: CausalLink, shapes: Shapes): readonly Attempt[] {
  return attemptsAt(link, shapes, mostWork / (2 * enoughSamples));
}

/** The sign of a chain of links: at each sample the product, and over the run what comes of that. */
export function pathSign(links: readonly LinkSign[]): LinkSign {
  const [first, ...rest] = links;
  if (!first) return summary(new Uint8Array(0));
  return summary(
    first.at.map((ways, sample) =>
      rest.reduce((product, { at }) => multiplyWays(product, at[sample] ?? 0), ways),
    ),
  );
}

function multiplyWays(left: number, right: number): number {
  const raises = (left & right & 1) | ((left & right & 2) >> 1);
  const lowers = (left & 1 && right & 2) || (left & 2 && right & 1) ? 2 : 0;
  return raises | lowers;
}

function summary(at: Uint8Array): LinkSign {
  const ways = at.reduce((all, each) => all | each, 0);
  const [raises, lowers] = [(ways & 1) !== 0, (ways & 2) !== 0];
  const sign = raises && lowers ? "varies" : raises ? "raises" : lowers ? "lowers" : "none";
  return { sign, raises, lowers, at };
}

/** What moving one element of the cause does to an equation, at each of the samples tried. */
interface Trial {
  readonly differences: Float64Array;
  /** The largest size that the equation has in the trial. */
  readonly size: number;
}

/**
 * Moves one element of a variable up and down by 1 %, everything else being as in the run. What is zero there is moved by
 * 1 % of its largest size in the run; what is zero in all of the run, by 1 % of the larger end of its range, or by 0.01.
 */
function tryMoving(
  cause: Variable,
  element: number,
  place: readonly number[],
  compute: Equation,
  sampler: Sampler,
): Trial {
  let least: number | undefined;
  let sample = 0;
  let direction = 1;
  const moved = (value: number, size: number) => value + direction * 0.01 * size;
  const around = {
    at: place,
    get clock() {
      return sampler.clocks[sample]!;
    },
    value: (variable: Variable, index: number) => {
      const value = sampler.value(sample, variable, index);
      if (variable !== cause || index !== element) return value;
      if (value === 0) least ??= leastMove(cause, element, sampler);
      return moved(value, Math.abs(value) || (least ?? 0));
    },
    table: (variable: Variable, index: number) => {
      const table = sampler.table(variable, index);
      if (variable !== cause || index !== element) return table;
      return { ...table, pairs: table.pairs.map(([x, y]) => [x, moved(y, Math.abs(y))] as const) };
    },
  };

  const differences = new Float64Array(sampler.clocks.length);
  let size = 0;
  for (; sample < differences.length; sample++) {
    direction = 1;
    const up = compute(around);
    direction = -1;
    const down = compute(around);
    differences[sample] = up - down;
    if (Number.isFinite(up) && Number.isFinite(down)) size = Math.max(size, Math.abs(up), Math.abs(down));
  }
  return { differences, size };
}

/** Of what something that is zero now is moved by 1 %. */
function leastMove(cause: Variable, element: number, sampler: Sampler): number {
  if (cause.kind === "graph" && !isGraphOfTime(cause)) return 0;
  const largest = sampler.clocks.reduce((most, _, sample) => {
    const size = Math.abs(sampler.value(sample, cause, element));
    return Number.isFinite(size) ? Math.max(most, size) : most;
  }, 0);
  if (largest > 0) return largest;
  return cause.range ? Math.max(Math.abs(cause.range.low), Math.abs(cause.range.high)) : 1;
}

/** Some of the samples. */
function partOf(sampler: Sampler, samples: readonly number[]): Sampler {
  return {
    clocks: samples.map((sample) => sampler.clocks[sample]!),
    table: sampler.table,
    value: (i, variable, element) => sampler.value(samples[i]!, variable, element),
  };
}
