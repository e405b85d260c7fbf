import type { Cursor } from "./cursor.ts";

/** Whether the points of a lookup begin here: `[(`, or `(1, 2)`. */
export function beginsPairList(cursor: Cursor): boolean {
  return (cursor.isMark("[") && cursor.isMark("(", 1)) || (beginsPair(cursor) && endsPair(cursor));
}

/** Whether a point begins here. */
export function beginsPair(cursor: Cursor): boolean {
  return cursor.isMark("(") && isListedNumber(cursor, 1);
}

/** Whether a number with a comma behind it stands so many tokens ahead. */
export function isListedNumber(cursor: Cursor, ahead: number): boolean {
  const at = cursor.isMark("-", ahead) || cursor.isMark("+", ahead) ? ahead + 1 : ahead;
  return cursor.peek(at).kind === "number" && cursor.isMark(",", at + 1);
}

function endsPair(cursor: Cursor): boolean {
  for (let distance = 3; distance < 8; distance++) if (cursor.isMark(")", distance)) return true;
  return false;
}

/** `[(0,0)-(2,2),(0,0),(1,1)],(0,0),(1,1)`: the range part in brackets is for drawing only. */
export function readPairs(cursor: Cursor): readonly (readonly [number, number])[] {
  if (cursor.isMark("[")) {
    if (cursor.takeMatch(plainRange) === undefined) {
      while (!cursor.atEnd && !cursor.isMark("]")) cursor.advance();
      cursor.expectMark("]", "The range of a lookup ends with ‘]’");
    }
    cursor.takeMark(",");
  }
  if (!cursor.isMark("(")) return readHalves(cursor);
  const pairs: (readonly [number, number])[] = [];
  while (!cursor.lost && cursor.isMark("(")) {
    const plain = cursor.takeMatch(plainPoints)?.match(plainNumber);
    if (plain) {
      for (let i = 0; i < plain.length; i += 2) pairs.push([Number(plain[i]), Number(plain[i + 1])]);
      if (!cursor.takeMark(",")) break;
      continue;
    }
    cursor.advance();
    const x = readNumber(cursor);
    cursor.expectMark(",", "Between the two numbers of a point stands a comma");
    const y = readNumber(cursor);
    cursor.expectMark(")", "A point is two numbers in brackets");
    if (x !== undefined && y !== undefined) pairs.push([x, y]);
    if (!cursor.takeMark(",")) break;
  }
  return pairs;
}

/** Most lookups are long and plain: their points are taken together, not word by word. */
const plainRange = /\[[^\]"'{]*\]/y;
const plainNumber = /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/g;
const blank = String.raw`(?:[ \t\r\n]|\\[ \t]*[\r\n])*`;
const plainPoint = String.raw`\(${blank}N${blank},${blank}N${blank}\)`.replaceAll("N", plainNumber.source);
const plainPoints = new RegExp(`${plainPoint}(?:${blank},${blank}${plainPoint}){0,1000}`, "y");

/** `x1, x2, x3, y1, y2, y3`: how old models give the points of a lookup. */
function readHalves(cursor: Cursor): readonly (readonly [number, number])[] {
  const { from } = cursor.here;
  const numbers: number[] = [];
  while (!cursor.lost && beginsNumber(cursor)) {
    numbers.push(readNumber(cursor) ?? 0);
    if (!cursor.takeMark(",")) break;
  }
  const half = numbers.length / 2;
  if (half === 0) cursor.fault("missing-points", `Here stand the points of a lookup, but ${cursor.found}.`);
  else if (!Number.isInteger(half))
    cursor.fault(
      "missing-points",
      `Half of these numbers are x and half are y, but there are ${numbers.length}.`,
      {
        at: cursor.spanFrom(from),
      },
    );
  return numbers.slice(0, Math.floor(half)).map((x, index) => [x, numbers[half + index] ?? x]);
}

function beginsNumber(cursor: Cursor): boolean {
  const { kind, value } = cursor.peek(cursor.isMark("-") || cursor.isMark("+") ? 1 : 0);
  return kind === "number" || (kind === "keyword" && value === "NA");
}

/** A number with its sign, or `:NA:`. */
export function readNumber(cursor: Cursor): number | undefined {
  let sign = 1;
  while (cursor.isMark("-") || cursor.isMark("+")) if (cursor.advance().value === "-") sign = -sign;
  if (cursor.here.kind === "number") return sign * Number(cursor.advance().value);
  if (cursor.takeKeyword("NA")) return sign * missingNumber;
  cursor.fault("not-a-number", `Here stands a number, but ${cursor.found}.`);
  return undefined;
}

/** Vensim's `:NA:`. */
export const missingNumber = -(2 ** 109);
