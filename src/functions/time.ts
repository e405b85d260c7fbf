import { divideUnits, multiplyUnits } from "../model/unit.ts";
import { binary, type Code, choose, clock, number, unary } from "./code.ts";
import type { Clock, Pointwise } from "./function.ts";

/** Events: functions that look at the clock. */
export const timeFunctions: readonly Pointwise[] = [
  {
    kind: "pointwise",
    name: "step",
    family: "time",
    summary: "0 before the time `start`, `height` from then on.",
    aliases: { xmile: "STEP" },
    parameters: [{ name: "height" }, { name: "start" }],
    units: { kind: "like", arg: 0, others: ["any", "time"] },
    value: ([height, start], { time, step }) => (time >= start! - slack * step ? height! : 0),
    lower: ([height, start]) => choose(hasCome(start!), height!, number(0)),
    examples: [
      { args: [5, 3], clock: at(2), result: 0 },
      { args: [5, 3], clock: at(3), result: 5 },
    ],
  },
  {
    kind: "pointwise",
    name: "ramp",
    family: "time",
    summary: "`slope` times the time that has passed since `start`, up to the time `stop`; 0 before.",
    aliases: { vensim: "RAMP", xmile: "RAMP" },
    parameters: [{ name: "slope" }, { name: "start" }, { name: "stop", otherwise: Number.POSITIVE_INFINITY }],
    units: {
      kind: "computed",
      sentence: "The result has the unit of `slope` multiplied by that of time.",
      of: ([slope], time) => slope && multiplyUnits(slope, time),
      others: ["any", "time", "time"],
    },
    value: ([slope, start, stop], { time }) => slope! * Math.max(0, Math.min(time, stop!) - start!),
    lower: ([slope, start, stop]) => {
      const passed = binary("subtract", binary("min", clock("time"), stop!), start!);
      return binary("multiply", slope!, binary("max", number(0), passed));
    },
    examples: [
      { args: [2, 3, 8], clock: at(1), result: 0 },
      { args: [2, 3, 8], clock: at(4), result: 2 },
      { args: [2, 3, 8], clock: at(9), result: 10 },
      { args: [2, 3], clock: at(9), result: 12 },
    ],
  },
  {
    kind: "pointwise",
    name: "ramp",
    family: "time",
    summary: "`slope` times the time that has passed since the start of the run.",
    aliases: { stella: "RAMP" },
    parameters: [{ name: "slope" }],
    units: {
      kind: "computed",
      sentence: "The result has the unit of `slope` multiplied by that of time.",
      of: ([slope], time) => slope && multiplyUnits(slope, time),
      others: ["any"],
    },
    value: ([slope], { time, start }) => slope! * (time - start),
    lower: ([slope]) => binary("multiply", slope!, binary("subtract", clock("time"), clock("start"))),
    examples: [{ args: [2], clock: at(3), result: 6 }],
  },
  {
    kind: "pointwise",
    name: "pulse",
    family: "time",
    summary:
      "1 in the steps that begin in the window from `start` to `start + width`, 0 in all others; a window in which none begins has the first step after it.",
    aliases: {},
    parameters: [{ name: "start" }, { name: "width" }],
    units: { kind: "number", others: ["time", "time"] },
    value: ([start, width], now) => (isCovered(coveredSteps(start!, width!, now), now) ? 1 : 0),
    lower: ([start, width]) => lowerCovered(lowerSteps(start!, width!)),
    examples: [
      { args: [3, 2], clock: at(2), result: 0 },
      { args: [3, 2], clock: at(4), result: 1 },
      { args: [3, 2], clock: at(5), result: 0 },
      { args: [3, 0], clock: at(3), result: 1 },
    ],
  },
  {
    kind: "pointwise",
    name: "pulse_quantity",
    family: "time",
    summary:
      "A rate that delivers `quantity` in all, evenly over the steps that begin in the window from `start` to `start + width`; over the first step after it where none does. The half steps of Runge and Kutta's method are counted by themselves.",
    aliases: {},
    parameters: [{ name: "quantity" }, { name: "start" }, { name: "width" }],
    units: {
      kind: "computed",
      sentence: "The result has the unit of `quantity` divided by that of time.",
      of: ([quantity], time) => quantity && divideUnits(quantity, time),
      others: ["any", "time", "time"],
    },
    value: ([quantity, start, width], now) => {
      const steps = coveredSteps(start!, width!, now);
      return isCovered(steps, now) ? quantity! / (steps.count * now.step) : 0;
    },
    lower: ([quantity, start, width]) => {
      const steps = lowerSteps(start!, width!);
      const rate = binary("divide", quantity!, binary("multiply", steps.count, clock("step")));
      return choose(lowerCovered(steps), rate, number(0));
    },
    examples: [
      { args: [6, 3, 2], clock: at(2), result: 0 },
      { args: [6, 3, 2], clock: at(3), result: 3 },
      { args: [6, 3, 2], clock: at(4), result: 3 },
      { args: [6, 3, 2], clock: at(5), result: 0 },
      { args: [6, 3, 0], clock: { ...at(3), step: 0.5 }, result: 12 },
      { args: [6, 3.2, 0.1], clock: at(4), result: 6 },
    ],
  },
];

/** The part of a step by which a time may miss a step's beginning: times are written in decimal and rounded. */
const slack = 1e-6;

/** The clock of the examples. */
function at(time: number): Clock {
  return { time, step: 1, start: 0, stop: 10 };
}

/** The steps that a window covers, counted from the start of the run. */
interface Steps<Number> {
  readonly first: Number;
  readonly count: Number;
}

function coveredSteps(start: number, width: number, now: Clock): Steps<number> {
  const first = firstStepFrom(start, now);
  return { first, count: Math.max(1, firstStepFrom(start + width, now) - first) };
}

function firstStepFrom(time: number, now: Clock): number {
  return Math.ceil((time - now.start) / now.step - phaseOf(now) - slack);
}

function isCovered({ first, count }: Steps<number>, now: Clock): boolean {
  const step = stepAt(now);
  return step >= first && step < first + count;
}

/** The step that it is now. */
function stepAt({ time, start, step }: Clock): number {
  return Math.floor((time - start) / step + slack);
}

/** How far into its step it is now: 0, or a half in the middle of a step of Runge and Kutta's method. */
function phaseOf(now: Clock): number {
  return (now.time - now.start) / now.step - stepAt(now);
}

function hasCome(time: Code): Code {
  const tolerance = binary("multiply", number(slack), clock("step"));
  return binary("greaterEqual", clock("time"), binary("subtract", time, tolerance));
}

function lowerSteps(start: Code, width: Code): Steps<Code> {
  const first = lowerFirstStepFrom(start);
  const behind = lowerFirstStepFrom(binary("add", start, width));
  return { first, count: binary("max", number(1), binary("subtract", behind, first)) };
}

function lowerFirstStepFrom(time: Code): Code {
  const phase = binary("subtract", inSteps(clock("time")), lowerStep());
  return unary("ceil", binary("subtract", binary("subtract", inSteps(time), phase), number(slack)));
}

function lowerCovered({ first, count }: Steps<Code>): Code {
  const step = lowerStep();
  const hasBegun = binary("greaterEqual", step, first);
  return binary("and", hasBegun, binary("less", step, binary("add", first, count)));
}

function lowerStep(): Code {
  return unary("floor", binary("add", inSteps(clock("time")), number(slack)));
}

function inSteps(time: Code): Code {
  return binary("divide", binary("subtract", time, clock("start")), clock("step"));
}
