import type { Command } from "../command.ts";
import { dataOptions } from "../data.ts";
import { drawOptions } from "../draws.ts";
import { modelAndData, modelIs } from "./operands.ts";
import { jsonOption, keepingOptions, samplerOption, tableOption, threadsOption } from "./options.ts";

/** `hence test`. */
export const testCommand: Command = {
  name: "test",
  summary: "test its claims, checks, loops, links, history",
  ...modelAndData,
  about: [
    "Runs what the claims, checks, links, loops and history bands need, and says of each whether it holds, with the numbers. Ends with 1 where one fails.",
    "With --worlds or --kept all of it is tested in many worlds, in which uncertain constants take numbers from their ranges; what fails in some of them is followed by which ones they are.",
    "A claim `holds` where the effect moves as it says by at least the threshold, `fails` where it moves the other way, and has `no effect` in between. `untestable` says why it could not be tried; `context` is what no variable carries.",
    modelIs,
  ],
  options: [
    {
      name: "only",
      value: "C25,RC07",
      repeated: true,
      summary: "Show only these claims, checks, links, loops or histories.",
    },
    { name: "full", summary: "Show the details of everything: paths, numbers of each check, evidence." },
    {
      name: "worlds",
      value: "N",
      summary:
        "Try so many worlds, and say in which share of those with a plausible past each claim and check holds.",
    },
    { name: "kept", value: "N", summary: "Try worlds until so many are plausible." },
    samplerOption,
    tableOption,
    threadsOption,
    ...keepingOptions,
    jsonOption,
    ...drawOptions,
    ...dataOptions,
  ],
  examples: [
    { line: "hence test systems/backlash --only C25,RC07", says: "Two of them, in detail:" },
    { line: "hence test systems/backlash --kept 20 --only C25", says: "One of them in many worlds:" },
  ],
  load: async () => (await import("../test.ts")).testSystem,
};
