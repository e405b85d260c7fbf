import type { Diagnostic, Fix, Remark, Report } from "../model/diagnostic.ts";
import { nearestName } from "../model/name.ts";
import type { Span } from "../model/span.ts";
import { explainFault } from "./fault.ts";
import { mostFaults } from "./faults.ts";
import { reservedOperands } from "./operator.ts";
import { contentOf, shorten, type Token, tokenize } from "./token.ts";
import { isStatementWord } from "./words.ts";

/** A name as it stands in a text, without quotes. */
export interface Name {
  readonly name: string;
  readonly span: Span;
}

/** Where a statement, one of its clauses, or a part of an array in a clause begins: what the formatter lays out by. */
export interface Mark {
  readonly kind: "statement" | "clause" | "part";
  /** The word or sign that it begins with; `text` for a string, `line` where there is none. */
  readonly word: string;
  readonly from: number;
  /** Inside `function … end`. */
  readonly isInner: boolean;
}

/**
 * A place among the tokens of one text, moving forward. A fault makes the cursor lost: it stays silent until the reader
 * of clauses has found the next place where reading makes sense again, so that one mistake is one diagnostic.
 */
export class Cursor {
  readonly source: string;
  readonly text: string;
  /** All tokens as written, comments and faults included. */
  readonly tokens: readonly Token[];
  /** The words that begin a clause of the statement being read, at the beginning of a line. */
  clauseWords: Readonly<Record<string, unknown>> = {};
  /** Inside `function … end`, where a line may begin with `=` or `end`. */
  inFunction = false;
  /** Inside a scenario, where a line may begin with `time`, `graph` or `data` without beginning a statement. */
  inScenario = false;
  lost = false;
  /** The token that is read next. */
  here: Token;
  /** Where the statement being read begins. */
  statementStart = 0;
  readonly marks: Mark[] = [];

  readonly #significant: readonly Token[];
  readonly #end: Token;
  readonly #report: Report;
  #index = 0;

  constructor(source: string, text: string, report: Report) {
    this.source = source;
    this.text = text;
    this.tokens = tokenize(text);
    this.#report = report;
    this.#significant = mend(this.tokens, source, report);
    this.#end = { kind: "end", text: "", from: text.length, to: text.length, first: true };
    this.here = this.peek(0);
  }

  /** A token further on (or back, for negative distances). */
  peek(distance = 1): Token {
    return this.#significant[this.#index + distance] ?? this.#end;
  }

  /** How many tokens have been read; the order of two places in the text. */
  get index(): number {
    return this.#index;
  }

  advance(): Token {
    const token = this.here;
    if (token.kind !== "end") this.#index++;
    this.here = this.peek(0);
    return token;
  }

  isWord(word: string, token: Token = this.here): boolean {
    return token.kind === "word" && token.text === word;
  }

  isMark(mark: string, token: Token = this.here): boolean {
    return token.kind === "mark" && token.text === mark;
  }

  takeWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.advance();
    return true;
  }

  takeMark(mark: string): boolean {
    if (!this.isMark(mark)) return false;
    this.advance();
    return true;
  }

  /** Takes one of the words, if it stands here. */
  takeOneOf<Word extends string>(words: readonly Word[]): Word | undefined {
    const found = words.find((word) => this.isWord(word));
    if (found !== undefined) this.advance();
    return found;
  }

  /** Notes that a statement, clause or part begins here. */
  mark(kind: Mark["kind"], word: string): void {
    const { from } = this.here;
    if (kind === "statement") this.statementStart = from;
    this.marks.push({ kind, word, from, isInner: this.inFunction });
  }

  spanOf(token: Token): Span {
    return { source: this.source, from: token.from, to: token.to };
  }

  /** From an offset to the end of the last token read. */
  spanFrom(from: number): Span {
    return { source: this.source, from, to: Math.max(from, this.#significant[this.#index - 1]?.to ?? from) };
  }

  /** Whether the statement being read ends here: at the end, or where another begins. */
  get atStatementEnd(): boolean {
    return this.here.kind === "end" || this.beginsStatement();
  }

  /** A statement's word at the beginning of a line, unless an operator shows that it is a name. */
  beginsStatement(): boolean {
    const { here } = this;
    if (!here.first || here.kind !== "word") return false;
    if (this.inFunction && here.text === "end") return true;
    if (!isStatementWord(here.text)) return false;
    const next = this.peek();
    if (this.inScenario && this.#isSetting(here.text)) return false;
    if (next.first) return true;
    if (here.text === "time" && this.isMark("-", next)) return this.isWord("to", this.peek(3));
    if (next.kind === "word") return !reservedOperands.has(next.text);
    return next.kind !== "mark" || next.text === ":" || next.text === ",";
  }

  #isSetting(word: string): boolean {
    return word === "time" || ((word === "graph" || word === "data") && this.isMark("=", this.peek(2)));
  }

  /** Whether a clause of the statement being read begins here, with its word at the beginning of a line. */
  get beginsClause(): boolean {
    const { here } = this;
    return here.first && here.kind === "word" && Object.hasOwn(this.clauseWords, here.text);
  }

  /** What stands here instead of something else, in words for a message. */
  get found(): string {
    const { here } = this;
    if (here.kind === "end") return "the text ends";
    if (this.beginsStatement()) return "the statement ends";
    return here.first ? "the line ends" : `here is ‘${shorten(here.text)}’`;
  }

  /** Reports a fault once; until reading is back on its feet, what follows from it is not reported. */
  fault(code: string, message: string, more: FaultDetails = {}): void {
    if (!this.lost && this.here.kind !== "fault") {
      const { at, ...rest } = more;
      this.#report({ code, severity: "error", message, span: at ?? this.spanOf(this.here), ...rest });
    }
    this.lost = true;
  }

  /** Reports that something does not stand here: at the end of what was read, if the line ends there. */
  missing(code: string, message: string, more: FaultDetails = {}): void {
    const before = this.peek(-1);
    const what = `${message}, but ${this.found}.`;
    if (!this.here.first || before.kind === "end") {
      this.fault(code, what, more);
      return;
    }
    const { fix: _, ...rest } = more; // It would mend what stands on the next line.
    this.fault(code, what, { at: { ...this.spanOf(before), from: before.to }, ...rest });
  }

  /** Reports something that does not keep the reader from going on. */
  remark(diagnostic: Diagnostic): void {
    if (!this.lost) this.#report(diagnostic);
  }

  /** Goes to the next statement. */
  skipStatement(): void {
    while (!this.atStatementEnd) this.advance();
    this.lost = false;
  }

  /** A name on the same line; where there is none, a fault says what it would be for. */
  name(purpose: string): Name | undefined {
    // Where the statement's word was left out, the name begins the line.
    return this.#name(purpose, !this.here.first || this.here.from === this.statementStart);
  }

  /** A name that may begin a line. */
  nameOnAnyLine(purpose: string): Name | undefined {
    return this.#name(purpose, !this.atStatementEnd && !this.beginsClause);
  }

  #name(purpose: string, mayStandHere: boolean): Name | undefined {
    const { here } = this;
    if (mayStandHere && (here.kind === "word" || here.kind === "quoted")) {
      this.advance();
      return { name: contentOf(here), span: this.spanOf(here) };
    }
    const notes = here.kind === "number" ? [{ message: "A name does not begin with a digit." }] : [];
    this.missing("missing-name", purpose, { notes });
    return undefined;
  }

  /** Names with commas between them. */
  names(purpose: string): readonly Name[] {
    const names: Name[] = [];
    do {
      const name = this.nameOnAnyLine(purpose);
      if (name === undefined) break;
      names.push(name);
    } while (this.takeMark(","));
    return names;
  }

  /** Takes a word that must stand here. */
  expectWord(word: string, message: string): boolean {
    if (this.takeWord(word)) return true;
    this.missing("missing-word", message);
    return false;
  }

  /** Takes a sign that must stand here. */
  expectMark(mark: string, message: string): boolean {
    if (this.takeMark(mark)) return true;
    this.missing("missing-sign", message);
    return false;
  }

  /** A string that must stand here. */
  expectText(message: string): string | undefined {
    if (this.here.kind === "text") return contentOf(this.advance());
    this.missing("missing-text", message);
    return undefined;
  }

  /** A string behind a name or a word on the same line: a title, or what somebody says. */
  textOnLine(): string | undefined {
    return this.here.kind === "text" && !this.here.first ? contentOf(this.advance()) : undefined;
  }

  /** The fix that replaces this token by the nearest of the words. */
  nearestFix(token: Token, words: Iterable<string>): FaultDetails {
    const nearest = nearestName(contentOf(token), words);
    if (nearest === undefined) return {};
    return { fix: { title: `Write ${nearest}`, span: this.spanOf(token), insert: nearest } };
  }
}

/** What a fault may carry besides its message. */
export interface FaultDetails {
  /** Where it is, if not at the token that is read next. */
  readonly at?: Span;
  readonly notes?: readonly Remark[];
  readonly fix?: Fix;
}

/** The tokens that carry meaning. Faults are reported here, and replaced where it is plain what was meant. */
function mend(tokens: readonly Token[], source: string, report: Report): readonly Token[] {
  const significant: Token[] = [];
  let count = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!;
    if (token.kind === "fault") {
      const isLast = index === tokens.length - 1;
      const explained = ++count <= mostFaults || isLast ? explainFault(token, index, source) : undefined;
      if (explained) report(explained.diagnostic);
      significant.push(explained?.meant ?? token);
    } else if (token.kind !== "comment") {
      significant.push(token);
    }
  }
  return significant;
}
