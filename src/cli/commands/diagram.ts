import type { Command } from "../command.ts";
import { dataOptions } from "../data.ts";
import { modelIs } from "./operands.ts";

/** `hence diagram`. */
export const diagramCommand: Command = {
  name: "diagram",
  summary: "draw a system: its sectors, its loops, the path of a claim",
  operands: "MODEL",
  least: 1,
  most: 1,
  about: [
    "Draws stocks as boxes, flows as pipes with valves, and what acts on what as thin arrows with the sign that it has in the base run. Where a layout came with the model, or stands beside it as NAME.layout.json, things lie as it says; everything else finds a place by itself. Without --out, the views are listed.",
    "Without another word the picture is the overview of the sectors, or all of a system that has none.",
    modelIs,
  ],
  options: [
    {
      name: "out",
      value: "PATH",
      summary: "A file that ends in .svg, for one view; or a folder, for all of them.",
    },
    { name: "sector", value: "NAME", summary: "The stocks and flows of one sector or module." },
    { name: "claim", value: "ID", summary: "The path that carries a claim." },
    { name: "link", value: "ID", summary: "The paths of a link of the argument." },
    { name: "loop", value: "ID", summary: "A loop that has a name." },
    { name: "around", value: "NAME", summary: "A variable with its direct causes and effects." },
    { name: "view", value: "NAME", summary: "A view of the layout that came with the model." },
    { name: "structure", summary: "Leave constants out of sectors." },
    {
      name: "theme",
      value: "NAME",
      summary: "light, dark, or auto: as the system of whoever looks at it.",
    },
    ...dataOptions,
  ],
  examples: [
    { line: "hence diagram systems/backlash", says: "What there is to draw:" },
    {
      line: "hence diagram systems/classics/epidemic.hence --out epidemic.svg",
      says: "A picture of a whole system:",
    },
  ],
  load: async () => (await import("../diagram.ts")).drawDiagrams,
};
