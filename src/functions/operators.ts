import type { BinaryOperator, UnaryExpr } from "../model/expression.ts";
import { computeRoutine } from "../numerics/plain.ts";
import { type BinaryOp, binary, type Code, choose, number, routine, unary } from "./code.ts";

export interface UnaryOperatorRow {
  readonly value: (a: number) => number;
  readonly lower: (a: Code) => Code;
}

export interface BinaryOperatorRow {
  readonly value: (a: number, b: number) => number;
  readonly lower: (a: Code, b: Code) => Code;
}

/**
 * What the operators of the language mean: on plain numbers, and in code, with the same bits. What is not zero is true,
 * NaN included; what is true is 1. `x ^ y` is what IEEE 754 calls pow.
 */
export const operators: {
  readonly unary: Readonly<Record<UnaryExpr["op"], UnaryOperatorRow>>;
  readonly binary: Readonly<Record<BinaryOperator, BinaryOperatorRow>>;
} = {
  unary: {
    "+": { value: (a) => a, lower: (a) => a },
    "-": { value: (a) => -a, lower: (a) => unary("negate", a) },
    not: { value: (a) => truth(a === 0), lower: (a) => unary("not", a) },
  },
  binary: {
    "+": { value: (a, b) => a + b, lower: operation("add") },
    "-": { value: (a, b) => a - b, lower: operation("subtract") },
    "*": { value: (a, b) => a * b, lower: operation("multiply") },
    "/": { value: (a, b) => a / b, lower: operation("divide") },
    "^": {
      value: (a, b) => computeRoutine("power", a, b),
      lower: (a, b) => routine("power", a, b),
    },
    mod: { value: modulo, lower: lowerModulo },
    "<": { value: (a, b) => truth(a < b), lower: operation("less") },
    "<=": { value: (a, b) => truth(a <= b), lower: operation("lessEqual") },
    ">": { value: (a, b) => truth(a > b), lower: operation("greater") },
    ">=": { value: (a, b) => truth(a >= b), lower: operation("greaterEqual") },
    "=": { value: (a, b) => truth(a === b), lower: operation("equal") },
    "<>": { value: (a, b) => truth(a !== b), lower: operation("notEqual") },
    and: { value: (a, b) => truth(a !== 0 && b !== 0), lower: operation("and") },
    or: { value: (a, b) => truth(a !== 0 || b !== 0), lower: operation("or") },
  },
};

function truth(holds: boolean): number {
  return holds ? 1 : 0;
}

function operation(op: BinaryOp): BinaryOperatorRow["lower"] {
  return (a, b) => binary(op, a, b);
}

/** The remainder with the sign of the divisor. A dividend that is a whole multiple but for rounding leaves nought. */
function modulo(a: number, b: number): number {
  const rest = a - b * Math.floor(a / b);
  return rest * b < 0 ? 0 : rest;
}

function lowerModulo(a: Code, b: Code): Code {
  const rest = binary("subtract", a, binary("multiply", b, unary("floor", binary("divide", a, b))));
  return choose(binary("less", binary("multiply", rest, b), number(0)), number(0), rest);
}
