import type { Faults } from "./series.ts";
import { type Sheet, SheetBuilder } from "./sheet.ts";
import { cutTable, numberIn, spanOf } from "./split.ts";

/** Reads a text as a sheet: line 1 is row 1, whether anything stands in it or not. */
export function readTextSheet(text: string, source: string, separator: string, faults: Faults): Sheet {
  const { rows, unclosed } = cutTable(text, separator);
  for (const cell of unclosed)
    faults({
      code: "csv-quote",
      message: "This cell begins with a double quote and has no second one.",
      span: spanOf(cell, source),
    });
  const builder = new SheetBuilder();
  for (const [row, cells] of rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      const written = cell.text.trim();
      if (written !== "") builder.put({ row, column }, numberIn(written) ?? written);
    }
  }
  return builder.sheet(source);
}

/**
 * The sign between the cells of a text table: as named in place of a sheet, else a comma in a file called .csv and a tab
 * in any other. Undefined where what is named is no such sign.
 */
export function separatorFor(path: string, named: string | undefined): string | undefined {
  if (named === undefined || named === "") return /\.csv$/i.test(path) ? "," : "\t";
  if (/^(\\t|tab)$/i.test(named)) return "\t";
  return named.length === 1 && named !== '"' ? named : undefined;
}
