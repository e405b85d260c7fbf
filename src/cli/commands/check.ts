import type { Command } from "../command.ts";
import { dataOptions } from "../data.ts";
import { modelIs, oneModel } from "./operands.ts";
import { jsonOption } from "./options.ts";

/** `hence check`. */
export const checkCommand: Command = {
  name: "check",
  summary: "look for faults: names, units, order, ranges",
  ...oneModel,
  about: [
    "Reads a system and says what is wrong or doubtful, each at its place. Runs nothing. Errors end with 1; warnings and notes do not.",
    modelIs,
  ],
  options: [jsonOption, ...dataOptions],
  examples: [{ line: "hence check systems/backlash", says: "Check a system of several files:" }],
  load: async () => (await import("../check.ts")).checkSystem,
};
