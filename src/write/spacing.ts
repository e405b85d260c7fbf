import type { Token } from "../read/token.ts";
import { isStatementWord, wordsBehindExpressions } from "../read/words.ts";
import type { Piece } from "./piece.ts";

/** How a token stands behind its neighbour in the same piece. */
export interface Gap {
  /** Whether a space stands before it on one line. */
  readonly isSpaced: boolean;
  /** Whether a line that is too long may be broken before it without changing what it means. */
  readonly isBreakable: boolean;
}

/** The gaps before the tokens of a piece, comments left out. */
export function gapsBefore(piece: Piece, statementWord: string): readonly Gap[] {
  const spacing = new Spacing(piece, statementWord);
  return spacing.tokens.map((_, i) => ({
    isSpaced: i > 0 && spacing.isSpaced(i),
    isBreakable: i > 0 && spacing.isBreakable(i),
  }));
}

class Spacing {
  readonly tokens: readonly Token[];
  readonly #piece: Piece;
  readonly #statementWord: string;
  readonly #keywords: ReadonlySet<string>;
  /** The head of a statement holds names and units; the result of a function, `= a / b`, is an equation. */
  readonly #isHead: boolean;
  /** For each token the bracket that it stands in. */
  readonly #inside: readonly (string | undefined)[];

  constructor(piece: Piece, statementWord: string) {
    this.tokens = piece.tokens.filter(({ kind }) => kind !== "comment");
    this.#piece = piece;
    this.#statementWord = statementWord;
    this.#keywords = new Set([
      ...expressionWords,
      ...(keywordsOfStatements.get(statementWord) ?? []),
      ...(keywordsOfClauses.get(piece.word) ?? []),
    ]);
    this.#isHead = piece.word === "head" && statementWord !== "=";
    this.#inside = bracketsAround(this.tokens);
  }

  isSpaced(i: number): boolean {
    const token = this.tokens[i]!;
    const before = this.tokens[i - 1]!;
    const inside = this.#inside[i];
    // The digits and letters of a hash are several tokens.
    if (this.#piece.word === "file" && before.to === token.from) return false;
    if ([",", ";", ")", "]", ".", "..", "'"].some((mark) => isMark(token, mark))) return false;
    if (["(", "[", ".", ".."].some((mark) => isMark(before, mark))) return false;
    if (isMark(token, ":"))
      return inside !== "[" && this.#piece.word !== "for" && this.#statementWord !== "map";
    if (isMark(before, ":") || isMark(before, "@")) return inside !== "[";
    if (this.#isSign(i - 1)) return false;
    if (isProduct(token)) return !this.#isTight(i);
    if (isProduct(before)) return !this.#isTight(i - 1);
    if (isMark(token, "[")) return !this.#isOperand(i - 1);
    if (isMark(token, "(")) return !this.#isCall(i - 1);
    return true;
  }

  /** Before an operator, or behind a comma, unless the word would then begin a statement or clause. */
  isBreakable(i: number): boolean {
    const token = this.tokens[i]!;
    const before = this.tokens[i - 1]!;
    if (isMark(before, ",") || isMark(before, ";")) return mayBeginLine(token);
    if (isMark(token, "(")) return isMark(before, ")");
    if (isMark(before, ".")) return false;
    if (token.kind === "word")
      return (
        breakWords.has(token.text) || (relationWords.get(this.#statementWord)?.includes(token.text) ?? false)
      );
    if (token.kind !== "mark" || !breakMarks.has(token.text) || this.#isSign(i)) return false;
    return !isProduct(token) || !this.#isTight(i);
  }

  /** A token that ends an operand, so that what follows is an operator or a bracket that belongs to it. */
  #isOperand(i: number): boolean {
    const token = this.tokens[i]!;
    if (token.kind === "mark") return token.text === ")" || token.text === "]" || token.text === "'";
    if (token.kind !== "word") return true;
    const isClauseWord = i === 0 && this.#piece.word === token.text;
    return !isClauseWord && !this.#keywords.has(token.text);
  }

  /** Only the head of a function has its brackets right behind its name; those of a graph are no call. */
  #isCall(i: number): boolean {
    if (isMark(this.tokens[i]!, "]")) return !this.#isHead && this.tokens[i]!.to === this.tokens[i + 1]?.from;
    if (this.#isHead) return this.#statementWord === "function";
    return this.tokens[i]!.kind !== "mark" && this.#isOperand(i);
  }

  /** A plus or minus that belongs to what follows it. */
  #isSign(i: number): boolean {
    const token = this.tokens[i]!;
    return (isMark(token, "-") || isMark(token, "+")) && (i === 0 || !this.#isOperand(i - 1));
  }

  /** A unit has no spaces; in `0.02/year` whoever wrote none on either side meant that it belongs closely together. */
  #isTight(i: number): boolean {
    if (this.#isHead && this.#statementWord !== "time") return true;
    const [before, token, behind] = [this.tokens[i - 1], this.tokens[i], this.tokens[i + 1]];
    return before?.to === token?.from && token?.to === behind?.from;
  }
}

const expressionWords = ["and", "or", "not", "mod", "if", "then", "else"];

const breakMarks: ReadonlySet<string> = new Set(["+", "-", "*", "/", "<", "<=", ">", ">=", "<>", "->"]);
const breakWords: ReadonlySet<string> = new Set(["and", "or", "mod", "then", "else"]);
/** By statement, the words that lead from the quantities of a line to what is said of them. */
const relationWords: ReadonlyMap<string, readonly string[]> = new Map([
  ["claim", ["after", "within"]],
  ["check", ["within", "between"]],
  ["history", ["between"]],
]);

function mayBeginLine(token: Token): boolean {
  return token.kind !== "word" || !(isStatementWord(token.text) || wordsBehindExpressions.has(token.text));
}

const keywordsOfStatements: ReadonlyMap<string, readonly string[]> = new Map([
  ["time", ["to", "by", "every"]],
  ["scenario", ["starts", "to", "by", "every", "on"]],
  [
    "claim",
    [
      "raises",
      "lowers",
      "leaves",
      "more",
      "less",
      "than",
      "at",
      "after",
      "from",
      "by",
      "to",
      "within",
      "least",
    ],
  ],
  ["check", ["in", "against", "over", "to", "between", "within", "of", "every", "each", "show"]],
  ["history", ["between"]],
]);

const keywordsOfClauses: ReadonlyMap<string, readonly string[]> = new Map([
  ["leak", ["share", "from", "to"]],
  ["between", ["correlated", "in"]],
  ["[", ["except"]],
]);

function bracketsAround(tokens: readonly Token[]): readonly (string | undefined)[] {
  const open: string[] = [];
  return tokens.map((token) => {
    const around = open.at(-1);
    if (isMark(token, "(") || isMark(token, "[")) open.push(token.text);
    if (isMark(token, ")") || isMark(token, "]")) open.pop();
    return around;
  });
}

function isProduct(token: Token): boolean {
  return isMark(token, "*") || isMark(token, "/") || isMark(token, "^");
}

function isMark(token: Token, mark: string): boolean {
  return token.kind === "mark" && token.text === mark;
}
