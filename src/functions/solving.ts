import type { Solving } from "./function.ts";

/** What is worked out together with what follows from it, until it fits. */
export const solvingFunctions: readonly Solving[] = [
  {
    kind: "solving",
    name: "simultaneous",
    family: "arithmetic",
    summary:
      "What `x` comes to where it follows from the variable that it defines: a value that gives itself, looked for from `start` on. It must be all of the equation of an aux.",
    aliases: { vensim: "SIMULTANEOUS" },
    parameters: [{ name: "x" }, { name: "start" }],
    units: { kind: "same" },
    seeks: "itself",
    residual: 0,
    start: 1,
    examples: [],
  },
  {
    kind: "solving",
    name: "find_zero",
    family: "arithmetic",
    summary:
      "The elements of the variable that it defines at which all of `z` are nought, looked for from `start` on. It must be all of the equation of an aux. Elements from `count` on, and the first `skip`, stay at their start; scales, tolerance, iterations and method are Vensim's and change nothing.",
    aliases: { vensim: "FIND ZERO" },
    parameters: [
      { name: "x_scale" },
      { name: "z" },
      { name: "z_scale" },
      { name: "start" },
      { name: "count", otherwise: Number.POSITIVE_INFINITY },
      { name: "skip", otherwise: 0 },
      { name: "tolerance", otherwise: 0 },
      { name: "iterations", otherwise: 0 },
      { name: "method", otherwise: 0 },
    ],
    units: {
      kind: "like",
      arg: 3,
      others: ["any", "any", "any", "any", "any", "any", "any", "any"],
    },
    seeks: "nought",
    residual: 1,
    start: 3,
    count: 4,
    skip: 5,
    examples: [],
  },
];
