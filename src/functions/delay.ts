import type { Macro, UnitRule } from "./function.ts";

/** What comes out has the unit of what goes in, and the delay is a time. */
const delayed: UnitRule = { kind: "like", arg: 0, others: ["any", "time", { sameAs: 0 }] };

const [input, delay, start] = [{ name: "input" }, { name: "delay" }, { name: "start" }];

/**
 * Exponential delays, written in the language itself. Those of information (smooth) hold values, those of material
 * (delay) hold amounts, so that what goes in comes out, whatever becomes of the delay.
 */
export const delayFunctions: readonly Macro[] = [
  {
    kind: "macro",
    name: "smooth",
    family: "delay",
    summary:
      "Follows `input` with an exponential delay of the first order, from the value of `input` at the start.",
    aliases: { vensim: "SMOOTH", xmile: "SMTH1" },
    parameters: [input, delay],
    units: delayed,
    body: `
stock level starts input in change
flow change = (input - level) / delay
= level`,
    examples: [
      {
        step: 1,
        args: [[0, 8, 8, 8], 2],
        results: [0, 0, 4, 6],
        because: "Each step goes half of the way: 0 + (8 - 0)/2, 4 + (8 - 4)/2.",
      },
    ],
  },
  {
    kind: "macro",
    name: "smooth",
    family: "delay",
    summary: "Follows `input` with an exponential delay of the first order, from `start` on.",
    aliases: { vensim: "SMOOTHI", xmile: "SMTH1" },
    parameters: [input, delay, start],
    units: delayed,
    body: `
stock level starts start in change
flow change = (input - level) / delay
= level`,
    examples: [
      {
        step: 1,
        args: [8, 2, 0],
        results: [0, 4, 6],
        because: "Each step goes half of the way from 0 to 8.",
      },
    ],
  },
  {
    kind: "macro",
    name: "smooth3",
    family: "delay",
    summary:
      "Follows `input` with an exponential delay of the third order: three of the first order, one behind another, each of a third of `delay`.",
    aliases: { vensim: "SMOOTH3", xmile: "SMTH3" },
    parameters: [input, delay],
    units: delayed,
    body: smooth3("input"),
    examples: [
      {
        step: 1,
        args: [[0, 8, 8, 8, 8], 3],
        results: [0, 0, 0, 0, 8],
        because: "A third of the delay is one step, in which each of the three takes over the one before it.",
      },
    ],
  },
  {
    kind: "macro",
    name: "smooth3",
    family: "delay",
    summary: "Follows `input` with an exponential delay of the third order, from `start` on.",
    aliases: { vensim: "SMOOTH3I", xmile: "SMTH3" },
    parameters: [input, delay, start],
    units: delayed,
    body: smooth3("start"),
    examples: [
      {
        step: 1,
        args: [8, 3, 2],
        results: [2, 2, 2, 8],
        because: "A third of the delay is one step: the third of the three has the 8 after three.",
      },
    ],
  },
  {
    kind: "macro",
    name: "delay1",
    family: "delay",
    summary:
      "What comes out of a stock that `input` fills and that empties within `delay`; at the start it is in balance with `input`.",
    aliases: { vensim: "DELAY1", xmile: "DELAY1" },
    parameters: [input, delay],
    units: delayed,
    body: delay1("input"),
    examples: [
      {
        step: 1,
        args: [[0, 8, 8, 8], 2],
        results: [0, 0, 4, 6],
        because: "The stock is 0, 0, 0 + 8 and 8 + 8 - 4, and half of it comes out.",
      },
    ],
  },
  {
    kind: "macro",
    name: "delay1",
    family: "delay",
    summary:
      "What comes out of a stock that `input` fills and that empties within `delay`; at the start `start` comes out.",
    aliases: { vensim: "DELAY1I", xmile: "DELAY1" },
    parameters: [input, delay, start],
    units: delayed,
    body: delay1("start"),
    examples: [
      {
        step: 1,
        args: [8, 2, 3],
        results: [3, 5.5, 6.75],
        because: "The stock is 3 * 2 = 6, 6 + 8 - 3 = 11 and 11 + 8 - 5.5 = 13.5, and half of it comes out.",
      },
    ],
  },
  {
    kind: "macro",
    name: "delay3",
    family: "delay",
    summary:
      "What comes out of the last of three stocks, one behind another, that each empty within a third of `delay`; at the start they are in balance with `input`.",
    aliases: { vensim: "DELAY3", xmile: "DELAY3" },
    parameters: [input, delay],
    units: delayed,
    body: delay3("input"),
    examples: [
      {
        step: 1,
        args: [[0, 8, 8, 8, 8], 3],
        results: [0, 0, 0, 0, 8],
        because: "A third of the delay is one step, in which each stock hands on all that it holds.",
      },
    ],
  },
  {
    kind: "macro",
    name: "delay3",
    family: "delay",
    summary:
      "What comes out of the last of three stocks, one behind another, that each empty within a third of `delay`; at the start `start` comes out.",
    aliases: { vensim: "DELAY3I", xmile: "DELAY3" },
    parameters: [input, delay, start],
    units: delayed,
    body: delay3("start"),
    examples: [
      {
        step: 1,
        args: [8, 6, 2],
        results: [2, 2, 2, 2.75],
        because:
          "The stocks hold 2 * 2 = 4 each; half of one comes out. The first: 4, 10, 13; the second: 4, 4, 4 + 5 - 2 = 7; the third: 4, 4, 4, 4 + 3.5 - 2 = 5.5.",
      },
    ],
  },
  {
    kind: "macro",
    name: "delayp",
    family: "delay",
    summary:
      "As `delay3`; `delayp(input, delay).pipeline` is what is on the way, all that has gone in and not come out.",
    aliases: { vensim: "DELAYP" },
    parameters: [input, delay],
    outputs: ["pipeline"],
    units: delayed,
    body: `
aux pipeline = third + second + first${delay3("input")}`,
    examples: [
      {
        step: 1,
        args: [[0, 8, 8, 8, 8], 3],
        results: [0, 0, 0, 0, 8],
        because: "A third of the delay is one step, in which each stock hands on all that it holds.",
      },
    ],
  },
  {
    kind: "macro",
    name: "delay_fixed",
    family: "delay",
    summary: "What `input` was a time `delay` ago; its value at the start until then.",
    aliases: { xmile: "DELAY" },
    parameters: [input, delay],
    units: delayed,
    body: "= delay_fixed(input, delay, input)",
    examples: [
      { step: 1, args: [[3, 4, 5, 6], 2], results: [3, 3, 3, 4], because: "Two steps behind, and 3 before." },
    ],
  },
];

function smooth3(start: string): string {
  return `
aux part = delay / 3
stock first starts ${start} in to_first
flow to_first = (input - first) / part
stock second starts ${start} in to_second
flow to_second = (first - second) / part
stock level starts ${start} in change
flow change = (second - level) / part
= level`;
}

function delay1(start: string): string {
  return `
stock held starts ${start} * delay in entering out leaving
flow entering = input
flow leaving = held / delay
= leaving`;
}

function delay3(start: string): string {
  return `
aux part = delay / 3
stock first starts ${start} * part in entering out to_second
flow entering = input
flow to_second = first / part
stock second starts ${start} * part in to_second out to_third
flow to_third = second / part
stock third starts ${start} * part in to_third out leaving
flow leaving = third / part
= leaving`;
}
