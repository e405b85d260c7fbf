import type { Command } from "../command.ts";
import { dataOptions } from "../data.ts";
import { seedOption } from "../draws.ts";
import { dataIs, modelAndData, modelIs } from "./operands.ts";
import {
  jsonOption,
  keepingOptions,
  samplerOption,
  scenarioOption,
  setOption,
  tableOption,
  threadsOption,
} from "./options.ts";

/** `hence sweep`. */
export const sweepCommand: Command = {
  name: "sweep",
  summary: "run it in many worlds, and show ranges",
  ...modelAndData,
  about: [
    "Runs the system in many worlds: each uncertain constant takes a number from its range. Shows how far outcomes lie apart, and with --history how many worlds have a past that fits what was observed, and what that says of the constants.",
    "World K of a seed is the same whoever runs it, with however many threads, and alone. Ends with 1 where no world is plausible.",
    `${modelIs} ${dataIs}`,
  ],
  options: [
    { name: "runs", value: "N", summary: "How many worlds are tried, 1000 unless told." },
    seedOption,
    samplerOption,
    tableOption,
    threadsOption,
    { name: "history", summary: "Leave out worlds whose past lies outside of the bands of the system." },
    scenarioOption,
    setOption,
    {
      name: "outcome",
      value: "NAME@TIME",
      repeated: true,
      summary: "Show this; without @TIME at the end. Otherwise what claims, history and stocks are about.",
    },
    {
      name: "csv",
      value: "FILE",
      summary: "Write a row for each world: fate, inputs, outcomes; - is the standard output.",
    },
    ...keepingOptions,
    jsonOption,
    ...dataOptions,
  ],
  examples: [
    { line: "hence sweep systems/backlash --runs 2000 --history", says: "Which worlds fit the past:" },
    {
      line: "hence sweep systems/classics/epidemic.hence --outcome infectious@30",
      says: "One outcome, over time:",
    },
    {
      line: "hence sweep systems/classics/epidemic.hence --out worlds && hence query worlds",
      says: "Keep every world, and see what is kept:",
    },
  ],
  load: async () => (await import("../sweep.ts")).sweepSystem,
};
