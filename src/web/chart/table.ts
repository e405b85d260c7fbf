import { formatNumber } from "../../view/number.ts";
import type { ChartData } from "./lines.ts";

/** The numbers of a chart as a table: a row for each time. */
export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly number[])[];
}

export function tableOf({ times, series }: ChartData, unit: string): ChartTable {
  const columns = series.flatMap(({ label, upTo }) => (upTo ? [`${label}, from`, `${label}, to`] : [label]));
  const all = series.flatMap(({ values, upTo }) => (upTo ? [values, upTo.values] : [values]));
  return {
    columns: [unit, ...columns],
    rows: Array.from(times, (time, row) => [time, ...all.map((values) => values[row] ?? Number.NaN)]),
  };
}

/** A table in full, as a file for other programs. Remarks stand above it. */
export function printCsv({ columns, rows }: ChartTable, remarks: readonly string[]): string {
  const head = remarks.map((remark) => `# ${remark.replace(/\s+/g, " ")}`);
  const lines = rows.map((row) => row.map((value) => (Number.isNaN(value) ? "" : String(value))).join(","));
  return [...head, columns.map(quoted).join(","), ...lines, ""].join("\n");
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A chart in a sentence, for those who do not see it. */
export function sentenceOf(title: string, { times, series }: ChartData): string {
  const wide = series.find(({ kind, upTo }) => kind === "range" && upTo?.share === "nine tenths");
  const run = series.find(({ kind }) => kind === "one run");
  const last = times.length - 1;
  const at = (values: Float64Array, row: number) => formatNumber(values[row] ?? Number.NaN, 2);
  if (wide?.upTo)
    return `${title}: in nine tenths of the plausible worlds between ${at(wide.values, 0)} and ${at(wide.upTo.values, 0)} in ${times[0]}, and between ${at(wide.values, last)} and ${at(wide.upTo.values, last)} in ${times[last]}.`;
  return run
    ? `${title}, one run without its range: ${at(run.values, 0)} in ${times[0]}, ${at(run.values, last)} in ${times[last]}.`
    : `${title}: nothing has been run yet.`;
}
