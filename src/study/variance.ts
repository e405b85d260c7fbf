import type { SaltelliPlan } from "../sample/saltelli.ts";
import { bootstrapAll, type Estimate, type Resampling } from "./interval.ts";

/** How much of the variance of an outcome follows from each input (or group of inputs). */
export interface VarianceShares {
  /** Alone: I. Sobol's first-order index, by the estimator of Saltelli and others 2010. */
  readonly first: readonly Estimate[];
  /** Together with all others: the total index, by the estimator of M. Jansen 1999. */
  readonly total: readonly Estimate[];
  /** Of pairs beyond what each does alone, where the plan has the rows for it: at [i][j], i < j. */
  readonly pairs?: readonly (readonly (Estimate | undefined)[])[];
  readonly mean: number;
  readonly variance: number;
}

/** Works out indices from the outcomes of a plan, in the order of its rows. */
export function varianceShares(
  plan: SaltelliPlan,
  outcomes: Float64Array,
  resampling: Resampling,
): VarianceShares {
  const { base, groups, block } = plan;
  const centred = centre(outcomes);
  const at = (row: number, place: number): number => centred.values[row * block + place]!;
  const a = (row: number): number => at(row, 0);
  const b = (row: number): number => at(row, block - 1);
  const mixed = (row: number, group: number): number => at(row, 1 + group);
  const mirrored = (row: number, group: number): number => at(row, 1 + groups + group);
  const pairs = plan.second ? pairsOf(groups) : [];

  const statistics = (rowAt: (place: number) => number): readonly number[] => {
    let [sum, squares, cross] = [0, 0, 0];
    const [first, total] = [new Float64Array(groups), new Float64Array(groups)];
    const both = new Float64Array(pairs.length);
    for (let i = 0; i < base; i++) {
      const row = rowAt(i);
      const [fA, fB] = [a(row), b(row)];
      sum += fA + fB;
      squares += fA * fA + fB * fB;
      cross += fA * fB;
      for (let group = 0; group < groups; group++) {
        const fMixed = mixed(row, group);
        first[group]! += fB * (fMixed - fA);
        total[group]! += (fA - fMixed) ** 2;
      }
      for (const [k, [i1, j1]] of pairs.entries()) both[k]! += mirrored(row, i1) * mixed(row, j1);
    }
    const mean = sum / (2 * base);
    const variance = squares / (2 * base) - mean * mean;
    const ofFirst = [...first].map((product) => product / base / variance);
    const ofTotal = [...total].map((square) => square / base / (2 * variance));
    const ofPairs = pairs.map(
      ([i, j], k) => (both[k]! - cross) / base / variance - ofFirst[i]! - ofFirst[j]!,
    );
    return [...ofFirst, ...ofTotal, ...ofPairs];
  };
  const estimates = bootstrapAll(base, 2 * groups + pairs.length, statistics, resampling);
  return {
    first: estimates.slice(0, groups),
    total: estimates.slice(groups, 2 * groups),
    ...(plan.second && { pairs: triangle(groups, pairs, estimates.slice(2 * groups)) }),
    mean: centred.mean,
    variance: varianceOf(base, a, b),
  };
}

function centre(outcomes: Float64Array): { readonly values: Float64Array; readonly mean: number } {
  let sum = 0;
  for (const outcome of outcomes) sum += outcome;
  const mean = sum / outcomes.length;
  return { values: outcomes.map((outcome) => outcome - mean), mean };
}

function varianceOf(rows: number, a: (row: number) => number, b: (row: number) => number): number {
  let [sum, squares] = [0, 0];
  for (let row = 0; row < rows; row++) {
    sum += a(row) + b(row);
    squares += a(row) ** 2 + b(row) ** 2;
  }
  return squares / (2 * rows) - (sum / (2 * rows)) ** 2;
}

function pairsOf(groups: number): readonly (readonly [number, number])[] {
  return Array.from({ length: groups }, (_, i) => i).flatMap((i) =>
    Array.from({ length: groups - i - 1 }, (_, k) => [i, i + 1 + k] as const),
  );
}

function triangle(
  groups: number,
  pairs: readonly (readonly [number, number])[],
  estimates: readonly Estimate[],
): readonly (readonly (Estimate | undefined)[])[] {
  const rows: (Estimate | undefined)[][] = Array.from({ length: groups }, () =>
    new Array<undefined>(groups).fill(undefined),
  );
  for (const [k, [i, j]] of pairs.entries()) rows[i]![j] = estimates[k];
  return rows;
}
