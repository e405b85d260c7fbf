import type { ShapleyPlan } from "../sample/shapley.ts";
import { bootstrapAll, type Estimate, type Resampling } from "./interval.ts";

/** The variance of an outcome, shared out among inputs (or groups of them). */
export interface ShapleyEffects {
  /** As shares of it, which sum to 1. */
  readonly effects: readonly Estimate[];
  readonly mean: number;
  readonly variance: number;
}

/**
 * Works out the effects from the outcomes of a plan, in the order of its rows: E. Song, B. Nelson, J. Staum, Shapley effects
 * for global sensitivity analysis, 2016. What a set of inputs is worth is the variance that is left where all others are
 * known, half the mean square of what drawing the set again changes; an input gets what it adds to the sets before it, on
 * average over all orders. One order in each block is enough (T. Goda, A simple algorithm for global sensitivity analysis
 * with Shapley effects, 2021).
 */
export function shapleyEffects(
  plan: ShapleyPlan,
  outcomes: Float64Array,
  resampling: Resampling,
): ShapleyEffects {
  const { base, groups, block } = plan;
  const parts = Float64Array.from({ length: base * groups });
  const share = plan.rowsOf === "sets" ? shareOfSets(plan) : shareOfOrder(plan);
  let sum = 0;
  for (let row = 0; row < base; row++) {
    const values = outcomes.subarray(row * block, (row + 1) * block);
    share(values, row, parts.subarray(row * groups, (row + 1) * groups));
    sum += values[0]! + values[block - 1]!;
  }
  const sums = (rowAt: (place: number) => number): Float64Array => {
    const all = new Float64Array(groups);
    for (let i = 0; i < base; i++) {
      const from = rowAt(i) * groups;
      for (let group = 0; group < groups; group++) all[group]! += parts[from + group]!;
    }
    return all;
  };
  const totalOf = (all: Float64Array): number => all.reduce((total, one) => total + one, 0);
  const statistics = (rowAt: (place: number) => number): readonly number[] => {
    const all = sums(rowAt);
    const total = totalOf(all);
    return [...all].map((one) => one / total);
  };
  return {
    effects: bootstrapAll(base, groups, statistics, resampling),
    mean: sum / (2 * base),
    variance: totalOf(sums((place) => place)) / base,
  };
}

/** Writes what each group gets of the variance, from the outcomes of one block. */
type Share = (values: Float64Array, row: number, into: Float64Array) => void;

function shareOfOrder({ groups, independent, order }: ShapleyPlan): Share {
  return (values, row, into) => {
    const [first, last] = [values[0]!, values[groups]!];
    for (const [i, group] of order(row).entries()) {
      const [before, behind] = [values[i]!, values[i + 1]!];
      // The order can be walked from either end where what is drawn does not depend on what stays: the mean of both.
      into[group] = independent
        ? ((last - first) * (behind - before)) / 2
        : ((behind - first) ** 2 - (before - first) ** 2) / 2;
    }
  };
}

function shareOfSets({ groups, block, independent }: ShapleyPlan): Share {
  const weights = weightsOf(groups);
  const worth = new Float64Array(block);
  // Any two rows that differ in a set tell of it, where what is drawn does not depend on what stays.
  const beginnings = independent ? block : 1;
  return (values, _, into) => {
    for (let set = 0; set < block; set++) {
      let squares = 0;
      for (let from = 0; from < beginnings; from++) squares += (values[from ^ set]! - values[from]!) ** 2;
      worth[set] = squares / (2 * beginnings);
    }
    for (let group = 0; group < groups; group++) {
      let got = 0;
      for (let set = 0; set < block; set++) {
        if ((set >> group) & 1) continue;
        got += weights[sizeOf(set)]! * (worth[set | (1 << group)]! - worth[set]!);
      }
      into[group] = got;
    }
  };
}

/** By the size of a set: in which share of all orders it stands before a given group, and all others behind. */
function weightsOf(groups: number): readonly number[] {
  let ways = 1;
  return Array.from({ length: groups }, (_, size) => {
    if (size > 0) ways *= (groups - size) / size;
    return 1 / (groups * ways);
  });
}

function sizeOf(set: number): number {
  let size = 0;
  for (let rest = set; rest > 0; rest >>= 1) size += rest & 1;
  return size;
}
