import type { Report } from "../../model/diagnostic.ts";
import { type DataColumn, limited, seriesKey, takeNameApart } from "./series.ts";
import { cutTable, isMissing, numberIn, separatorOf, spanOf, type TextCell, type TextRow } from "./split.ts";

/**
 * Reads a table whose first line names the columns, the first column being time; or one whose first line is of times and
 * whose first column has the names. Cells are separated by commas, by semicolons or by tabs, whichever the first line
 * has most of; a cell may stand in double quotes.
 */
export function readTable(text: string, source: string, report: Report): readonly DataColumn[] {
  const table = cutTable(text, separatorOf(text));
  const tell = limited(report);
  const fault: CellFaults = (code, message, cell) => tell({ code, message, span: spanOf(cell, source) });
  for (const open of table.unclosed)
    fault("csv-quote", "This cell begins with a double quote and has no second one.", open);
  const written = withoutEmptyEnd(table.rows.filter((row) => row.length > 1 || !isBlank(row[0])));
  const [header, ...rows] = isTurned(written) ? turn(written) : written;
  if (header === undefined || header.length < 2) {
    const message =
      "A table of data has a first line with the names of its columns: time, and at least one more.";
    tell({ code: "csv-header", message, span: { source, from: 0, to: 0 } });
    return [];
  }
  const times = readTimes(rows, header.length, fault);
  const pairs = readPairs(rows, times, header.length, fault);
  const names = new Set<string>();
  return header.slice(1).flatMap((cell, i) => {
    const name = cell.text.trim();
    const key = seriesKey(takeNameApart(name));
    if (name === "" || names.has(key)) {
      const message = name === "" ? "This column has no name." : `Two columns are called ‘${name}’.`;
      fault("csv-header", message, cell);
      return [];
    }
    names.add(key);
    return [{ name, pairs: pairs[i + 1]!, span: spanOf(cell, source) }];
  });
}

type CellFaults = (code: string, message: string, cell: TextCell) => void;

/** Tables written by programs may have a separator behind the last cell of each line. */
function withoutEmptyEnd(rows: readonly TextRow[]): readonly TextRow[] {
  const width = rows[0]?.length ?? 0;
  const isEmpty =
    width > 1 && rows.every((row) => row.length < width || (row.length === width && isBlank(row.at(-1))));
  return isEmpty ? rows.map((row) => (row.length === width ? row.slice(0, -1) : row)) : rows;
}

function isBlank(cell: TextCell | undefined): boolean {
  return cell === undefined || cell.text.trim() === "";
}

/** Whether time runs along the first line: it has numbers behind its first cell, and the other lines begin with names. */
function isTurned([header, second]: readonly TextRow[]): boolean {
  if (!header || !second || header.length < 2) return false;
  const isNumber = ({ text }: TextCell) => numberIn(text) !== undefined;
  return (
    header.slice(1).every(isNumber) && !isNumber(header[0]!) && !isBlank(second[0]) && !isNumber(second[0]!)
  );
}

/** Rows as columns; a row that is shorter than the first ends in empty cells. */
function turn(rows: readonly TextRow[]): readonly TextRow[] {
  const empty = (row: TextRow): TextCell => ({ ...row.at(-1)!, text: "" });
  return rows[0]!.map((_, column) => rows.map((row) => row[column] ?? empty(row)));
}

/** The time of each row; undefined where the row is left out. */
function readTimes(
  rows: readonly TextRow[],
  width: number,
  fault: CellFaults,
): readonly (number | undefined)[] {
  let latest = Number.NEGATIVE_INFINITY;
  return rows.map((row) => {
    const [first] = row;
    if (first === undefined) return undefined;
    if (row.length !== width) {
      const message = `This line has ${row.length} cells, and the first line has ${width}.`;
      fault("csv-width", message, first);
      return undefined;
    }
    const time = readNumber(first, fault);
    if (time === undefined) {
      if (isBlank(first)) fault("csv-number", "This line has no time.", first);
      return undefined;
    }
    if (time <= latest) {
      const message = `Times rise from line to line, but ${time} follows ${latest}.`;
      fault("csv-order", message, first);
      return undefined;
    }
    latest = time;
    return time;
  });
}

/** The points of each column but the first; line by line, as the cells lie in memory. */
function readPairs(
  rows: readonly TextRow[],
  times: readonly (number | undefined)[],
  width: number,
  fault: CellFaults,
): readonly DataColumn["pairs"][] {
  const columns = Array.from({ length: width }, (): (readonly [number, number])[] => []);
  for (let i = 0; i < rows.length; i++) {
    const time = times[i];
    if (time === undefined) continue;
    const row = rows[i]!;
    for (let column = 1; column < width; column++) {
      const cell = row[column];
      const value = cell && readNumber(cell, fault);
      if (value !== undefined) columns[column]!.push([time, value]);
    }
  }
  return columns;
}

/** Undefined for an empty cell, and for one that is no number, which is reported. */
function readNumber(cell: TextCell, fault: CellFaults): number | undefined {
  const written = cell.text.trim();
  if (written === "" || isMissing(written)) return undefined;
  const value = numberIn(written);
  if (value !== undefined) return value;
  const shown = written.length > 40 ? `${written.slice(0, 40)}…` : written;
  const hint = /^[+-]?[0-9.]*,[0-9]+$/.test(written) ? " Decimals come after a point." : "";
  fault("csv-number", `‘${shown}’ is no number.${hint}`, cell);
  return undefined;
}
