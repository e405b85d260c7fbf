import type { Command } from "../command.ts";

/** `hence start`. */
export const startCommand: Command = {
  name: "start",
  summary: "check, run and test the flagship",
  operands: "",
  least: 0,
  most: 0,
  about: ["What `npm start` does: checks, runs and tests systems/backlash, and prints the report."],
  options: [{ name: "once", summary: "Print the report and end." }],
  examples: [],
  hidden: true,
  load: async () => (await import("../start.ts")).start,
};
