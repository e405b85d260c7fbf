import { type DeviceProcedure, itemAt, type Machine, setItem } from "../procedures/machine.ts";
import type { DeviceRow, UnitRule } from "./function.ts";

/**
 * Delays whose length changes. What goes in is laid down for the step at which it comes out: there is a place for every
 * step of the run.
 */

/** Where the state lies, in bytes: which step it is, how many there are, where the amounts lie, where the marks … */
const [now_, count, amounts, marks] = [0, 4, 8, 12];
/** … the last step for which something is laid down, and what came out last. */
const [furthest, last] = [16, 24];

/** More steps than this are not laid out; what would come out later never does. */
const mostSteps = 4_000_000;

/** In whole steps, one at least: as for a fixed delay. */
function stepsOf<V, W, B>(m: Machine<V, W, B>, delay: V, step: V, most: W): W {
  const rounded = m.floor(m.add(m.divide(delay, step), m.number(0.5)));
  return m.toWhole(m.max(m.number(1), m.min(rounded, m.toNumber(most))));
}

/** A place for each step, and the start in those of the first delay. */
const begin: DeviceProcedure = (m, [, delay, start], state, result, now) => {
  const length = m.divide(m.subtract(now.stop, now.start), now.step);
  const steps = m.toWhole(m.min(m.add(m.ceil(length), m.number(3)), m.number(mostSteps)));
  m.storeWhole(state, m.whole(0), now_);
  m.storeWhole(state, steps, count);
  m.storeWhole(state, m.allocate(m.shiftLeft(steps, 3)), amounts);
  m.storeWhole(state, m.allocate(m.shiftLeft(steps, 3)), marks);
  m.storeWhole(state, m.whole(0), furthest);
  m.store(state, start!, last);
  const first = stepsOf(m, delay!, now.step, steps);
  m.repeat(first, (turn) => {
    m.when(m.below(turn, steps), () => lay(m, state, turn, start!));
  });
  m.store(result, start!);
};

function lay<V, W, B>(m: Machine<V, W, B>, state: W, at: W, value: V): void {
  setItem(m, m.at(m.loadWhole(state, amounts)), at, value);
  setItem(m, m.at(m.loadWhole(state, marks)), at, m.number(1));
}

/** The step at which something that goes in now comes out. */
function target<V, W, B>(m: Machine<V, W, B>, state: W, delay: V, step: V): W {
  return m.plus(m.loadWhole(state, now_), stepsOf(m, delay, step, m.loadWhole(state, count)));
}

/** Goes on by one step: what comes out then, or what stands in for it where nothing does. */
function goOn<V, W, B>(m: Machine<V, W, B>, state: W, nothing: V, result: W): void {
  const next = m.plus(m.loadWhole(state, now_), m.whole(1));
  m.storeWhole(state, next, now_);
  m.store(state, nothing, last);
  m.when(m.below(next, m.loadWhole(state, count)), () => {
    const isThere = m.equal(itemAt(m, m.at(m.loadWhole(state, marks)), next), m.number(1));
    m.when(isThere, () => m.store(state, itemAt(m, m.at(m.loadWhole(state, amounts)), next), last));
  });
  m.store(result, m.load(state, last));
}

/** What is newer takes the place of everything that would come out at the same time or later. */
const stepInformation: DeviceProcedure = (m, [input, delay], state, result, now) => {
  const at = target(m, state, delay!, now.step);
  const behind = m.wholeVariable(m.plus(at, m.whole(1)));
  m.while(
    () => m.below(behind.get(), m.plus(m.loadWhole(state, furthest), m.whole(1))),
    () => {
      m.when(m.below(behind.get(), m.loadWhole(state, count)), () =>
        setItem(m, m.at(m.loadWhole(state, marks)), behind.get(), m.number(0)),
      );
      behind.set(m.plus(behind.get(), m.whole(1)));
    },
  );
  m.storeWhole(state, at, furthest);
  m.when(m.below(at, m.loadWhole(state, count)), () => lay(m, state, at, input!));
  goOn(m, state, m.load(state, last), result);
};

/** What comes out at the same time is added up. */
const stepMaterial: DeviceProcedure = (m, [input, delay, , missing], state, result, now) => {
  const at = target(m, state, delay!, now.step);
  m.when(m.below(at, m.loadWhole(state, count)), () => {
    const before = itemAt(m, m.at(m.loadWhole(state, amounts)), at);
    lay(m, state, at, m.add(before, input!));
  });
  goOn(m, state, missing!, result);
};

const sameAsInput: UnitRule = {
  kind: "like",
  arg: 0,
  others: ["any", "time", { sameAs: 0 }, { sameAs: 0 }],
};

/** Where the state of a batch delay lies, in bytes. */
const [waiting, inProcess, releaseAt] = [0, 8, 16];

const beginBatch: DeviceProcedure = (m, [, , , batch, at, backlog], state, result, now) => {
  const isThere = m.less(m.number(0), batch!);
  const isOut = m.both(isThere, m.lessEqual(at!, now.start));
  m.store(state, backlog!, waiting);
  m.store(state, m.select(m.both(isThere, m.not(isOut)), batch!, m.number(0)), inProcess);
  m.store(state, at!, releaseAt);
  m.store(result, m.select(isOut, batch!, m.number(0)));
};

/** A batch that is due comes out whole within a step; the next one begins once there is enough for it. */
const stepBatch: DeviceProcedure = (m, [input, size, duration], state, result, now) => {
  m.store(state, m.add(m.load(state, waiting), m.multiply(input!, now.step)), waiting);
  const next = m.add(now.time, now.step);
  const half = m.multiply(now.step, m.number(0.5));
  const isFree = m.equal(m.load(state, inProcess), m.number(0));
  const isEnough = m.both(m.less(m.number(0), size!), m.lessEqual(size!, m.load(state, waiting)));
  m.when(m.both(isFree, isEnough), () => {
    m.store(state, size!, inProcess);
    m.store(state, m.subtract(m.load(state, waiting), size!), waiting);
    m.store(state, m.add(next, duration!), releaseAt);
  });
  const isDue = m.both(
    m.less(m.number(0), m.load(state, inProcess)),
    m.less(m.load(state, releaseAt), m.add(next, half)),
  );
  m.store(result, m.select(isDue, m.divide(m.load(state, inProcess), now.step), m.number(0)));
  m.when(isDue, () => m.store(state, m.number(0), inProcess));
};

/** Delays of a length that changes, and of batches. */
export const pipelineDevices: readonly DeviceRow[] = [
  {
    kind: "device",
    name: "delay_information",
    family: "delay",
    summary:
      "What `input` was a time `delay` ago, where the delay may change: what is newer and comes out sooner replaces what is older, and where nothing new comes out the last value stays. `start` until something does.",
    aliases: { vensim: "DELAY INFORMATION" },
    parameters: [{ name: "input" }, { name: "delay" }, { name: "start" }],
    begins: [1, 2],
    cells: 4,
    begin,
    step: stepInformation,
    units: { kind: "like", arg: 0, others: ["any", "time", { sameAs: 0 }] },
    examples: [
      {
        step: 1,
        args: [[10, 11, 12, 13, 14], [2, 2, 1, 1, 1], 0],
        results: [0, 0, 10, 12, 13],
        because: "The 11 of step 1 would come out at step 3, where the newer 12 of step 2 does.",
      },
      {
        step: 1,
        args: [[10, 11, 12, 13, 14], [1, 1, 2, 2, 2], 0],
        results: [0, 10, 11, 11, 12],
        because: "Nothing comes out at step 3, between the 11 of step 1 and the 12 of step 2.",
      },
    ],
  },
  {
    kind: "device",
    name: "delay_material",
    family: "delay",
    summary:
      "What went in a time `delay` ago, where the delay may change: what comes out at the same time is added up, and where nothing does it is `missing`. `start` until the first of it comes out.",
    aliases: { vensim: "DELAY MATERIAL" },
    parameters: [{ name: "input" }, { name: "delay" }, { name: "start" }, { name: "missing" }],
    begins: [1, 2],
    cells: 4,
    begin,
    step: stepMaterial,
    units: sameAsInput,
    examples: [
      {
        step: 1,
        args: [[10, 11, 12, 13, 14], [2, 2, 1, 1, 1], 0, -1],
        results: [0, 0, 10, 23, 13],
        because: "The 11 of step 1 and the 12 of step 2 both come out at step 3.",
      },
      {
        step: 1,
        args: [[10, 11, 12, 13, 14], [1, 1, 2, 2, 2], 0, -1],
        results: [0, 10, 11, -1, 12],
        because: "Nothing comes out at step 3, between the 11 of step 1 and the 12 of step 2.",
      },
    ],
  },
  {
    kind: "device",
    name: "delay_batch",
    family: "delay",
    summary:
      "What `input` brings waits until there is enough for a batch of `size`, which comes out whole after `duration`, as a rate for one step; the next batch begins when that is out. At the start a batch of `first` may be due at the time `at`, and `backlog` be waiting.",
    aliases: { vensim: "DELAY BATCH" },
    parameters: [
      { name: "input" },
      { name: "size" },
      { name: "duration" },
      { name: "first" },
      { name: "at" },
      { name: "backlog" },
    ],
    begins: [3, 4, 5],
    cells: 3,
    begin: beginBatch,
    step: stepBatch,
    units: { kind: "like", arg: 0, others: ["any", "any", "time", "any", "time", "any"] },
    examples: [
      {
        step: 1,
        args: [2, 4, 1, 0, 0, 0],
        results: [0, 0, 0, 4, 0, 4],
        because: "At 2 there are 4, which come out at 3. At 4 there are 4 again, which come out at 5.",
      },
      {
        step: 0.5,
        args: [0, 4, 1, 3, 1, 4],
        results: [0, 0, 6, 0, 0, 8],
        because:
          "The first 3 come out at 1, as 3/0.5 for half a unit of time. With the next step, at 1.5, the 4 that wait begin, and come out at 2.5.",
      },
    ],
  },
];
