import type { BinaryOperator } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Cursor } from "./cursor.ts";
import { beginsPair, beginsPairList, isListedNumber, readPairs } from "./points.ts";
import type { Raw, RawName, RawPoints, RawSubscript } from "./raw.ts";
import type { Token } from "./token.ts";

/** Reads one expression. Where there is none, that is reported. */
export function readExpression(cursor: Cursor): Raw {
  return new ExpressionReader(cursor).read(0);
}

/** How many brackets and signs may stand one inside another, and how high a tree may be: later passes recurse. */
const mostNesting = 200;
const mostHeight = 1000;

const levels: ReadonlyMap<string, { readonly level: number; readonly op: BinaryOperator }> = new Map([
  ["OR", { level: 1, op: "or" }],
  ["AND", { level: 2, op: "and" }],
  ["=", { level: 4, op: "=" }],
  ["<>", { level: 4, op: "<>" }],
  ["<", { level: 4, op: "<" }],
  ["<=", { level: 4, op: "<=" }],
  [">", { level: 4, op: ">" }],
  [">=", { level: 4, op: ">=" }],
  ["+", { level: 5, op: "+" }],
  ["-", { level: 5, op: "-" }],
  ["*", { level: 6, op: "*" }],
  ["/", { level: 6, op: "/" }],
]);
const signs: ReadonlyMap<string, "-" | "+" | "not"> = new Map([
  ["-", "-"],
  ["+", "+"],
  ["NOT", "not"],
]);
/** What `:NOT:` holds back: it takes a whole comparison. */
const comparison = 4;
const term = 7;

class ExpressionReader {
  readonly #cursor: Cursor;
  #nesting = 0;

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
  }

  /** Everything whose operators bind at least as tightly as `level`. */
  read(level: number): Raw {
    const cursor = this.#cursor;
    const { from } = cursor.here;
    let left = this.#signed(level);
    for (let height = 0; ; height++) {
      const operator = operatorAt(cursor.here);
      if (!operator || operator.level < level) return left;
      if (height > mostHeight) {
        cursor.fault("too-deep", "This expression is too long to be read.");
        return left;
      }
      const opSpan = cursor.spanOf(cursor.advance());
      const right = this.read(operator.level + 1);
      left = { kind: "binary", op: operator.op, left, right, opSpan, span: cursor.spanFrom(from) };
      if (cursor.lost) return left;
    }
  }

  /** A sign binds less tightly than a power: -2^2 is -4. */
  #signed(level: number): Raw {
    const cursor = this.#cursor;
    const { kind, value, from } = cursor.here;
    const op = kind === "mark" || kind === "keyword" ? signs.get(value) : undefined;
    if (op === undefined) return this.#power();
    cursor.advance();
    const operand = this.#nested(() =>
      op === "not" ? this.read(Math.max(level, comparison)) : this.read(term),
    );
    return { kind: "unary", op, operand, span: cursor.spanFrom(from) };
  }

  #power(): Raw {
    const cursor = this.#cursor;
    const { from } = cursor.here;
    const left = this.#primary();
    if (!cursor.isMark("^")) return left;
    const opSpan = cursor.spanOf(cursor.advance());
    const right = this.#nested(() => this.#signed(term));
    return { kind: "binary", op: "^", left, right, opSpan, span: cursor.spanFrom(from) };
  }

  #primary(): Raw {
    const cursor = this.#cursor;
    const { here } = cursor;
    switch (here.kind) {
      case "number":
        cursor.advance();
        return { kind: "number", value: Number(here.value), span: cursor.spanOf(here) };
      case "text":
        cursor.advance();
        return { kind: "text", value: here.value, span: cursor.spanOf(here) };
      case "name":
      case "quoted":
        return this.#reference();
      case "keyword":
        if (cursor.takeKeyword("NA")) return { kind: "missing", span: cursor.spanOf(here) };
        break;
      case "mark":
        if (here.value === "(") return this.#bracket();
        if (here.value === "[") return this.#pointsWithRange(here.from);
        break;
      default:
        break;
    }
    reportNoValue(cursor);
    return { kind: "error", span: cursor.spanOf(here) };
  }

  #bracket(): Raw {
    const cursor = this.#cursor;
    const { from } = cursor.advance();
    // `WITH LOOKUP(x, ([(0,0)-(1,1)],(0,0),(1,1)))`: points in a bracket of their own.
    if (cursor.isMark("[") || beginsPair(cursor) || isListedNumber(cursor, 0)) {
      const points = this.#points(from);
      cursor.expectMark(")", "The points of a lookup end with a bracket");
      return points;
    }
    const inside = this.#nested(() => this.read(0));
    cursor.expectMark(")", "A bracket that is opened here is closed again");
    return inside;
  }

  #pointsWithRange(from: number): RawPoints {
    return this.#points(from);
  }

  #points(from: number): RawPoints {
    const pairs = readPairs(this.#cursor);
    return { kind: "points", pairs, span: this.#cursor.spanFrom(from) };
  }

  #reference(): Raw {
    const cursor = this.#cursor;
    const callee = readName(cursor);
    if (cursor.takeMark("!")) return { ...callee, all: true, span: cursor.spanFrom(callee.span.from) };
    if (!cursor.isMark("(")) return callee;
    cursor.advance();
    const args: Raw[] = [];
    const outputs: RawName[] = [];
    if (!cursor.isMark(")")) {
      do {
        // Some functions take a left-out argument.
        if (cursor.isMark(",") || cursor.isMark(")")) break;
        args.push(beginsPairList(cursor) ? this.#points(cursor.here.from) : this.#nested(() => this.read(0)));
      } while (!cursor.lost && cursor.takeMark(","));
      if (cursor.takeMark(":")) {
        do {
          if (!cursor.atName) break;
          outputs.push(readName(cursor));
        } while (cursor.takeMark(","));
      }
    }
    cursor.expectMark(")", `The arguments of ‘${callee.name}’ end with a bracket`);
    const key = foldName(callee.name);
    return { kind: "call", callee, key, args, outputs, span: cursor.spanFrom(callee.span.from) };
  }

  #nested(read: () => Raw): Raw {
    if (++this.#nesting > mostNesting) {
      const { here } = this.#cursor;
      this.#cursor.fault("too-deep", "Too many brackets and signs stand one inside another.");
      return { kind: "error", span: this.#cursor.spanOf(here) };
    }
    const raw = read();
    this.#nesting--;
    return raw;
  }
}

function operatorAt({ kind, value }: Token) {
  return kind === "mark" || kind === "keyword" ? levels.get(value) : undefined;
}

function reportNoValue(cursor: Cursor): void {
  const { here } = cursor;
  if (here.kind === "fault" && here.value.startsWith('"')) {
    cursor.fault(
      "unclosed-name",
      "This name begins with a double quote, and its line ends without a second one.",
    );
  } else if (here.kind === "fault" && here.value.startsWith("'")) {
    cursor.fault(
      "unclosed-text",
      "This text begins with a single quote, and its line ends without a second one.",
    );
  } else {
    cursor.fault("missing-expression", `Here stands a number, a name or a bracket, but ${cursor.found}.`);
  }
}

/** `name`, `name[DimA, B1]`. */
export function readName(cursor: Cursor): RawName {
  const { value, from } = cursor.advance();
  if (!cursor.isMark("[")) return { kind: "name", name: value, span: cursor.spanFrom(from) };
  const subscripts = readSubscripts(cursor);
  return { kind: "name", name: value, subscripts, span: cursor.spanFrom(from) };
}

/** `[DimA, B1, DimC!]`. */
export function readSubscripts(cursor: Cursor): readonly RawSubscript[] {
  const subscripts: RawSubscript[] = [];
  cursor.advance();
  do {
    const { from } = cursor.here;
    const name = readElement(cursor);
    if (name === undefined) {
      cursor.fault(
        "missing-name",
        `In brackets stand subscripts with commas between them, but ${cursor.found}.`,
      );
      break;
    }
    const all = cursor.takeMark("!");
    subscripts.push({ name, all, span: cursor.spanFrom(from) });
  } while (cursor.takeMark(","));
  cursor.expectMark("]", "The subscripts end with ‘]’");
  return subscripts;
}

/** The name of an element or a range. Some begin with a digit, though Vensim asks for quotes then. */
export function readElement(cursor: Cursor): string | undefined {
  if (cursor.atName) return cursor.advance().value;
  if (cursor.here.kind !== "number") return undefined;
  const first = cursor.advance();
  let last = first;
  while (cursor.atName || cursor.here.kind === "number") last = cursor.advance();
  return cursor.text.slice(first.from, last.to).replace(/\s+/g, " ");
}
