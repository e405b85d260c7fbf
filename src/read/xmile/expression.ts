import type { Report } from "../../model/diagnostic.ts";
import type { BinaryOperator, Expr, NameExpr, Subscript } from "../../model/expression.ts";
import type { Span } from "../../model/span.ts";
import { itemIn } from "./pick.ts";
import type { SourceText } from "./text.ts";
import { type EquationToken, tokenizeEquation } from "./token.ts";

/**
 * Reads an equation of XMILE as it stands: calls keep XMILE's names; the dimension position operator `@2` is a call of
 * `@`, a range with worked out ends one of `:`, and the inner product one of `*.*`. What cannot be read is reported, and gives an error expression.
 */
export function readEquation(text: SourceText, report: Report): Expr {
  return new EquationReader(text, report).readWhole();
}

/** Reads equations with commas between them, as Stella writes what is on a conveyor at the start. */
export function readEquations(text: SourceText, report: Report): readonly Expr[] {
  return new EquationReader(text, report).readList();
}

/** How many brackets, signs and `IF`s may stand one inside another. */
const mostNesting = 200;
/** How high the tree of an expression may be: later passes walk it by recursion. */
const mostHeight = 1000;

/** From the loosest to the tightest (XMILE 1.0, 3.3.1). */
const levels: readonly (readonly BinaryOperator[])[] = [
  ["or"],
  ["and"],
  ["=", "<>"],
  ["<", "<=", ">", ">="],
  ["+", "-"],
  ["*", "/", "mod"],
];

/** Thrown at the first fault of an equation: what follows would only be noise. */
class Stop extends Error {}

class EquationReader {
  readonly #text: SourceText;
  readonly #report: Report;
  readonly #tokens: readonly EquationToken[];
  #index = 0;
  #nesting = 0;
  /** The height of the tree read last. */
  #height = 0;

  constructor(text: SourceText, report: Report) {
    this.#text = text;
    this.#report = report;
    this.#tokens = tokenizeEquation(text);
  }

  readWhole(): Expr {
    return this.#guarded(() => {
      const expr = this.#read(0);
      if (this.#here.kind !== "end")
        this.#strayHere("There should be an operator, or the end of the equation,");
      return expr;
    });
  }

  readList(): readonly Expr[] {
    const found: Expr[] = [];
    const last = this.#guarded(() => {
      let expr = this.#read(0);
      while (this.#takeMark(",")) {
        found.push(expr);
        expr = this.#read(0);
      }
      if (this.#here.kind !== "end")
        this.#strayHere("There should be an operator, a comma, or the end of the equation,");
      return expr;
    });
    return [...found, last];
  }

  #guarded(read: () => Expr): Expr {
    try {
      return read();
    } catch (problem) {
      if (!(problem instanceof Stop)) throw problem;
      return { kind: "error", span: this.#text.whole };
    }
  }

  get #here(): EquationToken {
    return this.#tokens[this.#index]!;
  }

  #advance(): EquationToken {
    const token = this.#here;
    if (token.kind !== "end") this.#index++;
    return token;
  }

  #isMark(mark: string): boolean {
    return this.#here.kind === "mark" && this.#here.mark === mark;
  }

  #takeMark(mark: string): boolean {
    const is = this.#isMark(mark);
    if (is) this.#index++;
    return is;
  }

  #takeWord(word: string): boolean {
    const is = this.#here.kind === "word" && this.#here.word === word;
    if (is) this.#index++;
    return is;
  }

  /** From `from` to the end of the token before the present one. */
  #spanFrom(from: number): Span {
    const before = this.#tokens[this.#index - 1];
    return this.#text.span(from, Math.max(from, before?.to ?? from));
  }

  #fault(code: string, message: string, span: Span, note?: string): never {
    this.#report({
      code,
      severity: "error",
      message,
      span,
      ...(note !== undefined && { notes: [{ message: note }] }),
    });
    throw new Stop();
  }

  #strayHere(expected: string): never {
    const { from, to } = this.#here;
    const span = this.#text.span(from, to);
    const text = this.#text.text.slice(from, to).trim();
    if (this.#here.kind === "fault") {
      if (text.startsWith("{")) this.#fault("xmile-equation", "This comment is not closed by ‘}’.", span);
      if (text.startsWith('"'))
        this.#fault("xmile-equation", "This name begins with a quotation mark that is not closed.", span);
      if (text.startsWith("?"))
        this.#fault("xmile-equation", `‘${text}’ stands where an equation was lost.`, span);
      const shown = text.length > 20 ? `${text.slice(0, 20)}…` : text;
      const note = "A name with special characters is put in double quotes.";
      this.#fault("xmile-equation", `‘${shown}’ means nothing in an equation of XMILE.`, span, note);
    }
    const found = this.#here.kind === "end" ? "and the equation ends" : `and here stands ‘${text}’`;
    this.#fault("xmile-equation", `${expected} ${found}.`, span);
  }

  #nested(read: () => Expr): Expr {
    if (++this.#nesting > mostNesting) {
      const { from, to } = this.#here;
      const message = `In this equation more than ${mostNesting} brackets and signs stand one inside another.`;
      this.#fault("xmile-equation", message, this.#text.span(from, to));
    }
    const expr = read();
    this.#nesting--;
    return expr;
  }

  #raised(height: number, expr: Expr): Expr {
    this.#height = Math.max(this.#height, height) + 1;
    if (this.#height > mostHeight) {
      const message = `This equation is too long: more than ${mostHeight} operators follow each other.`;
      this.#fault("xmile-equation", message, expr.span, "Split it in two.");
    }
    return expr;
  }

  #read(level: number): Expr {
    if (level >= levels.length) return this.#signed();
    const { from } = this.#here;
    let left = this.#read(level + 1);
    for (;;) {
      const op = this.#operatorHere(level);
      if (op === undefined) {
        if (level !== levels.length - 1 || !this.#isMark("//")) return left;
        left = this.#safeDivision(left, from);
        continue;
      }
      const height = this.#height;
      const token = this.#advance();
      const opSpan = this.#text.span(token.from, token.to);
      const right = this.#read(level + 1);
      left = this.#raised(height, { kind: "binary", op, left, right, opSpan, span: this.#spanFrom(from) });
    }
  }

  /** Stella's `a // b`, which is zero where b is. */
  #safeDivision(a: Expr, from: number): Expr {
    const height = this.#height;
    const token = this.#advance();
    const nameSpan = this.#text.span(token.from, token.to);
    const args = [a, this.#signed()];
    return this.#raised(height, {
      kind: "call",
      name: "SAFEDIV",
      args,
      nameSpan,
      span: this.#spanFrom(from),
    });
  }

  #operatorHere(level: number): BinaryOperator | undefined {
    const { here } = { here: this.#here };
    const sign = here.kind === "mark" ? here.mark : here.kind === "word" ? here.word : undefined;
    return levels[level]!.find((op) => op === sign);
  }

  #signed(): Expr {
    const { here } = { here: this.#here };
    const sign = here.kind === "mark" ? here.mark : here.kind === "word" ? here.word : undefined;
    const op = sign === "-" || sign === "+" || sign === "not" ? sign : undefined;
    if (op === undefined) return this.#behindNot(this.#power());
    return this.#nested(() => {
      this.#advance();
      const operand = this.#signed();
      return this.#raised(0, { kind: "unary", op, operand, span: this.#spanFrom(here.from) });
    });
  }

  /** STELLA writes `x not` too, for `not x`. */
  #behindNot(operand: Expr): Expr {
    if (!this.#takeWord("not")) return operand;
    return this.#raised(0, { kind: "unary", op: "not", operand, span: operand.span });
  }

  /** `2 ^ 3 ^ 2` is 2 ^ (3 ^ 2); the exponent may have a sign. */
  #power(): Expr {
    const { from } = this.#here;
    const left = this.#products();
    if (!this.#isMark("^")) return left;
    const height = this.#height;
    const token = this.#advance();
    const opSpan = this.#text.span(token.from, token.to);
    const right = this.#nested(() => this.#exponent());
    return this.#raised(height, { kind: "binary", op: "^", left, right, opSpan, span: this.#spanFrom(from) });
  }

  /** Stella's `a *.* b`, the inner product of two arrays, binds tightest of all. */
  #products(): Expr {
    const { from } = this.#here;
    let left = this.#primary();
    while (this.#isMark("*.*")) {
      const height = this.#height;
      const token = this.#advance();
      const nameSpan = this.#text.span(token.from, token.to);
      const args = [left, this.#primary()];
      const span = this.#spanFrom(from);
      left = this.#raised(height, { kind: "call", name: "*.*", args, nameSpan, span });
    }
    return left;
  }

  #exponent(): Expr {
    const { from } = this.#here;
    const op = this.#takeMark("-") ? "-" : this.#takeMark("+") ? "+" : undefined;
    if (op === undefined) return this.#power();
    const operand = this.#nested(() => this.#exponent());
    return this.#raised(0, { kind: "unary", op, operand, span: this.#spanFrom(from) });
  }

  #primary(): Expr {
    const token = this.#here;
    this.#height = 0;
    switch (token.kind) {
      case "number":
        this.#advance();
        return { kind: "number", value: token.value, span: this.#text.span(token.from, token.to) };
      case "name":
        return this.#nameOrCall();
      case "word":
        if (token.word === "if") return this.#nested(() => this.#choice());
        if (token.word === "mod") return this.#nested(() => this.#remainder());
        break;
      case "mark":
        if (token.mark === "(") {
          this.#advance();
          const expr = this.#nested(() => this.#read(0));
          if (!this.#takeMark(")")) this.#strayHere("The bracket ‘(’ needs a ‘)’,");
          return expr;
        }
        break;
      default:
    }
    return this.#strayHere("There should be a number, a name or a bracket,");
  }

  #choice(): Expr {
    const { from } = this.#advance();
    const condition = this.#read(0);
    let height = this.#height;
    if (!this.#takeWord("then")) this.#strayHere("‘IF’ and its condition are followed by ‘THEN’,");
    const yes = this.#read(0);
    height = Math.max(height, this.#height);
    if (!this.#takeWord("else")) this.#strayHere("‘IF … THEN …’ goes on with ‘ELSE’,");
    const no = this.#read(0);
    return this.#raised(height, { kind: "if", condition, yes, no, span: this.#spanFrom(from) });
  }

  /** Converted files write `MOD(a, b)` for `a MOD b`. */
  #remainder(): Expr {
    const { from, to } = this.#advance();
    if (!this.#takeMark("(")) this.#strayHere("‘MOD’ stands between two numbers,");
    const left = this.#read(0);
    const height = this.#height;
    if (!this.#takeMark(",")) this.#strayHere("‘MOD(a, b)’ takes two numbers,");
    const right = this.#read(0);
    if (!this.#takeMark(")")) this.#strayHere("The arguments end with ‘)’,");
    const opSpan = this.#text.span(from, to);
    return this.#raised(height, {
      kind: "binary",
      op: "mod",
      left,
      right,
      opSpan,
      span: this.#spanFrom(from),
    });
  }

  #nameOrCall(): Expr {
    const first = this.#advance();
    if (first.kind !== "name") return this.#strayHere("There should be a name,");
    let { parts, to } = first;
    // Names of several words without quotes, such as those of Vensim's functions.
    while (this.#here.kind === "name" && this.#here.parts[0] !== "" && !first.quoted) {
      parts = [
        ...parts.slice(0, -1),
        `${parts.at(-1)!} ${this.#here.parts[0]!}`,
        ...this.#here.parts.slice(1),
      ];
      to = this.#here.to;
      this.#advance();
    }
    const nameSpan = this.#text.span(first.from, to);
    const name = parts.at(-1)!;
    if (this.#takeMark("(")) {
      const args: Expr[] = [];
      let height = 0;
      if (!this.#takeMark(")")) {
        do {
          args.push(this.#nested(() => this.#read(0)));
          height = Math.max(height, this.#height);
        } while (this.#takeMark(","));
        if (!this.#takeMark(")")) this.#strayHere("The arguments end with ‘)’,");
      }
      const call = {
        kind: "call",
        name: parts.join("."),
        args,
        nameSpan,
        span: this.#spanFrom(first.from),
      } as const;
      return this.#raised(height, call);
    }
    let transposed = this.#takeMark("'");
    const subscripts = this.#takeMark("[") ? this.#bracket() : undefined;
    transposed ||= this.#takeMark("'");
    const whole: NameExpr = {
      kind: "name",
      name,
      path: parts.slice(0, -1),
      ...(subscripts && { subscripts }),
      transposed,
      span: this.#spanFrom(first.from),
    };
    if (!this.#takeMark("[")) return whole;
    const picks = this.#bracket();
    return itemIn(whole, picks, this.#spanFrom(first.from));
  }

  #bracket(): readonly Subscript[] {
    const subscripts = this.#subscripts();
    if (!this.#takeMark("]")) this.#strayHere("The bracket ‘[’ needs a ‘]’,");
    return subscripts;
  }

  #subscripts(): readonly Subscript[] {
    const subscripts: Subscript[] = [];
    do {
      subscripts.push(this.#subscript());
    } while (this.#takeMark(","));
    return subscripts;
  }

  #subscript(): Subscript {
    const { from } = this.#here;
    if (this.#takeMark("*")) return this.#star(from);
    if (this.#takeMark("@")) {
      const position = this.#primary();
      const span = this.#spanFrom(from);
      return {
        kind: "position",
        index: { kind: "call", name: "@", args: [position], nameSpan: span, span },
        span,
      };
    }
    const index = this.#nested(() => this.#read(0));
    const label = labelOf(index);
    if (this.#takeMark(":")) {
      const last = this.#nested(() => this.#read(0));
      const end = labelOf(last);
      const span = this.#spanFrom(from);
      if (label !== undefined && end !== undefined) return { kind: "range", from: label, to: end, span };
      const range = { kind: "call", name: ":", args: [index, last], nameSpan: span, span } as const;
      return { kind: "position", index: range, span };
    }
    if (index.kind === "name" && label !== undefined) return { kind: "name", name: label, span: index.span };
    return { kind: "position", index, span: index.span };
  }

  /** `*`, or `*:Dim` for those elements that belong to another dimension too. */
  #star(from: number): Subscript {
    if (!this.#takeMark(":")) return { kind: "all", span: this.#spanFrom(from) };
    const of = labelOf(this.#primary());
    const span = this.#spanFrom(from);
    if (of === undefined) return this.#fault("xmile-equation", "Behind ‘*:’ stands a dimension.", span);
    return { kind: "all", of, span };
  }
}

/** A plain name or whole number, as which an element is written. */
function labelOf(expr: Expr): string | undefined {
  if (expr.kind === "number") return Number.isInteger(expr.value) ? `${expr.value}` : undefined;
  const isPlain = expr.kind === "name" && expr.path.length === 0 && !expr.subscripts && !expr.transposed;
  return isPlain ? expr.name : undefined;
}
