import type { DeviceProcedure, Machine, PeekProcedure } from "./machine.ts";
import { appendPair, clearPairs, dropPair, ofFirst, pair, pairCount } from "./pairs.ts";

/**
 * A level that knows when what is in it came: pairs of a time and an amount, the oldest first. In front of them is what
 * is left of the start. Where the state lies, in bytes: that, and the level.
 */
const [rest, level] = [16, 24];

export const waitingCells = 4;

/**
 * A level that knows an attribute of what is in it keeps pairs of an attribute and an amount. All attributes change
 * together, so that the sum of their changes is kept once, and beside each amount what its attribute is without them.
 */
const changed = 32;

export const attributedCells = 5;

/** What is left of a batch and is less than this part of it is nothing. */
const dust = 1e-12;

export const beginWaiting: DeviceProcedure = (m, [, , start], state, result) => {
  clearPairs(m, state);
  m.store(state, m.max(m.number(0), start!), rest);
  m.store(state, start!, level);
  m.store(result, start!);
};

export const stepWaiting: DeviceProcedure = (m, [inflow, outflow], state, result, now) =>
  fill(m, [inflow!, outflow!, now.time], state, result, now.step);

/**
 * What a step does to the pairs and the level. Arguments: inflow, outflow, and what is written beside what comes in. An
 * inflow below nought is an outflow, and the other way round. What is more than the level goes, the oldest first.
 */
function fill<V, W, B>(
  m: Machine<V, W, B>,
  [inflow, outflow, mark]: readonly [V, V, V],
  state: W,
  result: W,
  step: V,
): void {
  const net = m.multiply(m.subtract(inflow, outflow), step);
  m.store(state, m.add(m.load(state, level), net), level);
  const comes = m.subtract(m.max(inflow, m.number(0)), m.min(outflow, m.number(0)));
  m.when(m.less(m.number(0), comes), () => appendPair(m, state, mark, m.multiply(comes, step)));
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
}

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
export const waitingAges: PeekProcedure = (m, [quantity], state, now) =>
  sumOfOldest(m, state, quantity!, (time) => m.subtract(now.time, time));

/** Of the oldest so many of what came: the sum of amounts times what the mark beside them comes to. */
function sumOfOldest<V, W, B>(m: Machine<V, W, B>, state: W, quantity: V, worth: (mark: V) => V): V {
  const found = m.variable(m.number(0));
  const left = m.variable(quantity);
  m.repeat(m.loadWhole(state, pairCount), (i) => {
    const address = pair(m, state, i);
    const taken = m.max(m.number(0), m.min(left.get(), m.load(address, 8)));
    found.set(m.add(found.get(), m.multiply(taken, worth(m.load(address)))));
    left.set(m.subtract(left.get(), taken));
  });
  return found.get();
}

/**
 * Arguments: inflow, outflow, the attribute of what comes, how fast all attributes change, the start, the attribute that
 * it is told with, and of each of its parts, the oldest first, which share of it that is, and times what its attribute.
 */
export const beginAttributed: DeviceProcedure = (m, [, , , , start, first, ...parts], state, result) => {
  clearPairs(m, state);
  m.store(state, m.number(0), rest);
  m.store(state, m.number(0), changed);
  m.store(state, start!, level);
  for (let i = 0; i < parts.length; i += 2) {
    const amount = m.multiply(start!, parts[i]!);
    const attribute = m.multiply(first!, parts[i + 1]!);
    m.when(m.less(m.number(0), amount), () => appendPair(m, state, attribute, amount));
  }
  m.store(result, start!);
};

/** What comes in during a step changes in it as what is there does. */
export const stepAttributed: DeviceProcedure = (m, args, state, result, now) => {
  const [inflow, outflow, attribute, change] = args;
  const before = m.load(state, changed);
  fill(m, [inflow!, outflow!, m.subtract(attribute!, before)], state, result, now.step);
  m.store(state, m.add(before, m.multiply(change!, now.step)), changed);
};

/** The sum of the attributes of the oldest so many. */
export const attributedSum: PeekProcedure = (m, [quantity], state) =>
  sumOfOldest(m, state, quantity!, (mark) => m.add(mark, m.load(state, changed)));

/** How much has an attribute from one to another; a billionth of the attribute does not count. */
export const attributedBetween: PeekProcedure = (m, [least, most], state) => {
  const found = m.variable(m.number(0));
  m.repeat(m.loadWhole(state, pairCount), (i) => {
    const address = pair(m, state, i);
    const attribute = m.add(m.load(address), m.load(state, changed));
    const near = m.multiply(m.abs(attribute), m.number(1e-9));
    const isMore = m.lessEqual(m.subtract(least!, near), attribute);
    const isLess = m.lessEqual(attribute, m.add(most!, near));
    m.when(m.both(isMore, isLess), () => found.set(m.add(found.get(), m.load(address, 8))));
  });
  return found.get();
};

/** The largest or the least attribute among the oldest so many; nought where there is nothing. */
export function attributedEnd(which: "largest" | "least"): PeekProcedure {
  const none = which === "largest" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return (m, [quantity], state) => {
    const found = m.variable(m.number(none));
    const left = m.variable(quantity!);
    m.repeat(m.loadWhole(state, pairCount), (i) => {
      const address = pair(m, state, i);
      const attribute = m.add(m.load(address), m.load(state, changed));
      m.when(m.less(m.multiply(quantity!, m.number(dust)), left.get()), () => {
        found.set(which === "largest" ? m.max(found.get(), attribute) : m.min(found.get(), attribute));
      });
      left.set(m.subtract(left.get(), m.load(address, 8)));
    });
    return m.select(m.equal(found.get(), m.number(none)), m.number(0), found.get());
  };
}

/** How many of the oldest have so much of the attribute among them; all, where that is not enough. */
export const attributedQuantity: PeekProcedure = (m, [total], state) => {
  const found = m.variable(m.number(0));
  const left = m.variable(total!);
  const goes = m.wholeVariable(m.whole(1));
  m.repeat(m.loadWhole(state, pairCount), (i) => {
    const address = pair(m, state, i);
    const amount = m.load(address, 8);
    const attribute = m.add(m.load(address), m.load(state, changed));
    const whole = m.multiply(amount, attribute);
    m.when(m.same(goes.get(), m.whole(1)), () => {
      m.when(
        m.lessEqual(whole, left.get()),
        () => {
          found.set(m.add(found.get(), amount));
          left.set(m.subtract(left.get(), whole));
        },
        () => {
          found.set(m.add(found.get(), m.max(m.number(0), m.divide(left.get(), attribute))));
          goes.set(m.whole(0));
        },
      );
    });
  });
  return found.get();
};
