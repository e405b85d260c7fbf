import {
  countOfPoints,
  deviationOfPoints,
  leastOfPoints,
  meanOfPoints,
  mostOfPoints,
  numberedPoint,
  sumOfPoints,
} from "../procedures/summary.ts";
import type { Parameter, TableReader, UnitRule } from "./function.ts";

/** The stretch that is looked at; everything, unless it is told. */
const stretch: readonly Parameter[] = [
  { name: "from", otherwise: Number.NEGATIVE_INFINITY },
  { name: "to", otherwise: Number.POSITIVE_INFINITY },
];

const onlyLike: UnitRule = { kind: "like", arg: 0, others: ["any", "any", "any"] };

/** What the examples read. */
const points = [
  [0, 5],
  [2, 7],
  [4, 3],
] as const;

/** What is known of the points of a graph, as XMILE has it of a graph as of an array. */
export const graphStatistics: readonly TableReader[] = [
  {
    kind: "table",
    name: "lookup_mean",
    family: "graph",
    summary: "The mean of the values of the points of a `graph`; with `from` and `to`, of those between.",
    aliases: { stella: "LOOKUPMEAN" },
    parameters: [{ name: "graph" }, ...stretch],
    units: onlyLike,
    procedure: meanOfPoints,
    examples: [{ pairs: points, args: [], result: 5 }],
  },
  {
    kind: "table",
    name: "lookup_min",
    family: "graph",
    summary: "The least of the values of the points of a `graph`; with `from` and `to`, of those between.",
    aliases: {},
    parameters: [{ name: "graph" }, ...stretch],
    units: onlyLike,
    procedure: leastOfPoints,
    examples: [{ pairs: points, args: [], result: 3 }],
  },
  {
    kind: "table",
    name: "lookup_max",
    family: "graph",
    summary: "The largest of the values of the points of a `graph`; with `from` and `to`, of those between.",
    aliases: {},
    parameters: [{ name: "graph" }, ...stretch],
    units: onlyLike,
    procedure: mostOfPoints,
    examples: [{ pairs: points, args: [], result: 7 }],
  },
  {
    kind: "table",
    name: "lookup_sum",
    family: "graph",
    summary: "The sum of the values of the points of a `graph`; with `from` and `to`, of those between.",
    aliases: {},
    parameters: [{ name: "graph" }, ...stretch],
    units: onlyLike,
    procedure: sumOfPoints,
    examples: [{ pairs: points, args: [], result: 15 }],
  },
  {
    kind: "table",
    name: "lookup_size",
    family: "graph",
    summary: "How many points a `graph` has; with `from` and `to`, of those between.",
    aliases: {},
    parameters: [{ name: "graph" }, ...stretch],
    units: { kind: "number", others: ["any", "any", "any"] },
    procedure: countOfPoints,
    examples: [{ pairs: points, args: [], result: 3 }],
  },
  {
    kind: "table",
    name: "lookup_stddev",
    family: "graph",
    summary:
      "The standard deviation of the values of the points of a `graph`, divided by their number; with `from` and `to`, of those between.",
    aliases: {},
    parameters: [{ name: "graph" }, ...stretch],
    units: onlyLike,
    procedure: deviationOfPoints,
    examples: [{ pairs: points, args: [], result: Math.sqrt(8 / 3) }],
  },
  {
    kind: "table",
    name: "lookup_item",
    family: "graph",
    summary: "The value of point number `n` of a `graph`, the first being 1; 0 where there is none.",
    aliases: {},
    parameters: [{ name: "graph" }, { name: "n" }],
    units: { kind: "like", arg: 0, others: ["any", "dimensionless"] },
    procedure: numberedPoint,
    examples: [
      { pairs: points, args: [1], result: 5 },
      { pairs: points, args: [3.5], result: 3 },
      { pairs: points, args: [0], result: 0 },
      { pairs: points, args: [4], result: 0 },
    ],
  },
];
