import type { Macro } from "./function.ts";

/** Noise that has a memory. */
export const noiseFunctions: readonly Macro[] = [
  {
    kind: "macro",
    name: "random_pink_noise",
    family: "random",
    summary:
      "Noise that remembers: normal, of the given mean and standard deviation whatever the time step, and like itself over a time of `memory`.",
    aliases: { vensim: "RANDOM PINK NOISE" },
    parameters: [{ name: "mean" }, { name: "deviation" }, { name: "memory" }, { name: "seed", otherwise: 0 }],
    units: { kind: "like", arg: 0, others: ["any", { sameAs: 0 }, "time", "dimensionless"] },
    body: `
aux part = dt / memory
aux white = mean + deviation * sqrt((2 - part) / part) * random_normal(0, 1, seed)
stock noise starts mean + deviation * random_normal(0, 1, seed) in updating
flow updating = (white - noise) / memory
= noise`,
    examples: [
      { step: 1, args: [5, 0, 2], results: [5, 5, 5], because: "Without deviation it is the mean." },
    ],
  },
];
