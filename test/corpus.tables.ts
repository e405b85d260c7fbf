import { readFileSync } from "node:fs";
import { decodeText } from "../src/read/decode.ts";

/** A table as it is printed: for each column its name, and its cells with their times. */
export type PrintedTable = readonly PrintedColumn[];

export interface PrintedColumn {
  readonly name: string;
  readonly cells: readonly (readonly [time: string, value: string])[];
}

/** A table that cannot be judged. */
export class BadTable extends Error {
  override readonly name = "BadTable";
}

/** Time in the first column, whatever it is called, and one column for each variable or element. */
export function readWide(text: string, delimiter: "comma" | "tab"): PrintedTable {
  const rows = delimiter === "tab" ? splitTabs(text) : splitCommas(text);
  const [head, ...body] = rows.filter((cells) => cells.some((cell) => cell.trim() !== ""));
  if (!head || body.length === 0) throw new BadTable("table has no rows");
  return head.flatMap((name, column) =>
    column === 0 || name.trim() === ""
      ? []
      : [
          {
            name: name.trim(),
            cells: body.map((row) => [row[0]!.trim(), (row[column] ?? "").trim()] as const),
          },
        ],
  );
}

/** Vensim's export: a line with a name, then lines of time, tab, value. */
export function readDat(text: string): PrintedTable {
  const columns: { readonly name: string; readonly cells: (readonly [string, string])[] }[] = [];
  for (const line of text.split("\n")) {
    const [time = "", value = "", ...more] = line.split("\t");
    const current = columns.at(-1);
    if (current && more.length === 0 && isCell(time) && isCell(value))
      current.cells.push([time.trim(), value.trim()]);
    else if (line.trim() !== "") columns.push({ name: line.trim(), cells: [] });
  }
  return columns;
}

function isCell(text: string): boolean {
  return numberIn(text) !== undefined || /^\s*[+-]?nan\s*$/i.test(text);
}

/** The text of a reference, in whichever encoding, with plain line ends. */
export function readReferenceText(path: string): string {
  return plainLines(decodeText(readFileSync(path), path).text);
}

/** Line ends as one sign. */
export function plainLines(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
}

/** The value of a cell; undefined where it is blank or no number. */
export function numberIn(cell: string): number | undefined {
  const text = cell.trim();
  if (/^[+-]?inf(inity)?$/i.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return undefined;
  return Number(text);
}

function splitTabs(text: string): readonly (readonly string[])[] {
  return text.split("\n").map((line) => line.split("\t"));
}

/** Cells in double quotes may hold commas, line ends, and quotes written twice. */
function splitCommas(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[""]];
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    const row = rows.at(-1)!;
    const cell = row.length - 1;
    if (isQuoted) {
      if (letter !== '"') row[cell] = `${row[cell]}${letter}`;
      else if (text[at + 1] === '"') row[cell] = `${row[cell]}${text[++at]}`;
      else isQuoted = false;
    } else if (letter === '"' && row[cell] === "") isQuoted = true;
    else if (letter === ",") row.push("");
    else if (letter === "\n") rows.push([""]);
    else row[cell] = `${row[cell]}${letter}`;
  }
  return rows;
}
