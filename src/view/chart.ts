import type { Quantiles } from "../study/quantiles.ts";
import { formatApart, formatNumber } from "./number.ts";
import { pad, widthOf } from "./text.ts";

const blocks = "▁▂▃▄▅▆▇█";

/** A series as one line of blocks: its shape and nothing else. A value that is no number leaves a gap. */
export function drawSparkline(values: ArrayLike<number>, width = 20): string {
  const columns = resample(values, Math.min(width, values.length));
  const { low, high } = rangeOf(columns);
  if (low === high) return columns.map((value) => (Number.isFinite(value) ? "▄" : " ")).join("");
  return columns
    .map((value) => {
      if (!Number.isFinite(value)) return " ";
      return blocks[Math.min(blocks.length - 1, Math.floor(((value - low) / (high - low)) * blocks.length))];
    })
    .join("");
}

/** What a chart shows and how much room it has, axes included. */
export interface ChartOptions {
  readonly width: number;
  readonly height: number;
}

/**
 * A series over time as lines of braille, two by four dots to a letter, with its least and greatest value at the left
 * and the ends of time below.
 */
export function drawChart(
  times: ArrayLike<number>,
  values: ArrayLike<number>,
  options: ChartOptions,
): string[] {
  return drawDots(times, Array.from(values), options, ({ heightOf, put, columns }) => {
    const dots = resample(values, columns).map(heightOf);
    dots.forEach((dot, x) => {
      if (dot === undefined) return;
      // A steep piece is drawn as an upright line, so that the curve does not break.
      const before = dots[x - 1];
      const from = before === undefined || before === dot ? dot : before < dot ? before + 1 : dot;
      const to = before === undefined || before < dot ? dot : Math.max(dot, before - 1);
      for (let y = from; y <= to; y++) put(x, y);
    });
  });
}

/**
 * A fan of quantiles over time: the middle half of the worlds is dense, nine tenths of them are thin, and a line stands
 * where half of them lie below.
 */
export function drawFan(
  times: ArrayLike<number>,
  { p5, p25, p50, p75, p95 }: Quantiles<ArrayLike<number>>,
  options: ChartOptions,
): string[] {
  const all = [p5, p25, p50, p75, p95].flatMap((row) => Array.from(row));
  return drawDots(times, all, options, ({ heightOf, put, columns }) => {
    const heightsOf = (row: ArrayLike<number>) => resample(row, columns).map(heightOf);
    const fill = (
      upper: ArrayLike<number>,
      lower: ArrayLike<number>,
      isWanted: (x: number, y: number) => boolean,
    ): void => {
      const bottoms = heightsOf(lower);
      for (const [x, top] of heightsOf(upper).entries()) {
        const bottom = bottoms[x];
        if (top === undefined || bottom === undefined) continue;
        for (let y = top; y <= bottom; y++) if (isWanted(x, y)) put(x, y);
      }
    };
    fill(p95, p5, (x, y) => x % 2 === 0 && y % 4 === (x % 4 === 0 ? 0 : 2));
    fill(p75, p25, (x, y) => (x + y) % 2 === 0);
    fill(p50, p50, () => true);
  });
}

/** Where the dots of a chart may stand. */
interface Dots {
  readonly columns: number;
  /** The dot's row, from the top, of a value; undefined where it is no number. */
  heightOf(value: number): number | undefined;
  put(x: number, y: number): void;
}

/** A chart with its axes, whose dots are put by `draw`; `values` are all that it has to have room for. */
function drawDots(
  times: ArrayLike<number>,
  values: readonly number[],
  options: ChartOptions,
  draw: (dots: Dots) => void,
): string[] {
  const range = rangeOf(values);
  if (range.low > range.high) return ["(no numbers to show)"];
  const flat = range.low === range.high;
  const low = flat ? range.low - 1 : range.low;
  const high = flat ? range.high + 1 : range.high;
  const [lowest = "", highest = ""] = formatApart(range.low, range.high);
  const top = flat ? "" : highest;
  const middle = flat ? lowest : "";
  const bottom = flat ? "" : lowest;
  const labels = Math.max(...[top, middle, bottom].map(widthOf));
  const width = Math.max(4, options.width - labels - 2);
  const height = Math.max(2, options.height - 1);

  const cells = Array.from({ length: height }, () => new Array<number>(width).fill(0));
  draw({
    columns: width * 2,
    heightOf: (value) =>
      Number.isFinite(value) ? Math.round(((high - value) / (high - low)) * (height * 4 - 1)) : undefined,
    put: (x, y) => {
      cells[y >> 2]![x >> 1]! |= brailleDot(x & 1, y & 3);
    },
  });

  const lines = cells.map((row, i) => {
    const label = i === 0 ? top : i === height - 1 ? bottom : i === height >> 1 ? middle : "";
    const tick = label === "" ? "│" : "┤";
    return `${pad(label, labels, "right")} ${tick}${row.map((dots) => String.fromCodePoint(0x2800 + dots)).join("")}`;
  });
  const start = formatNumber(times[0] ?? 0, 6);
  const stop = formatNumber(times[times.length - 1] ?? 0, 6);
  const gap = Math.max(1, width - widthOf(start) - widthOf(stop));
  return [
    ...lines,
    `${" ".repeat(labels + 2)}${start.replaceAll(",", "")}${" ".repeat(gap)}${stop.replaceAll(",", "")}`,
  ];
}

/** The bit of a braille letter for a dot, column 0 or 1 and row 0 to 3 from the top. */
function brailleDot(column: number, row: number): number {
  if (row === 3) return column === 0 ? 0x40 : 0x80;
  return 1 << (row + column * 3);
}

/** So many values read at even distances from a series, linear in between; its ends are kept. */
function resample(values: ArrayLike<number>, count: number): number[] {
  const last = values.length - 1;
  return Array.from({ length: count }, (_, i) => {
    const at = count === 1 ? last : (i / (count - 1)) * last;
    const before = Math.floor(at);
    const share = at - before;
    const from = values[before] ?? Number.NaN;
    return share === 0 ? from : from + (values[before + 1]! - from) * share;
  });
}

function rangeOf(values: readonly number[]): { low: number; high: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high };
}
