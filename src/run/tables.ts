import type { Table } from "./program.ts";

/**
 * How a table lies in the kernel's memory. A reading is cut to [low, high], finds its cell of the uniform index, goes
 * from the segment named there forward to the last one that begins at or before it, and is y0 + (x - x0) * slope there.
 * Everything that distinguishes the ways of reading a table is in its segments, so that an override may be of another
 * way than the declared table.
 *
 *     f64 low, high, first, scale     the cell of x is (x - first) * scale, cut to [0, last cell]
 *     i32 last cell, where the points lie
 *     i32 for each cell               where the segment lies to look from
 *     f64 x0, y0, slope               for each segment, aligned to 8
 *     f64 NaN                         in place of the beginning of a segment behind the last
 *     i32 number of points, nothing
 *     f64 x, y                        for each point as it was given
 */
export const tableBlock = {
  low: 0,
  high: 8,
  first: 16,
  scale: 24,
  lastCell: 32,
  points: 36,
  cells: 40,
  segmentBytes: 24,
  /** From where the points lie to the first of them, and from one to the next. */
  firstPoint: 8,
  pointBytes: 16,
};

/** One straight piece of a table, from `x0` up to where the next one begins. */
interface Segment {
  readonly x0: number;
  readonly y0: number;
  readonly slope: number;
}

/** Writes a table's block into memory; its length is given by `tableBytes`. */
export function writeTable(view: DataView, address: number, table: Table): void {
  const { low, high, segments } = segmentsOf(table);
  const { first, scale, cells } = indexOf(segments);
  const segmentsAt = address + tableBlock.cells + padded(4 * cells);
  view.setFloat64(address + tableBlock.low, low, true);
  view.setFloat64(address + tableBlock.high, high, true);
  view.setFloat64(address + tableBlock.first, first, true);
  view.setFloat64(address + tableBlock.scale, scale, true);
  view.setInt32(address + tableBlock.lastCell, cells - 1, true);

  let begun = 0;
  for (let cell = 0; cell < cells; cell++) {
    while (begun < segments.length && cellOf(segments[begun]!.x0, first, scale, cells) < cell) begun++;
    const lookFrom = segmentsAt + tableBlock.segmentBytes * Math.max(0, begun - 1);
    view.setInt32(address + tableBlock.cells + 4 * cell, lookFrom, true);
  }
  segments.forEach(({ x0, y0, slope }, i) => {
    const at = segmentsAt + tableBlock.segmentBytes * i;
    view.setFloat64(at, x0, true);
    view.setFloat64(at + 8, y0, true);
    view.setFloat64(at + 16, slope, true);
  });
  const behind = segmentsAt + tableBlock.segmentBytes * segments.length;
  view.setFloat64(behind, Number.NaN, true);
  const points = behind + 8;
  view.setInt32(address + tableBlock.points, points, true);
  view.setInt32(points, table.pairs.length, true);
  table.pairs.forEach(([x, y], i) => {
    const at = points + tableBlock.firstPoint + tableBlock.pointBytes * i;
    view.setFloat64(at, x, true);
    view.setFloat64(at + 8, y, true);
  });
}

/** How many bytes a table's block takes. */
export function tableBytes(table: Table): number {
  const { segments } = segmentsOf(table);
  const index = tableBlock.cells + padded(4 * indexOf(segments).cells);
  const points = tableBlock.firstPoint + tableBlock.pointBytes * table.pairs.length;
  return index + tableBlock.segmentBytes * segments.length + 8 + points;
}

function segmentsOf({ pairs, outside, missing = Number.NaN }: Table): {
  low: number;
  high: number;
  segments: readonly Segment[];
} {
  if (pairs.length === 0) return { low: 0, high: 0, segments: [{ x0: 0, y0: missing, slope: 0 }] };
  const low = pairs[0]![0];
  const high = pairs.at(-1)![0];
  switch (outside) {
    case "hold":
      return { low, high, segments: linear(pairs, 0) };
    case "extrapolate": {
      const ends = linear(pairs, slopeAt(pairs, pairs.length - 2));
      return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, segments: ends };
    }
    case "step":
      return { low, high, segments: pairs.map(([x, y]) => ({ x0: x, y0: y, slope: 0 })) };
    case "next":
      return {
        low,
        high,
        segments: pairs.map(([, y], i) => ({
          x0: i === 0 ? low : nextUp(pairs[i - 1]![0]),
          y0: y,
          slope: 0,
        })),
      };
    case "exact": {
      const nothing = { y0: missing, slope: 0 };
      const points = pairs.flatMap(([x, y], i) => {
        const isAgain = x === pairs[i - 1]?.[0];
        return isAgain
          ? []
          : [
              { x0: x, y0: y, slope: 0 },
              { x0: nextUp(x), ...nothing },
            ];
      });
      // Cut to the least step outside of the points, everything out there is as far from them as it need be.
      const before = { x0: -nextUp(-low), ...nothing };
      return { low: before.x0, high: nextUp(high), segments: [before, ...points] };
    }
  }
}

/** A segment from each point to the next, and one behind the last. */
function linear(pairs: Table["pairs"], slopeBehind: number): readonly Segment[] {
  return pairs.map(([x, y], i) => ({
    x0: x,
    y0: y,
    slope: i === pairs.length - 1 ? slopeBehind : slopeAt(pairs, i),
  }));
}

/** The slope from a point to the next; nought where there is none, or where they lie above one another. */
function slopeAt(pairs: Table["pairs"], index: number): number {
  const from = pairs[index];
  const to = pairs[index + 1];
  if (!from || !to || to[0] === from[0]) return 0;
  return (to[1] - from[1]) / (to[0] - from[0]);
}

/** A uniform grid over the finite beginnings of the segments, no finer than the shortest of them asks for. */
function indexOf(segments: readonly Segment[]): { first: number; scale: number; cells: number } {
  const starts = segments.map(({ x0 }) => x0).filter(Number.isFinite);
  const first = starts[0]!;
  const range = starts.at(-1)! - first;
  const gaps = starts.slice(1).map((x, i) => x - starts[i]!);
  const shortest = gaps.reduce((least, gap) => (gap > 0 && gap < least ? gap : least), range);
  if (!(range > 0 && Number.isFinite(range))) return { first, scale: 0, cells: 1 };
  const cells = Math.min(Math.ceil(range / shortest), 4 * segments.length) + 1;
  return { first, scale: (cells - 1) / range, cells };
}

/** The same arithmetic as the kernel's: what begins in an earlier cell begins before every x of a later one. */
function cellOf(x: number, first: number, scale: number, cells: number): number {
  const cell = Math.trunc((x - first) * scale);
  return Math.min(Math.max(Number.isNaN(cell) ? 0 : cell, 0), cells - 1);
}

/** The least number above a finite one. */
function nextUp(x: number): number {
  if (x === 0) return Number.MIN_VALUE;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  view.setBigInt64(0, view.getBigInt64(0) + (x > 0 ? 1n : -1n));
  return view.getFloat64(0);
}

function padded(bytes: number): number {
  return (bytes + 7) & ~7;
}
