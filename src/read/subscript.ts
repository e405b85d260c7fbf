import type { Expr, Subscript } from "../model/expression.ts";
import type { PartSubscript } from "../model/variable.ts";
import type { Cursor } from "./cursor.ts";
import { contentOf } from "./token.ts";

/** What stands behind the opening bracket of `x[…]` on the right side of an equation, and the closing one. */
export function readSubscripts(cursor: Cursor, readPosition: () => Expr): readonly Subscript[] {
  return readBracket(cursor, () => readSubscript(cursor, readPosition));
}

/** What stands behind the opening bracket that names a part of an array, `[khatlon]` or `[*, young]`. */
export function readPartSubscripts(cursor: Cursor): readonly PartSubscript[] {
  return readBracket(cursor, () => readPartSubscript(cursor));
}

function readBracket<Item>(cursor: Cursor, readItem: () => Item | undefined): readonly Item[] {
  const opening = cursor.peek(-1);
  const items: Item[] = [];
  do {
    const item = readItem();
    if (item === undefined) break;
    items.push(item);
  } while (cursor.takeMark(","));
  if (!cursor.takeMark("]")) {
    const notes = [{ message: "The bracket opens here.", span: cursor.spanOf(opening) }];
    cursor.missing("unclosed-bracket", "The bracket ‘[’ needs a ‘]’", { notes });
  }
  return items;
}

function readPartSubscript(cursor: Cursor): PartSubscript | undefined {
  const { here } = cursor;
  if (cursor.takeMark("*")) return { kind: "all", span: cursor.spanOf(here) };
  if (here.kind === "number") {
    cursor.advance();
    return { kind: "name", name: here.text, span: cursor.spanOf(here) };
  }
  const name = cursor.nameOnAnyLine("The brackets hold an element, a dimension or ‘*’");
  return name && { kind: "name", ...name };
}

function readSubscript(cursor: Cursor, readPosition: () => Expr): Subscript | undefined {
  const { here } = cursor;
  const next = cursor.peek();
  const isAlone = cursor.isMark(",", next) || cursor.isMark("]", next);
  if (cursor.isMark("*") && isAlone) return { kind: "all", span: cursor.spanOf(cursor.advance()) };
  if (cursor.takeMark("@")) {
    const index = readPosition();
    return { kind: "position", index, span: cursor.spanFrom(here.from) };
  }
  if (here.kind === "word" || here.kind === "quoted" || here.kind === "number") {
    const name = contentOf(here);
    if (here.kind !== "number" && cursor.isMark(".", next) && cursor.isMark("*", cursor.peek(2))) {
      for (let i = 0; i < 3; i++) cursor.advance();
      return { kind: "all", of: name, span: cursor.spanFrom(here.from) };
    }
    if (isAlone) return { kind: "name", name, span: cursor.spanOf(cursor.advance()) };
    if (cursor.isMark(":", next)) {
      cursor.advance();
      cursor.advance();
      const last = cursor.here;
      if (last.kind !== "word" && last.kind !== "quoted" && last.kind !== "number") {
        cursor.missing("missing-name", `A range has two ends, ‘${name}:…’`);
        return undefined;
      }
      cursor.advance();
      return { kind: "range", from: name, to: contentOf(last), span: cursor.spanFrom(here.from) };
    }
  }
  const index = readPosition();
  return index.kind === "error" ? undefined : { kind: "position", index, span: index.span };
}
