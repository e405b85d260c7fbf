import { computeRoutine } from "../numerics/plain.ts";
import { binary, type Code, choose, clock, number, routine, unary } from "./code.ts";
import type { Clock, Pointwise } from "./function.ts";

/** Curves that go from one value to another, and waves. */
export const shapeFunctions: readonly Pointwise[] = [
  {
    kind: "pointwise",
    name: "expbound",
    family: "transcendental",
    summary:
      "From `from` where `x` is `start` to `to` where it is `finish`, along an exponential: straight for an `exponent` of 0, late for one above, early for one below; level outside.",
    aliases: { stella: "EXPBOUND" },
    parameters: [
      { name: "from" },
      { name: "to" },
      { name: "x" },
      { name: "exponent" },
      { name: "start", otherwise: 0 },
      { name: "finish", otherwise: 1 },
    ],
    units: {
      kind: "like",
      arg: 0,
      others: ["any", { sameAs: 0 }, "any", "dimensionless", { sameAs: 2 }, { sameAs: 2 }],
    },
    value: ([from, to, x, exponent, start, finish]) => {
      const way = Math.max(0, Math.min((x! - start!) / (finish! - start!), 1));
      const grown = computeRoutine("exp", exponent! * way) - 1;
      const share = exponent === 0 ? way : grown / (computeRoutine("exp", exponent!) - 1);
      return from! + (to! - from!) * share;
    },
    lower: ([from, to, x, exponent, start, finish]) => {
      const ratio = binary("divide", binary("subtract", x!, start!), binary("subtract", finish!, start!));
      const way = binary("max", number(0), binary("min", ratio, number(1)));
      const grown = binary("subtract", routine("exp", binary("multiply", exponent!, way)), number(1));
      const whole = binary("subtract", routine("exp", exponent!), number(1));
      const share = choose(binary("equal", exponent!, number(0)), way, binary("divide", grown, whole));
      return binary("add", from!, binary("multiply", binary("subtract", to!, from!), share));
    },
    examples: [
      { args: [1, 9, 1, 0, 2, 8], result: 1 },
      { args: [1, 9, 5, 0, 2, 8], result: 5 },
      { args: [1, 9, 8, 3, 2, 8], result: 9 },
      { args: [0, 3, 0.5, Math.log(4), 0, 1], result: 1 },
    ],
  },
  {
    kind: "pointwise",
    name: "logisticbound",
    family: "transcendental",
    summary:
      "From `from` for small `x` to `to` for large `x`, half way at `middle`, the faster the larger `speed`: the logistic curve.",
    doubt: "what `speed` counts: here the logistic curve is 1 / (1 + e^(-speed · (x - middle))).",
    aliases: { stella: "LOGISTICBOUND" },
    parameters: [{ name: "from" }, { name: "to" }, { name: "x" }, { name: "middle" }, { name: "speed" }],
    units: {
      kind: "like",
      arg: 0,
      others: ["any", { sameAs: 0 }, "any", { sameAs: 2 }, "any"],
    },
    value: ([from, to, x, middle, speed]) =>
      from! + (to! - from!) / (1 + computeRoutine("exp", -(speed! * (x! - middle!)))),
    lower: ([from, to, x, middle, speed]) =>
      binary("add", from!, binary("divide", binary("subtract", to!, from!), lowerRise(x!, middle!, speed!))),
    examples: [
      { args: [1, 9, 5, 5, 2], result: 5 },
      { args: [1, 9, 100, 5, 2], result: 9 },
      { args: [1, 9, -500, 5, 2], result: 1 },
    ],
  },
  {
    kind: "pointwise",
    name: "logisticbound",
    family: "transcendental",
    summary:
      "The logistic curve stretched so that it is `from` where `x` is `start` and `to` where it is `finish`; level outside.",
    aliases: { stella: "LOGISTICBOUND" },
    parameters: [
      { name: "from" },
      { name: "to" },
      { name: "x" },
      { name: "middle" },
      { name: "speed" },
      { name: "start" },
      { name: "finish" },
    ],
    units: {
      kind: "like",
      arg: 0,
      others: ["any", { sameAs: 0 }, "any", { sameAs: 2 }, "any", { sameAs: 2 }, { sameAs: 2 }],
    },
    value: ([from, to, x, middle, speed, start, finish]) => {
      const rise = (place: number): number => 1 / (1 + computeRoutine("exp", -(speed! * (place - middle!))));
      const low = rise(start!);
      const here = rise(Math.max(start!, Math.min(x!, finish!)));
      return from! + (to! - from!) * ((here - low) / (rise(finish!) - low));
    },
    lower: ([from, to, x, middle, speed, start, finish]) => {
      const rise = (place: Code): Code => binary("divide", number(1), lowerRise(place, middle!, speed!));
      const low = rise(start!);
      const here = rise(binary("max", start!, binary("min", x!, finish!)));
      const share = binary("divide", binary("subtract", here, low), binary("subtract", rise(finish!), low));
      return binary("add", from!, binary("multiply", binary("subtract", to!, from!), share));
    },
    examples: [
      { args: [1, 9, 2, 5, 2, 2, 8], result: 1 },
      { args: [1, 9, 9, 5, 2, 2, 8], result: 9 },
    ],
  },
  {
    kind: "pointwise",
    name: "sshape",
    family: "transcendental",
    summary:
      "From 0 where `x` is 0 to 1 where it is 1 along an S, two powers of `profile` that meet in the middle; level outside.",
    doubt: "how Stella’s S is shaped; this is the one that models for Vensim bring along as a macro.",
    aliases: { stella: "SSHAPE" },
    parameters: [{ name: "x" }, { name: "profile" }],
    units: { kind: "dimensionless" },
    value: ([x, profile]) => {
      const way = Math.max(0, Math.min(x!, 1));
      const isLow = way < 0.5;
      const half = computeRoutine("power", 2 * (isLow ? way : 1 - way), profile!) * 0.5;
      return isLow ? half : 1 - half;
    },
    lower: ([x, profile]) => {
      const way = binary("max", number(0), binary("min", x!, number(1)));
      const isLow = binary("less", way, number(0.5));
      const rest = choose(isLow, way, binary("subtract", number(1), way));
      const power = routine("power", binary("multiply", number(2), rest), profile!);
      const half = binary("multiply", power, number(0.5));
      return choose(isLow, half, binary("subtract", number(1), half));
    },
    examples: [
      { args: [0.25, 2], result: 0.125 },
      { args: [0.75, 2], result: 0.875 },
      { args: [0.5, 3], result: 0.5 },
      { args: [-1, 2], result: 0 },
      { args: [2, 2], result: 1 },
    ],
  },
  wave("sinwave", "sine", "SINWAVE", [
    { args: [10, 8], clock: at(0), result: 0 },
    { args: [10, 8], clock: at(2), result: 10 },
  ]),
  wave("coswave", "cosine", "COSWAVE", [
    { args: [10, 8], clock: at(0), result: 10 },
    { args: [10, 8], clock: at(4), result: -10 },
  ]),
];

/** 1 + e^(-speed · (x - middle)), by which the height of a logistic curve is divided. */
function lowerRise(x: Code, middle: Code, speed: Code): Code {
  const power = unary("negate", binary("multiply", speed, binary("subtract", x, middle)));
  return binary("add", number(1), routine("exp", power));
}

/** The row of a wave of time. */
function wave(
  name: string,
  of: "sine" | "cosine",
  stella: string,
  examples: Pointwise["examples"],
): Pointwise {
  return {
    kind: "pointwise",
    name,
    family: "time",
    summary: `A ${of} wave of time, \`amplitude\` high and \`period\` long.`,
    aliases: { stella },
    parameters: [{ name: "amplitude" }, { name: "period" }],
    units: { kind: "like", arg: 0, others: ["any", "time"] },
    value: ([amplitude, period], { time }) => amplitude! * computeRoutine(of, (2 * Math.PI * time) / period!),
    lower: ([amplitude, period]) => {
      const angle = binary("divide", binary("multiply", number(2 * Math.PI), clock("time")), period!);
      return binary("multiply", amplitude!, routine(of, angle));
    },
    examples,
  };
}

/** The clock of the examples. */
function at(time: number): Clock {
  return { time, step: 1, start: 0, stop: 10 };
}
