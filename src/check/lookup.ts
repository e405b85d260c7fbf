import type { Points } from "../model/variable.ts";

/**
 * Points, and how they are read: linearly between them, outside with the end values or the end slopes; or as a staircase
 * that keeps each value up to the next point. Of data series only: `next` has each value from behind the point before it
 * on, and `exact` has the points themselves and nothing between them.
 */
export interface PointTable {
  readonly pairs: Points["pairs"];
  readonly outside: Points["outside"] | "next" | "exact";
  /** The value where there is none: between the points of an exact reading, and of no points; NaN unless told. */
  readonly missing?: number;
}

/**
 * The value of a table at x, by looking at every point. Within a segment it is y0 + (x - x0) * slope, where the segment
 * is that of the last point not above x, and behind the last point the slope is nought, or as before it if the table
 * goes on. A y of -0 is read as 0, so that the sign of nought at x makes no difference. Compiled tables give the same bits.
 */
export function readPoints({ pairs, outside, missing = Number.NaN }: PointTable, x: number): number {
  const first = pairs[0];
  const last = pairs.at(-1);
  if (Number.isNaN(x)) return Number.NaN;
  if (!first || !last) return missing;
  const inside = Math.min(Math.max(x, first[0]), last[0]);
  switch (outside) {
    case "hold":
      return onSegment(pairs, lastBegun(pairs, inside), inside, 0);
    case "extrapolate":
      return onSegment(pairs, lastBegun(pairs, x), x, slopeBehind(pairs, pairs.length - 2));
    case "step": {
      const [, y] = pairs[lastBegun(pairs, inside)]!;
      return y + 0;
    }
    case "next": {
      const behind = pairs.findLastIndex(([from]) => from < inside);
      return pairs[behind + 1]![1] + 0;
    }
    case "exact": {
      const hit = pairs.find(([at]) => at === x);
      return hit ? hit[1] + 0 : missing;
    }
  }
}

/** The last point that does not lie above x; before the first point, the first. */
function lastBegun(pairs: Points["pairs"], x: number): number {
  return Math.max(
    0,
    pairs.findLastIndex(([from]) => from <= x),
  );
}

function onSegment(pairs: Points["pairs"], index: number, x: number, slopeAtEnd: number): number {
  const [x0, y0] = pairs[index]!;
  return y0 + 0 + (x - x0) * (index === pairs.length - 1 ? slopeAtEnd : slopeBehind(pairs, index));
}

/** The slope from one point to the next; nought where there is none, or where they lie above one another. */
function slopeBehind(pairs: Points["pairs"], index: number): number {
  const from = pairs[index];
  const to = pairs[index + 1];
  return !from || !to || from[0] === to[0] ? 0 : (to[1] - from[1]) / (to[0] - from[0]);
}
