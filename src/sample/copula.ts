import { computeRoutine } from "../numerics/plain.ts";
import type { SampledInput } from "./inputs.ts";

/**
 * Makes shares that are drawn independently go together as the model says, in place. Members of a group share one factor
 * of a Gaussian copula: two that say `correlated r` and `correlated s` have a normal correlation of √(r s), against each
 * other where the signs differ.
 */
export interface Copula {
  /** Columns of a point behind those of the inputs: one factor for each group. */
  readonly factors: number;
  correlate(point: Float64Array): void;
}

export function createCopula(inputs: readonly SampledInput[]): Copula {
  const groups = [...new Set(inputs.flatMap(({ correlated }) => (correlated ? [correlated.group] : [])))];
  const members = inputs.flatMap(({ correlated }, column) => {
    if (!correlated) return [];
    const factor = inputs.length + groups.indexOf(correlated.group);
    const weight = Math.sign(correlated.by) * Math.sqrt(Math.abs(correlated.by));
    return [{ column, factor, weight, rest: Math.sqrt(1 - Math.abs(correlated.by)) }];
  });
  return {
    factors: groups.length,
    correlate(point) {
      for (const { column, factor, weight, rest } of members) {
        const normal = weight * quantile(point[factor]!) + rest * quantile(point[column]!);
        point[column] = computeRoutine("normalShare", normal);
      }
    },
  };
}

/** Shares of nought and one are moved inside, where the quantile is finite. */
function quantile(share: number): number {
  return computeRoutine("normalQuantile", Math.min(1 - 2 ** -53, Math.max(2 ** -54, share)));
}
