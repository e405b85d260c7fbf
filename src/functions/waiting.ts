import {
  beginWaiting,
  stepWaiting,
  waitingAges,
  waitingBetween,
  waitingCells,
  waitingOldest,
  waitingRest,
} from "../procedures/waiting.ts";
import type { DeviceRow, Macro, Peek, UnitRule } from "./function.ts";

/**
 * Vensim's queues. A function that asks one for ages has the arguments of the queue before its own: it keeps the same
 * record once more.
 */
const own = ["inflow", "outflow", "profile", "start", "age_range"];

export const named = (...names: readonly string[]) => names.map((name) => ({ name }));

const anyUnit: UnitRule = { kind: "computed", sentence: "Anything.", of: () => undefined, others: [] };

const amount: UnitRule = {
  kind: "like",
  arg: 3,
  others: ["any", "any", "any", "any", "time", "time", "time"],
};

const age: UnitRule = {
  kind: "computed",
  sentence: "The result has the unit of time.",
  of: (_, time) => time,
  others: ["any", "any", "any", "any", "time", "any"],
};

const doubt =
  "how fine the ages are that the start is spread over: here they are not cut into steps. What is empty has the age 0.";

/** A function that looks into a queue, the first argument. */
export const peekInto = (name: string, procedure: Peek["procedure"], ...rest: readonly string[]): Peek => ({
  kind: "peek",
  name,
  family: "memory",
  summary: "Looks into a queue.",
  aliases: {},
  parameters: named("queue", ...rest),
  units: anyUnit,
  procedure,
  examples: [],
});

export const waitingFunctions: readonly (DeviceRow | Peek | Macro)[] = [
  {
    kind: "device",
    name: "waiting",
    family: "memory",
    summary:
      "A level that keeps record of when what is in it came: `queue_fifo` without the ages of the start.",
    aliases: {},
    parameters: named("inflow", "outflow", "start"),
    begins: [2],
    cells: waitingCells,
    begin: beginWaiting,
    step: stepWaiting,
    units: { kind: "like", arg: 2, others: ["any", "any", "any"] },
    examples: [
      {
        step: 0.5,
        args: [[4, 2, 0, 0], [0, 2, 6, 0], 3],
        results: [3, 5, 5, 2],
        because: "3 + 4/2, + 2/2 - 2/2, - 6/2.",
      },
    ],
  },
  peekInto("waiting_rest", waitingRest),
  peekInto("waiting_oldest", waitingOldest),
  peekInto("waiting_between", waitingBetween, "least", "most"),
  peekInto("waiting_ages", waitingAges, "quantity"),
  {
    kind: "macro",
    name: "queue_fifo",
    family: "memory",
    summary:
      "A level that `inflow` fills and `outflow` empties, what came first going first, so that `queue_age_oldest`, `queue_age_average` and `queue_age_in_range` can ask for ages. What is there at the `start` is a step to `age_range` and a step old, as the graph `profile` says.",
    aliases: { vensim: "QUEUE FIFO" },
    parameters: named(...own),
    units: amount,
    body: "= waiting(inflow, outflow, start)",
    examples: [
      {
        step: 1,
        args: [3, [1, 1, 5, 0], [1, 1], 2, 4],
        results: [2, 4, 6, 4],
        because: "The 3 that come are added in each step, and 1, 1 and 5 taken away.",
      },
    ],
  },
  {
    kind: "macro",
    name: "queue_age_oldest",
    family: "memory",
    summary: "How old the oldest is in the queue that the arguments say: those of `queue_fifo`.",
    doubt,
    aliases: { vensim: "QUEUE AGE OLDEST" },
    parameters: named(...own),
    units: age,
    body: `
aux left = zidz(waiting_rest(waiting(inflow, outflow, start)), init(start))
aux of_start = time - start_time + dt + age_range * lookup_part(profile, left)
aux of_others = if waiting(inflow, outflow, start) < 0 then dt else waiting_oldest(waiting(inflow, outflow, start))
= if left > 0 then of_start else of_others`,
    examples: [
      {
        step: 1,
        args: [[3, 3, 3, 0, 0], [0, 4, 6, 3, 0], [1, 1], 8, 4],
        results: [5, 6, 5, 3, 3],
        because:
          "The 8 are 1 to 5 old, and a step later 2 to 6. At 2 the older half of them is gone, and the others are 3 to 5. At 3 these and 2 of the 3 that came at 0 are gone, so the oldest is 3; at 4 the last of these and 2 of those that came at 1, so it is 4 - 1.",
      },
    ],
  },
  {
    kind: "macro",
    name: "queue_age_in_range",
    family: "memory",
    summary:
      "How much of the queue that the arguments say, those of `queue_fifo`, is at least `least` and at most `most` old; na() is no limit.",
    doubt,
    aliases: { vensim: "QUEUE AGE IN RANGE" },
    parameters: named(...own, "least", "most"),
    units: amount,
    body: `
aux left = zidz(waiting_rest(waiting(inflow, outflow, start)), init(start))
aux upper = if most < -1e30 then 1e30 else most
aux youngest = time - start_time + dt
aux width = max(age_range, dt / 1000000)
aux below = lookup_share(profile, 0, (least - youngest) / width)
aux inside = min(left, lookup_share(profile, 0, (upper - youngest) / width)) - below
= init(start) * max(0, inside) + waiting_between(waiting(inflow, outflow, start), least, upper)`,
    examples: [
      {
        step: 1,
        args: [3, [0, 4, 4, 0], [1, 1], 8, 4, 2, 4],
        results: [4, 4, 5, 6],
        because:
          "The 8 are 1 to 5 old at 0, 2 to 6 at 1: half of them are 2 to 4 old both times. At 2 those from 5 old on are gone, the 4 others are 3 to 5: 2 of them, and the 3 that came at 0. At 3 the start is gone: the 3 of 0 and the 3 of 1.",
      },
    ],
  },
  {
    kind: "macro",
    name: "queue_age_average",
    family: "memory",
    summary:
      "How old the oldest `quantity` is, on the average, of the queue that the arguments say, those of `queue_fifo`; all of it for 0 and for more than there is.",
    doubt,
    aliases: { vensim: "QUEUE AGE AVERAGE" },
    parameters: [...named(...own), { name: "quantity", otherwise: 0 }],
    units: age,
    body: `
aux level = waiting(inflow, outflow, start)
aux rest = waiting_rest(waiting(inflow, outflow, start))
aux asked = if quantity <= 0 or quantity > level then level else quantity
aux first = min(asked, rest)
aux left = zidz(rest, init(start))
aux low = lookup_part(profile, left - zidz(first, init(start)))
aux of_start = first * (time - start_time + dt) + init(start) * age_range * lookup_moment(profile, low, lookup_part(profile, left))
aux ages = of_start + waiting_ages(waiting(inflow, outflow, start), asked - first)
= if level > 0 then ages / asked else if level < 0 then dt else 0`,
    examples: [
      {
        step: 1,
        args: [3, [0, 4, 4, 0], [1, 1], 8, 4, 0],
        results: [3, 35 / 11, 2.5, 2],
        because:
          "The 8 are 1 to 5 old, 3 on the average. At 1: (8 * 4 + 3 * 1)/11; at 2: (4 * 4 + 3 * 2 + 3 * 1)/10; at 3: (3 * 3 + 3 * 2 + 3 * 1)/9.",
      },
      {
        step: 1,
        args: [3, 0, [1, 1], 8, 4, 4],
        results: [4, 5],
        because: "The older half of the 8 is 3 to 5 old, and a step later 4 to 6.",
      },
    ],
  },
];
