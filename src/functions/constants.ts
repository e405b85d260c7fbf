import { missing } from "../procedures/missing.ts";
import { number } from "./code.ts";
import type { Pointwise } from "./function.ts";

/** Numbers with a name. They are called without arguments. */
export const constantFunctions: readonly Pointwise[] = [
  {
    kind: "pointwise",
    name: "pi",
    family: "transcendental",
    summary: "The number π; it is called as `pi()`.",
    aliases: { xmile: "PI" },
    parameters: [],
    units: { kind: "dimensionless" },
    value: () => Math.PI,
    lower: () => number(Math.PI),
    examples: [{ args: [], result: Math.PI }],
  },
  {
    kind: "pointwise",
    name: "inf",
    family: "arithmetic",
    summary: "More than any number; the capacity of what has none.",
    aliases: { xmile: "INF" },
    parameters: [],
    units: { kind: "computed", sentence: "It fits every unit.", of: () => undefined, others: [] },
    value: () => Number.POSITIVE_INFINITY,
    lower: () => number(Number.POSITIVE_INFINITY),
    examples: [{ args: [], result: Number.POSITIVE_INFINITY }],
  },
  {
    kind: "pointwise",
    name: "nan",
    family: "arithmetic",
    summary: "No number at all: what is not known, and what nothing should be computed with.",
    aliases: { xmile: "NAN" },
    parameters: [],
    units: { kind: "computed", sentence: "It fits every unit.", of: () => undefined, others: [] },
    value: () => Number.NaN,
    lower: () => number(Number.NaN),
    examples: [{ args: [], result: Number.NaN }],
  },
  {
    kind: "pointwise",
    name: "na",
    family: "data",
    summary: "Vensim’s missing value, the number -2^109: it equals itself, and arithmetic goes on with it.",
    aliases: { vensim: ":NA:" },
    parameters: [],
    units: { kind: "computed", sentence: "It fits every unit.", of: () => undefined, others: [] },
    value: () => missing,
    lower: () => number(missing),
    examples: [{ args: [], result: -(2 ** 109) }],
  },
];
