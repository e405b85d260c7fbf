import type { Command } from "../command.ts";
import { openOptions } from "./open.ts";

/** `hence start`. */
export const startCommand: Command = {
  name: "start",
  summary: "open the flagship in the workbench",
  operands: "",
  least: 0,
  most: 0,
  about: ["What `npm start` does: opens systems/backlash in the workbench."],
  options: [
    { name: "once", summary: "Check, run and test it instead, print the report and end." },
    ...openOptions,
  ],
  examples: [],
  hidden: true,
  load: async () => (await import("../start.ts")).start,
};
