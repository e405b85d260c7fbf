import type { Command } from "../command.ts";
import { modelIs } from "./operands.ts";

/** `hence fmt`. */
export const fmtCommand: Command = {
  name: "fmt",
  summary: "lay files out in the one usual way",
  operands: "MODEL...",
  least: 1,
  most: Number.POSITIVE_INFINITY,
  about: [
    "Rewrites every file of the systems in place, keeping comments and the order of statements. A file that cannot be read without errors is left alone.",
    modelIs,
  ],
  options: [
    {
      name: "check",
      summary: "Change nothing; name the files that would change, and end with 1 if there are any.",
    },
  ],
  examples: [{ line: "hence fmt --check systems/backlash", says: "Only ask:" }],
  load: async () => (await import("../format.ts")).formatSystems,
};
