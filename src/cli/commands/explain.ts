import type { Command } from "../command.ts";
import { dataOptions } from "../data.ts";
import { modelIs } from "./operands.ts";
import { jsonOption } from "./options.ts";

/** `hence explain`. */
export const explainCommand: Command = {
  name: "explain",
  summary: "all about one variable, with a chart of its course",
  operands: "MODEL NAME",
  least: 2,
  most: 2,
  about: [
    "Shows what a variable means, its unit, equation, range and basis, what acts on it and what it acts on, the claims, links and loops that it stands in, and its course in the base run.",
    modelIs,
  ],
  options: [
    jsonOption,
    {
      name: "data",
      value: "FILE",
      repeated: true,
      summary: "A file that brings values to its data series.",
    },
    ...dataOptions,
  ],
  examples: [{ line: "hence explain systems/backlash grievance_home", says: "For instance:" }],
  load: async () => (await import("../explain.ts")).explainVariable,
};
