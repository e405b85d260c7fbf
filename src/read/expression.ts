import type { Expr, NameExpr, NumberExpr, ScenarioRef, Stretch } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { Cursor } from "./cursor.ts";
import { levels, type Operator, operators, prefixes, reservedOperands } from "./operator.ts";
import { readSubscripts } from "./subscript.ts";
import { contentOf, shorten, type Token } from "./token.ts";
import { clockNames, wordsBehindExpressions } from "./words.ts";

/** Where an expression stands decides what may be in it. */
export type Context =
  | "equation"
  /** `@`, `base`, `%`, `points` and `over` have a meaning, and lines may follow one another. */
  | "check"
  /** A plain number: what follows is no unit that it is multiplied by. */
  | "number";

/** Reads a whole expression, comparisons and `if` included. */
export function readExpression(cursor: Cursor, context: Context = "equation"): Expr {
  return new ExpressionReader(cursor, context).read(0);
}

/** Reads sums and products, and stops at a comparison: what stands on each side of one in a check. */
export function readSum(cursor: Cursor, context: Context = "equation"): Expr {
  return new ExpressionReader(cursor, context).read(levels.sum);
}

/** How many brackets, signs and `if`s may stand one inside another. */
const mostNesting = 200;
/** How high the tree of an expression may be: later passes walk it by recursion. */
const mostHeight = 500;

/** Precedence climbing. `height` is that of the tree read last: the reader's own answer to expressions without end. */
class ExpressionReader {
  readonly #cursor: Cursor;
  readonly #context: Context;
  /** Brackets and signs around what is being read. */
  #nesting = 0;
  /** Brackets only: inside them, a line may begin with `=` or with a bracket. */
  #inside = 0;
  #height = 0;

  constructor(cursor: Cursor, context: Context) {
    this.#cursor = cursor;
    this.#context = context;
  }

  /** Everything whose operators bind at least as tightly as `level`; `if` at level 0. */
  read(level: number): Expr {
    const cursor = this.#cursor;
    const { from } = cursor.here;
    if (level === 0 && cursor.isWord("if")) return this.#nested(() => this.#choice());
    let left = this.#signed();
    for (;;) {
      const operator = this.#operatorHere();
      if (operator === undefined || operator.level < level) return left;
      const height = this.#height;
      const opSpan = cursor.spanOf(cursor.advance());
      const right = this.read(operator.level + 1);
      left = this.#raised(height, {
        kind: "binary",
        op: operator.op,
        left,
        right,
        opSpan,
        span: cursor.spanFrom(from),
      });
      if (left.kind === "error") return left;
    }
  }

  #operatorHere(): Operator | undefined {
    const { here } = this.#cursor;
    if (here.kind !== "mark" && here.kind !== "word") return undefined;
    // At the beginning of a line `=` gives the next equation: of another part of an array, or of a function.
    if (here.text === "=" && here.first && this.#inside === 0) return undefined;
    return operators.get(here.text);
  }

  #choice(): Expr {
    const cursor = this.#cursor;
    const { from } = cursor.advance();
    this.#inside++;
    const condition = this.read(0);
    let height = this.#height;
    cursor.expectWord("then", "‘if’ has a condition, then ‘then’ and what holds if it is true");
    const yes = this.read(0);
    height = Math.max(height, this.#height);
    this.#inside--;
    cursor.expectWord(
      "else",
      "‘if … then …’ goes on with ‘else’ and what holds if the condition is not true",
    );
    const no = this.read(0);
    return this.#raised(height, { kind: "if", condition, yes, no, span: cursor.spanFrom(from) });
  }

  /** `-`, `+` and `not` before a product of a number and a name, or a power. */
  #signed(): Expr {
    const cursor = this.#cursor;
    const { here } = cursor;
    const op = here.kind === "mark" || here.kind === "word" ? prefixes.get(here.text) : undefined;
    if (op === undefined) return this.#product();
    return this.#nested(() => {
      cursor.advance();
      const operand = this.#signed();
      return this.#raised(0, { kind: "unary", op, operand, span: cursor.spanFrom(here.from) });
    });
  }

  /** `300 USD`: right behind a number, the sign of multiplication may be left out. */
  #product(): Expr {
    const cursor = this.#cursor;
    const { from } = cursor.here;
    let left = this.#power();
    while (this.#isFactorBehindNumber(left)) {
      const height = this.#height;
      const at = cursor.peek(-1).to;
      const opSpan = { source: cursor.source, from: at, to: at };
      const right = this.#power();
      left = this.#raised(height, {
        kind: "binary",
        op: "*",
        left,
        right,
        opSpan,
        span: cursor.spanFrom(from),
      });
    }
    return left;
  }

  #isFactorBehindNumber(left: Expr): boolean {
    const { here } = this.#cursor;
    if (this.#context === "number" || here.first || this.#cursor.peek(-1).kind !== "number") return false;
    if (left.kind !== "number" && left.kind !== "binary") return false;
    return here.kind === "quoted" || (here.kind === "word" && !wordsBehindExpressions.has(here.text));
  }

  /** `2 ^ 3 ^ 2` is 2 ^ (3 ^ 2); the exponent may have a sign. */
  #power(): Expr {
    const cursor = this.#cursor;
    const { from } = cursor.here;
    const left = this.#post();
    if (!cursor.isMark("^")) return left;
    const height = this.#height;
    const opSpan = cursor.spanOf(cursor.advance());
    const right = this.#nested(() => this.#exponent());
    return this.#raised(height, {
      kind: "binary",
      op: "^",
      left,
      right,
      opSpan,
      span: cursor.spanFrom(from),
    });
  }

  #exponent(): Expr {
    const cursor = this.#cursor;
    const { from } = cursor.here;
    const op = cursor.takeMark("-") ? "-" : cursor.takeMark("+") ? "+" : undefined;
    if (op === undefined) return this.#power();
    const operand = this.#nested(() => this.#exponent());
    return this.#raised(0, { kind: "unary", op, operand, span: cursor.spanFrom(from) });
  }

  /** `x @ 2020 in strong against half_step`, in checks and history. */
  #post(): Expr {
    const cursor = this.#cursor;
    const { from } = cursor.here;
    const quantity = this.#primary();
    if (!cursor.isMark("@")) return quantity;
    if (this.#context !== "check") {
      cursor.fault(
        "only-in-checks",
        "‘@’ reads a value at a time; it belongs in checks and history, not in equations.",
      );
      return this.#error(from);
    }
    const height = this.#height;
    cursor.advance();
    const sign = cursor.here;
    const negative = cursor.takeMark("-");
    const moment = this.#primary();
    const time: Expr = negative
      ? { kind: "unary", op: "-", operand: moment, span: cursor.spanFrom(sign.from) }
      : moment;
    const scenario = this.#scenarioBehind("in");
    const against = this.#scenarioBehind("against");
    return this.#raised(height, {
      kind: "at",
      quantity,
      time,
      ...(scenario && { scenario }),
      ...(against && { against }),
      span: cursor.spanFrom(from),
    });
  }

  #scenarioBehind(word: string): ScenarioRef | undefined {
    const cursor = this.#cursor;
    return cursor.takeWord(word) ? cursor.name(`‘${word}’ is followed by the name of a scenario`) : undefined;
  }

  #primary(): Expr {
    const cursor = this.#cursor;
    const { here } = cursor;
    this.#height = 1;
    if (here.kind === "number") return this.#number();
    if (cursor.isMark("(")) return this.#nested(() => this.#bracketed());
    if (
      (here.kind === "word" || here.kind === "quoted") &&
      !cursor.beginsStatement() &&
      !cursor.beginsClause
    ) {
      if (cursor.isWord("if")) {
        cursor.fault(
          "if-inside",
          "An ‘if’ in the middle of an expression needs brackets around it: (if … then … else …).",
        );
        return this.#error(here.from);
      }
      if (here.kind === "quoted" || !reservedOperands.has(here.text)) return this.#nameOrCall();
    }
    cursor.missing("missing-expression", missingOperand(cursor), missingOperandNotes(cursor));
    return this.#error(here.from);
  }

  #number(): Expr {
    const cursor = this.#cursor;
    const token = cursor.advance();
    const value = Number(token.text);
    const span = cursor.spanOf(token);
    if (!Number.isFinite(value))
      cursor.fault("number-too-large", `${token.text} is larger than any number that a computer holds.`, {
        at: span,
      });
    const number: NumberExpr = { kind: "number", value, span };
    const { here } = cursor;
    const isPercent = cursor.isMark("%");
    if (isPercent && this.#context === "equation") {
      const insert = `${Number((value / 100).toPrecision(12))}`;
      const fix = { title: "Write it as a share", span: { ...span, to: here.to }, insert };
      cursor.fault("only-in-checks", "In an equation, a per cent is written as a share: 0.05 for 5 %.", {
        fix,
      });
      return this.#error(token.from);
    }
    if (this.#context !== "check" || here.first || !(isPercent || cursor.isWord("points"))) return number;
    cursor.advance();
    this.#height = 2;
    return {
      kind: "percent",
      word: isPercent ? "%" : "points",
      value: number,
      span: cursor.spanFrom(token.from),
    };
  }

  #bracketed(): Expr {
    const cursor = this.#cursor;
    const opening = cursor.advance();
    this.#inside++;
    const expr = this.read(0);
    this.#inside--;
    this.#close(opening, ")");
    return expr;
  }

  /** Takes the closing bracket, or says which one is still open. */
  #close(opening: Token, mark: string): void {
    const cursor = this.#cursor;
    if (cursor.takeMark(mark)) return;
    const notes = [{ message: "The bracket opens here.", span: cursor.spanOf(opening) }];
    cursor.missing("unclosed-bracket", `The bracket ‘${opening.text}’ needs a ‘${mark}’`, { notes });
  }

  #nameOrCall(): Expr {
    const cursor = this.#cursor;
    const first = cursor.advance();
    if (this.#context === "check" && first.kind === "word" && first.text === "base")
      return { kind: "base", span: cursor.spanOf(first) };
    const path: string[] = [];
    let last = first;
    while (cursor.isMark(".") && cursor.here.from === last.to && isName(cursor.peek())) {
      path.push(contentOf(last));
      cursor.advance();
      last = cursor.advance();
    }
    if (path.length === 0 && cursor.isMark("(") && !cursor.here.first)
      return this.#nested(() => this.#call(first));
    return this.#reference(first, last, path);
  }

  /** `x`, `x[khatlon]`, `x'`, and `effect[plain](x)`: a graph of an array of them, called. */
  #reference(first: Token, last: Token, path: readonly string[]): Expr {
    const cursor = this.#cursor;
    let transposed = cursor.takeMark("'");
    let subscripts: NameExpr["subscripts"];
    if (cursor.isMark("[") && (!cursor.here.first || this.#inside > 0)) {
      cursor.advance();
      this.#inside++;
      let height = 0;
      subscripts = readSubscripts(cursor, () => {
        const position = this.#nested(() => this.read(levels.sum));
        height = Math.max(height, this.#height);
        return position;
      });
      this.#inside--;
      this.#height = height + 1;
      if (path.length === 0 && !transposed && cursor.isMark("(") && !cursor.here.first)
        return this.#nested(() => this.#call(first, subscripts));
      transposed = cursor.takeMark("'") || transposed;
    }
    const span = cursor.spanFrom(first.from);
    const name = contentOf(last);
    // In quotes, it is a variable of that name, which a model from elsewhere may have.
    if (
      first === last &&
      last.kind === "word" &&
      !subscripts &&
      !transposed &&
      clockNames.has(foldName(name))
    )
      return { kind: "name", name, path, transposed, ofLanguage: true, span };
    return { kind: "name", name, path, ...(subscripts && { subscripts }), transposed, span };
  }

  #call(name: Token, subscripts?: NameExpr["subscripts"]): Expr {
    const cursor = this.#cursor;
    const opening = cursor.advance();
    const args: Expr[] = [];
    let over: Stretch | undefined;
    let height = subscripts ? this.#height : 0;
    this.#inside++;
    if (!cursor.isMark(")")) {
      do {
        args.push(this.read(0));
        height = Math.max(height, this.#height);
      } while (cursor.takeMark(","));
      if (this.#context === "check" && cursor.isWord("over")) {
        over = this.#stretch();
        height = Math.max(height, this.#height);
      }
    }
    this.#inside--;
    this.#close(opening, ")");
    const output = this.#output();
    return this.#raised(height, {
      kind: "call",
      name: contentOf(name),
      ...(subscripts && { subscripts }),
      args,
      ...(output !== undefined && { output }),
      ...(over && { over }),
      nameSpan: cursor.spanOf(name),
      span: cursor.spanFrom(name.from),
    });
  }

  /** `split(a, b).rest`: right behind the bracket, the name of a variable of the function. */
  #output(): string | undefined {
    const cursor = this.#cursor;
    if (!cursor.isMark(".") || cursor.here.from !== cursor.peek(-1).to || !isName(cursor.peek()))
      return undefined;
    cursor.advance();
    return contentOf(cursor.advance());
  }

  /** `over 2012 to 2020 in strong`, `over all`. */
  #stretch(): Stretch {
    const cursor = this.#cursor;
    const { from: begin } = cursor.advance();
    let ends: { from: Expr; to: Expr } | undefined;
    let height = 0;
    if (!cursor.takeWord("all")) {
      const from = this.read(levels.sum);
      height = this.#height;
      cursor.expectWord("to", "‘over’ is followed by a stretch of time, ‘2012 to 2020’, or by ‘all’");
      ends = { from, to: cursor.lost ? this.#error(begin) : this.read(levels.sum) };
      this.#height = Math.max(height, this.#height);
    }
    const scenario = this.#scenarioBehind("in");
    return { ...ends, ...(scenario && { scenario }), span: cursor.spanFrom(begin) };
  }

  /** The new top of a tree: one higher than the highest of its children. */
  #raised(otherHeight: number, expr: Expr): Expr {
    this.#height = Math.max(otherHeight, this.#height) + 1;
    if (this.#height <= mostHeight) return expr;
    this.#tooDeep(`more than ${mostHeight} steps, one upon another`);
    return this.#error(expr.span.from);
  }

  #nested<Result extends Expr>(read: () => Result): Result | Expr {
    if (this.#nesting >= mostNesting) {
      const { from } = this.#cursor.here;
      this.#tooDeep(`more than ${mostNesting} brackets, signs and ‘if’s, one inside another`);
      return this.#error(from);
    }
    this.#nesting++;
    const expr = read();
    this.#nesting--;
    return expr;
  }

  #tooDeep(what: string): void {
    const message = `This expression has ${what}. Give its parts names of their own.`;
    this.#cursor.fault("too-deep", message);
  }

  #error(from: number): Expr {
    return { kind: "error", span: this.#cursor.spanFrom(from) };
  }
}

function isName(token: Token): boolean {
  return token.kind === "word" || token.kind === "quoted";
}

function missingOperand(cursor: Cursor): string {
  const before = cursor.peek(-1);
  const behind = before.kind === "end" ? "Here" : `After ‘${shorten(before.text)}’`;
  return `${behind} comes a number, a name or a bracket`;
}

function missingOperandNotes(cursor: Cursor) {
  const { here } = cursor;
  const isAlone = here.first && here.kind === "word" && cursor.peek().first;
  if (!isAlone) return {};
  const message = `At the beginning of a line ‘${here.text}’ begins a statement or clause; a variable of that name is written '${here.text}' there.`;
  return { notes: [{ message }] };
}
