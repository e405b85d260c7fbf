import type { FileSource, Part, PartSubscript } from "../model/variable.ts";
import type { Cursor } from "./cursor.ts";
import { readFileSource } from "./file.ts";
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

/** The same where parts may stand in files: `from "…"`, and `[khatlon] from "…"`. */
export function equationOrFileClauses<Value>(
  cursor: Cursor,
  parts: Part<Value>[],
  files: Part<FileSource>[],
  readValue: () => Value,
): Readonly<Record<"=" | "[" | "else" | "from", () => void>> {
  return {
    ...equationClauses(cursor, parts, readValue),
    "[": () => {
      const left = leftOfPart(cursor);
      if (cursor.lost || !cursor.takeWord("from")) {
        parts.push(partBehind(cursor, left, readValue));
        return;
      }
      const value = readFileSource(cursor);
      const { subscripts, except, from } = left;
      if (value) files.push({ subscripts, except, otherwise: false, value, span: cursor.spanFrom(from) });
    },
    from: () => {
      const value = readFileSource(cursor);
      if (value) files.push({ subscripts: [], except: [], otherwise: false, value, span: value.span });
    },
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
  return partBehind(cursor, leftOfPart(cursor), readValue);
}

/** What a part is for, and where it begins. */
interface PartLeft {
  readonly subscripts: readonly PartSubscript[];
  readonly except: readonly (readonly PartSubscript[])[];
  readonly from: number;
}

function leftOfPart(cursor: Cursor): PartLeft {
  const { from } = cursor.peek(-1);
  const subscripts = readPartSubscripts(cursor);
  const except: (readonly PartSubscript[])[] = [];
  if (cursor.takeWord("except")) {
    do {
      if (!cursor.expectMark("[", "After ‘except’ comes what is left out, in brackets")) break;
      except.push(readPartSubscripts(cursor));
    } while (cursor.takeMark(","));
  }
  return { subscripts, except, from };
}

function partBehind<Value>(
  cursor: Cursor,
  { subscripts, except, from }: PartLeft,
  readValue: () => Value,
): Part<Value> {
  const value = valueBehindSign(cursor, "the brackets", readValue);
  return { subscripts, except, otherwise: false, value, span: cursor.spanFrom(from) };
}

function valueBehindSign<Value>(cursor: Cursor, what: string, readValue: () => Value): Value {
  cursor.expectMark("=", `After ${what} comes ‘=’ and the equation of this part`);
  return readValue();
}
