import { divideUnits } from "../model/unit.ts";
import { binary, type Code, choose, number, unary } from "./code.ts";
import type { Pointwise, UnitRule } from "./function.ts";

/** Quotients that are safe where the divisor is nought, remainders and shares. */
export const divisionFunctions: readonly Pointwise[] = [
  {
    kind: "pointwise",
    name: "safediv",
    family: "arithmetic",
    summary: "`a / b`, and `otherwise` where `b` is zero.",
    aliases: { stella: "SAFEDIV" },
    parameters: [{ name: "a" }, { name: "b" }, { name: "otherwise", otherwise: 0 }],
    units: quotient("The result has the unit of `a` divided by that of `b`, and so should `otherwise`.", 3),
    value: ([a, b, otherwise]) => (b === 0 ? otherwise! : a! / b!),
    lower: ([a, b, otherwise]) =>
      choose(binary("equal", b!, number(0)), otherwise!, binary("divide", a!, b!)),
    examples: [
      { args: [1, 4], result: 0.25 },
      { args: [1, 0], result: 0 },
      { args: [1, 0, 7], result: 7 },
      { args: [1, 5e-7, 7], result: 2e6 },
    ],
  },
  {
    kind: "pointwise",
    name: "xidz",
    family: "arithmetic",
    summary: "`a / b`, and `otherwise` where `b` is nearer to zero than a millionth.",
    aliases: { vensim: "XIDZ" },
    parameters: [{ name: "a" }, { name: "b" }, { name: "otherwise" }],
    units: quotient("The result has the unit of `a` divided by that of `b`, and so should `otherwise`.", 3),
    value: ([a, b, otherwise]) => (Math.abs(b!) < nearZero ? otherwise! : a! / b!),
    lower: ([a, b, otherwise]) => choose(isNearZero(b!), otherwise!, binary("divide", a!, b!)),
    examples: [
      { args: [1, 4, 7], result: 0.25 },
      { args: [1, 5e-7, 7], result: 7 },
      { args: [1, -5e-7, 7], result: 7 },
      { args: [1, 1e-6, 7], result: 1e6 },
    ],
  },
  {
    kind: "pointwise",
    name: "zidz",
    family: "arithmetic",
    summary: "`a / b`, and zero where `b` is nearer to zero than a millionth.",
    aliases: { vensim: "ZIDZ" },
    parameters: [{ name: "a" }, { name: "b" }],
    units: quotient("The result has the unit of `a` divided by that of `b`.", 2),
    value: ([a, b]) => (Math.abs(b!) < nearZero ? 0 : a! / b!),
    lower: ([a, b]) => choose(isNearZero(b!), number(0), binary("divide", a!, b!)),
    examples: [
      { args: [1, 4], result: 0.25 },
      { args: [1, 5e-7], result: 0 },
      { args: [1, 1e-6], result: 1e6 },
    ],
  },
  {
    kind: "pointwise",
    name: "modulo",
    family: "arithmetic",
    summary:
      "What is left of `a` when whole `b`s are taken from it, with the sign of `a`; `a mod b` has that of `b`.",
    aliases: { vensim: "MODULO" },
    parameters: [{ name: "a" }, { name: "b" }],
    units: { kind: "same" },
    value: ([a, b]) => {
      const rest = a! - b! * Math.trunc(a! / b!);
      return rest * a! < 0 ? 0 : rest;
    },
    lower: ([a, b]) => {
      const rest = binary(
        "subtract",
        a!,
        binary("multiply", b!, unary("truncate", binary("divide", a!, b!))),
      );
      return choose(binary("less", binary("multiply", rest, a!), number(0)), number(0), rest);
    },
    examples: [
      { args: [7, 3], result: 1 },
      { args: [-7, 3], result: -1 },
      { args: [7, -3], result: 1 },
    ],
  },
  {
    kind: "pointwise",
    name: "percent",
    family: "arithmetic",
    summary: "A share as per cent: a hundred times `x`.",
    aliases: { stella: "PERCENT" },
    parameters: [{ name: "x" }],
    units: { kind: "dimensionless" },
    value: ([x]) => x! * 100,
    lower: ([x]) => binary("multiply", x!, number(100)),
    examples: [{ args: [0.65], result: 65 }],
  },
];

/** Divisors nearer to zero than this count as zero in Vensim. */
const nearZero = 1e-6;

function isNearZero(b: Code): Code {
  return binary("less", unary("abs", b), number(nearZero));
}

function quotient(sentence: string, parameters: number): UnitRule {
  return {
    kind: "computed",
    sentence,
    of: ([a, b, otherwise]) => (a && b ? divideUnits(a, b) : otherwise),
    others: Array.from({ length: parameters }, () => "any" as const),
  };
}
