import type { BinaryOp, Called, Code, RoutineName, UnaryOp } from "../../functions/code.ts";
import { number } from "../../functions/code.ts";
import { Bug } from "../../model/diagnostic.ts";
import { isTrivial, visitOnce } from "../kernel.ts";

/** Makes equal expressions one object, and works out what has constant parts only. One lowering owns one. */
export type Share = (code: Code) => Code;

/** Carries a routine out on plain numbers. */
export type RoutineValue = (name: RoutineName, args: readonly number[]) => number;

/** The one expression that stands for all that are equal to it, and its number. */
interface StandIn {
  readonly code: Code;
  readonly id: number;
}

/** A `Share` that has seen nothing yet. */
export function createShare(routineValue: RoutineValue): Share {
  const sharing = new Sharing(routineValue);
  return (code) => sharing.of(code, 0).code;
}

/**
 * Finds the one expression that is equal to one whose parts are numbered. The common kinds have tables of numbers, since
 * keys of text would take most of the time that a large array takes to compile.
 */
class Sharing {
  private readonly routineValue: RoutineValue;
  private count = 0;
  /** Of what has parts, or is one of few. */
  private readonly standIns = new Map<Code, StandIn>();
  private readonly numbers = new Map<number, StandIn>();
  private readonly slots: StandIn[] = [];
  private readonly pairs = new Map<string, Map<number, StandIn>>();
  private readonly others = new Map<string, StandIn>();

  constructor(routineValue: RoutineValue) {
    this.routineValue = routineValue;
  }

  of(code: Code, depth: number): StandIn {
    if (code.kind === "slot") {
      this.slots[code.offset] ??= this.make(code);
      return this.slots[code.offset]!;
    }
    if (code.kind === "number") return this.number(code.value, code);
    const known = this.standIns.get(code);
    if (known) return known;
    if (depth === deepest) visitOnce(code, this.standIns, (each) => void this.of(each, 0));
    const standIn = this.find(code, depth + 1);
    this.standIns.set(code, standIn);
    // What it was simplified to has its stand-in already.
    if (standIn.code !== code && !isTrivial(standIn.code)) this.standIns.set(standIn.code, standIn);
    return standIn;
  }

  private find(code: Exclude<Code, { readonly kind: "slot" | "number" }>, depth: number): StandIn {
    switch (code.kind) {
      case "clock":
        return this.other(code.word, () => code);
      case "unary": {
        const of = this.of(code.of, depth);
        if (of.code.kind === "number") return this.number(unaryValue(code.op, of.code.value));
        return this.pair(code.op, of.id, 0, () => (of.code === code.of ? code : { ...code, of: of.code }));
      }
      case "binary": {
        const left = this.of(code.left, depth);
        const right = this.of(code.right, depth);
        return (
          this.simpler(code.op, left, right) ??
          this.pair(code.op, left.id, right.id, () =>
            left.code === code.left && right.code === code.right
              ? code
              : { kind: "binary", op: code.op, left: left.code, right: right.code },
          )
        );
      }
      case "choose": {
        const [when, yes, no] = [
          this.of(code.when, depth),
          this.of(code.yes, depth),
          this.of(code.no, depth),
        ];
        if (when.code.kind === "number") return when.code.value === 0 ? no : yes;
        if (yes === no) return yes;
        return this.other(`? ${when.id} ${yes.id} ${no.id}`, () =>
          withParts(code, (part) => this.of(part, depth).code),
        );
      }
      case "routine": {
        const args = code.args.map((arg) => this.of(arg, depth));
        const values = args.flatMap((arg) => (arg.code.kind === "number" ? [arg.code.value] : []));
        if (values.length === args.length) return this.number(this.routineValue(code.name, values));
        return this.other(`${code.name}(${idsOf(args)}`, () => ({
          ...code,
          args: args.map((arg) => arg.code),
        }));
      }
      case "call": {
        const args = code.args.map((arg) => this.of(arg, depth));
        return this.other(`${calleeKey(code.callee)}(${idsOf(args)}`, () => ({
          ...code,
          args: args.map((arg) => arg.code),
        }));
      }
      case "lookup": {
        const at = this.of(code.at, depth);
        return this.pair("lookup", code.table, at.id, () =>
          at.code === code.at ? code : { ...code, at: at.code },
        );
      }
    }
  }

  /** Constants worked out, and what multiplying and dividing by 1 and taking away 0 leave exactly as it is. */
  private simpler(op: BinaryOp, left: StandIn, right: StandIn): StandIn | undefined {
    const [a, b] = [left.code, right.code];
    if (b.kind !== "number") return op === "multiply" && isNumber(a, 1) ? right : undefined;
    if (a.kind === "number") return this.number(binaryValue(op, a.value, b.value));
    if ((op === "multiply" || op === "divide") && isNumber(b, 1)) return left;
    return op === "subtract" && isNumber(b, 0) ? left : undefined;
  }

  private number(value: number, code?: Code): StandIn {
    if (Object.is(value, -0)) return this.other("-0", () => code ?? number(value));
    const known = this.numbers.get(value);
    if (known) return known;
    const own = this.make(code ?? number(value));
    this.numbers.set(value, own);
    return own;
  }

  private pair(op: string, one: number, other: number, make: () => Code): StandIn {
    let table = this.pairs.get(op);
    if (!table) {
      table = new Map();
      this.pairs.set(op, table);
    }
    const key = one * mostIds + other;
    const known = table.get(key);
    if (known) return known;
    const own = this.make(make());
    table.set(key, own);
    return own;
  }

  private other(key: string, make: () => Code): StandIn {
    const known = this.others.get(key);
    if (known) return known;
    const own = this.make(make());
    this.others.set(key, own);
    return own;
  }

  private make(code: Code): StandIn {
    return { code, id: this.count++ };
  }
}

/** So many expressions can be told apart by pairs in one double. */
const mostIds = 2 ** 26;

const deepest = 400;

function idsOf(args: readonly StandIn[]): string {
  return args.map(({ id }) => id).join(" ");
}

/** The same expression with other parts; the same object if they are the same. */
export function withParts(code: Code, replace: (part: Code) => Code): Code {
  switch (code.kind) {
    case "number":
    case "slot":
    case "clock":
      return code;
    case "unary": {
      const of = replace(code.of);
      return of === code.of ? code : { ...code, of };
    }
    case "binary": {
      const left = replace(code.left);
      const right = replace(code.right);
      return left === code.left && right === code.right ? code : { ...code, left, right };
    }
    case "choose": {
      const when = replace(code.when);
      const yes = replace(code.yes);
      const no = replace(code.no);
      return when === code.when && yes === code.yes && no === code.no ? code : { ...code, when, yes, no };
    }
    case "routine":
    case "call": {
      const args = code.args.map(replace);
      return args.every((arg, i) => arg === code.args[i]) ? code : { ...code, args };
    }
    case "lookup": {
      const at = replace(code.at);
      return at === code.at ? code : { ...code, at };
    }
  }
}

function calleeKey(callee: Called): string {
  switch (callee.kind) {
    case "algorithm":
      return `!${callee.name}`;
    case "table":
      return `!${callee.name} ${callee.table}`;
    case "peek":
      return `!${callee.name} ${callee.cell}`;
    case "random":
      return `!${callee.name} ${callee.site.join()}`;
  }
}

function isNumber(code: Code, value: number): boolean {
  return code.kind === "number" && Object.is(code.value, value);
}

function unaryValue(op: UnaryOp, a: number): number {
  switch (op) {
    case "negate":
      return -a;
    case "abs":
      return Math.abs(a);
    case "sqrt":
      return Math.sqrt(a);
    case "floor":
      return Math.floor(a);
    case "ceil":
      return Math.ceil(a);
    case "truncate":
      return Math.trunc(a);
    case "nearest":
      return nearest(a);
    case "not":
      return a === 0 ? 1 : 0;
  }
}

/** The nearest whole number, ties to even. */
function nearest(a: number): number {
  const size = Math.abs(a);
  if (!(size < 2 ** 52)) return a;
  const rounded = size + 2 ** 52 - 2 ** 52;
  return a < 0 || Object.is(a, -0) ? -rounded : rounded;
}

function binaryValue(op: BinaryOp, a: number, b: number): number {
  switch (op) {
    case "add":
      return a + b;
    case "subtract":
      return a - b;
    case "multiply":
      return a * b;
    case "divide":
      return a / b;
    case "min":
      return Math.min(a, b);
    case "max":
      return Math.max(a, b);
    default:
      return truth(op, a, b) ? 1 : 0;
  }
}

function truth(op: BinaryOp, a: number, b: number): boolean {
  switch (op) {
    case "less":
      return a < b;
    case "lessEqual":
      return a <= b;
    case "greater":
      return a > b;
    case "greaterEqual":
      return a >= b;
    case "equal":
      return a === b;
    case "notEqual":
      return a !== b;
    case "and":
      return a !== 0 && b !== 0;
    case "or":
      return a !== 0 || b !== 0;
    default:
      throw new Bug(`‘${op}’ is no relation.`);
  }
}
