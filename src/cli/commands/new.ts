import type { Command } from "../command.ts";

/** `hence new`. */
export const newCommand: Command = {
  name: "new",
  summary: "begin a system from a small complete example",
  operands: "DIR|FILE",
  least: 1,
  most: 1,
  about: [
    "Writes a small system to start from: it can be checked, run and tested as it is. Given a folder, the file in it gets the folder's name. Nothing that exists is overwritten.",
  ],
  options: [],
  examples: [
    { line: "hence new mine.hence && hence test mine.hence", says: "Begin, and see a claim tested:" },
  ],
  load: async () => (await import("../new.ts")).beginSystem,
};
