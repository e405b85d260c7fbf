import type { Command } from "../command.ts";
import { dataOptions } from "../data.ts";
import { drawOptions } from "../draws.ts";
import { dataIs, modelIs } from "./operands.ts";
import { jsonOption, scenarioOption, setOption } from "./options.ts";

/** `hence run`. */
export const runCommand: Command = {
  name: "run",
  summary: "simulate, and show or save what comes out",
  operands: "MODEL [DATA...]",
  least: 1,
  most: Number.POSITIVE_INFINITY,
  about: [
    "Computes one run and shows the stocks, or what --save names. A run is a projection: what follows in this model, under its assumptions.",
    `${modelIs} ${dataIs}`,
  ],
  options: [
    setOption,
    scenarioOption,
    {
      name: "changes",
      value: "FILE",
      repeated: true,
      summary: "Set what a changes file of Vensim (.cin) names; one behind the model does the same.",
    },
    {
      name: "csv",
      value: "FILE",
      summary: "Write a wide table with every digit; - is the standard output.",
    },
    jsonOption,
    {
      name: "save",
      value: "A,B",
      repeated: true,
      summary: "Keep only these variables; x[khatlon] is one element. Otherwise the table has all that vary.",
    },
    ...drawOptions,
    ...dataOptions,
  ],
  examples: [
    { line: "hence run systems/backlash --set lev_repression=0.3", says: "Play with a lever:" },
    { line: "hence run systems/backlash --scenario bundle --csv bundle.csv", says: "Save a scenario:" },
    {
      line: "hence run systems/classics/epidemic.hence --save infectious --csv -",
      says: "One column, into a pipe:",
    },
  ],
  load: async () => (await import("../run.ts")).runSystem,
};
