import type { Report } from "../model/diagnostic.ts";
import { foldName } from "../model/name.ts";
import type { Span } from "../model/span.ts";

/** One column of a table of data: a series over time. Cells without a number in them have no point. */
export interface DataColumn {
  readonly name: string;
  readonly pairs: readonly (readonly [number, number])[];
  readonly span: Span;
}

/**
 * Reads a table whose first line names the columns, the first column being time. Cells are separated by commas, by
 * semicolons or by tabs, whichever the first line has; a cell may stand in double quotes.
 */
export function readCsv(text: string, source: string, report: Report): readonly DataColumn[] {
  const table = splitTable(text, source);
  const [header, ...rows] = table.rows;
  const faults = limited(report);
  for (const open of table.unclosed)
    faults({
      code: "csv-quote",
      message: "This cell begins with a double quote and has no second one.",
      span: open,
    });
  if (header === undefined || header.length < 2) {
    const message =
      "A table of data has a first line with the names of its columns: time, and at least one more.";
    faults({ code: "csv-header", message, span: { source, from: 0, to: 0 } });
    return [];
  }
  const times = readTimes(rows, header.length, faults);
  const names = new Set<string>();
  return header.slice(1).flatMap((cell, i) => {
    const name = cell.text.trim();
    if (name === "" || names.has(foldName(name))) {
      const message = name === "" ? "This column has no name." : `Two columns are called ‘${name}’.`;
      faults({ code: "csv-header", message, span: cell.span });
      return [];
    }
    names.add(foldName(name));
    return [{ name, pairs: readPairs(rows, times, i + 1, faults), span: cell.span }];
  });
}

interface Cell {
  readonly text: string;
  readonly span: Span;
}

type Row = readonly Cell[];

/** The time of each row; undefined where the row is left out. */
function readTimes(rows: readonly Row[], width: number, faults: Faults): readonly (number | undefined)[] {
  let latest = Number.NEGATIVE_INFINITY;
  return rows.map((row) => {
    const [first] = row;
    if (first === undefined) return undefined;
    if (row.length !== width) {
      const message = `This line has ${row.length} cells, and the first line has ${width}.`;
      faults({ code: "csv-width", message, span: first.span });
      return undefined;
    }
    const time = readNumber(first, faults);
    if (time === undefined) {
      if (first.text.trim() === "")
        faults({ code: "csv-number", message: "This line has no time.", span: first.span });
      return undefined;
    }
    if (time <= latest) {
      const message = `Times rise from line to line, but ${time} follows ${latest}.`;
      faults({ code: "csv-order", message, span: first.span });
      return undefined;
    }
    latest = time;
    return time;
  });
}

function readPairs(
  rows: readonly Row[],
  times: readonly (number | undefined)[],
  column: number,
  faults: Faults,
): readonly (readonly [number, number])[] {
  return rows.flatMap((row, i) => {
    const time = times[i];
    const cell = row[column];
    const value = time === undefined || cell === undefined ? undefined : readNumber(cell, faults);
    return time === undefined || value === undefined ? [] : [[time, value] as const];
  });
}

/** Undefined for an empty cell, and for one that is no number, which is reported. */
function readNumber({ text, span }: Cell, faults: Faults): number | undefined {
  const written = text.trim();
  if (written === "") return undefined;
  if (/^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?$/i.test(written)) {
    const value = Number(written);
    if (Number.isFinite(value)) return value;
  }
  const shown = written.length > 40 ? `${written.slice(0, 40)}…` : written;
  const hint = /^[+-]?[0-9.]*,[0-9]+$/.test(written) ? " Decimals come after a point." : "";
  faults({ code: "csv-number", message: `‘${shown}’ is no number.${hint}`, span });
  return undefined;
}

/** Cuts a text into rows of cells; empty lines are left out. */
function splitTable(
  text: string,
  source: string,
): { readonly rows: readonly Row[]; readonly unclosed: readonly Span[] } {
  const separator = separatorOf(text);
  const rows: Row[] = [];
  const unclosed: Span[] = [];
  let row: Cell[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    const cell = cellAt(text, at, separator);
    const span = { source, from: at, to: cell.to };
    if (!cell.isClosed) unclosed.push(span);
    row.push({ text: cell.text, span });
    at = cell.to;
    if (text[at] === separator) {
      at++;
      if (at < text.length) continue;
      row.push({ text: "", span: { source, from: at, to: at } });
    }
    if (row.length > 1 || row[0]?.text.trim() !== "") rows.push(row);
    row = [];
    at += text.startsWith("\r\n", at) ? 2 : 1;
  }
  return { rows, unclosed };
}

/** The separator that the first line has most of. */
function separatorOf(text: string): string {
  const first = /[^\r\n]*/.exec(text)?.[0] ?? "";
  const counts = [",", ";", "\t"].map((mark) => ({ mark, count: first.split(mark).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark;
}

function cellAt(
  text: string,
  from: number,
  separator: string,
): { readonly text: string; readonly to: number; readonly isClosed: boolean } {
  const isEnd = (at: number) =>
    at >= text.length || text[at] === separator || text[at] === "\n" || text[at] === "\r";
  let to = from;
  if (text[from] !== '"') {
    while (!isEnd(to)) to++;
    return { text: text.slice(from, to), to, isClosed: true };
  }
  let closing = text.indexOf('"', from + 1);
  while (closing >= 0 && text[closing + 1] === '"') closing = text.indexOf('"', closing + 2);
  const isClosed = closing >= 0;
  // Without its end, a quoted cell would swallow the rest of the table.
  for (to = isClosed ? closing + 1 : from + 1; !isEnd(to); ) to++;
  const inside = isClosed
    ? text.slice(from + 1, closing) + text.slice(closing + 1, to)
    : text.slice(from + 1, to);
  return { text: inside.replaceAll('""', '"'), to, isClosed };
}

type Faults = (fault: { readonly code: string; readonly message: string; readonly span: Span }) => void;

/** So many faults of one table are told. */
const mostFaults = 50;

function limited(report: Report): Faults {
  let told = 0;
  return (fault) => {
    told++;
    if (told <= mostFaults) report({ severity: "error", ...fault });
    else if (told === mostFaults + 1)
      report({
        code: "too-many-faults",
        severity: "note",
        message: "There are more faults in this table.",
        span: fault.span,
      });
  };
}
