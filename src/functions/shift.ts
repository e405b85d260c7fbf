import type { Macro } from "./function.ts";

/** What is moved along the axis of time. */
export const shiftFunctions: readonly Macro[] = [
  {
    kind: "macro",
    name: "time_shift",
    family: "data",
    summary: "What the `series` is a time `shift` from now: later for a number above zero.",
    aliases: { vensim: "TIME SHIFT" },
    parameters: [{ name: "series" }, { name: "shift" }],
    units: { kind: "like", arg: 0, others: ["any", "time"] },
    body: "= lookup(series, time + shift)",
    examples: [
      {
        step: 1,
        args: [[10, 11, 12, 13], 1],
        results: [11, 12, 13, 13],
        because: "One step ahead, and the last behind the end.",
      },
      { step: 0.5, args: [[10, 11, 12], -1], results: [10, 10, 10], because: "Two steps behind." },
    ],
  },
];
