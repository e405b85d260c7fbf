import { divideUnits, multiplyUnits } from "../model/unit.ts";
import type { Macro } from "./function.ts";

/** Functions that look at how something has changed. */
export const trendFunctions: readonly Macro[] = [
  {
    kind: "macro",
    name: "trend",
    family: "delay",
    summary:
      "How fast `input` grows, as a share of itself in a unit of time: its distance from its smoothed value. At the start it is `start`.",
    aliases: { vensim: "TREND", xmile: "TREND" },
    parameters: [{ name: "input" }, { name: "time_to_average" }, { name: "start", otherwise: 0 }],
    units: {
      kind: "computed",
      sentence: "The result is a share in a unit of time.",
      of: (_, time) => divideUnits({}, time),
      others: ["any", "time", "any"],
    },
    body: `
stock average starts input / (1 + start * time_to_average) in change
flow change = (input - average) / time_to_average
aux trend = zidz(input - average, time_to_average * average)
= trend`,
    examples: [
      {
        step: 1,
        args: [[1, 2, 4], 1],
        results: [0, 1, 1],
        because: "The average is 1, 1 and 2: (1 - 1)/1, (2 - 1)/1, (4 - 2)/2.",
      },
      {
        step: 1,
        args: [6, 1, 2],
        results: [2, 0],
        because: "The average begins with 6/(1 + 2) = 2, and is 6 a step later.",
      },
    ],
  },
  {
    kind: "macro",
    name: "forecast",
    family: "delay",
    summary:
      "What `input` comes to after `horizon`, if its trend goes on as a straight line; the trend at the start is `start`.",
    aliases: { vensim: "FORECAST", xmile: "FORCST" },
    parameters: [
      { name: "input" },
      { name: "time_to_average" },
      { name: "horizon" },
      { name: "start", otherwise: 0 },
    ],
    units: { kind: "like", arg: 0, others: ["any", "time", "time", "any"] },
    body: `
aux forecast = input * (1 + trend(input, time_to_average, start) * horizon)
= forecast`,
    examples: [
      {
        step: 1,
        args: [[1, 2, 4], 1, 3],
        results: [1, 8, 16],
        because: "The trend is 0, 1 and 1: 1, 2 * (1 + 1 * 3), 4 * (1 + 1 * 3).",
      },
    ],
  },
  {
    kind: "macro",
    name: "derivn",
    family: "memory",
    summary:
      "The change of `x` from step to step in a unit of time; of order 2 the change of that, and so on. Until there are so many steps it is 0.",
    aliases: { stella: "DERIVN" },
    parameters: [{ name: "x" }, { name: "order" }],
    order: 1,
    units: {
      kind: "computed",
      sentence: "The result has the unit of `x` divided by that of time, for order 1.",
      of: () => undefined,
      others: ["any", "dimensionless"],
    },
    body: (order) => `
${Array.from({ length: order }, (_, i) => {
  const [before, now] = [i === 0 ? "x" : `change_${i}`, i + 1];
  return `aux change_${now} = if time > start_time + ${i + 0.5} * dt then (${before} - previous(${before}, 0)) / dt else 0`;
}).join("\n")}
= ${order === 0 ? "x" : `change_${order}`}`,
    examples: [
      {
        step: 0.5,
        args: [[0, 1, 4, 9], 1],
        results: [0, 2, 6, 10],
        because: "Twice the differences 1, 3, 5.",
      },
      {
        step: 1,
        args: [[0, 1, 4, 9], 2],
        results: [0, 0, 2, 2],
        because: "The differences are 1, 3 and 5, and theirs are 2 and 2.",
      },
      { step: 1, args: [[3, 4], 0], results: [3, 4], because: "Of order 0 it is x itself." },
    ],
  },
  {
    kind: "macro",
    name: "npv",
    family: "financial",
    summary:
      "What a stream of payments up to now was worth at the start: all of them, discounted at `rate` in a unit of time, with `start` added, times `factor`.",
    aliases: { vensim: "NPV" },
    parameters: [
      { name: "stream" },
      { name: "rate" },
      { name: "start", otherwise: 0 },
      { name: "factor", otherwise: 1 },
    ],
    units: {
      kind: "computed",
      sentence: "The result has the unit of `stream` multiplied by that of time.",
      of: ([stream], time) => stream && multiplyUnits(stream, time),
      others: ["any", "any", "any", "any"],
    },
    body: `
stock sum starts start in paid
flow paid = stream * discount
stock discount starts 1 out fading
flow fading = discount * rate / (1 + rate * dt)
aux value = (sum + stream * dt * discount) * factor
= value`,
    examples: [
      {
        step: 1,
        args: [16, 1, 0, 1],
        results: [16, 24, 28],
        because: "The payments count 1, 1/2 and 1/4 times, the present one included.",
      },
    ],
  },
  {
    kind: "macro",
    name: "npve",
    family: "financial",
    summary:
      "As `npv`, but payments count at the end of their step and the discount is one for each step, as in spreadsheets.",
    aliases: { vensim: "NPVE" },
    parameters: [{ name: "stream" }, { name: "rate" }, { name: "start" }, { name: "factor" }],
    units: {
      kind: "computed",
      sentence: "The result has the unit of `stream` multiplied by that of time.",
      of: ([stream], time) => stream && multiplyUnits(stream, time),
      others: ["any", "any", "any", "any"],
    },
    body: `
stock sum starts start in paid
flow paid = stream * discount
stock discount starts 1 / (1 + rate * dt) out fading
flow fading = discount * rate / (1 + rate * dt)
aux value = (sum + stream * dt * discount) * factor
= value`,
    examples: [
      {
        step: 1,
        args: [16, 1, 0, 1],
        results: [8, 12, 14],
        because: "The payments count 1/2, 1/4 and 1/8 times, the present one included.",
      },
    ],
  },
];
