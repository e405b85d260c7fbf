import {
  allocateAmong,
  allocateAvailable,
  allocateByPriority,
  marketPriority,
} from "../procedures/allocation.ts";
import { demandAtPrice, findMarketPrice, supplyAtPrice } from "../procedures/market.ts";
import { binary, number } from "./code.ts";
import type { Pointwise, Vector } from "./function.ts";

/**
 * Sharing out what is scarce. A profile is a row of four numbers: the kind of its curve (0 fixed, 1 rectangular,
 * 2 triangular, 3 normal, 4 exponential, 5 and 6 of constant elasticity), its middle, its width, and the elasticity.
 */
export const allocationFunctions: readonly (Vector | Pointwise)[] = [
  {
    kind: "vector",
    name: "allocate_available",
    family: "allocation",
    doubt:
      "curves of constant elasticity (kinds 5 and 6): here all is wanted up to the middle, and (price / middle)^-elasticity of it beyond.",
    summary:
      "What each of several `requests` gets of a `supply` that may be short, by their `profiles` of priority; all supply is given out, and nobody gets more than was asked for.",
    aliases: { vensim: "ALLOCATE AVAILABLE" },
    parameters: [
      { name: "requests", shape: "row" },
      { name: "profiles", shape: "matrix" },
      { name: "supply", shape: "number" },
    ],
    result: { kind: "row", along: 0 },
    units: { kind: "like", arg: 0, others: ["any", "any", { sameAs: 0 }] },
    procedure: allocateAvailable,
    scratch: ([requests]) => requests!,
    examples: [
      { args: [[3, 2], profiles([1, 1, 1, 0], [1, 2, 1, 0]), 10], result: [3, 2] },
      { args: [[3, 2], profiles([1, 1, 1, 0], [1, 2, 1, 0]), 0], result: [0, 0] },
      { args: [[3, 2], profiles([1, 1, 1, 0], [1, 3, 1, 0]), 1.5], result: [0, 1.5] },
      { args: [[3, 2], profiles([1, 1, 1, 0], [1, 3, 1, 0]), 3.5], result: [1.5, 2] },
      { args: [[4, 2], profiles([2, 1, 1, 0], [2, 1, 1, 0]), 3], result: [2, 1] },
      { args: [[4, 2], profiles([3, 1, 1, 0], [3, 1, 1, 0]), 3], result: [2, 1] },
      { args: [[4, 2], profiles([4, 1, 1, 0], [4, 1, 1, 0]), 3], result: [2, 1] },
      { args: [[4, 2], profiles([5, 1, 1, 1], [5, 1, 1, 1]), 3], result: [2, 1] },
      { args: [[4, 2], profiles([0, 1, 1, 0], [0, 5, 1, 0]), 3], result: [2, 1] },
      { args: [[4, 2], profiles([0, 1, 1, 0], [1, 5, 1, 0]), 5], result: [4, 1] },
      { args: [[4, 4, 4], profiles([11, 1, 1, 0], [11, 1, 1, 0], [11, 1, 1, 0]), 7], result: [3, 2, 2] },
    ],
  },
  {
    kind: "vector",
    name: "allocate_by_priority",
    family: "allocation",
    summary:
      "What each of the first `size` of several `requests` gets of a `supply` that may be short: those with a higher priority first, and those whose priorities lie within `width` share.",
    aliases: { vensim: "ALLOCATE BY PRIORITY" },
    parameters: [
      { name: "requests", shape: "row" },
      { name: "priorities", shape: "row" },
      { name: "size", shape: "number" },
      { name: "width", shape: "number" },
      { name: "supply", shape: "number" },
    ],
    result: { kind: "row", along: 0 },
    units: { kind: "like", arg: 0, others: ["any", "any", "dimensionless", { sameAs: 1 }, { sameAs: 0 }] },
    procedure: allocateByPriority,
    scratch: ([requests]) => requests!,
    examples: [
      { args: [[3, 2, 5], [1, 4, 8], 3, 2, 6], result: [0, 1, 5] },
      { args: [[3, 2, 5], [1, 4, 8], 3, 2, 20], result: [3, 2, 5] },
      { args: [[2, 4], [1, 1], 2, 0, 3], result: [1, 2] },
    ],
  },
  {
    kind: "vector",
    name: "allocate_among",
    family: "allocation",
    summary:
      "What each of several `requests` gets of a `supply` that may be short, by the middles, widths and kinds of their curves of priority.",
    aliases: { stella: { name: "ALLOCATE", order: [0, 2, 3, 4, 5] } },
    parameters: [
      { name: "supply", shape: "number" },
      { name: "requests", shape: "row" },
      { name: "priorities", shape: "row" },
      { name: "widths", shape: "row" },
      { name: "kinds", shape: "row" },
    ],
    result: { kind: "row", along: 1 },
    units: { kind: "like", arg: 0, others: ["any", { sameAs: 0 }, "any", { sameAs: 2 }, "dimensionless"] },
    procedure: allocateAmong,
    scratch: ([, requests]) => requests!,
    examples: [
      { args: [1.5, [3, 2], [1, 3], [1, 1], [1, 1]], result: [0, 1.5] },
      { args: [3, [4, 2], [1, 1], [1, 1], [3, 3]], result: [2, 1] },
    ],
  },
  {
    kind: "vector",
    name: "marketp",
    family: "allocation",
    summary:
      "The priority at which the first `size` of several `requests` use up a `supply`; `alloc_p` gives what each then gets.",
    aliases: { vensim: "MARKETP" },
    parameters: [
      { name: "requests", shape: "row" },
      { name: "priorities", shape: "row" },
      { name: "size", shape: "number" },
      { name: "width", shape: "number" },
      { name: "supply", shape: "number" },
    ],
    result: { kind: "number" },
    units: {
      kind: "computed",
      sentence: "The result has the unit of `priorities`.",
      of: ([, priorities]) => priorities,
      others: ["any", "any", "dimensionless", { sameAs: 1 }, { sameAs: 0 }],
    },
    procedure: marketPriority,
    examples: [
      { args: [[4, 4], [1, 8], 2, 2, 2], result: 8 },
      { args: [[4, 4], [1, 8], 2, 2, 4], result: 7 },
      { args: [[4, 4], [1, 8], 2, 2, 20], result: 0 },
    ],
  },
  {
    kind: "pointwise",
    name: "alloc_p",
    family: "allocation",
    summary:
      "What a `request` gets where priorities above `market` are served, those within half a `width` of it in part.",
    aliases: { vensim: "ALLOC P" },
    parameters: [{ name: "request" }, { name: "priority" }, { name: "width" }, { name: "market" }],
    units: { kind: "like", arg: 0, others: ["any", "any", { sameAs: 1 }, { sameAs: 1 }] },
    value: ([request, priority, width, market]) =>
      request! * Math.max(0, Math.min((priority! - market!) / width! + 0.5, 1)),
    lower: ([request, priority, width, market]) => {
      const along = binary(
        "add",
        binary("divide", binary("subtract", priority!, market!), width!),
        number(0.5),
      );
      return binary("multiply", request!, binary("max", number(0), binary("min", along, number(1))));
    },
    examples: [
      { args: [4, 1, 2, 1], result: 2 },
      { args: [4, 8, 2, 1], result: 4 },
      { args: [4, 1, 2, 7], result: 0 },
    ],
  },
  {
    kind: "vector",
    name: "find_market_price",
    family: "allocation",
    summary:
      "The lowest price at which as much is offered (`capacities` by their `offers`) as is wanted (`demands` by their `wants`); a missing value where nothing depends on the price.",
    aliases: { vensim: "FIND MARKET PRICE" },
    parameters: [
      { name: "demands", shape: "row" },
      { name: "wants", shape: "matrix" },
      { name: "capacities", shape: "row" },
      { name: "offers", shape: "matrix" },
    ],
    result: { kind: "number" },
    units: {
      kind: "computed",
      sentence: "The unit of the result is not worked out.",
      of: () => undefined,
      others: ["any", "any", { sameAs: 0 }, "any"],
    },
    procedure: findMarketPrice,
    examples: [
      { args: [[4], profiles([1, 2, 2, 0]), [4], profiles([1, 2, 2, 0])], result: 2 },
      { args: [[0], profiles([1, 2, 2, 0]), [4], profiles([1, 2, 2, 0])], result: 1 },
      { args: [[4], profiles([3, 5, 2, 0]), [4], profiles([3, 5, 2, 0])], result: 5 },
      { args: [[4], profiles([0, 5, 2, 0]), [4], profiles([0, 5, 2, 0])], result: -(2 ** 109) },
    ],
  },
  atPrice("demand_at_price", "DEMAND AT PRICE", "still wanted", demandAtPrice, [
    { args: [8, [0, 5, 2, 0], 9], result: 8 },
    { args: [8, [1, 5, 2, 0], 5.5], result: 2 },
    { args: [8, [2, 5, 2, 0], 4.5], result: 7 },
    { args: [8, [2, 5, 2, 0], 5.5], result: 1 },
    { args: [8, [3, 5, 2, 0], 5], result: 4 },
    { args: [8, [4, 5, 2, 0], 5], result: 4 },
    { args: [8, [5, 5, 2, 2], 10], result: 2 },
    { args: [8, [5, 5, 2, 2], 3], result: 8 },
  ]),
  atPrice("supply_at_price", "SUPPLY AT PRICE", "offered", supplyAtPrice, [
    { args: [8, [0, 5, 2, 0], 9], result: 8 },
    { args: [8, [1, 5, 2, 0], 5.5], result: 6 },
    { args: [8, [2, 5, 2, 0], 5.5], result: 7 },
    { args: [8, [3, 5, 2, 0], 5], result: 4 },
    { args: [8, [5, 5, 2, 2], 2.5], result: 2 },
    { args: [8, [5, 5, 2, 2], 7], result: 8 },
  ]),
];

function profiles(...lines: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return lines;
}

/** What of a quantity goes at a price. */
function atPrice(
  name: string,
  vensim: string,
  done: string,
  procedure: Vector["procedure"],
  examples: Vector["examples"],
): Vector {
  return {
    kind: "vector",
    name,
    family: "allocation",
    summary: `What of a \`quantity\` is ${done} at a \`price\`, by its \`profile\`.`,
    aliases: { vensim },
    parameters: [
      { name: "quantity", shape: "number" },
      { name: "profile", shape: "row" },
      { name: "price", shape: "number" },
    ],
    result: { kind: "number" },
    units: { kind: "like", arg: 0, others: ["any", "any", "any"] },
    procedure,
    examples,
  };
}
