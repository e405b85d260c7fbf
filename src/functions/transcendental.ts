import { computeRoutine } from "../numerics/plain.ts";
import { number, type RoutineName, routine } from "./code.ts";
import type { Example, Pointwise } from "./function.ts";

/** Exponentials, logarithms, and the functions of angles; all of plain numbers. */
export const transcendentalFunctions: readonly Pointwise[] = [
  ofRoutine("exp", "exp", "The number e to the power of `x`.", { vensim: "EXP", xmile: "EXP" }, [
    { args: [0], result: 1 },
    { args: [1], result: Math.E },
  ]),
  ofRoutine(
    "ln",
    "ln",
    "The natural logarithm; there is none of a number below zero.",
    { vensim: "LN", xmile: "LN", stella: "LOGN" },
    [
      { args: [1], result: 0 },
      { args: [10], result: Math.LN10 },
      { args: [-1], result: Number.NaN },
    ],
  ),
  {
    kind: "pointwise",
    name: "log10",
    family: "transcendental",
    summary: "The logarithm to base ten.",
    aliases: { xmile: "LOG10" },
    parameters: [{ name: "x" }],
    units: { kind: "dimensionless" },
    value: ([x]) => computeRoutine("logarithm", x!, 10),
    lower: ([x]) => routine("logarithm", x!, number(10)),
    examples: [
      { args: [1000], result: 3 },
      { args: [0.01], result: -2 },
    ],
  },
  {
    kind: "pointwise",
    name: "log",
    family: "transcendental",
    summary: "The logarithm of `x` to a base.",
    aliases: { vensim: "LOG" },
    parameters: [{ name: "x" }, { name: "base" }],
    units: { kind: "dimensionless" },
    value: ([x, base]) => computeRoutine("logarithm", x!, base!),
    lower: ([x, base]) => routine("logarithm", x!, base!),
    examples: [
      { args: [8, 2], result: 3 },
      { args: [1e6, 10], result: 6 },
    ],
  },
  ofRoutine("sin", "sine", "The sine of an angle in radians.", { vensim: "SIN", xmile: "SIN" }, [
    { args: [0], result: 0 },
    { args: [Math.PI / 2], result: 1 },
  ]),
  ofRoutine("cos", "cosine", "The cosine of an angle in radians.", { vensim: "COS", xmile: "COS" }, [
    { args: [0], result: 1 },
    { args: [Math.PI], result: -1 },
  ]),
  ofRoutine("tan", "tangent", "The tangent of an angle in radians.", { vensim: "TAN", xmile: "TAN" }, [
    { args: [0], result: 0 },
    { args: [Math.PI / 4], result: 1 },
  ]),
  ofRoutine(
    "arcsin",
    "arcsine",
    "The angle in radians, between -π/2 and π/2, whose sine is `x`.",
    { vensim: "ARCSIN", xmile: "ARCSIN" },
    [{ args: [1], result: Math.PI / 2 }],
  ),
  ofRoutine(
    "arccos",
    "arccosine",
    "The angle in radians, between 0 and π, whose cosine is `x`.",
    { vensim: "ARCCOS", xmile: "ARCCOS" },
    [{ args: [-1], result: Math.PI }],
  ),
  ofRoutine(
    "arctan",
    "arctangent",
    "The angle in radians, between -π/2 and π/2, whose tangent is `x`.",
    { vensim: "ARCTAN", xmile: "ARCTAN" },
    [{ args: [1], result: Math.PI / 4 }],
  ),
  ofRoutine("sinh", "hyperbolicSine", "The hyperbolic sine.", { vensim: "SINH", stella: "SINH" }, [
    { args: [0], result: 0 },
    { args: [1], result: 1.1752011936438014 },
  ]),
  ofRoutine("cosh", "hyperbolicCosine", "The hyperbolic cosine.", { vensim: "COSH", stella: "COSH" }, [
    { args: [0], result: 1 },
    { args: [1], result: 1.5430806348152437 },
  ]),
  ofRoutine("tanh", "hyperbolicTangent", "The hyperbolic tangent.", { vensim: "TANH", stella: "TANH" }, [
    { args: [0], result: 0 },
    { args: [1], result: 0.7615941559557649 },
    { args: [100], result: 1 },
  ]),
  ofRoutine(
    "gamma_ln",
    "lnGamma",
    "The natural logarithm of the gamma function, `ln((x - 1)!)` for whole `x`; there is none of a number below zero.",
    { stella: "GAMMALN" },
    [
      { args: [1], result: 0 },
      { args: [5], result: 3.1780538303479458 },
      { args: [-1], result: Number.NaN },
    ],
  ),
];

/** The row of a function that is one routine of `x`. */
function ofRoutine(
  name: string,
  of: RoutineName,
  summary: string,
  aliases: Pointwise["aliases"],
  examples: readonly Example[],
): Pointwise {
  return {
    kind: "pointwise",
    name,
    family: "transcendental",
    summary,
    aliases,
    parameters: [{ name: "x" }],
    units: { kind: "dimensionless" },
    value: ([x]) => computeRoutine(of, x!),
    lower: ([x]) => routine(of, x!),
    examples,
  };
}
