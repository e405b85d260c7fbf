import { type Results, seriesOf } from "../run/program.ts";
import type { Series } from "./columns.ts";

/** A run as a wide table: a column of time, and one for each series, with every digit. It comes in pieces of many lines. */
export function* printTable(results: Results, series: readonly Series[]): Generator<string> {
  const columns = series.map(({ slot, element }) => seriesOf(results, slot, element));
  yield `${["time", ...series.map(({ name }) => name)].map(quote).join(",")}\n`;
  const linesInPiece = 500;
  for (let from = 0; from < results.times.length; from += linesInPiece) {
    const to = Math.min(from + linesInPiece, results.times.length);
    let piece = "";
    for (let row = from; row < to; row++) {
      piece += results.times[row];
      // The shortest text that reads back as the same number is what JavaScript prints.
      for (const column of columns) piece += `,${column[row]}`;
      piece += "\n";
    }
    yield piece;
  }
}

/** As RFC 4180 has it: a name with a comma, a quotation mark or a line break stands in quotation marks. */
function quote(name: string): string {
  return /[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}
