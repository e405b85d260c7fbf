import type { Command } from "../command.ts";
import { gatheringOptions } from "./gathering.ts";
import { dataIs, modelAndData, modelIs } from "./operands.ts";

/** `hence report`. */
export const reportCommand: Command = {
  name: "report",
  summary: "one page of all that can be said of a system",
  ...modelAndData,
  about: [
    "Writes one page of HTML that needs nothing else, neither scripts nor a network: the argument with its verdicts, shares and evidence, what the past rejects and narrows, outcomes over time as ranges, what policies change soon and later, in which worlds something fails, every assumption, and how to make it again. Equal inputs give equal bytes.",
    "Unless told, worlds are tried until 200 are plausible, at most 20,000 of them. A system without ranges is shown in one run.",
    `${modelIs} ${dataIs}`,
  ],
  options: [
    { name: "out", value: "FILE", summary: "The page, FILE.html. Only another report is replaced." },
    { name: "force", summary: "Replace what is there already under the name of FILE." },
    { name: "worlds", value: "N", summary: "Try so many worlds, and report on those with a plausible past." },
    ...gatheringOptions,
  ],
  examples: [
    {
      line: "hence report systems/classics/epidemic.hence --worlds 100 --out epidemic.html",
      says: "A small one, in few worlds:",
    },
  ],
  load: async () => (await import("../report.ts")).reportSystem,
};
