import { type Quantiles, quantileNames, quantilesOf } from "./quantiles.ts";
import type { Replayed } from "./replay.ts";

/** How a quantity spreads over worlds, row by row, and where it ends. */
export interface WorldBand {
  /** For each share of worlds, the number below which they lie in each row; NaN where there is none. */
  readonly quantiles: Quantiles<Float64Array>;
  readonly end: Histogram;
}

/** How many worlds end in each of some stretches of equal width. */
export interface Histogram {
  readonly low: number;
  readonly high: number;
  readonly counts: readonly number[];
}

/** The same rows of some of the worlds. */
export interface WorldPart {
  readonly worlds: number;
  readonly replayed: Replayed;
}

/** What a change does to a quantity at one time, over worlds: each against itself without the change. */
export interface WorldEffect {
  readonly without: Quantiles<number>;
  readonly with: Quantiles<number>;
  /** The change in per cent. */
  readonly change: Quantiles<number>;
  /** The share of worlds in which there is less of it. */
  readonly less: number;
}

/** The bands of every column over all worlds, for the rows that the parts have. */
export function bandsOf(parts: readonly WorldPart[]): readonly WorldBand[] {
  const [first] = parts;
  if (!first) return [];
  const { rows } = first.replayed;
  return Array.from({ length: columnsIn(first) }, (_, column) => {
    const quantiles = quantilesOf(() => new Float64Array(rows));
    let last: Float64Array = new Float64Array();
    for (let row = 0; row < rows; row++) {
      last = numbersAt(parts, column, row)
        .filter((value) => !Number.isNaN(value))
        .sort();
      for (const name of quantileNames) quantiles[name][row] = quantileOf(last, shareOf[name]);
    }
    return { quantiles, end: histogramOf(last) };
  });
}

/** What each column is at some rows, with a change and without it, world by world: see `pickRows`. */
export function effectsOf(
  without: readonly WorldPart[],
  changed: readonly WorldPart[],
): readonly (readonly WorldEffect[])[] {
  const [first] = changed;
  if (!first) return [];
  return Array.from({ length: columnsIn(first) }, (_, column) =>
    Array.from({ length: first.replayed.rows }, (_, row): WorldEffect => {
      const before = numbersAt(without, column, row);
      const after = numbersAt(changed, column, row);
      const changes = after.map(
        (value, world) => (100 * (value - before[world]!)) / Math.abs(before[world]!),
      );
      return {
        without: spreadOf(before),
        with: spreadOf(after),
        change: spreadOf(changes),
        less: after.filter((value, world) => value < before[world]!).length / after.length,
      };
    }),
  );
}

/** Some columns at all rows that there are, or at some rows of the whole run; before the first one `past` counts. */
export function pickRows(
  part: WorldPart,
  [from, to]: readonly [number, number],
  rows?: readonly number[],
  past?: WorldPart,
): WorldPart {
  const { worlds, replayed } = part;
  if (!rows) {
    const size = replayed.rows * worlds;
    return { worlds, replayed: { ...replayed, values: replayed.values.slice(from * size, to * size) } };
  }
  const values = new Float64Array((to - from) * rows.length * worlds);
  let at = 0;
  for (let column = from; column < to; column++)
    for (const row of rows) {
      const isPast = past !== undefined && row < replayed.first / replayed.every;
      values.set(rowIn(isPast ? past : part, column, row), at);
      at += worlds;
    }
  return { worlds, replayed: { first: 0, every: 1, rows: rows.length, values } };
}

/** A part without the worlds that are not wanted: those where `isKept` is not 1. */
export function keepWorlds({ worlds, replayed }: WorldPart, isKept: Uint8Array): WorldPart {
  const kept = [...isKept.keys()].filter((world) => isKept[world] === 1);
  const cells = worlds === 0 ? 0 : replayed.values.length / worlds;
  const values = new Float64Array(cells * kept.length);
  for (let cell = 0; cell < cells; cell++)
    for (const [i, world] of kept.entries())
      values[cell * kept.length + i] = replayed.values[cell * worlds + world]!;
  return { worlds: kept.length, replayed: { ...replayed, values } };
}

/** Bands of the same columns over one stretch of rows after another. */
export function joinBands(stretches: readonly (readonly WorldBand[])[]): readonly WorldBand[] {
  return (stretches.at(-1) ?? []).map(({ end }, column) => {
    const all = stretches.map((bands) => bands[column]!.quantiles);
    const joined = quantileNames.map((name) => [name, concat(all.map((one) => one[name]))] as const);
    return { quantiles: Object.fromEntries(joined) as Quantiles<Float64Array>, end };
  });
}

function concat(pieces: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** The numbers of all worlds of a part in a row of the whole run. */
function rowIn({ worlds, replayed }: WorldPart, column: number, row: number): Float64Array {
  const from = (column * replayed.rows + row - replayed.first / replayed.every) * worlds;
  return replayed.values.subarray(from, from + worlds);
}

const shareOf = quantilesOf((share) => share);

/** How many columns a part has. */
export function columnsIn({ worlds, replayed: { rows, values } }: WorldPart): number {
  return rows === 0 || worlds === 0 ? 0 : values.length / (rows * worlds);
}

/** The numbers of all worlds in one row, in their order. */
function numbersAt(parts: readonly WorldPart[], column: number, row: number): Float64Array {
  return concat(
    parts.map(({ worlds, replayed }) => {
      const from = (column * replayed.rows + row) * worlds;
      return replayed.values.subarray(from, from + worlds);
    }),
  );
}

function spreadOf(numbers: Float64Array): Quantiles<number> {
  const sorted = numbers.filter((value) => !Number.isNaN(value)).sort();
  return quantilesOf((share) => quantileOf(sorted, share));
}

/** The number below which a share of sorted numbers lies, in proportion between two of them; NaN of none. */
export function quantileOf(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const rank = share * (sorted.length - 1);
  const below = Math.floor(rank);
  const value = sorted[below]!;
  return rank === below ? value : value + (rank - below) * (sorted[below + 1]! - value);
}

const cells = 24;

function histogramOf(sorted: Float64Array): Histogram {
  const [low = Number.NaN, high = Number.NaN] = [sorted[0], sorted.at(-1)];
  const counts = new Array<number>(cells).fill(0);
  const width = high - low;
  for (const value of sorted) {
    const cell = width > 0 && Number.isFinite(width) ? Math.floor((cells * (value - low)) / width) : 0;
    counts[Math.min(cells - 1, cell)]!++;
  }
  return { low, high, counts };
}
