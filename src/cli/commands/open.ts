import type { Command } from "../command.ts";
import { modelIs, oneModel } from "./operands.ts";
import { sourceOption } from "./options.ts";

export const openOptions: Command["options"] = [
  sourceOption,
  { name: "port", value: "N", summary: "The port to serve on; a free one near 43623 unless told." },
  { name: "no-browser", summary: "Print where it is, and start no browser." },
];

/** `hence open`. */
export const openCommand: Command = {
  name: "open",
  summary: "open it in the workbench, in the browser",
  ...oneModel,
  about: [
    "Serves the workbench to this machine alone, and shows it in the browser: the argument, the system and what it does side by side. The files on the disk are the truth: what is edited in the browser is saved in them, and what another editor saves shows up at once. Ctrl-C ends it.",
    `${modelIs} Models of other tools open too; they are never written over.`,
  ],
  options: openOptions,
  examples: [{ line: "hence open systems/backlash", says: "Look at the flagship:" }],
  load: async () => (await import("../open.ts")).openInBrowser,
};
