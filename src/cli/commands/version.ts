import type { Command } from "../command.ts";

/** `hence version`. */
export const versionCommand: Command = {
  name: "version",
  summary: "the version of Hence",
  operands: "",
  least: 0,
  most: 0,
  about: ["Prints the version of Hence."],
  options: [],
  examples: [],
  load: async () => (await import("../version.ts")).printVersion,
};
