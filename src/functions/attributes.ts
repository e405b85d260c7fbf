import { readAlong } from "../procedures/response.ts";
import {
  attributedBetween,
  attributedCells,
  attributedEnd,
  attributedQuantity,
  attributedSum,
  beginAttributed,
  stepAttributed,
} from "../procedures/waiting.ts";
import type { DeviceRow, Macro, Peek, TableReader, UnitRule } from "./function.ts";
import { named, peekInto } from "./waiting.ts";

/**
 * Vensim's queues whose content has an attribute. As with the other queues, a function that asks one has the arguments of
 * the queue before its own.
 */
const own = [
  "inflow",
  "outflow",
  "attribute",
  "change",
  "profile",
  "attribute_profile",
  "start",
  "first",
  "age_range",
];
const [start, first] = [6, 7];

/** In how many parts of one age the start is taken. */
const parts = Array.from({ length: 20 }, (_, i) => 19 - i);

/** The device of a queue: the oldest part of the start first. */
const kept = `attributed(inflow, outflow, attribute, change, start, first, ${parts
  .map(
    (i) =>
      `lookup_share(profile, ${i / 20}, ${(i + 1) / 20}), lookup_along(attribute_profile, ${(i + 0.5) / 20})`,
  )
  .join(", ")})`;

const anyOthers = own.map(() => "any" as const);

const amount: UnitRule = { kind: "like", arg: start, others: [...anyOthers, "any", "any"] };

const ofAttribute: UnitRule = {
  kind: "computed",
  sentence: "The result has the unit of `first`.",
  of: (units) => units[first],
  others: [...anyOthers, "any"],
};

const doubt =
  "how finely the start is cut by age: here into twenty parts, each with the attribute of its middle. What is empty has the attribute 0.";

const quantity = { name: "quantity", otherwise: 0 };

const oldest = `
aux level = ${kept}
aux asked = if quantity <= 0 or quantity > level then level else quantity`;

/** Half of the queue is from the time before the run; the flat graph stands for both profiles. */
const filled = [[2, 2, 2, 2], [0, 4, 4, 0], [10, 20, 30, 40], 1, [1, 1], [1, 1], 8, 5, 4] as const;

const filledBecause =
  "8 with 5 at 0. At 1: 8 with 6 and 2 with 10 + 1. At 2, 4 of the old ones being gone: 4 with 7, 2 with 12, 2 with 20 + 1. At 3 the old ones are gone: 2 with 13, 2 with 22, 2 with 30 + 1.";

const endOf = (end: "max" | "min", word: string, examples: Macro["examples"]): Macro => ({
  kind: "macro",
  name: `queue_attribute_${end}`,
  family: "memory",
  summary: `The ${word} attribute in the queue that the arguments say, those of \`queue_fifo_attribute\`; with a \`quantity\`, among the oldest so many.`,
  doubt,
  aliases: { vensim: `QUEUE ATTRIB ${end.toUpperCase()}` },
  parameters: [...named(...own), quantity],
  units: ofAttribute,
  body: `${oldest}
= attributed_${end}(${kept}, asked)`,
  examples,
});

export const attributeFunctions: readonly (TableReader | DeviceRow | Peek | Macro)[] = [
  {
    kind: "table",
    name: "lookup_along",
    family: "graph",
    summary: "The `graph` at a part of its width, linear between its points.",
    aliases: {},
    parameters: [{ name: "graph" }, { name: "part" }],
    units: { kind: "like", arg: 0, others: ["any", "dimensionless"] },
    procedure: readAlong,
    examples: [
      {
        pairs: [
          [2, 10],
          [4, 20],
          [6, 0],
        ],
        args: [0.25],
        result: 15,
      },
      {
        pairs: [
          [2, 10],
          [4, 20],
          [6, 0],
        ],
        args: [2],
        result: 0,
      },
    ],
  },
  {
    kind: "device",
    name: "attributed",
    family: "memory",
    summary:
      "A level that keeps record of an attribute of what is in it: what `queue_fifo_attribute` is asked about.",
    aliases: {},
    parameters: named(
      ...["inflow", "outflow", "attribute", "change", "start", "first"],
      ...parts.flatMap((_, i) => [`share ${i + 1}`, `times ${i + 1}`]),
    ),
    begins: [4, 5, ...parts.flatMap((_, i) => [6 + 2 * i, 7 + 2 * i])],
    cells: attributedCells,
    begin: beginAttributed,
    step: stepAttributed,
    units: { kind: "like", arg: 4, others: [...anyOthers, ...parts.flatMap(() => ["any", "any"] as const)] },
    examples: [
      {
        step: 0.5,
        args: [[4, 2, 0, 0], [0, 2, 6, 0], 1, 0, 3, 1, ...parts.flatMap(() => [0.05, 1])],
        results: [3, 5, 5, 2],
        because: "3 + 4/2, + 2/2 - 2/2, - 6/2.",
      },
    ],
  },
  peekInto("attributed_sum", attributedSum, "quantity"),
  peekInto("attributed_between", attributedBetween, "least", "most"),
  peekInto("attributed_max", attributedEnd("largest"), "quantity"),
  peekInto("attributed_min", attributedEnd("least"), "quantity"),
  peekInto("attributed_quantity", attributedQuantity, "total"),
  {
    kind: "macro",
    name: "queue_fifo_attribute",
    family: "memory",
    summary:
      "A level as `queue_fifo`, of which the `queue_attribute_…` functions can ask an attribute too: what comes in has `attribute`, and all that is there changes by `change` in a unit of time. What is there at the `start` has `first` times what the graph `attribute_profile` says of its age.",
    aliases: { vensim: "QUEUE FIFO ATTRIB" },
    parameters: named(...own),
    units: amount,
    body: "= waiting(inflow, outflow, start)",
    examples: [
      { step: 1, args: filled, results: [8, 10, 8, 6], because: "Two come in each step; four go twice." },
    ],
  },
  {
    kind: "macro",
    name: "queue_attribute_average",
    family: "memory",
    summary:
      "The average attribute of the oldest `quantity` of the queue that the arguments say, those of `queue_fifo_attribute`; of all of it for 0 and for more than there is.",
    doubt,
    aliases: { vensim: "QUEUE ATTRIB AVERAGE" },
    parameters: [...named(...own), quantity],
    units: ofAttribute,
    body: `${oldest}
= if level > 0 then attributed_sum(${kept}, asked) / asked else 0`,
    examples: [
      {
        step: 1,
        args: [...filled, -1],
        results: [5, 7, 94 / 8, 132 / 6],
        because: `${filledBecause} (48 + 22)/10, (28 + 24 + 42)/8, (26 + 44 + 62)/6.`,
      },
      {
        step: 1,
        args: [...filled, 5],
        results: [5, 6, 40 / 5, (26 + 44 + 31) / 5],
        because: `${filledBecause} Of the oldest 5: all of the start; 4 with 7 and 1 with 12; 2, 2 and 1.`,
      },
      {
        step: 1,
        args: [0, 0, 0, 0, [1, 1], [0, 2], 8, 5, 4, 4],
        results: [7.5, 7.5],
        because: "The attribute goes from 0 to 10 along the ages; that of the older half is from 5 to 10.",
      },
    ],
  },
  {
    kind: "macro",
    name: "queue_attribute_in_range",
    family: "memory",
    summary:
      "How much of the queue that the arguments say, those of `queue_fifo_attribute`, has an attribute of at least `least` and at most `most`; na() is no limit.",
    doubt,
    aliases: { vensim: "QUEUE ATTRIB IN RANGE" },
    parameters: named(...own, "least", "most"),
    units: amount,
    body: `
aux upper = if most < -1e30 then 1e300 else most
= attributed_between(${kept}, least, upper)`,
    examples: [
      {
        step: 1,
        args: [...filled, 7, 13],
        results: [0, 2, 6, 2],
        because: `${filledBecause} From 7 to 13: none, the 2, the 4 and 2, and 2.`,
      },
    ],
  },
  endOf("max", "largest", [
    { step: 1, args: [...filled, 0], results: [5, 11, 21, 31], because: filledBecause },
    { step: 1, args: [...filled, 6], results: [5, 6, 12, 31], because: `${filledBecause} Of the oldest 6.` },
  ]),
  endOf("min", "least", [{ step: 1, args: [...filled, 0], results: [5, 6, 7, 13], because: filledBecause }]),
  {
    kind: "macro",
    name: "queue_attribute_quantity",
    family: "memory",
    summary:
      "How many of the oldest in the queue that the arguments say, those of `queue_fifo_attribute`, have the sum `total` of the attribute; all of them where that is not enough.",
    doubt,
    aliases: { vensim: "QUEUE ATTRIB QUANTITY" },
    parameters: named(...own, "total"),
    units: amount,
    body: `= attributed_quantity(${kept}, max(0, total))`,
    examples: [
      {
        step: 1,
        args: [...filled, 40],
        results: [8, 40 / 6, 5, 2 + 14 / 22],
        because: `${filledBecause} 8 times 5 are 40; 40/6; 4 times 7 and 1 times 12; 2 times 13, and 14 of 22s.`,
      },
    ],
  },
];
