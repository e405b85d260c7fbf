import type { Span } from "../../model/span.ts";
import { BrokenFile, mostCells } from "./sheet.ts";

/** One cell of a table that is text, and where it stands. */
export interface TextCell {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export type TextRow = readonly TextCell[];

/** A text cut into rows of cells, every line a row, and the cells whose quotation marks do not end. */
export interface TextTable {
  readonly rows: readonly TextRow[];
  readonly unclosed: readonly TextCell[];
}

/** Cuts a text into rows of cells; a cell may stand in double quotes. Throws `BrokenFile` where there are too many. */
export function cutTable(text: string, separator: string): TextTable {
  const rows: TextRow[] = [];
  const unclosed: TextCell[] = [];
  let row: TextCell[] = [];
  let count = 0;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    const cell = cellAt(text, at, separator, unclosed);
    if (++count > mostCells) throw new BrokenFile(`has more than ${mostCells / 1e6} million cells`);
    row.push(cell);
    at = cell.to;
    if (text[at] === separator) {
      at++;
      if (at < text.length) continue;
      row.push({ text: "", from: at, to: at });
    }
    rows.push(row);
    row = [];
    at += text.startsWith("\r\n", at) ? 2 : 1;
  }
  return { rows, unclosed };
}

/** Where a cell stands in its file. */
export function spanOf({ from, to }: TextCell, source: string): Span {
  return { source, from, to };
}

/** The separator that the first line has most of, elements in brackets and texts in quotes left aside. */
export function separatorOf(text: string): string {
  const first = (/[^\r\n]*/.exec(text)?.[0] ?? "").replace(/"[^"]*"|\[[^\]]*\]/g, "");
  const counts = [",", ";", "\t"].map((mark) => ({ mark, count: first.split(mark).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark;
}

/** The number that a text is; undefined where it is none. */
export function numberIn(text: string): number | undefined {
  if (!/^\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?\s*$/i.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** What programs write for a value that is not there; Vensim’s is -2^109, with however many digits. */
export function isMissing(written: string): boolean {
  return /^(nan|:na:)$/i.test(written) || /^-6\.49037[0-9]*e\+?32$/i.test(written);
}

function cellAt(text: string, from: number, separator: string, unclosed: TextCell[]): TextCell {
  if (text[from] !== '"') {
    const to = endOfCell(text, from, separator);
    return { text: text.slice(from, to), from, to };
  }
  let closing = text.indexOf('"', from + 1);
  while (closing >= 0 && text[closing + 1] === '"') closing = text.indexOf('"', closing + 2);
  const isClosed = closing >= 0;
  // Without its end, a quoted cell would swallow the rest of the table.
  const to = endOfCell(text, isClosed ? closing + 1 : from + 1, separator);
  const inside = isClosed
    ? text.slice(from + 1, closing) + text.slice(closing + 1, to)
    : text.slice(from + 1, to);
  const cell = { text: inside.replaceAll('""', '"'), from, to };
  if (!isClosed) unclosed.push(cell);
  return cell;
}

function endOfCell(text: string, from: number, separator: string): number {
  const end = separator.charCodeAt(0);
  let to = from;
  for (; to < text.length; to++) {
    const code = text.charCodeAt(to);
    if (code === end || code === 10 || code === 13) break;
  }
  return to;
}
