import type { Command } from "../command.ts";
import { dataOptions } from "../data.ts";
import { seedOption } from "../draws.ts";
import { dataIs, modelIs } from "./operands.ts";
import {
  jsonOption,
  samplerOption,
  scenarioOption,
  setOption,
  tableOption,
  threadsOption,
} from "./options.ts";

/** `hence study`. */
export const studyCommand: Command = {
  name: "study",
  summary: "ask what matters, where, and what policies do",
  operands: "STUDY MODEL [DATA...]",
  least: 0,
  most: Number.POSITIVE_INFINITY,
  about: [
    "Runs a system in many worlds to answer one question. STUDY is sobol and shapley (shares of variance), morris (which inputs matter at all), pawn (how a distribution moves), regional (where inputs lie in worlds of interest), prim or tree (boxes of such worlds), robust (policies compared), levers (what policies change, soon and later). hence study alone lists them.",
    "sobol, shapley and morris move inputs over their whole ranges; pawn, regional, prim and tree take worlds as they come, with --history plausible ones; robust and levers take plausible ones.",
    `${modelIs} ${dataIs}`,
  ],
  options: [
    {
      name: "outcome",
      value: "NAME@TIME",
      repeated: true,
      summary: "Ask of this; without @TIME at the end. Otherwise of what most claims are about.",
    },
    {
      name: "where",
      value: "CONDITION",
      summary:
        'Of regional, prim, tree: the worlds of interest, "NAME@TIME > NUMBER"; > p90 is the largest tenth.',
    },
    {
      name: "claim",
      value: "ID",
      summary: 'Of regional, prim, tree: those in which a claim or check does not hold; also "ID fails".',
    },
    { name: "runs", value: "N", summary: "How many worlds are tried: 2000, of robust and levers 10000." },
    {
      name: "base",
      value: "N",
      summary:
        "Of sobol and shapley: base rows, 512 unless told, a power of two. Of morris: trajectories, 30.",
    },
    {
      name: "by",
      value: "sector",
      summary: "Of sobol, shapley, morris: move the inputs of a sector together.",
    },
    {
      name: "inputs",
      value: "A,B",
      repeated: true,
      summary: "Of sobol and shapley: these by themselves; all others are moved as one, or by sector.",
    },
    { name: "second", summary: "Of sobol: also what each pair of inputs brings together." },
    { name: "over-time", summary: "Of sobol and shapley: also at every saved time." },
    { name: "history", summary: "Leave out worlds whose past lies outside of the bands of the system." },
    {
      name: "policies",
      value: "A,B",
      repeated: true,
      summary:
        "Of robust and levers: these scenarios or families; those that set levers and nothing else, unless told.",
    },
    {
      name: "horizons",
      value: "1,5,9",
      repeated: true,
      summary: "Of robust and levers: how long after a policy begins.",
    },
    {
      name: "want",
      value: "less|more",
      summary: "Of robust: which of the outcome is better; less unless told.",
    },
    {
      name: "enough",
      value: "NUMBER",
      summary: "Of robust: what is good enough (Starr's domain criterion).",
    },
    seedOption,
    samplerOption,
    tableOption,
    threadsOption,
    scenarioOption,
    setOption,
    jsonOption,
    ...dataOptions,
  ],
  examples: [
    {
      line: "hence study sobol systems/classics/epidemic.hence --outcome infectious@30",
      says: "Where the variance comes from:",
    },
    {
      line: "hence study prim systems/classics/epidemic.hence --where infectious@30>p80",
      says: "Which worlds are the fifth with most of it (a shell wants quotes around >):",
    },
    {
      line: "hence study levers systems/backlash --policies bundle,online --runs 2000",
      says: "What two policies change, soon and later:",
    },
  ],
  load: async () => (await import("../study.ts")).studySystem,
};
