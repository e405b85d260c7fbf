import { interpolateMatrix, interpolateRow } from "../procedures/interpolate.ts";
import type { Vector } from "./function.ts";

const square = [
  [0, 10, 20],
  [100, 110, 140],
] as const;

/** Between the elements of an array, in proportion. */
export const interpolationFunctions: readonly Vector[] = [
  {
    kind: "vector",
    name: "interpolate",
    family: "array",
    summary:
      "What lies at `x` between the elements of `points`, in proportion: 0 is the first of them and 1 the last.",
    aliases: { stella: "INTERPOLATE" },
    parameters: [
      { name: "points", shape: "row" },
      { name: "x", shape: "number" },
    ],
    result: { kind: "number" },
    units: { kind: "like", arg: 0, others: ["any", "dimensionless"] },
    procedure: interpolateRow,
    examples: [
      { args: [[0, 10, 40, 40, 80], 0.3125], result: 17.5 },
      { args: [[0, 10, 40, 40, 80], 1], result: 80 },
      { args: [[5, 10], -1], result: 5 },
      { args: [[5, 10], 2], result: 10 },
      { args: [[7], 0.5], result: 7 },
    ],
  },
  {
    kind: "vector",
    name: "interpolate_matrix",
    family: "array",
    summary:
      "What lies at `x` down the lines of `points` and at `y` along them, in proportion: 0 is the first of them and 1 the last.",
    aliases: { stella: "INTERPOLATE" },
    parameters: [
      { name: "points", shape: "matrix" },
      { name: "x", shape: "number" },
      { name: "y", shape: "number" },
    ],
    result: { kind: "number" },
    units: { kind: "like", arg: 0, others: ["any", "dimensionless", "dimensionless"] },
    procedure: interpolateMatrix,
    examples: [
      { args: [square, 0, 0.25], result: 5 },
      { args: [square, 0.5, 0.75], result: 70 },
      { args: [square, 1, 1], result: 140 },
      { args: [square, 2, -1], result: 100 },
    ],
  },
];
