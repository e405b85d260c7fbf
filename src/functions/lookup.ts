import { firstNotBelow, yInside } from "../procedures/points.ts";
import type { TableReader } from "./function.ts";

/** Other ways of reading a graph than as it is declared. */
export const lookupFunctions: readonly TableReader[] = [
  {
    kind: "table",
    name: "lookup_forward",
    family: "graph",
    summary:
      "The `graph` at `x` as a staircase that has each value from behind the point before it on; outside, the end values.",
    aliases: { vensim: "LOOKUP FORWARD" },
    parameters: [{ name: "graph" }, { name: "x" }],
    units: { kind: "like", arg: 0, others: ["any", "any"] },
    procedure: (m, points, [x]) => yInside(m, points, firstNotBelow(m, points, x!)),
    examples: [
      {
        pairs: [
          [0, 5],
          [2, 7],
        ],
        args: [-1],
        result: 5,
      },
      {
        pairs: [
          [0, 5],
          [2, 7],
        ],
        args: [0],
        result: 5,
      },
      {
        pairs: [
          [0, 5],
          [2, 7],
        ],
        args: [0.1],
        result: 7,
      },
      {
        pairs: [
          [0, 5],
          [2, 7],
        ],
        args: [3],
        result: 7,
      },
    ],
  },
];
