import type { Macro, UnitRule } from "./function.ts";

/** What comes out has the unit of what goes in, and the delay is a time. */
const delayed: UnitRule = { kind: "like", arg: 0, others: ["any", "time", { sameAs: 0 }] };

const [input, delay, start] = [{ name: "input" }, { name: "delay" }, { name: "start" }];

/**
 * Exponential delays, written in the language itself. Those of information (smooth) hold values, those of material
 * (delay) hold amounts, so that what goes in comes out, whatever becomes of the delay.
 */
export const delayFunctions: readonly Macro[] = [
  ...delays(
    "smooth",
    "SMTH1",
    smooth,
    {
      vensim: "SMOOTH",
      summary:
        "Follows `input` with an exponential delay of the first order, from the value of `input` at the start.",
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
      vensim: "SMOOTHI",
      summary: "Follows `input` with an exponential delay of the first order, from `start` on.",
      examples: [
        {
          step: 1,
          args: [8, 2, 0],
          results: [0, 4, 6],
          because: "Each step goes half of the way from 0 to 8.",
        },
      ],
    },
  ),
  ...delays(
    "smooth3",
    "SMTH3",
    smooth3,
    {
      vensim: "SMOOTH3",
      summary:
        "Follows `input` with an exponential delay of the third order: three of the first order, one behind another, each of a third of `delay`.",
      examples: [
        {
          step: 1,
          args: [[0, 8, 8, 8, 8], 3],
          results: [0, 0, 0, 0, 8],
          because:
            "A third of the delay is one step, in which each of the three takes over the one before it.",
        },
      ],
    },
    {
      vensim: "SMOOTH3I",
      summary: "Follows `input` with an exponential delay of the third order, from `start` on.",
      examples: [
        {
          step: 1,
          args: [8, 3, 2],
          results: [2, 2, 2, 8],
          because: "A third of the delay is one step: the third of the three has the 8 after three.",
        },
      ],
    },
  ),
  ...delays(
    "delay1",
    "DELAY1",
    delay1,
    {
      vensim: "DELAY1",
      summary:
        "What comes out of a stock that `input` fills and that empties within `delay`; at the start it is in balance with `input`.",
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
      vensim: "DELAY1I",
      summary:
        "What comes out of a stock that `input` fills and that empties within `delay`; at the start `start` comes out.",
      examples: [
        {
          step: 1,
          args: [8, 2, 3],
          results: [3, 5.5, 6.75],
          because:
            "The stock is 3 * 2 = 6, 6 + 8 - 3 = 11 and 11 + 8 - 5.5 = 13.5, and half of it comes out.",
        },
      ],
    },
  ),
  ...delays(
    "delay3",
    "DELAY3",
    delay3,
    {
      vensim: "DELAY3",
      summary:
        "What comes out of the last of three stocks, one behind another, that each empty within a third of `delay`; at the start they are in balance with `input`.",
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
      vensim: "DELAY3I",
      summary:
        "What comes out of the last of three stocks, one behind another, that each empty within a third of `delay`; at the start `start` comes out.",
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
  ),
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

/** What two functions of one name differ in. */
interface Told extends Pick<Macro, "summary" | "examples"> {
  readonly vensim: string;
}

/** A delay as two functions: one that is in balance with its input at the start, and one that is told where it starts. */
function delays(
  name: string,
  xmile: string,
  body: (start: string) => string,
  balanced: Told,
  told: Told,
): readonly Macro[] {
  const row = ({ vensim, summary, examples }: Told, from: "input" | "start"): Macro => ({
    kind: "macro",
    name,
    family: "delay",
    summary,
    aliases: { vensim, xmile },
    parameters: from === "start" ? [input, delay, start] : [input, delay],
    units: delayed,
    body: body(from),
    examples,
  });
  return [row(balanced, "input"), row(told, "start")];
}

function smooth(start: string): string {
  return `
stock level starts ${start} in change
flow change = (input - level) / delay
= level`;
}

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
