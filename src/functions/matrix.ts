import { raiseUnit } from "../model/unit.ts";
import { determinantOf, invertMatrix } from "../procedures/matrix.ts";
import type { Vector } from "./function.ts";

/** Functions of square matrices. */
export const matrixFunctions: readonly Vector[] = [
  {
    kind: "vector",
    name: "invert_matrix",
    family: "array",
    summary: "The inverse of a square `matrix`; its `size` is only what Vensim wants to be told.",
    aliases: { vensim: "INVERT MATRIX", stella: "MATRIXINVERT" },
    parameters: [
      { name: "matrix", shape: "matrix" },
      { name: "size", shape: "number", otherwise: 0 },
    ],
    result: { kind: "matrix", along: 0 },
    units: {
      kind: "computed",
      sentence: "The result has the unit of one divided by `matrix`.",
      of: ([matrix]) => matrix && raiseUnit(matrix, -1),
      others: ["any", "dimensionless"],
    },
    procedure: invertMatrix,
    scratch: ([matrix]) => matrix!,
    examples: [
      {
        args: [
          [
            [4, 8],
            [2, 6],
          ],
          2,
        ],
        result: [0.75, -1, -0.25, 0.5],
      },
      {
        args: [
          [
            [0, 2],
            [4, 0],
          ],
          2,
        ],
        result: [0, 0.25, 0.5, 0],
      },
    ],
  },
  {
    kind: "vector",
    name: "determinant",
    family: "array",
    summary: "The determinant of a square `matrix`; its `size` is only what Vensim wants to be told.",
    aliases: { vensim: "DETERMINANT" },
    parameters: [
      { name: "matrix", shape: "matrix" },
      { name: "size", shape: "number", otherwise: 0 },
    ],
    result: { kind: "number" },
    units: {
      kind: "computed",
      sentence: "The unit of the result is not worked out.",
      of: () => undefined,
      others: ["any", "dimensionless"],
    },
    procedure: determinantOf,
    scratch: ([matrix]) => matrix!,
    examples: [
      {
        args: [
          [
            [4, 8],
            [2, 6],
          ],
          2,
        ],
        result: 8,
      },
      {
        args: [
          [
            [0, 2],
            [4, 0],
          ],
          2,
        ],
        result: -8,
      },
      {
        args: [
          [
            [2, 4],
            [1, 2],
          ],
          2,
        ],
        result: 0,
      },
    ],
  },
];
