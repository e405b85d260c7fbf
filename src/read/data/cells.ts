import type { Report } from "../../model/diagnostic.ts";
import type { FileSource } from "../../model/variable.ts";
import type { DataLibrary, Naming } from "./library.ts";
import { columnIn, findRange, type NamedRange, type Place, placeIn, type Sheet } from "./sheet.ts";

export type CellSource = Extract<FileSource, { readonly kind: "cells" }>;

/** Where the cells of a source are read: from a first one on. */
export interface CellStart {
  readonly sheet: Sheet;
  readonly place: Place;
  /** `B2*`: rows and columns change places. */
  readonly isTurned: boolean;
}

/** Finds the first cell of a source; undefined where it cannot be found, which is told. */
export function findStart(
  source: CellSource,
  naming: Naming,
  library: DataLibrary,
  report: Report,
): CellStart | undefined {
  const found = library.sheetIn(naming, source.sheet);
  if (!found) return undefined;
  const isTurned = source.first.trim().endsWith("*");
  const written = source.first.trim().replace(/\*$/, "");
  const place = placeIn(written);
  if (place) return { sheet: found.sheet, place, isTurned };
  const range = findRange(found.book, written, found.sheet.name);
  const sheet = range && found.book.sheet(range.sheet);
  if (range && sheet) return { sheet, place: range.from, isTurned };
  tellNoCell(written, naming, report);
  return undefined;
}

/** Where times or x's stand: cells in a row or column, one behind the other. */
export interface AlongCells {
  readonly sheet: Sheet;
  readonly places: readonly Place[];
  readonly direction: "across" | "down";
}

/** Finds the cells of times or x's of a source whose values begin at `start`. */
export function findAlong(
  along: string,
  source: CellSource,
  start: CellStart,
  naming: Naming,
  library: DataLibrary,
  report: Report,
): AlongCells | undefined {
  const written = along.trim();
  const { sheet, place } = start;
  if (/^[1-9][0-9]*$/.test(written)) {
    const row = Number(written) - 1;
    const places = countFrom(place.column, sheet.columns).map((column) => ({ row, column }));
    return { sheet, places, direction: "across" };
  }
  const found = library.sheetIn(naming, source.sheet);
  const range = found && findRange(found.book, written, found.sheet.name);
  const itsSheet = range && found.book.sheet(range.sheet);
  if (range && itsSheet) return { sheet: itsSheet, ...cellsOf(range) };
  if (/^[A-Za-z]{1,3}$/.test(written)) {
    const column = columnIn(written);
    const places = countFrom(place.row, sheet.rows).map((row) => ({ row, column }));
    return { sheet, places, direction: "down" };
  }
  tellNoCell(written, naming, report);
  return undefined;
}

function cellsOf({ from, to }: NamedRange): Pick<AlongCells, "places" | "direction"> {
  return from.row === to.row
    ? {
        places: countFrom(from.column, to.column + 1).map((column) => ({ row: from.row, column })),
        direction: "across",
      }
    : {
        places: countFrom(from.row, to.row + 1).map((row) => ({ row, column: from.column })),
        direction: "down",
      };
}

function countFrom(from: number, below: number): readonly number[] {
  return Array.from({ length: Math.min(Math.max(0, below - from), mostAlong) }, (_, i) => from + i);
}

/** A series has no more points than this. */
const mostAlong = 2_000_000;

function tellNoCell(written: string, { path, span, what }: Naming, report: Report): void {
  report({
    code: "missing-cell",
    severity: "error",
    message: `${what} begins at ‘${written}’, which is neither a cell nor the name of a range in ‘${path}’.`,
    span,
    notes: [{ message: "A cell is a column and a row, as in B2." }],
  });
}
