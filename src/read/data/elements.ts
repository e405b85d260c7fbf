import type { Report } from "../../model/diagnostic.ts";
import type { Dimension } from "../../model/system.ts";
import { findStart } from "./cells.ts";
import type { DataLibrary, Naming } from "./library.ts";
import { type Cell, cellAt, columnIn, type Place, placeIn, type Sheet } from "./sheet.ts";

/** Reads the elements of a dimension that stand in a file, row by row; empty cells are passed over. */
export function attachElements(dimension: Dimension, library: DataLibrary, report: Report): Dimension {
  const { file, ...plain } = dimension;
  if (!file) return dimension;
  const { span } = file;
  const naming: Naming = { path: file.path, span, what: `The list of elements of ‘${dimension.name}’` };
  const names = file.kind === "cells" ? namesInCells(file, naming, library, report) : [];
  if (names === undefined) return plain;
  if (names.length === 0) {
    const message = `${naming.what} is to stand in ‘${file.path}’, and nothing stands there.`;
    report({ code: "no-elements", severity: "error", message, span });
  }
  const prefix = file.prefix ?? "";
  return { ...plain, elements: names.map((name) => ({ name: prefix + name, span })) };
}

function namesInCells(
  file: Extract<NonNullable<Dimension["file"]>, { readonly kind: "cells" }>,
  naming: Naming,
  library: DataLibrary,
  report: Report,
): readonly string[] | undefined {
  const start = findStart(file, naming, library, report);
  if (!start) return undefined;
  const last = lastPlace(file.last ?? "", start.place, start.sheet);
  if (!last) {
    const message = `The list of elements ends at ‘${file.last}’, which is no cell, row or column.`;
    report({ code: "missing-cell", severity: "error", message, span: naming.span });
    return undefined;
  }
  const names: string[] = [];
  for (let row = start.place.row; row <= Math.min(last.row, start.sheet.rows - 1); row++) {
    for (
      let column = start.place.column;
      column <= Math.min(last.column, start.sheet.columns - 1);
      column++
    ) {
      const cell = cellAt(start.sheet, { row, column });
      if (cell !== undefined) names.push(nameOf(cell));
    }
  }
  return names;
}

/** A column alone is read to its end, and so is a row; without either, a line goes down, or else to the right. */
function lastPlace(written: string, first: Place, sheet: Sheet): Place | undefined {
  const text = written.trim();
  const end: Place = { row: sheet.rows - 1, column: sheet.columns - 1 };
  if (/^[A-Za-z]{1,3}$/.test(text)) return { row: end.row, column: columnIn(text) };
  if (/^[1-9][0-9]*$/.test(text)) return { row: Number(text) - 1, column: end.column };
  if (text !== "") return placeIn(text);
  const below = cellAt(sheet, { row: first.row + 1, column: first.column });
  const right = cellAt(sheet, { row: first.row, column: first.column + 1 });
  return below === undefined && right !== undefined
    ? { row: first.row, column: end.column }
    : { row: end.row, column: first.column };
}

function nameOf(cell: Cell): string {
  return `${cell}`.trim();
}
