import { divideUnits, multiplyUnits } from "../model/unit.ts";
import { firstNotBelow, yInside } from "../procedures/points.ts";
import {
  readArea,
  readBackward,
  readExtrapolated,
  readInverse,
  readQuantile,
  readSlope,
} from "../procedures/reading.ts";
import type { TableReader, UnitRule } from "./function.ts";

const unknown: UnitRule = {
  kind: "computed",
  sentence: "The result has the unit of the input of `graph`.",
  of: () => undefined,
  others: ["any", { sameAs: 0 }],
};

/** What the examples read. */
const points = [
  [0, 5],
  [2, 7],
  [4, 3],
] as const;

const triangle = [
  [0, 0],
  [1, 1],
  [2, 0],
] as const;

/** Other ways of reading a graph than as it is declared. */
export const lookupFunctions: readonly TableReader[] = [
  {
    kind: "table",
    name: "lookup",
    family: "graph",
    summary: "The `graph` at `x`, as it is declared.",
    aliases: { xmile: "LOOKUP", vensim: "LOOKUP" },
    parameters: [{ name: "graph" }, { name: "x" }],
    units: { kind: "like", arg: 0, others: ["any", "any"] },
    examples: [
      { pairs: points, args: [-1], result: 5 },
      { pairs: points, args: [1], result: 6 },
      { pairs: points, args: [9], result: 3 },
    ],
  },
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
      { pairs: points, args: [-1], result: 5 },
      { pairs: points, args: [0], result: 5 },
      { pairs: points, args: [0.1], result: 7 },
      { pairs: points, args: [9], result: 3 },
    ],
  },
  {
    kind: "table",
    name: "lookup_backward",
    family: "graph",
    summary:
      "The `graph` at `x` as a staircase that keeps each value up to the next point; outside, the end values.",
    aliases: { vensim: "LOOKUP BACKWARD" },
    parameters: [{ name: "graph" }, { name: "x" }],
    units: { kind: "like", arg: 0, others: ["any", "any"] },
    procedure: readBackward,
    examples: [
      { pairs: points, args: [-1], result: 5 },
      { pairs: points, args: [1.9], result: 5 },
      { pairs: points, args: [2], result: 7 },
      { pairs: points, args: [9], result: 3 },
    ],
  },
  {
    kind: "table",
    name: "lookup_extrapolate",
    family: "graph",
    summary: "The `graph` at `x`, outside of its points along the line through the two nearest.",
    aliases: { vensim: "LOOKUP EXTRAPOLATE" },
    parameters: [{ name: "graph" }, { name: "x" }],
    units: { kind: "like", arg: 0, others: ["any", "any"] },
    procedure: readExtrapolated,
    examples: [
      { pairs: points, args: [-1], result: 4 },
      { pairs: points, args: [1], result: 6 },
      { pairs: points, args: [5], result: 1 },
    ],
  },
  {
    kind: "table",
    name: "lookup_invert",
    family: "graph",
    summary:
      "The first input, going up, at which the `graph` has the value `y`; the end whose value is nearer where it never has.",
    aliases: { vensim: "LOOKUP INVERT", stella: "LOOKUPINV" },
    parameters: [{ name: "graph" }, { name: "y" }],
    units: unknown,
    procedure: readInverse,
    examples: [
      { pairs: points, args: [6], result: 1 },
      { pairs: points, args: [4], result: 3.5 },
      { pairs: points, args: [9], result: 0 },
      { pairs: points, args: [-9], result: 4 },
    ],
  },
  {
    kind: "table",
    name: "lookup_area",
    family: "graph",
    summary:
      "The area under the `graph` from the input `from` to the input `to`; its end values go on outside.",
    aliases: { vensim: "LOOKUP AREA", stella: "LOOKUPAREA" },
    parameters: [{ name: "graph" }, { name: "from" }, { name: "to" }],
    units: {
      kind: "computed",
      sentence: "The result has the unit of `graph` multiplied by that of its input.",
      of: ([graph, from]) => graph && from && multiplyUnits(graph, from),
      others: ["any", "any", { sameAs: 1 }],
    },
    procedure: readArea,
    examples: [
      { pairs: points, args: [0, 4], result: 22 },
      { pairs: points, args: [1, 2], result: 6.5 },
      { pairs: points, args: [2, 1], result: -6.5 },
      { pairs: points, args: [-2, 0], result: 10 },
      { pairs: points, args: [3, 6], result: 10 },
    ],
  },
  {
    kind: "table",
    name: "lookup_slope",
    family: "graph",
    doubt: "what the slope at a point is: here the mean of both sides, unless a side is told.",
    summary:
      "How steep the `graph` is at `x`: to the left for a `side` below zero, to the right for one above, else the mean of both; level outside.",
    aliases: { vensim: "LOOKUP SLOPE", stella: "LOOKUPSLOPE" },
    parameters: [{ name: "graph" }, { name: "x" }, { name: "side", otherwise: 0 }],
    units: {
      kind: "computed",
      sentence: "The result has the unit of `graph` divided by that of its input.",
      of: ([graph, x]) => graph && x && divideUnits(graph, x),
      others: ["any", "any", "dimensionless"],
    },
    procedure: readSlope,
    examples: [
      { pairs: points, args: [1], result: 1 },
      { pairs: points, args: [2], result: -0.5 },
      { pairs: points, args: [2, -1], result: 1 },
      { pairs: points, args: [2, 1], result: -2 },
      { pairs: points, args: [9], result: 0 },
    ],
  },
  {
    kind: "table",
    name: "lookup_quantile",
    family: "graph",
    summary:
      "The input up to which a `share` of the area under the `graph` lies; with `least` and `most`, of the area between them.",
    aliases: {},
    parameters: [
      { name: "graph" },
      { name: "share" },
      { name: "least", otherwise: Number.NEGATIVE_INFINITY },
      { name: "most", otherwise: Number.POSITIVE_INFINITY },
    ],
    units: {
      kind: "computed",
      sentence: "The result has the unit of the input of `graph`.",
      of: () => undefined,
      others: ["any", "dimensionless", "any", "any"],
    },
    procedure: readQuantile,
    examples: [
      { pairs: triangle, args: [0.5], result: 1 },
      { pairs: triangle, args: [0.125], result: 0.5 },
      { pairs: triangle, args: [0.875], result: 1.5 },
      { pairs: triangle, args: [1, 0, 1], result: 1 },
    ],
  },
];
