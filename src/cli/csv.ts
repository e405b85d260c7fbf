import { columnOf, type Results, widthOf } from "../run/program.ts";
import { quoted } from "../store/quote.ts";
import type { Series } from "./columns.ts";

/** Pieces of a table are about so many letters: no table has to fit into the memory as text. */
const pieceLength = 1_000_000;

/** A run as a wide table: a column of time, and one for each series, with every digit. It comes in pieces. */
export function* printTable(results: Results, series: readonly Series[]): Generator<string> {
  const { times, rows } = results;
  const width = widthOf(results);
  const columns = Int32Array.from(series, ({ slot, element }) => columnOf(results, slot.offset + element));
  yield `${["time", ...series.map(({ name }) => name)].map(quoted).join(",")}\n`;
  let piece = "";
  for (const [row, time] of times.entries()) {
    const from = row * width;
    piece += time;
    // The shortest text that reads back as the same number is what JavaScript prints.
    for (const column of columns) {
      piece += `,${rows[from + column]}`;
      if (piece.length < pieceLength) continue;
      yield piece;
      piece = "";
    }
    piece += "\n";
  }
  yield piece;
}
