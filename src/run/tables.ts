import { below, type EvenGrid, evenGridOf } from "./even.ts";
import type { Table } from "./program.ts";

/**
 * How a table lies in the kernel's memory. A reading is cut to [low, high], finds its cell of the uniform index, goes
 * from the segment named there forward to the last one that begins at or before it, and is y0 + (x - x0) * slope there.
 * Everything that distinguishes the ways of reading a table is in its segments, so that an override may be of another
 * way than the declared table.
 *
 *     f64 low, high, first, scale     the cell of x is (x - first) * scale, cut to [0, last cell]
 *     f64 scale, where they lie       of segments that begin at even distances: 2^52 is added to the address
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
  evenScale: 32,
  evenSegments: 40,
  lastCell: 48,
  points: 52,
  cells: 56,
  segmentBytes: 24,
  /** From where the points lie to the first of them, and from one to the next. */
  firstPoint: 8,
  pointBytes: 16,
};

/** A table as it is written into memory, but for where. */
export interface Block {
  readonly bytes: number;
  readonly low: number;
  readonly high: number;
  readonly index: Index;
  /** Where its segments begin at even distances. */
  readonly even?: EvenGrid;
  /** For each cell, which segment to look from. */
  readonly lookFrom: Int32Array;
  /** x0, y0 and slope of each segment, and a NaN. */
  readonly segments: Float64Array;
  /** x and y of each point. */
  readonly points: Float64Array;
}

/** Works out the block of a table. */
export function blockOf(table: Table): Block {
  const { low, high, segments } = segmentsOf(table);
  const index = indexOf(segments);
  const lookFrom = lookFromOf(segments, index);
  const points = new Float64Array(2 * table.pairs.length);
  for (const [i, [x, y]] of table.pairs.entries()) {
    points[2 * i] = x;
    points[2 * i + 1] = y;
  }
  const bytes =
    tableBlock.cells +
    padded(lookFrom.byteLength) +
    segments.byteLength +
    tableBlock.firstPoint +
    points.byteLength;
  const starts = segments.filter((_, i) => i % segmentNumbers === 0).subarray(0, -1);
  const even = starts[0] === low ? evenGridOf(starts, high) : undefined;
  return { bytes, low, high, index, lookFrom, segments, points, ...(even && { even }) };
}

/**
 * How a table can be read that is known: how many steps forward a reading takes at most, whether cells need not be cut,
 * and whether segments begin at even distances.
 */
export interface Reach {
  readonly steps: number;
  readonly isInCells: boolean;
  readonly even: "exactly" | "nearly" | "no";
}

/** What readings of a table have to reckon with. */
export function reachOf({ low, high, index, lookFrom, segments, even }: Block): Reach {
  const count = (segments.length - 1) / segmentNumbers;
  let begun = 0;
  let steps = 0;
  for (let cell = 0; cell < index.cells; cell++) {
    while (begun < count && cellOf(segments[segmentNumbers * begun]!, index) <= cell) begun++;
    steps = Math.max(steps, begun - 1 - lookFrom[cell]!);
  }
  const first = (low - index.first) * index.scale;
  const last = (high - index.first) * index.scale;
  return {
    steps,
    isInCells: first > -1 && last < index.cells,
    even: even ? (even.isExact ? "exactly" : "nearly") : "no",
  };
}

/** Writes a block into memory, at a multiple of eight. */
export function writeBlock(memory: ArrayBuffer, address: number, block: Block): void {
  const { low, high, index, even, lookFrom, segments, points } = block;
  const segmentsAt = address + tableBlock.cells + padded(lookFrom.byteLength);
  const pointsAt = segmentsAt + segments.byteLength;
  const head = [low, high, index.first, index.scale, even?.scale ?? 0, 2 ** 52 + segmentsAt];
  new Float64Array(memory, address, head.length).set(head);
  const words = new Int32Array(memory, address + tableBlock.lastCell, 2 + lookFrom.length);
  words[0] = index.cells - 1;
  words[1] = pointsAt;
  for (let cell = 0; cell < lookFrom.length; cell++)
    words[2 + cell] = segmentsAt + tableBlock.segmentBytes * lookFrom[cell]!;
  new Float64Array(memory, segmentsAt, segments.length).set(segments);
  new Int32Array(memory, pointsAt, 1)[0] = points.length / 2;
  new Float64Array(memory, pointsAt + tableBlock.firstPoint, points.length).set(points);
}

/** The straight pieces of a table, each from its `x0` up to where the next one begins. */
class Segments {
  private readonly numbers: Float64Array;
  private used = 0;

  constructor(most: number) {
    this.numbers = new Float64Array(segmentNumbers * most + 1);
  }

  /** What is read is never -0, so that it is the same whichever nought a table is read at. */
  add(x0: number, y0: number, slope: number): void {
    this.numbers[this.used++] = x0;
    this.numbers[this.used++] = y0 + 0;
    this.numbers[this.used++] = slope;
  }

  finish(): Float64Array {
    this.numbers[this.used] = Number.NaN;
    return this.numbers.subarray(0, this.used + 1);
  }
}

const segmentNumbers = tableBlock.segmentBytes / 8;

function segmentsOf({ pairs, outside, missing = Number.NaN }: Table): {
  low: number;
  high: number;
  segments: Float64Array;
} {
  const segments = new Segments(2 * pairs.length + 1);
  if (pairs.length === 0) {
    segments.add(0, missing, 0);
    return { low: 0, high: 0, segments: segments.finish() };
  }
  const low = pairs[0]![0];
  const high = pairs.at(-1)![0];
  const count = pairs.length;
  switch (outside) {
    case "hold":
      for (let i = 0; i < count; i++) segments.add(...pairs[i]!, slopeAt(pairs, i));
      return { low, high, segments: segments.finish() };
    case "extrapolate":
      for (let i = 0; i < count; i++) segments.add(...pairs[i]!, slopeAt(pairs, i === count - 1 ? i - 1 : i));
      return {
        low: Number.NEGATIVE_INFINITY,
        high: Number.POSITIVE_INFINITY,
        segments: segments.finish(),
      };
    case "step":
      for (const [x, y] of pairs) segments.add(x, y, 0);
      return { low, high, segments: segments.finish() };
    case "next":
      for (let i = 0; i < count; i++) segments.add(i === 0 ? low : nextUp(pairs[i - 1]![0]), pairs[i]![1], 0);
      return { low, high, segments: segments.finish() };
    case "exact": {
      // Cut to the least step outside of the points, everything out there is as far from them as it need be.
      segments.add(below(low), missing, 0);
      for (let i = 0; i < count; i++) {
        const [x, y] = pairs[i]!;
        if (x === pairs[i - 1]?.[0]) continue;
        segments.add(x, y, 0);
        segments.add(nextUp(x), missing, 0);
      }
      return { low: below(low), high: nextUp(high), segments: segments.finish() };
    }
  }
}

/** The slope from a point to the next; nought where there is none, or where they lie above one another. */
function slopeAt(pairs: Table["pairs"], index: number): number {
  const from = pairs[index];
  const to = pairs[index + 1];
  if (!from || !to || to[0] === from[0]) return 0;
  return (to[1] - from[1]) / (to[0] - from[0]);
}

/** A uniform grid of cells: that of x is (x - first) * scale, cut to what there is. */
export interface Index {
  readonly first: number;
  readonly scale: number;
  readonly cells: number;
}

/** A grid over the finite beginnings of the segments, no finer than the shortest of them asks for. */
function indexOf(segments: Float64Array): Index {
  const count = (segments.length - 1) / segmentNumbers;
  let first = Number.NaN;
  let last = Number.NaN;
  let shortest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const x0 = segments[segmentNumbers * i]!;
    if (!Number.isFinite(x0)) continue;
    if (Number.isNaN(first)) first = x0;
    else if (x0 > last && x0 - last < shortest) shortest = x0 - last;
    last = x0;
  }
  const range = last - first;
  if (!(range > 0 && Number.isFinite(range))) return { first, scale: 0, cells: 1 };
  const cells = Math.min(Math.ceil(range / shortest), 4 * count) + 1;
  return { first, scale: (cells - 1) / range, cells };
}

/** For each cell the last segment that begins at or before every x in it: just behind a number of an earlier cell. */
function lookFromOf(segments: Float64Array, index: Index): Int32Array {
  const count = (segments.length - 1) / segmentNumbers;
  const lookFrom = new Int32Array(index.cells);
  let begun = 0;
  for (let cell = 0; cell < index.cells; cell++) {
    while (begun < count && cellOf(below(segments[segmentNumbers * begun]!), index) < cell) begun++;
    lookFrom[cell] = Math.max(0, begun - 1);
  }
  return lookFrom;
}

/** The same arithmetic as the kernel's: what lies in an earlier cell lies before every x of a later one. */
function cellOf(x: number, { first, scale, cells }: Index): number {
  const cell = Math.trunc((x - first) * scale);
  return Math.min(Math.max(Number.isNaN(cell) ? 0 : cell, 0), cells - 1);
}

/** The least number above a finite one. */
function nextUp(x: number): number {
  return -below(-x);
}

function padded(bytes: number): number {
  return (bytes + 7) & ~7;
}
