import type { Dimension, Mapping } from "../model/system.ts";
import { readClauses } from "./clause.ts";
import type { Cursor, Name } from "./cursor.ts";
import { readFileSource } from "./file.ts";

/** A dimension has at most so many elements. */
const mostElements = 100_000;

/** Behind `dim`: `region = khatlon, sughd`, `south of region = khatlon`, `age = 1..3`. */
export function readDimension(cursor: Cursor): Dimension | undefined {
  const from = cursor.statementStart;
  const name = cursor.name("After ‘dim’ comes the name of a dimension");
  if (!name) {
    cursor.skipStatement();
    return undefined;
  }
  const of = cursor.takeWord("of")
    ? cursor.name("‘of’ is followed by the dimension that this is a part of")
    : undefined;
  const title = cursor.textOnLine();
  const file = cursor.takeWord("from") ? readFileSource(cursor) : undefined;
  const isInFile = cursor.lost || file !== undefined;
  const elements =
    !isInFile && cursor.expectMark("=", "A dimension has its elements after ‘=’") ? readElements(cursor) : [];
  readClauses(cursor, { owner: `the dimension ‘${name.name}’`, words: {} });
  return {
    name: name.name,
    elements,
    ...(file && { file }),
    ...(of && { of: of.name }),
    ...(title !== undefined && { title }),
    span: cursor.spanFrom(from),
  };
}

function readElements(cursor: Cursor): readonly Name[] {
  const elements: Name[] = [];
  const { from } = cursor.here;
  do {
    if (cursor.here.kind === "number") for (const element of readNumbered(cursor)) elements.push(element);
    else {
      const element = cursor.nameOnAnyLine("Elements are names, or a range such as 1..10");
      if (element) elements.push(element);
    }
    if (elements.length > mostElements) {
      const message = `A dimension has at most ${mostElements} elements.`;
      cursor.fault("element-range", message, { at: cursor.spanFrom(from) });
      return [];
    }
  } while (!cursor.lost && cursor.takeMark(","));
  return elements;
}

/** `1..3`, written out, or the one element of that number. */
function readNumbered(cursor: Cursor): readonly Name[] {
  const { from } = cursor.here;
  const first = readWhole(cursor);
  const last = cursor.takeMark("..") ? readWhole(cursor) : first;
  if (first === undefined || last === undefined) return [];
  const span = cursor.spanFrom(from);
  if (last < first) {
    cursor.fault("element-range", `The range ${first}..${last} ends before it begins.`, { at: span });
    return [];
  }
  const length = Math.min(last - first, mostElements) + 1;
  return Array.from({ length }, (_, i) => ({ name: `${first + i}`, span }));
}

function readWhole(cursor: Cursor): number | undefined {
  const { here } = cursor;
  if (here.kind === "number" && /^[0-9]{1,15}$/.test(here.text)) {
    cursor.advance();
    return Number(here.text);
  }
  cursor.missing("not-a-number", `Elements are numbered by whole numbers`);
  return undefined;
}

/** Behind `map`: `region to zone (khatlon, sughd: plain; gbao: mountain)`. */
export function readMapping(cursor: Cursor): Mapping | undefined {
  const begin = cursor.statementStart;
  const from = cursor.name("After ‘map’ come two dimensions, ‘map region to zone’");
  cursor.expectWord("to", "A map goes from one dimension to another, ‘map region to zone’");
  const to = cursor.lost ? undefined : cursor.name("‘to’ is followed by a dimension");
  if (!from || !to) {
    cursor.skipStatement();
    return undefined;
  }
  const pairs: Mapping["pairs"][number][] = [];
  cursor.expectMark("(", "After the dimensions comes in brackets what belongs to what, ‘(khatlon: plain)’");
  while (!cursor.lost) {
    const pair = readPair(cursor);
    if (pair) pairs.push(pair);
    if (!cursor.takeMark(";")) break;
  }
  cursor.expectMark(")", "The pairs have a ‘;’ between them and end with ‘)’");
  readClauses(cursor, { owner: `the map from ${from.name} to ${to.name}`, words: {} });
  return { from: from.name, to: to.name, pairs, span: cursor.spanFrom(begin) };
}

function readPair(cursor: Cursor): Mapping["pairs"][number] | undefined {
  const { from: begin } = cursor.here;
  const from = readElementNames(cursor);
  cursor.expectMark(":", "A pair reads ‘khatlon, sughd: plain’");
  const [to] = cursor.lost ? [] : readElementNames(cursor);
  return to === undefined || cursor.lost ? undefined : { from, to, span: cursor.spanFrom(begin) };
}

/** Elements, which may be numbers. */
function readElementNames(cursor: Cursor): readonly string[] {
  const names: string[] = [];
  do {
    if (cursor.here.kind === "number") names.push(cursor.advance().text);
    else {
      const name = cursor.nameOnAnyLine("Elements are names");
      if (!name) break;
      names.push(name.name);
    }
  } while (cursor.takeMark(","));
  return names;
}
