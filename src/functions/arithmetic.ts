import { isDimensionless, raiseUnit } from "../model/unit.ts";
import { computeRoutine } from "../numerics/plain.ts";
import { binary, type Code, choose, number, routine, unary } from "./code.ts";
import type { Pointwise } from "./function.ts";

/** Arithmetic beyond the operators. */
export const arithmeticFunctions: readonly Pointwise[] = [
  {
    kind: "pointwise",
    name: "abs",
    family: "arithmetic",
    summary: "`x` without its sign.",
    aliases: { vensim: "ABS", xmile: "ABS" },
    parameters: [{ name: "x" }],
    units: { kind: "same" },
    value: ([x]) => Math.abs(x!),
    lower: ([x]) => unary("abs", x!),
    examples: [
      { args: [-2.5], result: 2.5 },
      { args: [2.5], result: 2.5 },
    ],
  },
  {
    kind: "pointwise",
    name: "sign",
    family: "arithmetic",
    summary: "1 where `x` is above zero, -1 where it is below, 0 where it is zero.",
    aliases: { stella: "SIGN" },
    parameters: [{ name: "x" }],
    units: { kind: "number", others: ["any"] },
    value: ([x]) => (x! > 0 ? 1 : x! < 0 ? -1 : x!),
    lower: ([x]) => choose(isAbove(x!, 0), number(1), choose(isBelow(x!, 0), number(-1), x!)),
    examples: [
      { args: [-2.5], result: -1 },
      { args: [0], result: 0 },
    ],
  },
  {
    kind: "pointwise",
    name: "sqrt",
    family: "arithmetic",
    summary: "The square root; there is none of a number below zero.",
    aliases: { vensim: "SQRT", xmile: "SQRT" },
    parameters: [{ name: "x" }],
    units: {
      kind: "computed",
      sentence: "The result has the unit whose square is that of `x`.",
      of: ([x]) => x && raiseUnit(x, 0.5),
      others: ["any"],
    },
    value: ([x]) => Math.sqrt(x!),
    lower: ([x]) => unary("sqrt", x!),
    examples: [
      { args: [6.25], result: 2.5 },
      { args: [-1], result: Number.NaN },
    ],
  },
  {
    kind: "pointwise",
    name: "power",
    family: "arithmetic",
    summary: "`x` to the power of `exponent`, the same as `x ^ exponent`.",
    aliases: { vensim: "POWER" },
    parameters: [{ name: "x" }, { name: "exponent" }],
    units: {
      kind: "computed",
      sentence: "The unit of the result is not worked out.",
      of: ([x]) => x && (isDimensionless(x) ? x : undefined),
      others: ["any", "dimensionless"],
    },
    value: ([x, exponent]) => computeRoutine("power", x!, exponent!),
    lower: ([x, exponent]) => routine("power", x!, exponent!),
    examples: [
      { args: [2, 10], result: 1024 },
      { args: [-2, 3], result: -8 },
      { args: [-2, 0.5], result: Number.NaN },
    ],
  },
  {
    kind: "pointwise",
    name: "rootn",
    family: "arithmetic",
    summary:
      "The number whose power `n` is `x`; odd roots of numbers below zero are below zero, even ones do not exist.",
    aliases: { stella: "ROOTN" },
    parameters: [{ name: "x" }, { name: "n" }],
    units: {
      kind: "computed",
      sentence: "The unit of the result is not worked out.",
      of: ([x]) => x && (isDimensionless(x) ? x : undefined),
      others: ["any", "dimensionless"],
    },
    value: ([x, n]) => {
      const root = computeRoutine("power", Math.abs(x!), 1 / n!);
      return x! < 0 ? (isOddNumber(n!) ? -root : Number.NaN) : root;
    },
    lower: ([x, n]) => {
      const root = routine("power", unary("abs", x!), binary("divide", number(1), n!));
      const ofNegative = choose(lowerIsOdd(n!), unary("negate", root), number(Number.NaN));
      return choose(isBelow(x!, 0), ofNegative, root);
    },
    examples: [
      { args: [81, 4], result: 3 },
      { args: [-8, 3], result: -2 },
      { args: [-81, 4], result: Number.NaN },
    ],
  },
  {
    kind: "pointwise",
    name: "int",
    family: "arithmetic",
    summary: "The largest whole number that is not above `x`.",
    aliases: { xmile: "INT" },
    parameters: [{ name: "x" }],
    units: { kind: "same" },
    value: ([x]) => Math.floor(x!),
    lower: ([x]) => unary("floor", x!),
    examples: [
      { args: [2.5], result: 2 },
      { args: [-2.5], result: -3 },
    ],
  },
  {
    kind: "pointwise",
    name: "truncate",
    family: "arithmetic",
    summary: "`x` without what stands behind its decimal point.",
    aliases: { vensim: "INTEGER" },
    parameters: [{ name: "x" }],
    units: { kind: "same" },
    value: ([x]) => Math.trunc(x!),
    lower: ([x]) => unary("truncate", x!),
    examples: [
      { args: [2.5], result: 2 },
      { args: [-2.5], result: -2 },
    ],
  },
  {
    kind: "pointwise",
    name: "round",
    family: "arithmetic",
    summary: "The nearest whole number; of two that are equally near, the one further from zero.",
    aliases: { stella: "ROUND" },
    parameters: [{ name: "x" }],
    units: { kind: "same" },
    value: ([x]) => {
      const whole = Math.trunc(x!);
      return Math.abs(x! - whole) >= 0.5 ? whole + (x! < 0 ? -1 : 1) : whole;
    },
    lower: ([x]) => {
      const whole = unary("truncate", x!);
      const rest = unary("abs", binary("subtract", x!, whole));
      const away = choose(isBelow(x!, 0), number(-1), number(1));
      return choose(binary("greaterEqual", rest, number(0.5)), binary("add", whole, away), whole);
    },
    examples: [
      { args: [2.5], result: 3 },
      { args: [-2.5], result: -3 },
      { args: [2.4], result: 2 },
      { args: [0.49999999999999994], result: 0 },
    ],
  },
  {
    kind: "pointwise",
    name: "quantum",
    family: "arithmetic",
    summary: "`x` cut towards zero to a whole number of `step`s; `x` itself where `step` is not above zero.",
    aliases: { vensim: "QUANTUM" },
    parameters: [{ name: "x" }, { name: "step" }],
    units: { kind: "same" },
    value: ([x, step]) => (step! > 0 ? step! * Math.trunc(x! / step!) : x!),
    lower: ([x, step]) =>
      choose(
        isAbove(step!, 0),
        binary("multiply", step!, unary("truncate", binary("divide", x!, step!))),
        x!,
      ),
    examples: [
      { args: [7.5, 2], result: 6 },
      { args: [-7.5, 2], result: -6 },
      { args: [7.5, 0], result: 7.5 },
    ],
  },
  {
    kind: "pointwise",
    name: "min",
    family: "arithmetic",
    summary: "The smaller of two numbers.",
    aliases: { vensim: "MIN", xmile: "MIN" },
    parameters: [{ name: "a" }, { name: "b" }],
    units: { kind: "same" },
    value: ([a, b]) => Math.min(a!, b!),
    lower: ([a, b]) => binary("min", a!, b!),
    examples: [{ args: [3, -2], result: -2 }],
  },
  {
    kind: "pointwise",
    name: "max",
    family: "arithmetic",
    summary: "The larger of two numbers.",
    aliases: { vensim: "MAX", xmile: "MAX" },
    parameters: [{ name: "a" }, { name: "b" }],
    units: { kind: "same" },
    value: ([a, b]) => Math.max(a!, b!),
    lower: ([a, b]) => binary("max", a!, b!),
    examples: [{ args: [3, -2], result: 3 }],
  },
];

function isAbove(x: Code, limit: number): Code {
  return binary("greater", x, number(limit));
}

function isBelow(x: Code, limit: number): Code {
  return binary("less", x, number(limit));
}

/** Whole numbers n with (n - 1) / 2 whole too. */
function isOddNumber(n: number): boolean {
  const half = (n - 1) * 0.5;
  return Math.floor(half) === half;
}

function lowerIsOdd(n: Code): Code {
  const half = binary("multiply", binary("subtract", n, number(1)), number(0.5));
  return binary("equal", unary("floor", half), half);
}
