import type { Command } from "../command.ts";

/** `hence functions`. */
export const functionsCommand: Command = {
  name: "functions",
  summary: "the functions of the equation language",
  operands: "[NAME]",
  least: 0,
  most: 1,
  about: [
    "Lists all functions, or says all about one: parameters, units, examples, its names in other tools.",
  ],
  options: [{ name: "markdown", summary: "Print the whole reference, docs/functions.md." }],
  examples: [{ line: "hence functions pulse_quantity", says: "One of them:" }],
  load: async () => (await import("../functions.ts")).listFunctions,
};
