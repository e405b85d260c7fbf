import type { BinaryOp, RoutineName } from "../functions/code.ts";

/** What XMILE and Vensim both write for operations of two numbers. */
export const arithmeticSigns = { add: "+", subtract: "-", multiply: "*", divide: "/" } as const;

export const comparisonSigns = {
  less: "<",
  lessEqual: "<=",
  greater: ">",
  greaterEqual: ">=",
  equal: "=",
  notEqual: "<>",
} as const;

/** Operations by the signs or words that a language has for them. */
export type Signs = { readonly [op in BinaryOp]?: string };

/** What both call the functions that a machine does not have. */
export const routineNames: { readonly [name in RoutineName]?: string } = {
  exp: "EXP",
  ln: "LN",
  sine: "SIN",
  cosine: "COS",
  tangent: "TAN",
  arcsine: "ARCSIN",
  arccosine: "ARCCOS",
  arctangent: "ARCTAN",
};
