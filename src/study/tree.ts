import type { Cases } from "./cases.ts";

/** A tree of questions: whether an input is at most a threshold. */
export type Tree =
  | { readonly kind: "leaf"; readonly rows: Int32Array; readonly cases: number }
  | {
      readonly kind: "fork";
      readonly input: number;
      /** Halfway between two neighbouring numbers of the sample. */
      readonly threshold: number;
      readonly atMost: Tree;
      readonly above: Tree;
    };

/** One leaf as a box: coverage, density, mass, and its limits; an open side is infinite. */
export interface Leaf {
  readonly rows: number;
  readonly cases: number;
  readonly limits: readonly { readonly input: number; readonly low: number; readonly high: number }[];
}

/**
 * L. Breiman, J. Friedman, R. Olshen, C. Stone, Classification and regression trees, 1984: rows are parted where that
 * lowers Gini's impurity most, as long as both sides keep `leastMass` of all rows. Of equally good questions the one about
 * the earlier input, then the one with the lower threshold.
 */
export function growTree(cases: Cases, leastMass = 0.05): Tree {
  const least = Math.max(1, Math.floor(leastMass * cases.interest.length));
  return grow(cases, Int32Array.from(cases.interest.keys()), least);
}

/** The leaves of a tree, those at most a threshold first. */
export function leavesOf(tree: Tree, limits: Leaf["limits"] = []): readonly Leaf[] {
  if (tree.kind === "leaf") return [{ rows: tree.rows.length, cases: tree.cases, limits }];
  const { input, threshold } = tree;
  const now = limits.find((one) => one.input === input);
  const { low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY } = now ?? {};
  const others = limits.filter((one) => one !== now);
  return [
    ...leavesOf(tree.atMost, [...others, { input, low, high: Math.min(high, threshold) }]),
    ...leavesOf(tree.above, [...others, { input, low: Math.max(low, threshold), high }]),
  ];
}

interface Split {
  readonly input: number;
  readonly threshold: number;
  readonly impurity: number;
}

function grow(cases: Cases, rows: Int32Array, least: number): Tree {
  const found = rows.reduce((sum, row) => sum + cases.interest[row]!, 0);
  const split = found === 0 || found === rows.length ? undefined : bestSplit(cases, rows, found, least);
  if (!split) return { kind: "leaf", rows, cases: found };
  const { input, threshold } = split;
  const { values } = cases.inputs[input]!;
  return {
    kind: "fork",
    input,
    threshold,
    atMost: grow(
      cases,
      rows.filter((row) => values[row]! <= threshold),
      least,
    ),
    above: grow(
      cases,
      rows.filter((row) => values[row]! > threshold),
      least,
    ),
  };
}

function bestSplit(cases: Cases, rows: Int32Array, found: number, least: number): Split | undefined {
  let best: Split | undefined;
  let lowest = impurityOf(found, rows.length);
  for (const [input, { values }] of cases.inputs.entries()) {
    const sorted = rows.slice().sort((a, b) => values[a]! - values[b]!);
    let below = 0;
    for (let i = 0; i + 1 < sorted.length; i++) {
      below += cases.interest[sorted[i]!]!;
      const [here, next] = [values[sorted[i]!]!, values[sorted[i + 1]!]!];
      const count = i + 1;
      if (here === next || count < least || sorted.length - count < least) continue;
      const impurity = impurityOf(below, count) + impurityOf(found - below, sorted.length - count);
      // What differs by rounding alone is equal.
      if (impurity >= lowest - 1e-12 * rows.length) continue;
      lowest = impurity;
      best = { input, threshold: here + (next - here) / 2, impurity };
    }
  }
  return best;
}

/** Gini's impurity, times the number of rows. */
function impurityOf(found: number, rows: number): number {
  return (2 * found * (rows - found)) / rows;
}
