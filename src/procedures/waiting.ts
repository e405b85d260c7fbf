import type { DeviceProcedure, PeekProcedure } from "./machine.ts";
import { appendPair, clearPairs, dropPair, ofFirst, pair, pairCount } from "./pairs.ts";

/**
 * A level that knows when what is in it came: pairs of a time and an amount, the oldest first. In front of them is what
 * is left of the start. Where the state lies, in bytes: that, and the level.
 */
const [rest, level] = [16, 24];

export const waitingCells = 4;

/** What is left of a batch and is less than this part of it is nothing. */
const dust = 1e-12;

export const beginWaiting: DeviceProcedure = (m, [, , start], state, result) => {
  clearPairs(m, state);
  m.store(state, m.max(m.number(0), start!), rest);
  m.store(state, start!, level);
  m.store(result, start!);
};

/** An inflow below nought is an outflow, and the other way round. What is more than the level goes, the oldest first. */
export const stepWaiting: DeviceProcedure = (m, [inflow, outflow], state, result, now) => {
  const net = m.multiply(m.subtract(inflow!, outflow!), now.step);
  m.store(state, m.add(m.load(state, level), net), level);
  const comes = m.subtract(m.max(inflow!, m.number(0)), m.min(outflow!, m.number(0)));
  m.when(m.less(m.number(0), comes), () => appendPair(m, state, now.time, m.multiply(comes, now.step)));
  const held = m.variable(m.load(state, rest));
  m.repeat(m.loadWhole(state, pairCount), (i) => held.set(m.add(held.get(), m.load(pair(m, state, i), 8))));
  const goes = m.variable(m.subtract(held.get(), m.max(m.number(0), m.load(state, level))));
  const ofRest = m.min(goes.get(), m.load(state, rest));
  m.when(m.less(m.number(0), ofRest), () => {
    const left = m.subtract(m.load(state, rest), ofRest);
    m.store(state, m.select(m.less(left, m.multiply(held.get(), m.number(dust))), m.number(0), left), rest);
    goes.set(m.subtract(goes.get(), ofRest));
  });
  const least = m.multiply(held.get(), m.number(dust));
  const isAny = () => m.below(m.whole(0), m.loadWhole(state, pairCount));
  m.while(
    () => m.both(isAny(), m.less(least, goes.get())),
    () => {
      const address = pair(m, state, m.whole(0));
      const left = m.subtract(m.load(address, 8), goes.get());
      m.when(
        m.lessEqual(left, least),
        () => {
          goes.set(m.negate(left));
          dropPair(m, state);
        },
        () => {
          m.store(address, left, 8);
          goes.set(m.number(0));
        },
      );
    },
  );
  m.store(result, m.load(state, level));
};

/** What is left of the start. */
export const waitingRest: PeekProcedure = (m, _, state) => m.load(state, rest);

/** How old the oldest is of what came during the run; nought where there is nothing. */
export const waitingOldest: PeekProcedure = (m, _, state, now) =>
  m.subtract(now.time, ofFirst(m, state, 0, now.time));

/** How much of what came is so old; a millionth of a step does not count. */
export const waitingBetween: PeekProcedure = (m, [least, most], state, now) => {
  const found = m.variable(m.number(0));
  const near = m.multiply(now.step, m.number(1e-6));
  m.repeat(m.loadWhole(state, pairCount), (i) => {
    const address = pair(m, state, i);
    const age = m.subtract(now.time, m.load(address));
    const isOld = m.lessEqual(m.subtract(least!, near), age);
    const isYoung = m.lessEqual(age, m.add(most!, near));
    m.when(m.both(isOld, isYoung), () => found.set(m.add(found.get(), m.load(address, 8))));
  });
  return found.get();
};

/** The sum of the ages of the oldest so many of what came. */
export const waitingAges: PeekProcedure = (m, [quantity], state, now) => {
  const found = m.variable(m.number(0));
  const left = m.variable(quantity!);
  m.repeat(m.loadWhole(state, pairCount), (i) => {
    const address = pair(m, state, i);
    const taken = m.max(m.number(0), m.min(left.get(), m.load(address, 8)));
    found.set(m.add(found.get(), m.multiply(taken, m.subtract(now.time, m.load(address)))));
    left.set(m.subtract(left.get(), taken));
  });
  return found.get();
};
