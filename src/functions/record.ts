import { beginRecord, rateOfReturn, readRecord, recordCells, stepRecord } from "../procedures/record.ts";
import type { DeviceRow, Macro, Peek } from "./function.ts";

/** Functions that keep all that something was. */
export const recordFunctions: readonly (DeviceRow | Macro | Peek)[] = [
  {
    kind: "device",
    name: "recorded",
    family: "memory",
    summary:
      "What `x` was a step before, 0 at first; all that it was is kept, for `history` and `irr` to look into.",
    aliases: {},
    parameters: [{ name: "x" }],
    begins: [],
    cells: recordCells,
    begin: beginRecord,
    step: stepRecord,
    units: { kind: "same" },
    examples: [{ step: 1, args: [[3, 4, 5]], results: [0, 3, 4], because: "One step behind." }],
  },
  {
    kind: "peek",
    name: "recorded_at",
    family: "memory",
    summary: "What a record holds at a time.",
    aliases: {},
    parameters: [{ name: "record" }, { name: "x" }, { name: "at" }],
    units: { kind: "like", arg: 1, others: ["any", "any", "time"] },
    procedure: readRecord,
    examples: [],
  },
  {
    kind: "peek",
    name: "return_of",
    family: "financial",
    summary: "The rate of return of a record.",
    aliases: {},
    parameters: [{ name: "record" }, { name: "x" }, { name: "otherwise" }],
    units: {
      kind: "computed",
      sentence: "A plain number.",
      of: () => undefined,
      others: ["any", "any", "any"],
    },
    procedure: rateOfReturn,
    examples: [],
  },
  {
    kind: "macro",
    name: "history",
    family: "memory",
    summary:
      "What `x` was at a time `at` of this run, at the step that began then or last before it; 0 before the start and after now.",
    aliases: { stella: "HISTORY" },
    parameters: [{ name: "x" }, { name: "at" }],
    units: { kind: "like", arg: 0, others: ["any", "time"] },
    body: `
= recorded_at(recorded(x), x, at)`,
    examples: [
      {
        step: 1,
        args: [
          [3, 4, 5, 6],
          [-1, 0, 1, 3],
        ],
        results: [0, 3, 4, 6],
        because: "Before the start, the first, the second, the one of now.",
      },
      {
        step: 0.5,
        args: [[3, 4, 5], 0.7],
        results: [0, 0, 4],
        because: "Not yet come until 1; then the step that began at 0.5.",
      },
    ],
  },
  {
    kind: "macro",
    name: "irr",
    family: "financial",
    summary:
      "The internal rate of return of a `stream` of money up to now: the rate of interest, for a unit of time, at which it is worth nothing at the start; `otherwise` where there is none.",
    doubt: "what it is while there is none yet and nothing is told for that: here 0.",
    aliases: { vensim: "INTERNAL RATE OF RETURN", stella: "IRR" },
    parameters: [{ name: "stream" }, { name: "otherwise", otherwise: 0 }],
    units: {
      kind: "computed",
      sentence: "The result is a plain number for a unit of time.",
      of: (_, time) => Object.fromEntries(Object.entries(time).map(([name, power]) => [name, -power])),
      others: ["any", "any"],
    },
    body: `
= return_of(recorded(stream), stream, otherwise)`,
    examples: [
      {
        step: 1,
        args: [[-100, 0, 121, 0], -1],
        results: [-1, -1, 0.1, 0.1],
        because: "None while only paid; 121 after two years are 100 at a tenth a year.",
      },
      {
        step: 0.5,
        args: [[-100, 150]],
        results: [0, 1.25],
        because: "Half as much again in half a year is 1.5² in a year.",
      },
    ],
  },
];
