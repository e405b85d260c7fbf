import type { Command } from "../command.ts";
import { modelIs, oneModel } from "./operands.ts";
import { sourceOption } from "./options.ts";

/** `hence anchor`. */
export const anchorCommand: Command = {
  name: "anchor",
  summary: "find the sentences of a source, or verify them",
  ...oneModel,
  about: [
    "For each source of a system whose text is at hand, makes the file of anchors (where each sentence stands, and its hash), or verifies it and says which sentences changed. The text itself is never copied.",
    modelIs,
  ],
  options: [
    sourceOption,
    { name: "renew", summary: "Write the anchors anew, once you have looked at what changed." },
  ],
  examples: [
    { line: "hence anchor systems/backlash", says: "Verify, where the text lies beside the system:" },
  ],
  load: async () => (await import("../anchor.ts")).anchorSources,
};
