import { nearestName } from "../model/name.ts";
import type { Cursor } from "./cursor.ts";
import { contentOf, type Token } from "./token.ts";
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

/** Reads clauses up to the next statement. Behind a fault it goes on at the next clause. */
export function readClauses(cursor: Cursor, clauses: Clauses): void {
  const outer = cursor.clauseWords;
  const words = Object.keys(clauses.words).filter((word) => /^[a-z]/.test(word));
  cursor.clauseWords = new Set(words);
  const seen = new Map<string, Token>();
  for (;;) {
    if (cursor.lost) recover(cursor, clauses);
    if (cursor.atStatementEnd || isResult(cursor, clauses, seen) || meantStatement(cursor, words)) break;
    readClause(cursor, clauses, words, seen);
  }
  cursor.clauseWords = outer;
}

/** The statement's word that a misspelt word at the beginning of a line probably stands for. */
export function meantStatement(cursor: Cursor, clauseWords: readonly string[]): StatementWord | undefined {
  const { here } = cursor;
  const next = cursor.peek();
  if (!here.first || here.kind !== "word" || isStatementWord(here.text) || clauseWords.includes(here.text)) return;
  const isHead = (next.kind === "word" || next.kind === "quoted") && !next.first && !wordsBehindExpressions.has(next.text);
  const meant = isHead ? nearestName(here.text, [...clauseWords, ...statementWords]) : undefined;
  return meant !== undefined && isStatementWord(meant) ? meant : undefined;
}

function readClause(cursor: Cursor, clauses: Clauses, words: readonly string[], seen: Map<string, Token>): void {
  const token = cursor.here;
  if (token.kind === "text" && clauses.text) {
    cursor.advance();
    clauses.text(contentOf(token), token);
    return;
  }
  const read = clauseAt(token, clauses);
  if (read) {
    const before = seen.get(token.text);
    if (before && !clauses.repeated?.includes(token.text)) {
      cursor.remark({
        code: "clause-twice",
        severity: "error",
        message: `‘${token.text}’ stands twice in ${clauses.owner}.`,
        span: cursor.spanOf(token),
        notes: [{ message: "The first one is here.", span: cursor.spanOf(before) }],
      });
    }
    seen.set(token.text, before ?? token);
    cursor.advance();
    read();
  } else if (clauses.line && canBeginLine(token)) {
    const { index } = cursor;
    clauses.line();
    if (cursor.index === index && !cursor.lost) unknownClause(cursor, clauses, words);
  } else {
    unknownClause(cursor, clauses, words);
  }
}

function clauseAt(token: Token, clauses: Clauses): (() => void) | undefined {
  if (token.kind !== "word" && token.kind !== "mark") return undefined;
  return Object.hasOwn(clauses.words, token.text) ? clauses.words[token.text] : undefined;
}

function canBeginLine(token: Token): boolean {
  return token.kind !== "text" && token.kind !== "fault";
}

/** In a function, the `=` of its result follows the last variable's clauses. */
function isResult(cursor: Cursor, clauses: Clauses, seen: ReadonlyMap<string, Token>): boolean {
  return (
    cursor.inFunction && cursor.isMark("=") && cursor.here.first && (seen.has("=") || !Object.hasOwn(clauses.words, "="))
  );
}

/** Goes to the next place where a clause, a string or a statement begins. */
function recover(cursor: Cursor, clauses: Clauses): void {
  const start = cursor.index;
  while (!cursor.atStatementEnd) {
    const { here } = cursor;
    const atLine = here.first && cursor.index > start;
    if (here.kind === "text" && here.first && clauses.text) break;
    if ((here.first || cursor.index === start) && clauseAt(here, clauses)) break;
    if (atLine && clauses.line && canBeginLine(here)) break;
    cursor.advance();
  }
  cursor.lost = false;
}

function unknownClause(cursor: Cursor, clauses: Clauses, words: readonly string[]): void {
  const { here } = cursor;
  const possible = words.length > 0 ? [`In ${clauses.owner} may stand: ${words.join(", ")}.`] : [];
  const notes = possible.map((message) => ({ message }));
  if (here.kind === "word" && here.first) {
    const more = cursor.nearestFix(here, [...words, ...statementWords]);
    cursor.fault("unknown-clause", `‘${here.text}’ begins no clause of ${clauses.owner}, and no statement.`, {
      notes,
      ...more,
    });
    goOnAsMeant(cursor, clauses, more.fix?.insert);
    return;
  }
  cursor.fault("stray-word", `Nothing in ${clauses.owner} can go on with ‘${here.text}’ here.`, { notes });
  cursor.advance();
}

/** A misspelt clause is read as what was meant. */
function goOnAsMeant(cursor: Cursor, clauses: Clauses, meant: string | undefined): void {
  cursor.advance();
  const read = meant !== undefined && Object.hasOwn(clauses.words, meant) ? clauses.words[meant] : undefined;
  if (!read) return;
  cursor.lost = false;
  read();
}
