import { combinations, factorial, permutations } from "../procedures/counting.ts";
import type { Algorithm } from "./function.ts";

/** In how many ways things can be chosen. */
export const countingFunctions: readonly Algorithm[] = [
  {
    kind: "algorithm",
    name: "factorial",
    family: "arithmetic",
    summary:
      "The product of all whole numbers from 1 to `n`; of another number, the gamma function of `n + 1`.",
    aliases: { stella: "FACTORIAL" },
    parameters: [{ name: "n" }],
    units: { kind: "dimensionless" },
    procedure: factorial,
    examples: [
      { args: [0], result: 1 },
      { args: [5], result: 120 },
      { args: [20], result: 2432902008176640000 },
      { args: [-1], result: Number.POSITIVE_INFINITY },
    ],
  },
  {
    kind: "algorithm",
    name: "combinations",
    family: "arithmetic",
    summary: "In how many ways `r` of `n` things can be chosen, their order not counting.",
    aliases: { stella: "COMBINATIONS" },
    parameters: [{ name: "n" }, { name: "r" }],
    units: { kind: "dimensionless" },
    procedure: combinations,
    examples: [
      { args: [5, 3], result: 10 },
      { args: [50, 25], result: 126410606437752 },
      { args: [5, 0], result: 1 },
      { args: [3, 5], result: 0 },
      { args: [3.5, 1], result: Number.NaN },
    ],
  },
  {
    kind: "algorithm",
    name: "permutations",
    family: "arithmetic",
    summary: "In how many ways `r` of `n` things can be chosen one after another.",
    aliases: { stella: "PERMUTATIONS" },
    parameters: [{ name: "n" }, { name: "r" }],
    units: { kind: "dimensionless" },
    procedure: permutations,
    examples: [
      { args: [5, 3], result: 60 },
      { args: [5, 0], result: 1 },
      { args: [3, 5], result: 0 },
    ],
  },
];
