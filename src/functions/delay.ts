import type { Macro } from "./function.ts";

/** Functions that follow what they are given with a delay. */
export const delayFunctions: readonly Macro[] = [
  {
    kind: "macro",
    name: "smooth",
    family: "delay",
    summary:
      "Follows `input` with an exponential delay of the first order, from the value of `input` at the start.",
    aliases: { vensim: "SMOOTH", xmile: "SMTH1" },
    parameters: [{ name: "input" }, { name: "delay" }],
    units: { kind: "like", arg: 0, others: ["any", "time"] },
    body: `
stock level starts input in change
flow change = (input - level) / delay
= level`,
    examples: [
      {
        step: 1,
        args: [[0, 8, 8, 8], 2],
        results: [0, 0, 4, 6],
        because: "Each step goes half of the way: 0 + (8 - 0)/2, 4 + (8 - 4)/2.",
      },
    ],
  },
];
