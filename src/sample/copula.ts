import type { SampledInput } from "./inputs.ts";
import type { Routines } from "./routines.ts";

/** The groups of inputs that go together. A point has a column for each, behind those of the inputs. */
export function groupsOf(inputs: readonly SampledInput[]): readonly string[] {
  return [...new Set(inputs.flatMap(({ correlated }) => (correlated ? [correlated.group] : [])))];
}

/**
 * Makes shares of a point that are drawn independently go together as the model says, in place. Members of a group share
 * one factor of a Gaussian copula: two that say `correlated r` and `correlated s` have a normal correlation of √(r s),
 * against each other where the signs differ.
 */
export function createCopula(
  inputs: readonly SampledInput[],
  { normalShare, normalQuantile }: Routines,
): (point: Float64Array) => void {
  const groups = groupsOf(inputs);
  const members = inputs.flatMap(({ correlated }, column) => {
    if (!correlated) return [];
    const factor = inputs.length + groups.indexOf(correlated.group);
    const weight = Math.sign(correlated.by) * Math.sqrt(Math.abs(correlated.by));
    return [{ column, factor, weight, rest: Math.sqrt(1 - Math.abs(correlated.by)) }];
  });
  // Shares of nought and one are moved inside, where the quantile is finite.
  const quantile = (share: number): number =>
    normalQuantile(Math.min(1 - 2 ** -53, Math.max(2 ** -54, share)));
  return (point) => {
    for (const { column, factor, weight, rest } of members) {
      const normal = weight * quantile(point[factor]!) + rest * quantile(point[column]!);
      point[column] = normalShare(normal);
    }
  };
}
