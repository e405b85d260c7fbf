import type { Command } from "../command.ts";
import { dataOptions } from "../data.ts";

/** `hence convert`. */
export const convertCommand: Command = {
  name: "convert",
  summary: "write a system in another format",
  operands: "MODEL OUT",
  least: 2,
  most: 2,
  about: [
    "Reads a system of any format and writes it in that of OUT: .hence for text to go on with, .xmile or .stmx for Stella and others. MODEL stays as it is, and nothing that exists is overwritten unasked.",
    "Text of Hence has files beside it where the system needs them: one for each system that its modules are made of, and NAME.layout.json for its diagrams. What the other format cannot say is told, each at its place.",
  ],
  options: [
    { name: "force", summary: "Replace what is there already under the name of OUT." },
    ...dataOptions,
  ],
  examples: [{ line: "hence convert systems/backlash backlash.xmile", says: "For other programs:" }],
  load: async () => (await import("../convert.ts")).convertSystem,
};
