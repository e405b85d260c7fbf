import { computeRoutine } from "../numerics/plain.ts";
import type { Cases } from "./cases.ts";
import { type PrimBox, rowsIn } from "./prim.ts";

/**
 * How likely each limit of a box is to be there by chance (Bryant and Lempert 2010): the probability that as many rows as
 * the box holds, drawn from the box without that limit, have at least as many worlds of interest. In the order of
 * `box.restricted`.
 */
export function quasiP(cases: Cases, box: PrimBox, rows: Int32Array): readonly number[] {
  return box.restricted.map((free) => {
    const [low, high] = [box.low.slice(), box.high.slice()];
    low[free] = Number.NEGATIVE_INFINITY;
    high[free] = Number.POSITIVE_INFINITY;
    const wider = rowsIn(cases, { low, high }, rows);
    const interesting = wider.reduce((sum, row) => sum + cases.interest[row]!, 0);
    return binomialTail(box.rows, box.cases, interesting / wider.length);
  });
}

/** The probability of at least `least` successes in `count` trials. */
function binomialTail(count: number, least: number, chance: number): number {
  if (least <= 0 || chance >= 1) return 1;
  if (chance <= 0) return 0;
  const lnFactorial = (n: number): number => computeRoutine("lnGamma", n + 1);
  const [lnChance, lnOther] = [computeRoutine("ln", chance), computeRoutine("ln", 1 - chance)];
  let sum = 0;
  // The smallest terms first.
  for (let successes = count; successes >= least; successes--) {
    const ways = lnFactorial(count) - lnFactorial(successes) - lnFactorial(count - successes);
    sum += computeRoutine("exp", ways + successes * lnChance + (count - successes) * lnOther);
  }
  return Math.min(1, sum);
}
