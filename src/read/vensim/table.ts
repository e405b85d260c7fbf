import type { Cursor } from "./cursor.ts";
import { readNumber } from "./points.ts";
import type { RawTable } from "./raw.ts";

/** Whether a list of numbers begins here, rather than an expression. */
export function beginsNumberList(cursor: Cursor): boolean {
  let ahead = 0;
  while (cursor.isMark("-", ahead) || cursor.isMark("+", ahead)) ahead++;
  const { kind, value } = cursor.peek(ahead);
  const isNumber = kind === "number" || (kind === "keyword" && value === "NA");
  return isNumber && (cursor.isMark(",", ahead + 1) || cursor.isMark(";", ahead + 1));
}

/** `1, 2, 3`, or `1, 2; 3, 4;`: the rows of a table. */
export function readNumberList(cursor: Cursor): RawTable {
  const { from } = cursor.here;
  const rows: number[][] = [[]];
  while (!cursor.lost && !cursor.atEnd) {
    const number = readNumber(cursor);
    if (number !== undefined) rows.at(-1)!.push(number);
    if (cursor.takeMark(";")) rows.push([]);
    else if (!cursor.takeMark(",")) break;
  }
  return { kind: "table", rows: rows.filter((row) => row.length > 0), span: cursor.spanFrom(from) };
}

/** `TABBED ARRAY(1 2 newline 3 4)`: what a spreadsheet puts on the clipboard. */
export function readTabbedArray(cursor: Cursor): RawTable {
  const { from } = cursor.advance();
  cursor.advance();
  const rows: number[][] = [];
  let before: number | undefined;
  while (!cursor.lost && !cursor.atEnd && !cursor.isMark(")")) {
    const between = before === undefined ? "\n" : cursor.text.slice(before, cursor.here.from);
    if (/\n|\r/.test(between.replace(/\\[ \t]*(?:\r\n?|\n)/g, "")) || rows.length === 0) rows.push([]);
    const number = readNumber(cursor);
    if (number !== undefined) rows.at(-1)!.push(number);
    before = cursor.peek(-1).to;
    while (cursor.takeMark(",") || cursor.takeMark(";"));
  }
  cursor.expectMark(")", "The numbers of a tabbed array end with a bracket");
  return { kind: "table", rows: rows.filter((row) => row.length > 0), span: cursor.spanFrom(from) };
}
