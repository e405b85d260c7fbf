import type { Macro, Remembering } from "./function.ts";

/** Functions that remember what was. */
export const memoryFunctions: readonly (Macro | Remembering)[] = [
  {
    kind: "memory",
    name: "init",
    family: "memory",
    summary: "The value of `x` at the start of the run, kept all along.",
    aliases: { vensim: ["INITIAL", "REINITIAL"], xmile: "INIT" },
    parameters: [{ name: "x" }],
    units: { kind: "same" },
    starts: 0,
    examples: [{ step: 1, args: [[3, 4, 5]], results: [3, 3, 3], because: "It is 3 at the start." }],
  },
  {
    kind: "memory",
    name: "previous",
    family: "memory",
    summary: "The value of `x` at the step before; `start` at the first step.",
    aliases: { xmile: "PREVIOUS" },
    parameters: [{ name: "x" }, { name: "start" }],
    units: { kind: "same" },
    starts: 1,
    next: 0,
    examples: [
      { step: 1, args: [[3, 4, 5], 9], results: [9, 3, 4], because: "One step behind, and 9 before." },
    ],
  },
  {
    kind: "macro",
    name: "sample_if_true",
    family: "memory",
    summary: "The value that `x` had when `condition` was last true; `start` until it is.",
    aliases: { vensim: "SAMPLE IF TRUE" },
    parameters: [{ name: "condition" }, { name: "x" }, { name: "start" }],
    units: { kind: "like", arg: 1, others: ["any", "any", { sameAs: 1 }] },
    body: `
aux sample = if condition then x else previous(sample, start)
= sample`,
    examples: [
      {
        step: 1,
        args: [[0, 1, 0, 0], [5, 6, 7, 8], 3],
        results: [3, 6, 6, 6],
        because: "The condition is true at the second step only.",
      },
    ],
  },
];
