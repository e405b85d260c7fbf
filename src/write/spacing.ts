import type { Token } from "../read/token.ts";
import { wordsBehindExpressions } from "../read/words.ts";
import type { Piece } from "./piece.ts";

/** For each token of a piece, whether a space stands before it when it follows its neighbour on one line. */
export function spacesBefore(piece: Piece, statementWord: string): readonly boolean[] {
  const tokens = piece.tokens.filter(({ kind }) => kind !== "comment");
  const isHead = piece.word === "head";
  /** The brackets that are open at a token, the innermost last. */
  const open: string[] = [];
  const spaces: boolean[] = [];
  for (const [i, token] of tokens.entries()) {
    const before = tokens[i - 1];
    const innermost = open.at(-1);
    if (isMark(token, "(") || isMark(token, "[")) open.push(token.text);
    if (isMark(token, ")") || isMark(token, "]")) open.pop();
    if (before === undefined) spaces.push(false);
    else if (isHead && isTightInHead(before, token, statementWord)) spaces.push(false);
    else spaces.push(isSpaced(tokens, i, piece, innermost));
  }
  return spaces;
}

/** Units have no spaces in them, and a graph's name has one before its input. */
function isTightInHead(before: Token, token: Token, statementWord: string): boolean {
  if (statementWord === "map" && isMark(token, ":")) return true;
  return isProduct(before) || isProduct(token);
}

function isSpaced(tokens: readonly Token[], i: number, piece: Piece, innermost: string | undefined): boolean {
  const token = tokens[i]!;
  const before = tokens[i - 1]!;
  if ([",", ";", ")", "]", ".", "..", "'"].some((mark) => isMark(token, mark))) return false;
  if (["(", "[", ".", ".."].some((mark) => isMark(before, mark))) return false;
  if (isMark(token, ":")) return innermost !== "[" && piece.word !== "for";
  if (isMark(before, ":")) return innermost !== "[";
  if (isMark(before, "@")) return innermost !== "[";
  if (isMark(token, "[")) return !isOperand(before) || i === 1 && piece.word !== "head" && piece.word !== "line";
  if (isMark(token, "(")) return !isCall(tokens, i, piece);
  if (isSign(tokens, i - 1)) return false;
  if (isProduct(token)) return !isTight(tokens, i);
  if (isProduct(before)) return !isTight(tokens, i - 1);
  return true;
}

function isCall(tokens: readonly Token[], i: number, piece: Piece): boolean {
  const before = tokens[i - 1]!;
  if (piece.word === "head") return tokens[0]!.text === "function";
  const isClauseWord = i === 1 && piece.word !== "line";
  return isOperand(before) && !isClauseWord && (before.kind === "word" || before.kind === "quoted");
}

/** A token that ends an operand, so that what follows is an operator or a bracket that belongs to it. */
function isOperand(token: Token): boolean {
  if (token.kind === "word") return !wordsBehindExpressions.has(token.text) && !otherWords.has(token.text);
  if (token.kind === "mark") return token.text === ")" || token.text === "]" || token.text === "'";
  return true;
}

/** Words of clauses that an expression or bracket follows. */
const otherWords: ReadonlySet<string> = new Set(["except", "least", "every", "correlated", "threshold"]);

/** A plus or minus that belongs to what follows it. */
function isSign(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  if (token === undefined || !(isMark(token, "-") || isMark(token, "+"))) return false;
  const before = tokens[i - 1];
  return before === undefined || !isOperand(before) || (i === 1 && before.kind === "word" && isClauseWord(before));
}

function isClauseWord(token: Token): boolean {
  return ["starts", "transit", "capacity", "sample", "arrest", "spread", "show"].includes(token.text);
}

function isProduct(token: Token): boolean {
  return isMark(token, "*") || isMark(token, "/") || isMark(token, "^");
}

/** `0.02/year`: whoever wrote no space on either side meant that it belongs closely together. */
function isTight(tokens: readonly Token[], i: number): boolean {
  const [before, token, behind] = [tokens[i - 1], tokens[i], tokens[i + 1]];
  return before?.to === token?.from && token?.to === behind?.from;
}

function isMark(token: Token, mark: string): boolean {
  return token.kind === "mark" && token.text === mark;
}
