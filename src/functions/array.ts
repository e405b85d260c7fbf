import { type BinaryOp, binary, type Code, number, unary } from "./code.ts";
import type { Reducer } from "./function.ts";

/** Functions of a whole array, from its first item to its last. */
export const arrayFunctions: readonly Reducer[] = [
  {
    kind: "reducer",
    name: "sum",
    family: "array",
    summary: "The sum of all items.",
    aliases: { vensim: "SUM", xmile: "SUM" },
    parameters: [{ name: "items" }],
    units: { kind: "same" },
    value: sum,
    lower: lowerSum,
    examples: [{ args: [1, 2, 4], result: 7 }],
  },
  {
    kind: "reducer",
    name: "product",
    family: "array",
    summary: "The product of all items.",
    aliases: { vensim: "PROD" },
    parameters: [{ name: "items" }],
    units: { kind: "dimensionless" },
    value: (items) => items.reduce((product, item) => product * item),
    lower: (items) => fromTheLeft("multiply", items),
    examples: [{ args: [2, 3, 4], result: 24 }],
  },
  {
    kind: "reducer",
    name: "mean",
    family: "array",
    summary: "The sum of all items divided by their number.",
    aliases: { xmile: "MEAN" },
    parameters: [{ name: "items" }],
    units: { kind: "same" },
    value: mean,
    lower: lowerMean,
    examples: [{ args: [1, 2, 6], result: 3 }],
  },
  {
    kind: "reducer",
    name: "min",
    family: "array",
    summary: "The smallest item.",
    aliases: { vensim: "VMIN", xmile: "MIN" },
    parameters: [{ name: "items" }],
    units: { kind: "same" },
    value: (items) => items.reduce((least, item) => Math.min(least, item)),
    lower: (items) => fromTheLeft("min", items),
    examples: [{ args: [3, -1, 2], result: -1 }],
  },
  {
    kind: "reducer",
    name: "max",
    family: "array",
    summary: "The largest item.",
    aliases: { vensim: "VMAX", xmile: "MAX" },
    parameters: [{ name: "items" }],
    units: { kind: "same" },
    value: (items) => items.reduce((most, item) => Math.max(most, item)),
    lower: (items) => fromTheLeft("max", items),
    examples: [{ args: [3, -1, 2], result: 3 }],
  },
  {
    kind: "reducer",
    name: "size",
    family: "array",
    summary: "How many items there are.",
    aliases: { vensim: "ELMCOUNT", xmile: "SIZE" },
    parameters: [{ name: "items" }],
    units: { kind: "number", others: ["any"] },
    value: (items) => items.length,
    lower: (items) => number(items.length),
    examples: [{ args: [3, -1, 2], result: 3 }],
  },
  {
    kind: "reducer",
    name: "stddev",
    family: "array",
    summary:
      "The standard deviation of the items, which count as all that there are: divided by their number.",
    aliases: { xmile: "STDDEV" },
    parameters: [{ name: "items" }],
    units: { kind: "same" },
    value: (items) => {
      const middle = mean(items);
      return Math.sqrt(mean(items.map((item) => (item - middle) * (item - middle))));
    },
    lower: (items) => {
      const middle = lowerMean(items);
      const squares = items.map((item) => {
        const distance = binary("subtract", item, middle);
        return binary("multiply", distance, distance);
      });
      return unary("sqrt", lowerMean(squares));
    },
    examples: [{ args: [2, 4, 4, 4, 5, 5, 7, 9], result: 2 }],
  },
];

function sum(items: readonly number[]): number {
  return items.reduce((total, item) => total + item);
}

function mean(items: readonly number[]): number {
  return sum(items) / items.length;
}

function lowerSum(items: readonly Code[]): Code {
  return fromTheLeft("add", items);
}

function lowerMean(items: readonly Code[]): Code {
  return binary("divide", lowerSum(items), number(items.length));
}

function fromTheLeft(op: BinaryOp, items: readonly Code[]): Code {
  return items.reduce((done, item) => binary(op, done, item));
}
