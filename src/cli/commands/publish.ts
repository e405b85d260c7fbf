import type { Command } from "../command.ts";
import { gatheringOptions } from "./gathering.ts";
import { dataIs, modelAndData, modelIs } from "./operands.ts";

/** `hence publish`. */
export const publishCommand: Command = {
  name: "publish",
  summary: "a page that runs the system in the reader's browser",
  ...modelAndData,
  about: [
    "Writes a page for readers: the text that the system rests on, sentence by sentence, with what came of each claim; levers that readers move, and charts that follow, over the plausible worlds, which the page makes again by itself; the argument, the assumptions, and how to cite it. It needs no server: it opens from a file, and any web host can give it out.",
    "Unless told, worlds are tried until 200 are plausible, at most 20,000 of them.",
    `${modelIs} ${dataIs}`,
  ],
  options: [
    { name: "out", value: "DIR", summary: "The folder; index.html in it is the page." },
    { name: "embed", summary: "Also embed.html: one chart or lever, for a frame in another page." },
    { name: "force", summary: "Replace what is there already, whatever it is." },
    { name: "worlds", value: "N", summary: "Try so many worlds, and publish those with a plausible past." },
    ...gatheringOptions,
  ],
  examples: [
    {
      line: "hence publish systems/classics/epidemic.hence --worlds 100 --out epidemic",
      says: "A small one:",
    },
  ],
  load: async () => (await import("../publish.ts")).publishSystem,
};
