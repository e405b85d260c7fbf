import { divideUnits } from "../model/unit.ts";
import { binary, type Code, choose, clock, number, unary } from "./code.ts";
import type { Clock, Pointwise } from "./function.ts";

/** Events as Vensim and XMILE count them: each a function of its own, because they differ at the edges. */
export const eventFunctions: readonly Pointwise[] = [
  {
    kind: "pointwise",
    name: "vensim_step",
    family: "time",
    summary:
      "Vensim’s STEP: 0, and `height` from the step on whose middle lies behind `start`; `step` waits until `start` has come.",
    aliases: { vensim: "STEP" },
    parameters: [{ name: "height" }, { name: "start" }],
    units: { kind: "like", arg: 0, others: ["any", "time"] },
    value: ([height, start], now) => (middleOf(now) > start! ? height! : 0),
    lower: ([height, start]) => choose(isBehind(start!), height!, number(0)),
    examples: [
      { args: [5, 3], clock: at(2), result: 0 },
      { args: [5, 3], clock: at(3), result: 5 },
      { args: [5, 3.4], clock: at(3), result: 5 },
      { args: [5, 3.5], clock: at(3), result: 0 },
    ],
  },
  {
    kind: "pointwise",
    name: "vensim_pulse",
    family: "time",
    summary:
      "Vensim’s PULSE: 1 in the steps whose middle lies between `start` and `start + width`, 0 in all others; no width is that of one step.",
    aliases: { vensim: "PULSE" },
    parameters: [{ name: "start" }, { name: "width" }],
    units: { kind: "number", others: ["time", "time"] },
    value: ([start, width], now) => {
      const middle = middleOf(now);
      return middle > start! && middle < start! + (width === 0 ? now.step : width!) ? 1 : 0;
    },
    lower: ([start, width]) => {
      const wide = choose(binary("equal", width!, number(0)), clock("step"), width!);
      return binary("and", isBehind(start!), binary("less", lowerMiddle(), binary("add", start!, wide)));
    },
    examples: [
      { args: [3, 2], clock: at(2), result: 0 },
      { args: [3, 2], clock: at(3), result: 1 },
      { args: [3, 2], clock: at(4), result: 1 },
      { args: [3, 2], clock: at(5), result: 0 },
      { args: [3, 0], clock: at(3), result: 1 },
      { args: [3, 0], clock: at(4), result: 0 },
      { args: [3.4, 1], clock: at(3), result: 1 },
    ],
  },
  {
    kind: "pointwise",
    name: "pulse_train",
    family: "time",
    summary:
      "Vensim’s PULSE every `between`, from `start` to `stop`, which belongs to it; a pulse is at least one step wide.",
    aliases: { vensim: "PULSE TRAIN" },
    parameters: [{ name: "start" }, { name: "width" }, { name: "between" }, { name: "stop" }],
    units: { kind: "number", others: ["time", "time", "time", "time"] },
    value: ([start, width, between, stop], now) => {
      const passed = middleOf(now) - start!;
      if (!(passed > 0 && now.time - slack * now.step <= stop!)) return 0;
      if (!(between! > 0)) return 1;
      const since = passed - between! * (Math.ceil(passed / between!) - 1);
      return since < Math.max(width!, now.step) ? 1 : 0;
    },
    lower: ([start, width, between, stop]) => {
      const passed = binary("subtract", lowerMiddle(), start!);
      const tolerance = binary("multiply", number(slack), clock("step"));
      const goesOn = binary("lessEqual", binary("subtract", clock("time"), tolerance), stop!);
      const isInside = binary("and", binary("greater", passed, number(0)), goesOn);
      const done = binary("subtract", unary("ceil", binary("divide", passed, between!)), number(1));
      const since = binary("subtract", passed, binary("multiply", between!, done));
      const isOn = binary("less", since, binary("max", width!, clock("step")));
      const repeats = binary("greater", between!, number(0));
      return choose(isInside, choose(repeats, isOn, number(1)), number(0));
    },
    examples: [
      { args: [2, 2, 4, 8], clock: at(1), result: 0 },
      { args: [2, 2, 4, 8], clock: at(2), result: 1 },
      { args: [2, 2, 4, 8], clock: at(3), result: 1 },
      { args: [2, 2, 4, 8], clock: at(4), result: 0 },
      { args: [2, 2, 4, 8], clock: at(6), result: 1 },
      { args: [2, 0, 4, 6], clock: at(6), result: 1 },
      { args: [2, 2, 4, 6], clock: at(7), result: 0 },
      { args: [2, 5, 4, 8], clock: at(8), result: 1 },
    ],
  },
  {
    kind: "pointwise",
    name: "xmile_pulse",
    family: "time",
    summary:
      "XMILE’s PULSE: a rate that delivers `quantity` in the one step that begins at `first` or is the next after it, and again every `interval`; once without one.",
    aliases: { xmile: "PULSE" },
    parameters: [{ name: "quantity" }, { name: "first" }, { name: "interval", otherwise: 0 }],
    units: {
      kind: "computed",
      sentence: "The result has the unit of `quantity` divided by that of time.",
      of: ([quantity], time) => quantity && divideUnits(quantity, time),
      others: ["any", "time", "time"],
    },
    value: ([quantity, first, interval], now) => {
      const step = Math.floor((now.time - now.start) / now.step + slack);
      const phase = (now.time - now.start) / now.step - step;
      const times = Math.max(0, Math.floor((now.time - first!) / interval! + slack));
      const latest = interval! > 0 ? first! + interval! * times : first!;
      return step === Math.ceil((latest - now.start) / now.step - phase - slack) ? quantity! / now.step : 0;
    },
    lower: ([quantity, first, interval]) => {
      const step = unary("floor", binary("add", inSteps(clock("time")), number(slack)));
      const phase = binary("subtract", inSteps(clock("time")), step);
      const passed = binary("divide", binary("subtract", clock("time"), first!), interval!);
      const times = binary("max", number(0), unary("floor", binary("add", passed, number(slack))));
      const repeated = binary("add", first!, binary("multiply", interval!, times));
      const latest = choose(binary("greater", interval!, number(0)), repeated, first!);
      const begins = binary("subtract", binary("subtract", inSteps(latest), phase), number(slack));
      const isNow = binary("equal", step, unary("ceil", begins));
      return choose(isNow, binary("divide", quantity!, clock("step")), number(0));
    },
    examples: [
      { args: [6, 3, 4], clock: at(2), result: 0 },
      { args: [6, 3, 4], clock: at(3), result: 6 },
      { args: [6, 3, 4], clock: at(4), result: 0 },
      { args: [6, 3, 4], clock: at(7), result: 6 },
      { args: [6, 3], clock: at(7), result: 0 },
      { args: [6, 3], clock: { ...at(3), step: 0.25 }, result: 24 },
      { args: [6, 3.5], clock: at(4), result: 6 },
    ],
  },
  {
    kind: "pointwise",
    name: "xmile_pulse",
    family: "time",
    summary:
      "A rate that delivers `quantity` in every step, as Stella’s PULSE does where it is not told when.",
    aliases: { stella: "PULSE" },
    parameters: [{ name: "quantity" }],
    units: {
      kind: "computed",
      sentence: "The result has the unit of `quantity` divided by that of time.",
      of: ([quantity], time) => quantity && divideUnits(quantity, time),
      others: ["any"],
    },
    value: ([quantity], { step }) => quantity! / step,
    lower: ([quantity]) => binary("divide", quantity!, clock("step")),
    examples: [{ args: [6], clock: { ...at(3), step: 0.25 }, result: 24 }],
  },
  {
    kind: "pointwise",
    name: "time_base",
    family: "time",
    summary:
      "Another measure of time: `start + slope * time`, such as the year where the model runs in months.",
    aliases: { vensim: "TIME BASE" },
    parameters: [{ name: "start" }, { name: "slope" }],
    units: { kind: "like", arg: 0, others: ["any", "any"] },
    value: ([start, slope], { time }) => start! + slope! * time,
    lower: ([start, slope]) => binary("add", start!, binary("multiply", slope!, clock("time"))),
    examples: [{ args: [1980, 0.125], clock: at(8), result: 1981 }],
  },
];

/** The part of a step by which a time may miss a step's beginning: times are written in decimal and rounded. */
const slack = 1e-6;

/** The clock of the examples. */
function at(time: number): Clock {
  return { time, step: 1, start: 0, stop: 10 };
}

/** Vensim’s ‘time plus’, by which times that are rounded still compare as they were meant. */
function middleOf({ time, step }: Clock): number {
  return time + step / 2;
}

function lowerMiddle(): Code {
  return binary("add", clock("time"), binary("divide", clock("step"), number(2)));
}

function isBehind(start: Code): Code {
  return binary("greater", lowerMiddle(), start);
}

function inSteps(time: Code): Code {
  return binary("divide", binary("subtract", time, clock("start")), clock("step"));
}
