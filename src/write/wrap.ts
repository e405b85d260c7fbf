import type { Token } from "../read/token.ts";
import type { Piece } from "./piece.ts";
import { gapsBefore } from "./spacing.ts";

/** Lines are at most this long, as far as their words let them. */
export const lineWidth = 100;

/** Where a piece stands, and what stands in line with it. */
export interface Frame {
  readonly statementWord: string;
  /** The column of its first token. */
  readonly column: number;
  /** Its first word is widened to this many characters. */
  readonly wordWidth: number;
  /** What stands before its middle is widened to this many characters. */
  readonly leftWidth: number;
}

/** The lines of a piece; the first without its indentation. Where its author broke a line, it stays broken. */
export function wrapPiece(piece: Piece, frame: Frame): readonly string[] {
  const words = wordsOf(piece, frame);
  const indent = frame.wordWidth > 0 ? frame.column + frame.wordWidth + 1 : frame.column + 2;
  const lines: string[] = [];
  for (let from = 0; from < words.length; ) {
    const column = from === 0 ? frame.column : indent;
    const to = endOfLine(words, from, lineWidth - column);
    const text = words
      .slice(from, to)
      .reduce((line, word, i) => line + (i === 0 ? word.text : word.gap + word.text), "");
    lines.push(from === 0 ? text : " ".repeat(indent) + text);
    from = to;
  }
  return lines;
}

/** The width of what stands before the middle of a piece, such as `=`, if that is short. */
export function leftWidthOf(piece: Piece, statementWord: string): number | undefined {
  const words = wordsOf(piece, { statementWord, column: 0, wordWidth: 0, leftWidth: 0 });
  const sign = words.findIndex((word) => word.isMiddle);
  if (sign < 1) return undefined;
  const width = words
    .slice(0, sign)
    .reduce((sum, word, i) => sum + word.text.length + (i === 0 ? 0 : word.gap.length), 0);
  return width <= 40 ? width : undefined;
}

interface Word {
  readonly text: string;
  /** What stands before it, unless it begins a line. */
  readonly gap: string;
  readonly isBreakable: boolean;
  /** Behind a comment, or where the author broke the line. */
  readonly isBroken: boolean;
  /** How tightly it is bound to what stands before it: lines are broken where this is least. */
  readonly binding: number;
  readonly isComment: boolean;
  /** What neighbouring lines have in one column: the `=` of a setting, the verb of a claim. */
  readonly isMiddle: boolean;
  /** Of `then` and `else`: where their `if` is among the words. */
  readonly opener?: number;
}

function wordsOf(piece: Piece, frame: Frame): readonly Word[] {
  const gaps = gapsBefore(piece, frame.statementWord);
  const middles = piece.word === "line" ? (middlesOfLines.get(frame.statementWord) ?? []) : ["="];
  const words: Word[] = [];
  const open: number[] = [];
  let depth = 0;
  let left = 0;
  let hasMiddle = false;
  let index = 0;
  for (const token of piece.tokens) {
    const before = words.at(-1);
    if (token.kind === "comment") {
      words.push({ ...comment, text: token.text.trimEnd(), isBroken: before?.isComment ?? false });
      continue;
    }
    const gap = gaps[index]!;
    const binding = depth * 10 + (bindings.get(token.text) ?? 0);
    const isMiddle: boolean =
      !hasMiddle && depth === 0 && token.kind !== "quoted" && middles.includes(token.text);
    const isBroken = (before?.isComment ?? false) || isAuthorsBreak(piece, index, token, before, frame);
    if (isClosing(token)) depth--;
    const missing = Math.max(0, isMiddle ? frame.leftWidth - left : index === 1 ? frame.wordWidth - left : 0);
    const space = gap.isSpaced ? " ".repeat(missing + 1) : "";
    if (token.text === "if") open.push(words.length);
    const opener = token.text === "then" ? open.at(-1) : token.text === "else" ? open.pop() : undefined;
    words.push({
      text: token.text,
      gap: space,
      isBreakable: gap.isBreakable,
      isBroken,
      binding,
      isComment: false,
      isMiddle,
      ...(opener !== undefined && { opener }),
    });
    if (isOpening(token)) depth++;
    left += (index === 0 ? 0 : space.length) + token.text.length;
    hasMiddle ||= isMiddle;
    index++;
  }
  return words;
}

const middlesOfLines: ReadonlyMap<string, readonly string[]> = new Map([
  ["scenario", ["="]],
  ["claim", ["raises", "lowers", "leaves"]],
  ["link", ["->"]],
  ["check", ["@"]],
  ["history", ["@"]],
]);

const bindings: ReadonlyMap<string, number> = new Map([
  ["and", 1],
  ...["<", "<=", ">", ">=", "<>"].map((mark) => [mark, 2] as const),
  ...["+", "-"].map((mark) => [mark, 3] as const),
  ...["*", "/", "mod"].map((mark) => [mark, 4] as const),
]);

const comment = { gap: "  ", binding: 0, isBreakable: false, isComment: true, isMiddle: false } as const;

/**
 * A break that the author made inside an expression or a list, and not right behind the word or sign before it. Paths
 * are filled anew.
 */
function isAuthorsBreak(
  piece: Piece,
  index: number,
  token: Token,
  before: Word | undefined,
  frame: Frame,
): boolean {
  const isBehindWord = index === 1 && piece.word !== "line";
  if (!token.first || before === undefined || before.isMiddle || isBehindWord) return false;
  if (frame.statementWord === "loop" || frame.statementWord === "link") return false;
  return piece.word !== "head" || frame.statementWord === "dim" || frame.statementWord === "map";
}

/** Where the line that begins at `from` ends: at a break, or where it would be too long, or at the end. */
function endOfLine(words: readonly Word[], from: number, width: number): number {
  let used = 0;
  let best: { readonly at: number; readonly cost: number } | undefined;
  for (let at = from; at < words.length; at++) {
    const word = words[at]!;
    if (at > from && word.isBroken) return at;
    // A choice that takes several lines has one for each of its cases.
    if (at > from && word.opener !== undefined && word.opener < from) return at;
    if (at > from && word.isBreakable && (used <= width || best === undefined)) {
      const cost = word.binding + (used < width * shortLine ? 5 : 0);
      if (best === undefined || cost <= best.cost) best = { at, cost };
    }
    if (!word.isComment) used += word.text.length + (at > from ? word.gap.length : 0);
    if (used > width && best !== undefined) return best.at;
  }
  return words.length;
}

/** A line is not broken in its first part if that can be helped. */
const shortLine = 0.25;

function isOpening(token: Token): boolean {
  return token.kind === "mark" && (token.text === "(" || token.text === "[");
}

function isClosing(token: Token): boolean {
  return token.kind === "mark" && (token.text === ")" || token.text === "]");
}
