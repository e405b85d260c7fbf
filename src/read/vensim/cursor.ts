import type { Diagnostic, Report } from "../../model/diagnostic.ts";
import type { Span } from "../../model/span.ts";
import type { Stretch } from "./block.ts";
import { type Token, tokenize } from "./token.ts";

/** A place among the tokens of one equation, moving forward. The first fault is told, and what follows from it is not. */
export class Cursor {
  readonly source: string;
  readonly text: string;
  lost = false;
  readonly #tokens: readonly Token[];
  readonly #end: Token;
  readonly #report: Report;
  #index = 0;

  constructor(source: string, text: string, { from, to }: Stretch, report: Report) {
    this.source = source;
    this.text = text;
    this.#tokens = tokenize(text, from, to);
    const last = this.#tokens.at(-1)?.to ?? from;
    this.#end = { kind: "fault", value: "", from: last, to: last };
    this.#report = report;
  }

  /** The token that is read next. */
  get here(): Token {
    return this.peek();
  }

  get atEnd(): boolean {
    return this.#index >= this.#tokens.length;
  }

  peek(distance = 0): Token {
    return this.#tokens[this.#index + distance] ?? this.#end;
  }

  advance(): Token {
    const { here } = this;
    this.#index = Math.min(this.#index + 1, this.#tokens.length);
    return here;
  }

  isMark(mark: string, distance = 0): boolean {
    const token = this.#tokens[this.#index + distance];
    return token !== undefined && token.value === mark && token.kind === "mark";
  }

  isKeyword(word: string): boolean {
    return this.here.kind === "keyword" && this.here.value === word;
  }

  takeMark(mark: string): boolean {
    const isHere = this.isMark(mark);
    if (isHere) this.advance();
    return isHere;
  }

  takeKeyword(word: string): boolean {
    const isHere = this.isKeyword(word);
    if (isHere) this.advance();
    return isHere;
  }

  get atName(): boolean {
    return this.here.kind === "name" || this.here.kind === "quoted";
  }

  /** Goes back to an earlier place, or on to a later one. */
  get place(): number {
    return this.#index;
  }

  goTo(place: number): void {
    this.#index = place;
  }

  spanOf({ from, to }: Stretch): Span {
    return { source: this.source, from, to };
  }

  /** From an offset to the end of the last token read. */
  spanFrom(from: number): Span {
    const last = this.#tokens[this.#index - 1];
    return { source: this.source, from, to: Math.max(from, last?.to ?? from) };
  }

  /** What stands here instead of something else, in words for a message. */
  get found(): string {
    if (this.atEnd) return "the equation ends";
    const { from, to } = this.here;
    const written = this.text.slice(from, Math.min(to, from + 40));
    return `here is ‘${written.replace(/\s+/g, " ")}’`;
  }

  /** Reports a fault once for each equation. */
  fault(
    code: string,
    message: string,
    more: { at?: Span; notes?: NonNullable<Diagnostic["notes"]> } = {},
  ): void {
    if (this.lost) return;
    this.lost = true;
    const { at = this.spanOf(this.here), notes } = more;
    this.#report({ code, severity: "error", message, span: at, ...(notes && { notes }) });
  }

  /** A sign that must stand here. */
  expectMark(mark: string, purpose: string): boolean {
    if (this.takeMark(mark)) return true;
    this.fault("missing-sign", `${purpose}, but ${this.found}.`);
    return false;
  }
}
