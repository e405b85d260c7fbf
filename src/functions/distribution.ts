import { computeRoutine } from "../numerics/plain.ts";
import { binary, clock, number, routine } from "./code.ts";
import type { Clock, Pointwise } from "./function.ts";
import { operators } from "./operators.ts";

/** Shares and quantiles of distributions, and what Stella has of growth and counting. */
export const distributionFunctions: readonly Pointwise[] = [
  {
    kind: "pointwise",
    name: "normalcdf",
    family: "random",
    summary: "The share of a normal distribution that lies between `left` and `right`.",
    aliases: { stella: "NORMALCDF" },
    parameters: [
      { name: "left" },
      { name: "right" },
      { name: "mean", otherwise: 0 },
      { name: "deviation", otherwise: 1 },
    ],
    units: { kind: "number", others: ["any", { sameAs: 0 }, { sameAs: 0 }, { sameAs: 0 }] },
    value: ([left, right, mean, deviation]) =>
      computeRoutine("normalShare", (right! - mean!) / deviation!) -
      computeRoutine("normalShare", (left! - mean!) / deviation!),
    lower: ([left, right, mean, deviation]) => {
      const [low, high] = [left!, right!].map((limit) =>
        routine("normalShare", binary("divide", binary("subtract", limit, mean!), deviation!)),
      );
      return binary("subtract", high!, low!);
    },
    examples: [
      { args: [Number.NEGATIVE_INFINITY, 0], result: 0.5 },
      { args: [-1, 1], result: 0.6826894921370859 },
      { args: [90, 110, 100, 10], result: 0.6826894921370859 },
    ],
  },
  {
    kind: "pointwise",
    name: "invnorm",
    family: "random",
    summary: "The number below which a `share` of a normal distribution lies.",
    aliases: { stella: "INVNORM" },
    parameters: [{ name: "share" }, { name: "mean", otherwise: 0 }, { name: "deviation", otherwise: 1 }],
    units: {
      kind: "computed",
      sentence: "The result has the unit of `mean`.",
      of: ([, mean, deviation]) => mean ?? deviation,
      others: ["dimensionless", "any", "any"],
    },
    value: ([share, mean, deviation]) => mean! + deviation! * computeRoutine("normalQuantile", share!),
    lower: ([share, mean, deviation]) =>
      binary("add", mean!, binary("multiply", deviation!, routine("normalQuantile", share!))),
    examples: [
      { args: [0.5], result: 0 },
      { args: [0.975], result: 1.9599639845400536 },
      { args: [0.5, 100, 15], result: 100 },
    ],
  },
  {
    kind: "pointwise",
    name: "cgrowth",
    family: "time",
    summary:
      "The rate, for a unit of time, that compounded at every step makes a stock grow by `percent` in one unit of time.",
    aliases: { stella: "CGROWTH" },
    parameters: [{ name: "percent" }],
    units: {
      kind: "computed",
      sentence: "The result is a plain number for a unit of time.",
      of: (_, time) => Object.fromEntries(Object.entries(time).map(([name, power]) => [name, -power])),
      others: ["dimensionless"],
    },
    value: ([percent], { step }) => (computeRoutine("power", 1 + percent! / 100, step) - 1) / step,
    lower: ([percent]) => {
      const grown = binary("add", number(1), binary("divide", percent!, number(100)));
      return binary(
        "divide",
        binary("subtract", routine("power", grown, clock("step")), number(1)),
        clock("step"),
      );
    },
    examples: [
      { args: [50], clock: at(3), result: 0.5 },
      { args: [125], clock: { ...at(3), step: 0.5 }, result: 1 },
    ],
  },
  {
    kind: "pointwise",
    name: "counter",
    family: "time",
    summary: "Counts time from `from` up to below `to`, again and again, from the start of the run on.",
    doubt: "whether it counts in steps or in units of time: here in time.",
    aliases: { stella: "COUNTER" },
    parameters: [{ name: "from" }, { name: "to" }],
    units: { kind: "same" },
    value: ([from, to], { time, start }) => from! + operators.binary.mod.value(time - start, to! - from!),
    lower: ([from, to]) => {
      const passed = binary("subtract", clock("time"), clock("start"));
      return binary("add", from!, operators.binary.mod.lower(passed, binary("subtract", to!, from!)));
    },
    examples: [
      { args: [1, 4], clock: at(2), result: 3 },
      { args: [1, 4], clock: at(3), result: 1 },
    ],
  },
  {
    kind: "pointwise",
    name: "exceeds",
    family: "comparison",
    summary: "1 where `a` is above `b`, else 0; the same as `a > b`.",
    aliases: { stella: "SWITCH" },
    parameters: [{ name: "a" }, { name: "b" }],
    units: { kind: "number", others: ["any", { sameAs: 0 }] },
    value: ([a, b]) => operators.binary[">"].value(a!, b!),
    lower: ([a, b]) => operators.binary[">"].lower(a!, b!),
    examples: [
      { args: [2, 1], result: 1 },
      { args: [1, 1], result: 0 },
    ],
  },
  {
    kind: "pointwise",
    name: "endval",
    family: "memory",
    summary:
      "What `x` was at the end of the run before; every run of Hence is a first one, which has `initial`.",
    aliases: { stella: "ENDVAL" },
    parameters: [{ name: "x" }, { name: "initial" }],
    units: { kind: "same" },
    value: ([, initial]) => initial!,
    lower: ([, initial]) => initial!,
    examples: [{ args: [7, 3], result: 3 }],
  },
  {
    kind: "pointwise",
    name: "runcount",
    family: "memory",
    summary: "How many runs came before; every run of Hence is a first one.",
    aliases: { stella: "RUNCOUNT" },
    parameters: [],
    units: { kind: "dimensionless" },
    value: () => 0,
    lower: () => number(0),
    examples: [{ args: [], result: 0 }],
  },
];

/** The clock of the examples. */
function at(time: number): Clock {
  return { time, step: 1, start: 0, stop: 10 };
}
