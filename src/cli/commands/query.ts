import type { Command } from "../command.ts";
import { jsonOption } from "./options.ts";

/** `hence query`. */
export const queryCommand: Command = {
  name: "query",
  summary: "ask questions of the results of many worlds",
  operands: "DIR [SQL]",
  least: 1,
  most: 2,
  about: [
    "Answers a question in SQL from the results that --out DIR has kept. The tables are joined by `world`: `runs` (a row for each world: its fate and its inputs), of `hence sweep` also `outcomes` and `series`, of `hence test` `verdicts` and `effects`. Without a question it lists their columns, with units and meanings. Names with anything but letters, digits and _ stand in double quotes.",
    "The answers come from DuckDB, which is installed by itself: npm install @duckdb/node-api. Other programs read the files as they are.",
  ],
  options: [
    {
      name: "csv",
      value: "FILE",
      summary: "Write the answer as a table, every row; - is the standard output.",
    },
    jsonOption,
  ],
  examples: [],
  load: async () => (await import("../query.ts")).queryResults,
};
