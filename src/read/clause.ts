import { nearestName } from "../model/name.ts";
import type { Cursor } from "./cursor.ts";
import { contentOf, shorten, type Token } from "./token.ts";
import { isStatementWord, type StatementWord, statementWords, wordsBehindExpressions } from "./words.ts";

/** What may stand in a statement behind its head. */
export interface Clauses {
  /** What the statement is called in a message: ‘the stock’. */
  readonly owner: string;
  /** By the word or sign that each begins with; called when that has been read. */
  readonly words: Readonly<Record<string, () => void>>;
  /** Words that may begin several clauses. */
  readonly repeated?: readonly string[];
  /** A string; without this, the statement has none. */
  readonly text?: (text: string, token: Token) => void;
  /** Lines that begin with no word of their own, such as the tests of a claim. */
  readonly line?: () => void;
}

/**
 * Reads clauses up to the next statement. Behind a fault it goes on at the next clause. The answer is whether there was
 * none, so that a clause that is missing can be missed.
 */
export function readClauses(cursor: Cursor, clauses: Clauses): boolean {
  return new ClauseReader(cursor, clauses).read();
}

/** A statement's word that does not stand in the text as such. */
export interface MeantStatement {
  readonly word: StatementWord;
  /** Misspelt, or left out before the name that stands here. */
  readonly how: "misspelt" | "left out";
}

/**
 * The statement that is probably meant to begin at a line whose first word is neither a statement's nor one of these
 * clauses’. `c = 1` is taken for a variable without its kind, unless lines without a word of their own may stand here.
 */
export function meantStatement(
  cursor: Cursor,
  clauseWords: Iterable<string> = [],
  mayBeLine = false,
): MeantStatement | undefined {
  const { here } = cursor;
  const next = cursor.peek();
  if (!here.first || here.kind !== "word" || isStatementWord(here.text) || next.first) return undefined;
  const isName = next.kind === "quoted" || (next.kind === "word" && !wordsBehindExpressions.has(next.text));
  const isDefinition = !mayBeLine && (cursor.isMark("=", next) || cursor.isMark(":", next));
  if (!isName && !isDefinition) return undefined;
  const nearest = nearestName(here.text, [...clauseWords, ...statementWords]);
  if (nearest === undefined) return isDefinition ? { word: "aux", how: "left out" } : undefined;
  return isName && isStatementWord(nearest) ? { word: nearest, how: "misspelt" } : undefined;
}

class ClauseReader {
  readonly #cursor: Cursor;
  readonly #clauses: Clauses;
  readonly #seen = new Map<string, Token>();
  /** Where the clause being read begins; behind a fault, reading goes on behind this place. */
  #begin = -1;
  #hasLine = false;

  constructor(cursor: Cursor, clauses: Clauses) {
    this.#cursor = cursor;
    this.#clauses = clauses;
  }

  /** The words that begin clauses, without signs. */
  get #words(): readonly string[] {
    return Object.keys(this.#clauses.words).filter((word) => /^[a-z]/.test(word));
  }

  read(): boolean {
    const cursor = this.#cursor;
    const outer = cursor.clauseWords;
    cursor.clauseWords = this.#clauses.words;
    let isSound = true;
    for (;;) {
      if (cursor.lost) {
        isSound = false;
        this.#recover();
      }
      if (this.#isAtEnd()) break;
      this.#begin = cursor.index;
      this.#readClause();
    }
    cursor.clauseWords = outer;
    return isSound;
  }

  #isAtEnd(): boolean {
    const cursor = this.#cursor;
    if (cursor.atStatementEnd || this.#isResult()) return true;
    if (!cursor.here.first || this.#clauseAt(cursor.here)) return false;
    return meantStatement(cursor, this.#words, this.#clauses.line !== undefined) !== undefined;
  }

  /** In a function, the `=` of its result follows the last variable's clauses. */
  #isResult(): boolean {
    const cursor = this.#cursor;
    if (!cursor.inFunction || !cursor.isMark("=") || !cursor.here.first) return false;
    return (
      !Object.hasOwn(this.#clauses.words, "=") || ["=", "[", "else"].some((sign) => this.#seen.has(sign))
    );
  }

  #readClause(): void {
    const cursor = this.#cursor;
    const { here } = cursor;
    const read = this.#clauseAt(here);
    if (here.kind === "text" && this.#clauses.text) {
      cursor.mark("clause", "text");
      this.#clauses.text(contentOf(cursor.advance()), here);
    } else if (read) {
      this.#noteTwice(here);
      // What follows a comma belongs to the clause before it.
      if (here.text !== ",") cursor.mark("clause", here.text);
      cursor.advance();
      read();
    } else if (this.#clauses.line && (here.first || !this.#hasLine) && here.kind !== "text") {
      this.#hasLine = true;
      cursor.mark("clause", "line");
      this.#clauses.line();
      if (cursor.index === this.#begin && !cursor.lost) this.#unknown();
    } else {
      this.#unknown();
    }
  }

  #noteTwice(token: Token): void {
    const before = this.#seen.get(token.text);
    if (before && !this.#clauses.repeated?.includes(token.text)) {
      this.#cursor.remark({
        code: "clause-twice",
        severity: "error",
        message: `‘${token.text}’ is given twice in ${this.#clauses.owner}.`,
        span: this.#cursor.spanOf(token),
        notes: [{ message: "The first one is here.", span: this.#cursor.spanOf(before) }],
      });
    }
    this.#seen.set(token.text, before ?? token);
  }

  #clauseAt(token: Token): (() => void) | undefined {
    if (token.kind !== "word" && token.kind !== "mark") return undefined;
    const { words } = this.#clauses;
    return Object.hasOwn(words, token.text) ? words[token.text] : undefined;
  }

  /** Goes to the next place where a clause, a line, a string or a statement begins. */
  #recover(): void {
    const cursor = this.#cursor;
    const start = cursor.index;
    while (!cursor.atStatementEnd && !(cursor.index > this.#begin && this.#isPlainBeginning(start)))
      cursor.advance();
    cursor.lost = false;
  }

  #isPlainBeginning(start: number): boolean {
    const { here, index } = this.#cursor;
    if (here.first && (this.#isAtEnd() || this.#clauses.line !== undefined)) return true;
    if (here.kind === "text") return here.first && this.#clauses.text !== undefined;
    const isEquation = here.text === "=" && !this.#seen.has("=");
    const isAtFault = index === start && here.text !== "[";
    return (here.first || isAtFault || isEquation) && this.#clauseAt(here) !== undefined;
  }

  #unknown(): void {
    const cursor = this.#cursor;
    const { here } = cursor;
    const { owner, words } = this.#clauses;
    if (Object.hasOwn(words, "=") && !this.#seen.has("=") && beginsValue(here) && !here.first) {
      const fix = { title: "Put = before it", span: { ...cursor.spanOf(here), to: here.from }, insert: "= " };
      cursor.fault("missing-sign", `Before ‘${shorten(here.text)}’ a ‘=’ is missing.`, { fix });
      cursor.lost = false;
      this.#seen.set("=", here);
      words["="]?.();
      return;
    }
    const notes = this.#words.length > 0 ? [{ message: `In ${owner} may be: ${this.#shownWords()}.` }] : [];
    if (here.kind !== "word" || !here.first) {
      cursor.fault("stray-word", `‘${shorten(here.text)}’ has no meaning here, in ${owner}.`, { notes });
      cursor.advance();
      return;
    }
    const nearest = cursor.nearestFix(here, this.#words);
    const message = `‘${shorten(here.text)}’ begins no clause of ${owner}, and no statement.`;
    cursor.fault("unknown-clause", message, { notes, ...nearest });
    cursor.advance();
    this.#readAsMeant(nearest.fix?.insert);
  }

  /** A misspelt clause is read as what was meant. */
  #readAsMeant(word: string | undefined): void {
    const read = word === undefined ? undefined : this.#clauses.words[word];
    if (word === undefined || !read) return;
    const token = this.#cursor.peek(-1);
    this.#cursor.lost = false;
    this.#seen.set(word, token);
    read();
  }

  #shownWords(): string {
    return this.#words
      .filter((word) => word !== "else")
      .map((word) => wholeClauses.get(word) ?? word)
      .join(", ");
  }
}

/** Clauses of several words that make no sense by their first. */
const wholeClauses: ReadonlyMap<string, string> = new Map([
  ["never", "never below zero"],
  ["one", "one way"],
]);

function beginsValue(token: Token): boolean {
  return token.kind === "number" || token.kind === "word" || token.text === "(" || token.text === "-";
}
