import type { TimeAxis } from "../run/program.ts";
import { drawChart, drawSparkline } from "./chart.ts";
import { formatNumber, formatPercent } from "./number.ts";
import type { Paint } from "./paint.ts";
import { drawTable } from "./table.ts";
import { wrap } from "./text.ts";

/** One series of a run, with what people are told of it. */
export interface ShownSeries {
  readonly label: string;
  readonly unit: string;
  readonly values: Float64Array;
  /** The same in the base run, where this run is another one with the same rows. */
  readonly base?: Float64Array;
}

/** What is shown of a run. */
export interface ShownRun {
  readonly title: string;
  /** What sets this run apart: a scenario, changed numbers. */
  readonly with: readonly string[];
  readonly time: TimeAxis;
  readonly timeUnit: string;
  readonly method: string;
  readonly purpose: string | undefined;
  readonly times: Float64Array;
  readonly series: readonly ShownSeries[];
}

/** More rows than this are a case for a file. */
const mostRows = 60;

/** A run for people: a chart for each of a few series, or a row for each of many, with a note on what it is. */
export function drawRun(run: ShownRun, paint: Paint, width: number): string[] {
  const { start, stop, step } = run.time;
  const by = `${formatStep(step)} ${run.timeUnit}, ${run.method}`;
  const isChanged = run.with.length > 0;
  const isSame = run.series.every(({ values, base }) =>
    base?.every((value, row) => Object.is(value, values[row])),
  );
  return [
    paint.strong(run.title),
    ...wrap("One run: a projection in this model, under its assumptions. Numbers are rounded.", width),
    ...wrap(`From ${start} to ${stop} by ${by}.`, width),
    ...(isChanged ? wrap(`With ${run.with.join(", ")}.`, width) : []),
    ...(isChanged && isSame ? ["None of what is shown differs from the base run."] : []),
    "",
    ...(run.series.length > 0 && run.series.length <= 3 ? drawCharts(run, width) : drawRows(run, width)),
    ...(run.purpose === undefined ? [] : ["", ...wrap(run.purpose, width).map(paint.faint)]),
  ];
}

function drawCharts(run: ShownRun, width: number): string[] {
  const horizons = horizonsOf(run);
  return run.series.flatMap((series, i) => {
    const differences = horizons.map((row) => `${formatChange(series, row)} at ${run.times[row]}`);
    return [
      ...(i > 0 ? [""] : []),
      series.unit === "" ? series.label : `${series.label} (${series.unit})`,
      ...drawChart(run.times, series.values, { width: Math.min(width, 72), height: 9 }),
      ...(differences.length > 0 ? wrap(`Against the base run: ${differences.join(", ")}`, width) : []),
    ];
  });
}

function drawRows(run: ShownRun, width: number): string[] {
  const horizons = horizonsOf(run);
  const last = run.times.length - 1;
  const rows = run.series
    .slice(0, mostRows)
    .map((series) => [
      series.label,
      series.unit,
      ...(horizons.length > 0 ? [] : [formatNumber(series.values[0] ?? Number.NaN, 2)]),
      formatNumber(series.values[last] ?? Number.NaN, 2),
      ...horizons.map((row) => formatChange(series, row)),
      ...(horizons.length > 0 ? [] : [drawSparkline(series.values, 12)]),
    ]);
  const right = (title: string) => ({ title, side: "right" as const });
  const columns = [
    { title: "", gives: "wrap" as const },
    { title: "unit" },
    ...(horizons.length > 0 ? [] : [right(String(run.time.start))]),
    right(String(run.time.stop)),
    ...horizons.map((row) => right(`by ${run.times[row]}`)),
    ...(horizons.length > 0 ? [] : [{}]),
  ];
  const more =
    run.series.length > mostRows ? [`… and ${run.series.length - mostRows} more: --csv has them all.`] : [];
  const note = horizons.length > 0 ? ["", "by …: change against the base run"] : [];
  return [...drawTable(columns, rows, width), ...more, ...note];
}

/**
 * The rows at which a changed run is compared with the base run: a ninth and five ninths of the way from where they part
 * to the end, and the end. One look would show a change that is soon undone, or miss one that comes late.
 */
function horizonsOf({ times, series }: ShownRun): number[] {
  const last = times.length - 1;
  let begin = last;
  for (const { values, base } of series) {
    const row = base?.findIndex((value, at) => !Object.is(value, values[at])) ?? -1;
    if (row >= 0) begin = Math.min(begin, Math.max(0, row - 1));
  }
  if (begin === last) return [];
  const rows = [1, 5, 9].map((ninths) => begin + Math.round(((last - begin) * ninths) / 9));
  return [...new Set(rows)].filter((row) => row > begin);
}

/** How far a series is from the base run at a row, in per cent; nothing where the base is nought. */
function formatChange({ values, base }: ShownSeries, row: number): string {
  const from = base?.[row];
  const to = values[row];
  if (from === undefined || to === undefined) return "";
  if (from === 0) return to === 0 ? "0 %" : "";
  const percent = (100 * (to - from)) / Math.abs(from);
  // In a table, what is smaller than this is no more than a wish to be exact.
  return Math.abs(percent) < 0.005 ? "0 %" : formatPercent(percent);
}

/** A time step as people write it: `1/32` rather than 0.03125. */
export function formatStep(step: number): string {
  const pieces = Math.round(1 / step);
  return step < 1 && Math.abs(pieces * step - 1) < 1e-12 ? `1/${pieces}` : String(step);
}
