import type { Command } from "../command.ts";
import { dataOptions } from "../data.ts";
import { seedOption } from "../draws.ts";
import { samplerOption, threadsOption } from "./options.ts";

/** Of commands that gather all that can be said of a system. */
export const gatheringOptions: Command["options"] = [
  { name: "kept", value: "N", summary: "Try worlds until so many are plausible." },
  seedOption,
  samplerOption,
  threadsOption,
  {
    name: "outcome",
    value: "NAME",
    repeated: true,
    summary: "Show this over time. Otherwise what claims and history are about.",
  },
  {
    name: "policies",
    value: "A,B",
    repeated: true,
    summary: "Compare these scenarios or families; those that set levers and nothing else, unless told.",
  },
  ...dataOptions,
];
