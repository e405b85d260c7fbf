import type { Part, PartSubscript } from "../model/variable.ts";
import type { Cursor } from "./cursor.ts";
import { readPartSubscripts } from "./subscript.ts";

/** The clauses `= …`, `[khatlon] = …` and `else = …`, which add parts to a list. */
export function equationClauses<Value>(
  cursor: Cursor,
  parts: Part<Value>[],
  readValue: () => Value,
): Readonly<Record<"=" | "[" | "else", () => void>> {
  return {
    "=": () => parts.push(wholePart(cursor, readValue)),
    "[": () => parts.push(arrayPart(cursor, readValue)),
    else: () => parts.push(otherPart(cursor, readValue)),
  };
}

/** What follows `starts` or `of`: one value, or a list of parts of an array. */
export function readParts<Value>(cursor: Cursor, parts: Part<Value>[], readValue: () => Value): void {
  if (!cursor.isMark("[") && !cursor.isWord("else")) {
    parts.push(wholePart(cursor, readValue));
    return;
  }
  while (!cursor.lost) {
    if (!cursor.isMark("[") && !cursor.isWord("else")) return;
    cursor.mark("part", cursor.here.text);
    const readPart = cursor.advance().text === "[" ? arrayPart : otherPart;
    parts.push(readPart(cursor, readValue));
  }
}

/** The words and signs of `equationClauses` that may begin several parts. */
export const repeatedParts = ["["] as const;

function wholePart<Value>(cursor: Cursor, readValue: () => Value): Part<Value> {
  const { from } = cursor.here;
  const value = readValue();
  return { subscripts: [], except: [], otherwise: false, value, span: cursor.spanFrom(from) };
}

function otherPart<Value>(cursor: Cursor, readValue: () => Value): Part<Value> {
  const { from } = cursor.peek(-1);
  const value = valueBehindSign(cursor, "‘else’", readValue);
  return { subscripts: [], except: [], otherwise: true, value, span: cursor.spanFrom(from) };
}

function arrayPart<Value>(cursor: Cursor, readValue: () => Value): Part<Value> {
  const { from } = cursor.peek(-1);
  const subscripts = readPartSubscripts(cursor);
  const except: (readonly PartSubscript[])[] = [];
  if (cursor.takeWord("except")) {
    do {
      if (!cursor.expectMark("[", "After ‘except’ comes what is left out, in brackets")) break;
      except.push(readPartSubscripts(cursor));
    } while (cursor.takeMark(","));
  }
  const value = valueBehindSign(cursor, "the brackets", readValue);
  return { subscripts, except, otherwise: false, value, span: cursor.spanFrom(from) };
}

function valueBehindSign<Value>(cursor: Cursor, what: string, readValue: () => Value): Value {
  cursor.expectMark("=", `After ${what} comes ‘=’ and the equation of this part`);
  return readValue();
}
