import type { FileSource } from "../model/variable.ts";
import type { Cursor } from "./cursor.ts";
import { readValue } from "./value.ts";

/**
 * Behind `from`: where numbers stand in a file beside the model. `"prices.csv" column "oil"` is a series by name, and
 * `"data.xlsx" sheet "A" along "1" at "B2"` cells of a sheet.
 */
export function readFileSource(cursor: Cursor): (FileSource & { readonly prefix?: string }) | undefined {
  const { from } = cursor.peek(-1);
  const path = cursor.expectText("‘from’ is followed by the name of a file in double quotes");
  const texts: { column?: string; sheet?: string; along?: string; prefix?: string } = {};
  const numbers: { start?: number; slope?: number } = {};
  let first: string | undefined;
  let last: string | undefined;
  let at: number | undefined;
  while (!cursor.lost) {
    const text = cursor.takeOneOf(["column", "sheet", "along", "prefix"] as const);
    const number = text === undefined ? cursor.takeOneOf(["start", "slope"] as const) : undefined;
    if (text !== undefined) {
      const read = cursor.expectText(`‘${text}’ is followed by its name in double quotes`);
      if (read !== undefined) texts[text] = read;
    } else if (number !== undefined) {
      const read = readValue(cursor, `‘${number}’ is followed by a number`);
      if (read !== undefined) numbers[number] = read;
    } else if (cursor.takeWord("at")) {
      if (cursor.here.kind === "text") {
        first = cursor.expectText("‘at’ is followed by a cell");
        if (cursor.takeWord("to")) last = cursor.expectText('‘to’ is followed by the last cell, as in "A9"');
      } else {
        at = readValue(cursor, "‘at’ is followed by a cell in double quotes, or by a time");
      }
    } else {
      break;
    }
  }
  if (path === undefined || cursor.lost) return undefined;
  const span = cursor.spanFrom(from);
  const { column, sheet, along, prefix } = texts;
  if (first !== undefined)
    return {
      kind: "cells",
      path,
      ...(sheet !== undefined && { sheet }),
      ...(along !== undefined && { along }),
      first,
      ...(last !== undefined && { last }),
      ...(prefix !== undefined && { prefix }),
      span,
    };
  if (sheet !== undefined || along !== undefined || prefix !== undefined) {
    const message = 'Of cells in a sheet the first one is named, ‘at "B2"’';
    cursor.missing("missing-word", message);
    return undefined;
  }
  const { start, slope } = numbers;
  return {
    kind: "column",
    path,
    ...(column !== undefined && { column }),
    ...((start !== undefined || slope !== undefined) && { times: { start: start ?? 0, slope: slope ?? 1 } }),
    ...(at !== undefined && { at }),
    span,
  };
}
