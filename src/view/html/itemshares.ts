import type { Verdicts } from "../../argument/verdict.ts";
import type { ArgumentTally, LineShares, VerdictCounts } from "../../study/shares.ts";

/** How a part of an argument came out in many worlds. */
export interface ItemShares {
  readonly counts: VerdictCounts;
  /** Of each of its lines. */
  readonly lines: readonly LineShares[];
}

/** The shares of every part of an argument, in its order. */
export interface ArgumentShares {
  readonly claims: readonly ItemShares[];
  readonly checks: readonly ItemShares[];
  readonly loops: readonly ItemShares[];
  readonly links: readonly ItemShares[];
}

/** Finds what belongs to which part; nothing where the argument was tested in no worlds. */
export function sharesOf(
  { claims, checks, loops, links }: Verdicts,
  tally: ArgumentTally | undefined,
): ArgumentShares {
  if (!tally) return { claims: [], checks: [], loops: [], links: [] };
  let item = 0;
  let line = 0;
  const take = (lines: readonly unknown[]): ItemShares => ({
    counts: tally.countsOf(item++),
    lines: lines.map(() => tally.lineAt(line++)),
  });
  return {
    claims: claims.map((one) => take(one.lines)),
    checks: checks.map((one) => take(one.lines)),
    loops: loops.map(() => take([])),
    links: links.map(() => take([])),
  };
}
