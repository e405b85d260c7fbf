import { type DeviceProcedure, itemAt, type Machine, setItem } from "../procedures/machine.ts";
import type { DeviceRow, Macro, UnitRule } from "./function.ts";

/**
 * Delays of any order: so many equal stages, one behind another. Where the order is written as a number, and for Stella,
 * they are stocks; Vensim's are worked out once a step, and their order, which is looked at before the first step only,
 * may be anything.
 */

/** Where the state lies, in bytes: how many stages there are, where they lie, what comes out of the last. */
const [count, stages, leaving] = [0, 4, 8];

const delayed: UnitRule = {
  kind: "like",
  arg: 0,
  others: ["any", "time", { sameAs: 0 }, "dimensionless"],
};
const inOrder: UnitRule = { kind: "like", arg: 0, others: ["any", "time", "dimensionless", { sameAs: 0 }] };

/** A whole number of stages, one at least, and room for what each holds. */
function makeStages<V, W, B>(m: Machine<V, W, B>, order: V, content: V, state: W): void {
  const whole = m.toWhole(m.floor(m.add(m.min(order, m.number(mostStages)), m.number(0.5))));
  const held = m.selectWhole(m.below(whole, m.whole(1)), m.whole(1), whole);
  const place = m.allocate(m.shiftLeft(held, 3));
  m.storeWhole(state, held, count);
  m.storeWhole(state, place, stages);
  m.repeat(held, (stage) => setItem(m, m.at(place), stage, content));
}

/** More stages than this make no difference, but take room. */
const mostStages = 1_000_000;

/** Goes through the stages from the last to the first, with what stands before each: the stage before, or the input. */
function throughStages<V, W, B>(
  m: Machine<V, W, B>,
  state: W,
  input: V,
  body: (stage: W, before: V, isFirst: B) => void,
): void {
  const held = m.loadWhole(state, count);
  m.repeat(held, (turn) => {
    const stage = m.minus(m.minus(held, m.whole(1)), turn);
    const isFirst = m.same(stage, m.whole(0));
    const before = m.selectWhole(isFirst, stage, m.minus(stage, m.whole(1)));
    const content = itemAt(m, m.at(m.loadWhole(state, stages)), before);
    body(stage, m.select(isFirst, input, content), isFirst);
  });
}

function lastStage<V, W, B>(m: Machine<V, W, B>, state: W): V {
  const last = m.minus(m.loadWhole(state, count), m.whole(1));
  return itemAt(m, m.at(m.loadWhole(state, stages)), last);
}

const beginSmooth: DeviceProcedure = (m, [, , start, order], state, result) => {
  makeStages(m, order!, start!, state);
  m.store(result, start!);
};

const stepSmooth: DeviceProcedure = (m, [input, delay], state, result, now) => {
  const part = m.divide(delay!, m.toNumber(m.loadWhole(state, count)));
  const place = m.at(m.loadWhole(state, stages));
  throughStages(m, state, input!, (stage, before) => {
    const level = itemAt(m, place, stage);
    const change = m.divide(m.subtract(before, level), part);
    setItem(m, place, stage, m.add(level, m.multiply(now.step, change)));
  });
  m.store(result, lastStage(m, state));
};

/** What goes on from each stage in this step; from the last, what was told to come out, so that nothing is lost. */
const stepDelay: DeviceProcedure = (m, [input, delay], state, result, now) => {
  const part = m.divide(delay!, m.toNumber(m.loadWhole(state, count)));
  const place = m.at(m.loadWhole(state, stages));
  const out = m.variable(m.load(state, leaving));
  throughStages(m, state, input!, (stage, before, isFirst) => {
    const entering = m.variable(m.select(isFirst, before, m.divide(before, part)));
    const net = m.subtract(entering.get(), out.get());
    setItem(m, place, stage, m.add(itemAt(m, place, stage), m.multiply(now.step, net)));
    out.set(entering.get());
  });
  m.store(state, m.divide(lastStage(m, state), part), leaving);
  m.store(result, m.load(state, leaving));
};

/** A delay that is not longer than its stages' steps has fewer stages. */
const beginDelay: DeviceProcedure = (m, [, delay, start, order], state, result, now) => {
  const most = m.floor(m.add(m.divide(delay!, now.step), m.number(1e-6)));
  const fitting = m.max(m.number(1), m.min(m.floor(m.add(order!, m.number(0.5))), most));
  makeStages(m, fitting, m.divide(m.multiply(start!, delay!), fitting), state);
  m.store(state, start!, leaving);
  m.store(result, start!);
};

const beginContent: DeviceProcedure = (m, [, delay, start, order], state, result) => {
  const whole = m.max(m.number(1), m.floor(m.add(order!, m.number(0.5))));
  const content = m.divide(m.multiply(start!, delay!), whole);
  makeStages(m, whole, content, state);
  m.store(result, content);
};

const stepContent: DeviceProcedure = (m, [input, delay], state, result, now) => {
  const part = m.divide(delay!, m.toNumber(m.loadWhole(state, count)));
  const place = m.at(m.loadWhole(state, stages));
  const out = m.variable(m.divide(lastStage(m, state), part));
  throughStages(m, state, input!, (stage, before, isFirst) => {
    const entering = m.variable(m.select(isFirst, before, m.divide(before, part)));
    const net = m.subtract(entering.get(), out.get());
    setItem(m, place, stage, m.add(itemAt(m, place, stage), m.multiply(now.step, net)));
    out.set(entering.get());
  });
  m.store(result, lastStage(m, state));
};

const parameters = [{ name: "input" }, { name: "delay" }, { name: "start" }, { name: "order" }];

/** Delays of any order that are worked out once a step. */
export const stagedDevices: readonly DeviceRow[] = [
  {
    kind: "device",
    name: "smooth_n",
    family: "delay",
    summary:
      "Follows `input` with an exponential delay of any order, from `start` on; the order is looked at before the first step only.",
    aliases: { vensim: "SMOOTH N" },
    parameters,
    begins: [2, 3],
    cells: 2,
    begin: beginSmooth,
    step: stepSmooth,
    units: delayed,
    examples: [
      {
        step: 1,
        args: [8, 2, 0, 2],
        results: [0, 0, 8],
        because:
          "Half of the delay is one step, in which each of the two stages takes over the one before it.",
      },
    ],
  },
  {
    kind: "device",
    name: "delay_n",
    family: "delay",
    summary:
      "What comes out of the last of so many stocks, one behind another, that together empty within `delay`; at the start `start` comes out. It follows from the delay at the step before, the order from the first step only; a stage lasts one step at least.",
    aliases: { vensim: "DELAY N" },
    parameters,
    begins: [1, 2, 3],
    cells: 2,
    begin: beginDelay,
    step: stepDelay,
    units: delayed,
    examples: [
      {
        step: 1,
        args: [-1, 4, 6, 2],
        results: [6, 6, 4.25, 2.5],
        because:
          "The stages begin with 6 * 4/2 = 12 each. The first: 12, 12 - 1 - 6 = 5, 5 - 1 - 2.5 = 1.5; the second: 12, 12, 12 + 2.5 - 6 = 8.5, 8.5 + 0.75 - 4.25 = 5; half of that comes out.",
      },
    ],
  },
  {
    kind: "device",
    name: "delay_content",
    family: "delay",
    summary:
      "What the last of so many stocks, one behind another, holds, that together empty within `delay`: `delayn` of an order that is no number divides it by the delay.",
    aliases: {},
    parameters,
    begins: [1, 2, 3],
    cells: 1,
    begin: beginContent,
    step: stepContent,
    units: {
      kind: "computed",
      sentence: "The result has the unit of `input` multiplied by that of time.",
      of: () => undefined,
      others: ["any", "time", "any", "dimensionless"],
    },
    examples: [
      {
        step: 1,
        args: [-1, 4, 6, 2],
        results: [12, 12, 8.5],
        because: "As for delay_n: 12, 12 + 6 - 6, 12 + 2.5 - 6.",
      },
    ],
  },
];

/** The same as stocks. */
export const stagedMacros: readonly Macro[] = [
  {
    kind: "macro",
    name: "smthn",
    family: "delay",
    summary:
      "Follows `input` with an exponential delay of any order, from the value of `input` at the start.",
    aliases: { xmile: "SMTHN" },
    parameters: [{ name: "input" }, { name: "delay" }, { name: "order" }],
    order: 2,
    body: (order) => smoothing(order, "input"),
    ofAnyOrder: "= smooth_n(input, delay, input, order)",
    units: inOrder,
    examples: [
      {
        step: 1,
        args: [[0, 8, 8, 8], 2, 2],
        results: [0, 0, 0, 8],
        because: "Half of the delay is one step, in which each of the two takes over the one before it.",
      },
    ],
  },
  {
    kind: "macro",
    name: "smthn",
    family: "delay",
    summary: "Follows `input` with an exponential delay of any order, from `start` on.",
    aliases: { xmile: "SMTHN" },
    parameters: [{ name: "input" }, { name: "delay" }, { name: "order" }, { name: "start" }],
    order: 2,
    body: (order) => smoothing(order, "start"),
    ofAnyOrder: "= smooth_n(input, delay, start, order)",
    units: inOrder,
    examples: [
      { step: 1, args: [8, 2, 1, 0], results: [0, 4, 6], because: "Each step goes half of the way." },
    ],
  },
  {
    kind: "macro",
    name: "delayn",
    family: "delay",
    summary:
      "What comes out of the last of so many stocks, one behind another, that together empty within `delay`; at the start they are in balance with `input`.",
    aliases: { xmile: "DELAYN" },
    parameters: [{ name: "input" }, { name: "delay" }, { name: "order" }],
    order: 2,
    body: (order) => delaying(order, "input"),
    ofAnyOrder: "= delay_content(input, delay, input, order) * max(1, round(init(order))) / delay",
    units: inOrder,
    examples: [
      {
        step: 1,
        args: [[0, 8, 8, 8], 2, 2],
        results: [0, 0, 0, 8],
        because: "Half of the delay is one step, in which each of the two hands on all that it holds.",
      },
    ],
  },
  {
    kind: "macro",
    name: "delayn",
    family: "delay",
    summary:
      "What comes out of the last of so many stocks, one behind another, that together empty within `delay`; at the start `start` comes out.",
    aliases: { xmile: "DELAYN" },
    parameters: [{ name: "input" }, { name: "delay" }, { name: "order" }, { name: "start" }],
    order: 2,
    body: (order) => delaying(order, "start"),
    ofAnyOrder: "= delay_content(input, delay, start, order) * max(1, round(init(order))) / delay",
    units: inOrder,
    examples: [
      {
        step: 1,
        args: [-1, 4, 2, 6],
        results: [6, 6, 4.25],
        because: "The last of the two holds 12, 12 and 12 + 2.5 - 6 = 8.5, and half of it comes out.",
      },
      {
        step: 1,
        args: [-1, 4, [2, 3, 3], 6],
        results: [6, 6, 4.25],
        because: "The order at the start counts.",
      },
    ],
  },
];

/** As many stages as the order says, the last of them `level`. */
function smoothing(order: number, start: string): string {
  const stageAt = (i: number) => (i === 0 ? "input" : i === Math.max(1, order) ? "level" : `stage_${i}`);
  const all = Array.from({ length: Math.max(1, order) }, (_, i) => i + 1).map(
    (i) => `
stock ${stageAt(i)} starts ${start} in change_${i}
flow change_${i} = (${stageAt(i - 1)} - ${stageAt(i)}) / part`,
  );
  return `aux part = delay / ${Math.max(1, order)}${all.join("")}\n= level`;
}

function delaying(order: number, start: string): string {
  const length = Math.max(1, order);
  const all = Array.from({ length }, (_, i) => i + 1).map(
    (i) => `
stock stage_${i} starts ${start} * part in flow_${i - 1} out flow_${i}
flow flow_${i} = stage_${i} / part`,
  );
  return `aux part = delay / ${length}\nflow flow_0 = input${all.join("")}\n= flow_${length}`;
}
