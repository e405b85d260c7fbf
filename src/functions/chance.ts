import type { Macro } from "./function.ts";

/** What is drawn by way of other draws. */
export const chanceFunctions: readonly Macro[] = [
  {
    kind: "macro",
    name: "montecarlo",
    family: "random",
    summary:
      "1 in a share of all steps, so that it is `percent` per cent of the units of time on average, else 0.",
    aliases: { stella: "MONTECARLO" },
    parameters: [{ name: "percent" }, { name: "seed", otherwise: 0 }],
    units: { kind: "dimensionless" },
    body: `
= if random_uniform(0, 1, seed) < percent / 100 * dt then 1 else 0`,
    examples: [
      { step: 1, args: [[0, 0, 0], 0], results: [0, 0, 0], because: "What has no chance never happens." },
      { step: 0.5, args: [[200, 200], 0], results: [1, 1], because: "200 % for a step of a half is sure." },
    ],
  },
  {
    kind: "macro",
    name: "endval",
    family: "memory",
    summary:
      "What `x` was at the end of the run before; every run of Hence is a first one, which has the start of `x`.",
    aliases: { stella: "ENDVAL" },
    parameters: [{ name: "x" }],
    units: { kind: "same" },
    body: `
= init(x)`,
    examples: [{ step: 1, args: [[5, 6, 7]], results: [5, 5, 5], because: "The start of what is given." }],
  },
  {
    kind: "macro",
    name: "random_lookup",
    family: "random",
    summary:
      "A draw whose density is a `graph`, stretched and shifted; what lies outside of `least` and `most` is drawn again.",
    aliases: { vensim: "RANDOM LOOKUP" },
    parameters: [
      { name: "graph" },
      { name: "least" },
      { name: "most" },
      { name: "shift" },
      { name: "stretch" },
      { name: "seed" },
    ],
    units: {
      kind: "computed",
      sentence: "The result has the unit of `least`.",
      of: ([, least]) => least,
      others: ["any", "any", { sameAs: 1 }, { sameAs: 1 }, "any", "dimensionless"],
    },
    body: `
= shift + stretch * lookup_quantile(graph, random_uniform(0, 1, seed), (least - shift) / stretch, (most - shift) / stretch)`,
    examples: [
      {
        step: 1,
        args: [[1, 1, 1], -9, 9, 5, 0, 0],
        results: [5, 5, 5],
        because: "A stretch of nought leaves nothing but the shift.",
      },
    ],
  },
  {
    kind: "macro",
    name: "cumulate",
    family: "data",
    summary: "The sum of the points of a `series` up to now.",
    doubt: "whether points are added, as here, or the time between them counts.",
    aliases: { vensim: "CUMULATE" },
    parameters: [{ name: "series" }],
    units: { kind: "like", arg: 0, others: ["any"] },
    body: `
= lookup_sum(series, -1e300, time)`,
    examples: [
      {
        step: 1,
        args: [[5, 7, 3]],
        results: [5, 12, 15],
        because: "Each point is added when its time has come: 5, 5 + 7, 5 + 7 + 3.",
      },
    ],
  },
];
