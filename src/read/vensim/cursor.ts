import type { Diagnostic, Report } from "../../model/diagnostic.ts";
import type { Span } from "../../model/span.ts";
import type { Stretch } from "./block.ts";
import { nextToken, type Token } from "./token.ts";

/** A place among the tokens of one equation, moving forward. The first fault is told, and what follows from it is not. */
export class Cursor {
  readonly source: string;
  readonly text: string;
  lost = false;
  /** The token that is read next. */
  here: Token;
  /** The tokens read, and those looked ahead at. */
  readonly #tokens: Token[] = [];
  /** Where the text behind them goes on, and where it ends. */
  #rest: number;
  readonly #end: number;
  readonly #report: Report;
  #index = 0;

  constructor(source: string, text: string, { from, to }: Stretch, report: Report) {
    this.source = source;
    this.text = text;
    this.#rest = from;
    this.#end = to;
    this.#report = report;
    this.here = this.peek();
  }

  get atEnd(): boolean {
    return this.#index >= this.#tokens.length;
  }

  peek(distance = 0): Token {
    const index = this.#index + distance;
    while (index >= this.#tokens.length) {
      const token = nextToken(this.text, this.#rest, this.#end);
      if (!token) break;
      this.#tokens.push(token);
      this.#rest = token.to;
    }
    return this.#tokens[index] ?? { kind: "fault", value: "", from: this.#rest, to: this.#rest };
  }

  advance(): Token {
    const { here } = this;
    if (!this.atEnd) this.#index++;
    this.here = this.peek();
    return here;
  }

  /** Takes all that a sticky pattern finds here at once, its last character being a sign. */
  takeMatch(pattern: RegExp): string | undefined {
    const { from } = this.here;
    pattern.lastIndex = from;
    if (this.atEnd || !pattern.test(this.text) || pattern.lastIndex > this.#end) return undefined;
    const to = pattern.lastIndex;
    this.#tokens.length = this.#index;
    this.#tokens.push({ kind: "mark", value: this.text.slice(to - 1, to), from: to - 1, to });
    this.#rest = to;
    this.advance();
    return this.text.slice(from, to);
  }

  isMark(mark: string, distance = 0): boolean {
    const token = distance === 0 ? this.here : this.peek(distance);
    return token.value === mark && token.kind === "mark";
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
