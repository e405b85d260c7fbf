import { readAtTime, readBetweenTimes } from "../procedures/reading.ts";
import {
  countOfPoints,
  deviationOfPoints,
  firstOfPoints,
  lastOfPoints,
  leastOfPoints,
  meanOfPoints,
  medianOfPoints,
  mostOfPoints,
  sumOfPoints,
} from "../procedures/summary.ts";
import type { Parameter, TableReader, UnitRule } from "./function.ts";

/** The stretch of time that is looked at; everything, unless it is told. */
const stretch: readonly Parameter[] = [
  { name: "from", otherwise: Number.NEGATIVE_INFINITY },
  { name: "to", otherwise: Number.POSITIVE_INFINITY },
];

const likeSeries: UnitRule = { kind: "like", arg: 0, others: ["any", "time", "time"] };

const timeOf: UnitRule = {
  kind: "computed",
  sentence: "The result is a time.",
  of: (_, time) => time,
  others: ["any"],
};

/** What the examples read. */
const series = [
  [0, 5],
  [2, 7],
  [3, 3],
] as const;

/** What is known of the points of a data series. */
export const dataFunctions: readonly TableReader[] = [
  {
    kind: "table",
    name: "get_data_between_times",
    family: "data",
    doubt: "what it does between whole times in its modes 1 and -1; this is what Vensim’s results show.",
    summary:
      "The `series` at a `time`: interpolated for a `mode` of 0; for 1 the point at or behind the whole part of the time, for -1 the one before that.",
    aliases: { vensim: "GET DATA BETWEEN TIMES" },
    parameters: [{ name: "series" }, { name: "time" }, { name: "mode" }],
    units: { kind: "like", arg: 0, others: ["any", "time", "dimensionless"] },
    procedure: readBetweenTimes,
    examples: [
      { pairs: series, args: [1, 0], result: 6 },
      { pairs: series, args: [1, 1], result: 7 },
      { pairs: series, args: [2, 1], result: 7 },
      { pairs: series, args: [2.5, 1], result: 7 },
      { pairs: series, args: [2, -1], result: 5 },
      { pairs: series, args: [3, -1], result: 7 },
      { pairs: series, args: [0, -1], result: 5 },
      { pairs: series, args: [9, 0], result: 3 },
      { pairs: series, args: [9, -1], result: 3 },
    ],
  },
  {
    kind: "table",
    name: "get_data_at_time",
    family: "data",
    summary: "The point of a `series` at that very `time`; a missing value where there is none.",
    aliases: { vensim: "GET DATA AT TIME" },
    parameters: [{ name: "series" }, { name: "time" }],
    units: { kind: "like", arg: 0, others: ["any", "time"] },
    procedure: readAtTime,
    examples: [
      { pairs: series, args: [2], result: 7 },
      { pairs: series, args: [1], result: -(2 ** 109) },
      { pairs: series, args: [9], result: -(2 ** 109) },
    ],
  },
  {
    kind: "table",
    name: "get_data_first_time",
    family: "data",
    summary: "The time of the first point of a `series`.",
    aliases: { vensim: "GET DATA FIRST TIME" },
    parameters: [{ name: "series" }],
    units: timeOf,
    procedure: firstOfPoints,
    examples: [{ pairs: series, args: [], result: 0 }],
  },
  {
    kind: "table",
    name: "get_data_last_time",
    family: "data",
    summary: "The time of the last point of a `series`.",
    aliases: { vensim: "GET DATA LAST TIME" },
    parameters: [{ name: "series" }],
    units: timeOf,
    procedure: lastOfPoints,
    examples: [{ pairs: series, args: [], result: 3 }],
  },
  {
    kind: "table",
    name: "get_data_mean",
    family: "data",
    summary: "The mean of the points of a `series` between the times `from` and `to`.",
    aliases: { vensim: "GET DATA MEAN" },
    parameters: [{ name: "series" }, ...stretch],
    units: likeSeries,
    procedure: meanOfPoints,
    examples: [
      { pairs: series, args: [], result: 5 },
      { pairs: series, args: [1, 3], result: 5 },
      { pairs: series, args: [2, 2], result: 7 },
      { pairs: series, args: [4, 5], result: -(2 ** 109) },
    ],
  },
  {
    kind: "table",
    name: "get_data_median",
    family: "data",
    summary:
      "The middle one of the points of a `series` between the times `from` and `to` by size, or the mean of the two in the middle.",
    aliases: { vensim: "GET DATA MEDIAN" },
    parameters: [{ name: "series" }, ...stretch],
    units: likeSeries,
    procedure: medianOfPoints,
    examples: [
      { pairs: series, args: [], result: 5 },
      { pairs: series, args: [1, 3], result: 5 },
      { pairs: series, args: [4, 5], result: -(2 ** 109) },
    ],
  },
  {
    kind: "table",
    name: "get_data_min",
    family: "data",
    summary: "The least of the points of a `series` between the times `from` and `to`.",
    aliases: { vensim: "GET DATA MIN" },
    parameters: [{ name: "series" }, ...stretch],
    units: likeSeries,
    procedure: leastOfPoints,
    examples: [
      { pairs: series, args: [], result: 3 },
      { pairs: series, args: [0, 2], result: 5 },
    ],
  },
  {
    kind: "table",
    name: "get_data_max",
    family: "data",
    summary: "The largest of the points of a `series` between the times `from` and `to`.",
    aliases: { vensim: "GET DATA MAX" },
    parameters: [{ name: "series" }, ...stretch],
    units: likeSeries,
    procedure: mostOfPoints,
    examples: [
      { pairs: series, args: [], result: 7 },
      { pairs: series, args: [3, 9], result: 3 },
    ],
  },
  {
    kind: "table",
    name: "get_data_stdv",
    family: "data",
    doubt: "whether it is divided by the number of points, as here, or by one less.",
    summary:
      "The standard deviation, divided by their number, of the points of a `series` between the times `from` and `to`.",
    aliases: { vensim: "GET DATA STDV" },
    parameters: [{ name: "series" }, ...stretch],
    units: likeSeries,
    procedure: deviationOfPoints,
    examples: [
      { pairs: series, args: [2, 3], result: 2 },
      { pairs: series, args: [0, 0], result: 0 },
    ],
  },
  {
    kind: "table",
    name: "get_data_total_points",
    family: "data",
    summary: "The number of points of a `series` between the times `from` and `to`.",
    aliases: { vensim: "GET DATA TOTAL POINTS" },
    parameters: [{ name: "series" }, ...stretch],
    units: { kind: "number", others: ["any", "time", "time"] },
    procedure: countOfPoints,
    examples: [
      { pairs: series, args: [], result: 3 },
      { pairs: series, args: [1, 3], result: 2 },
    ],
  },
  {
    kind: "table",
    name: "cumulatef",
    family: "data",
    summary: "The sum of all points of a `series`.",
    doubt: "whether points are added, as here, or the time between them counts.",
    aliases: { vensim: "CUMULATEF" },
    parameters: [{ name: "series" }],
    units: { kind: "like", arg: 0, others: ["any"] },
    procedure: (m, points) =>
      sumOfPoints(m, points, [m.number(Number.NEGATIVE_INFINITY), m.number(Number.POSITIVE_INFINITY)]),
    examples: [{ pairs: series, args: [], result: 15 }],
  },
];
