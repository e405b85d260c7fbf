import {
  beginConveyed,
  beginResponded,
  conveyedCells,
  readCentre,
  readMoment,
  readPart,
  readShare,
  readToCome,
  respondedCells,
  stepConveyed,
  stepResponded,
} from "../procedures/response.ts";
import type { DeviceRow, Macro, TableReader } from "./function.ts";

const [level, rising] = [
  [
    [0, 1],
    [2, 1],
  ],
  [
    [1, 0],
    [4, 2],
  ],
] as const;

const plain = { kind: "number", others: ["any", "dimensionless", "dimensionless", "dimensionless"] } as const;

/** What delays read of the graph that says how something comes out. */
const responseReaders: readonly TableReader[] = [
  {
    kind: "table",
    name: "lookup_share",
    family: "graph",
    summary:
      "What part of the area under the `graph` lies between the inputs that are the parts `from` and `to` of its width; there is none outside.",
    aliases: {},
    parameters: [{ name: "graph" }, { name: "from" }, { name: "to" }],
    units: plain,
    procedure: readShare,
    examples: [
      { pairs: level, args: [0, 1], result: 1 },
      { pairs: level, args: [0.25, 0.75], result: 0.5 },
      { pairs: level, args: [0.75, 3], result: 0.25 },
      { pairs: rising, args: [0, 0.5], result: 0.25 },
      { pairs: rising, args: [1, 2], result: 0 },
    ],
  },
  {
    kind: "table",
    name: "lookup_centre",
    family: "graph",
    summary: "Where the centre of the area under the `graph` lies, as a part of its width.",
    aliases: {},
    parameters: [{ name: "graph" }],
    units: plain,
    procedure: readCentre,
    examples: [
      { pairs: level, args: [], result: 0.5 },
      { pairs: rising, args: [], result: 2 / 3 },
    ],
  },
  {
    kind: "table",
    name: "lookup_moment",
    family: "graph",
    summary:
      "Where, as a part of the width, the centre of the area under the `graph` between two parts of its width lies, times what part of the whole area that is.",
    aliases: {},
    parameters: [{ name: "graph" }, { name: "from" }, { name: "to" }],
    units: plain,
    procedure: readMoment,
    examples: [
      { pairs: level, args: [0, 1], result: 0.5 },
      { pairs: level, args: [0.5, 1], result: 0.375 },
      { pairs: rising, args: [0, 1], result: 2 / 3 },
    ],
  },
  {
    kind: "table",
    name: "lookup_part",
    family: "graph",
    summary: "Up to which part of the width of the `graph` the part `share` of the area under it lies.",
    aliases: {},
    parameters: [{ name: "graph" }, { name: "share" }],
    units: plain,
    procedure: readPart,
    examples: [
      { pairs: level, args: [0.25], result: 0.25 },
      // Half of the width, less one unit in the last place: the area up to there rounds to a quarter.
      { pairs: rising, args: [0.25], result: 0.49999999999999994 },
      { pairs: rising, args: [1], result: 1 },
    ],
  },
  {
    kind: "table",
    name: "lookup_to_come",
    family: "graph",
    summary:
      "What is to come out of 1 in every step before the start, `turn` steps behind it, where the `graph` says how it comes out, a step is the part `ratio` of its width, and it had grown by the part `growth` in each step: the beginning of `delay_profile`.",
    aliases: {},
    parameters: [{ name: "graph" }, { name: "ratio" }, { name: "turn" }, { name: "growth" }],
    units: plain,
    procedure: readToCome,
    examples: [
      { pairs: level, args: [0.25, 0, 0], result: 1 },
      { pairs: level, args: [0.25, 1, 0], result: 0.625 },
      { pairs: level, args: [0.25, 1, 1], result: 0.203125 },
      { pairs: level, args: [0.25, 4, 0], result: 0 },
    ],
  },
];

const responseDevices: readonly DeviceRow[] = [
  {
    kind: "device",
    name: "conveyed",
    family: "delay",
    summary:
      "What comes off a conveyor of that which was put on during the run: `delay_conveyor` without what was on it at the start.",
    aliases: {},
    parameters: [{ name: "input" }, { name: "duration" }, { name: "leak" }, { name: "first_duration" }],
    begins: [3],
    cells: conveyedCells,
    begin: beginConveyed,
    step: stepConveyed,
    units: { kind: "like", arg: 0, others: ["any", "time", "any", "time"] },
    examples: [
      {
        step: 1,
        args: [[8, 16, 24, 0, 0], 2, 0.5, 2],
        results: [0, 0, 2, 4, 6],
        because: "After two steps, half of it lost in each.",
      },
      {
        step: 1,
        args: [[1, 2, 3, 0, 0], 2.5, 0, 2.5],
        results: [0, 0, 0, 1, 2],
        because: "Two and a half steps are three.",
      },
      {
        step: 1,
        args: [[1, 2, 3, 0, 0], [4, 1, 1, 1, 1], 0, 4],
        results: [0, 0, 0, 6, 0],
        because:
          "The conveyor is at 0, 1/4, 1/2, 3/2: a step follows from the duration before it. The 1, 2 and 3 lie one length ahead of the first three, and at 3/2 all of them have come off.",
      },
    ],
  },
  {
    kind: "device",
    name: "responded",
    family: "delay",
    summary:
      "The sum of what `input` was, that of one step ago times the first `weight`, that of two steps ago times the second, and so on.",
    aliases: {},
    parameters: [{ name: "input" }, { name: "weight" }],
    begins: [],
    cells: respondedCells,
    begin: beginResponded,
    step: stepResponded,
    units: { kind: "like", arg: 0, others: ["any", "dimensionless"] },
    examples: [
      {
        step: 1,
        args: [
          [1, 10, 100, 0, 0],
          [2, 3, 0, 0, 0],
        ],
        results: [0, 2, 23, 230, 300],
        because: "2 * 1, 2 * 10 + 3 * 1, 2 * 100 + 3 * 10, 3 * 100.",
      },
    ],
  },
];

const responseMacros: readonly Macro[] = [
  {
    kind: "macro",
    name: "delay_conveyor",
    family: "delay",
    summary:
      "What comes off a conveyor on which `input` is put, and on which the way takes `duration`; the part `leak` of all on it is lost in a unit of time. At the start there is `content` on it, which comes off within `first_duration` as the graph `profile` says.",
    doubt:
      "what comes off first, where ‘initial value’ and the table of the Modeling Guide differ: here what the profile says. A way that is no whole number of steps is rounded.",
    aliases: { vensim: "DELAY CONVEYOR" },
    parameters: [
      { name: "input" },
      { name: "duration" },
      { name: "leak" },
      { name: "profile" },
      { name: "content" },
      { name: "first_duration" },
    ],
    units: { kind: "like", arg: 0, others: ["any", "time", "any", "any", "any", "time"] },
    body: `
aux pace = previous(dt / duration, dt / first_duration)
aux passed = previous(passed + pace, 0)
aux kept = previous(kept * (1 - leak * dt), 1)
aux from_start = init(content) * kept * lookup_share(profile, passed, passed + pace) / dt
= from_start + conveyed(input, duration, leak, first_duration)`,
    examples: [
      {
        step: 1,
        args: [[1, 2, 3, 4], 2, 0, [1, 1], 6, 2],
        results: [3, 3, 1, 2],
        because: "The 6 come off evenly in two steps, and what is put on two steps later.",
      },
      {
        step: 0.5,
        args: [4, 1, 1, [0, 8], 8, 1],
        results: [4, 6, 1, 1],
        because:
          "A quarter of the 8 in the first step, as 2/0.5; three quarters in the second, of which half is lost: 6 * 0.5/0.5. Of the 4, a quarter is left after two steps.",
      },
    ],
  },
  {
    kind: "macro",
    name: "delay_profile",
    family: "delay",
    summary:
      "What `input` was, delayed by `delay` on the average: the graph `profile` says how it comes out in the course of time. `start` comes out at the start, as of an input that had grown by the part `growth` in a unit of time.",
    doubt:
      "what a delay that changes does: here it is looked at before the first step only; and whether something comes out in the step that it goes in: here in the next one at the soonest.",
    aliases: { vensim: "DELAY PROFILE" },
    parameters: [
      { name: "profile" },
      { name: "input" },
      { name: "delay" },
      { name: "start" },
      { name: "growth" },
    ],
    units: { kind: "like", arg: 1, others: ["any", "any", "time", { sameAs: 1 }, "any"] },
    body: `
aux ratio = init(dt * lookup_centre(profile) / delay)
aux turn = round((time - start_time) / dt)
aux part = lookup_share(profile, (if turn > 0 then turn + 0.5 else 0) * ratio, (turn + 1.5) * ratio)
aux grown = init(growth) * dt
aux all_to_come = init(start / lookup_to_come(profile, ratio, 0, grown))
= all_to_come * lookup_to_come(profile, ratio, turn, grown) + responded(input, part)`,
    examples: [
      {
        step: 1,
        args: [[1, 1], [8, 0, 0, 0, 0, 0], 2, 0, 0],
        results: [0, 3, 2, 2, 1, 0],
        because:
          "Evenly within 4, which are 2 on the average: 1.5/4 after one step, 1/4 after two and three, 0.5/4 after four.",
      },
      {
        step: 1,
        args: [[1, 1], 0, 2, 8, 0],
        results: [8, 5, 3, 1, 0],
        because: "Of the steady 8 before the start, 1 - 3/8, 1 - 5/8 and 1 - 7/8 are still to come.",
      },
      { step: 1, args: [[1, 1], 8, 2, 8, 0], results: [8, 8, 8, 8, 8], because: "It was 8 all along." },
      {
        step: 1,
        args: [[1, 1], 0, 2, 18.5, 1],
        results: [18.5, 13, 10, 4, 0],
        because:
          "The input doubled in each step, so it was 32, 16, 8, 4: 32 * 3/8 + 16/4 + 8/4 + 4/8 = 18.5; 32/4 + 16/4 + 8/8 = 13; 32/4 + 16/8 = 10; 32/8 = 4.",
      },
    ],
  },
];

/** Delays that a graph describes. */
export const responseFunctions: readonly (TableReader | DeviceRow | Macro)[] = [
  ...responseReaders,
  ...responseDevices,
  ...responseMacros,
];
