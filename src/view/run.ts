import type { TimeAxis } from "../run/program.ts";
import { drawChart, drawSparkline } from "./chart.ts";
import { formatNumber } from "./number.ts";
import type { Paint } from "./paint.ts";
import { drawTable } from "./table.ts";
import { wrap } from "./text.ts";

/** One series of a run, with what people are told of it. */
export interface ShownSeries {
  readonly label: string;
  readonly unit: string;
  readonly values: Float64Array;
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
  const lines = [
    paint.strong(run.title),
    ...wrap(`One run: a projection from ${start} to ${stop} by ${by}.`, width),
    ...run.with.flatMap((change) => wrap(change, width, "  ")),
    "",
  ];
  if (run.series.length > 0 && run.series.length <= 3) {
    for (const { label, unit, values } of run.series) {
      lines.push(unit === "" ? label : `${label} (${unit})`);
      lines.push(...drawChart(run.times, values, { width: Math.min(width, 72), height: 9 }), "");
    }
  } else {
    const rows = run.series
      .slice(0, mostRows)
      .map(({ label, unit, values }) => [
        label,
        unit,
        formatNumber(values[0] ?? Number.NaN, 2),
        formatNumber(values.at(-1) ?? Number.NaN, 2),
        drawSparkline(values, 16),
      ]);
    const columns = [
      { title: "", gives: "clip" as const },
      { title: "unit" },
      { title: String(start), side: "right" as const },
      { title: String(stop), side: "right" as const },
      {},
    ];
    lines.push(...drawTable(columns, rows, width));
    if (run.series.length > mostRows)
      lines.push(`… and ${run.series.length - mostRows} more: --csv has them all.`);
    lines.push("");
  }
  lines.push(
    ...wrap("What it shows holds in this model, under its assumptions. Numbers are rounded.", width).map(
      paint.faint,
    ),
  );
  if (run.purpose !== undefined) lines.push(...wrap(run.purpose, width).map(paint.faint));
  return lines;
}

/** A time step as people write it: `1/32` rather than 0.03125. */
export function formatStep(step: number): string {
  const pieces = Math.round(1 / step);
  return step < 1 && Math.abs(pieces * step - 1) < 1e-12 ? `1/${pieces}` : String(step);
}
