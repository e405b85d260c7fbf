import type { BinaryOp, Called, Code, RoutineName, UnaryOp } from "../functions/code.ts";
import { number } from "../functions/code.ts";
import { Bug } from "../model/diagnostic.ts";
import { visitOnce } from "./kernel.ts";

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
  /** For every expression seen, the one that stands for it. */
  const standIns = new Map<Code, StandIn>();
  const intern = createInterning((part) => standIns.get(part)!.id);

  return (root) => {
    visitOnce(root, standIns, (code) => {
      const rebuilt = withParts(code, (part) => standIns.get(part)!.code);
      const simple = simplify(rebuilt, routineValue);
      // What it was simplified to may be a part of it, which has its stand-in.
      const standIn = (simple === code ? undefined : standIns.get(simple)) ?? intern(simple);
      standIns.set(code, standIn);
      if (standIn.code === simple && simple !== code) standIns.set(simple, standIn);
    });
    return standIns.get(root)!.code;
  };
}

/**
 * Finds the one expression that is equal to one whose parts are numbered. The common kinds have a table of numbers for
 * each operator, since keys of text would take most of the time that a large array takes to compile.
 */
function createInterning(id: (part: Code) => number): (code: Code) => StandIn {
  let count = 0;
  const numbers = new Map<number, StandIn>();
  const slots = new Map<number, StandIn>();
  const pairs = new Map<string, Map<number, StandIn>>();
  const others = new Map<string, StandIn>();

  const find = <Key>(table: Map<Key, StandIn>, key: Key, code: Code): StandIn => {
    const known = table.get(key);
    if (known) return known;
    const own = { code, id: count++ };
    table.set(key, own);
    return own;
  };
  const findPair = (op: string, left: number, right: number, code: Code): StandIn => {
    let table = pairs.get(op);
    if (!table) {
      table = new Map();
      pairs.set(op, table);
    }
    return find(table, left * mostIds + right, code);
  };

  return (code) => {
    switch (code.kind) {
      case "number":
        if (Object.is(code.value, -0)) return find(others, "-0", code);
        return find(numbers, code.value, code);
      case "slot":
        return find(slots, code.offset, code);
      case "unary":
        return findPair(code.op, id(code.of), 0, code);
      case "binary":
        return findPair(code.op, id(code.left), id(code.right), code);
      case "lookup":
        return findPair("lookup", code.table, id(code.at), code);
      default:
        return find(others, keyOf(code, id), code);
    }
  };
}

/** So many expressions can be told apart by pairs in one double. */
const mostIds = 2 ** 26;

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

function keyOf(code: Exclude<Code, PairCode>, id: (part: Code) => number): string {
  switch (code.kind) {
    case "clock":
      return code.word;
    case "choose":
      return `? ${id(code.when)} ${id(code.yes)} ${id(code.no)}`;
    case "routine":
      return `${code.name}(${code.args.map(id).join(" ")}`;
    case "call":
      return `${calleeKey(code.callee)}(${code.args.map(id).join(" ")}`;
  }
}

/** Expressions that have a table of numbers. */
type PairCode = Extract<Code, { readonly kind: "number" | "slot" | "unary" | "binary" | "lookup" }>;

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

/** Constants worked out, and what multiplying and dividing by 1 and taking away 0 leave exactly as it is. */
function simplify(code: Code, routineValue: RoutineValue): Code {
  switch (code.kind) {
    case "unary":
      return code.of.kind === "number" ? number(unaryValue(code.op, code.of.value)) : code;
    case "binary": {
      const { op, left, right } = code;
      if (left.kind === "number" && right.kind === "number")
        return number(binaryValue(op, left.value, right.value));
      if (op === "multiply" && isNumber(left, 1)) return right;
      if ((op === "multiply" || op === "divide") && isNumber(right, 1)) return left;
      if (op === "subtract" && isNumber(right, 0)) return left;
      return code;
    }
    case "choose":
      if (code.when.kind === "number") return code.when.value === 0 ? code.no : code.yes;
      return code.yes === code.no ? code.yes : code;
    case "routine": {
      const values = code.args.map((arg) => (arg.kind === "number" ? arg.value : undefined));
      const constant = values.filter((value) => value !== undefined);
      return constant.length === values.length ? number(routineValue(code.name, constant)) : code;
    }
    default:
      return code;
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
