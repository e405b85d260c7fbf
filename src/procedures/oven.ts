import type { DeviceProcedure, Machine, PeekProcedure } from "./machine.ts";
import {
  joinStamps,
  loadStamps,
  noStamps,
  type StampName,
  stampInStep,
  stampNames,
  storeStamps,
} from "./stamps.ts";

/**
 * An oven as isee systems describe it (Computational Details: Ovens): it fills up to its capacity or for a time, is shut
 * while it cooks, and then gives out all at once; after that it may have to be cleaned. Times are rounded to steps.
 *
 * The state, in bytes: what is in it, whether it fills (0), cooks (1) or is cleaned (2), how many steps it goes on doing
 * so, and how many steps are left for filling; and the stamps of what is in it, where they are kept.
 */
const [content, doing, left, filling, stamps] = [0, 8, 16, 24, 32];

/** How many numbers the state takes, without stamps and with them. */
export const ovenCells = 4;
export const stampedOvenCells = ovenCells + stampNames.length;

function rounded<V, W, B>(m: Machine<V, W, B>, time: V, step: V): V {
  return m.max(m.number(0), m.floor(m.add(m.divide(time, step), m.number(0.5))));
}

function does<V, W, B>(m: Machine<V, W, B>, state: W, what: 0 | 1 | 2): B {
  return m.equal(m.load(state, doing), m.number(what));
}

/** Whether it gives out what it has in this step. */
function isDone<V, W, B>(m: Machine<V, W, B>, state: W): B {
  return m.both(does(m, state, 1), m.lessEqual(m.load(state, left), m.number(0)));
}

/** Shuts it where it is full, or where the time for filling is over. */
function shutIfFull<V, W, B>(m: Machine<V, W, B>, state: W, capacity: V, cook: V, step: V): void {
  const amount = m.load(state, content);
  const isFull = m.lessEqual(m.multiply(capacity, m.number(1 - 1e-12)), amount);
  const isLate = m.lessEqual(m.load(state, filling), m.number(0));
  m.when(m.both(m.less(m.number(0), amount), m.either(isFull, isLate)), () => {
    m.store(state, m.number(1), doing);
    m.store(state, rounded(m, cook, step), left);
  });
}

/** Arguments: start, cooking time, capacity, filling time, cleaning time, arrest, inflow. */
export const ovenBegin: DeviceProcedure = (m, [start, cook, capacity, fill], state, result, { step }) => {
  m.store(state, start!, content);
  m.store(state, m.number(0), doing);
  m.store(state, m.number(0), left);
  m.store(state, m.max(m.number(1), rounded(m, fill!, step)), filling);
  shutIfFull(m, state, capacity!, cook!, step);
  m.store(result, start!);
};

export const ovenStep: DeviceProcedure = (
  m,
  [, cook, capacity, fill, clean, arrest, inflow],
  state,
  result,
  { step },
) => {
  const open = (): void => {
    m.store(state, m.number(0), doing);
    m.store(state, m.max(m.number(1), rounded(m, fill!, step)), filling);
  };
  m.when(m.equal(arrest!, m.number(0)), () => {
    const wasDone = m.wholeVariable(m.selectWhole(isDone(m, state), m.whole(1), m.whole(0)));
    const wasCleaned = m.wholeVariable(m.selectWhole(does(m, state, 2), m.whole(1), m.whole(0)));
    m.when(m.same(wasDone.get(), m.whole(1)), () => {
      m.store(state, m.number(0), content);
      const pause = rounded(m, clean!, step);
      m.when(
        m.less(m.number(0), pause),
        () => {
          m.store(state, m.number(2), doing);
          m.store(state, pause, left);
        },
        open,
      );
    });
    const goesOn = m.either(
      m.same(wasCleaned.get(), m.whole(1)),
      m.both(does(m, state, 1), m.same(wasDone.get(), m.whole(0))),
    );
    m.when(goesOn, () => {
      m.store(state, m.subtract(m.load(state, left), m.number(1)), left);
      m.when(m.both(does(m, state, 2), m.lessEqual(m.load(state, left), m.number(0))), open);
    });
    m.when(m.both(does(m, state, 0), m.same(wasCleaned.get(), m.whole(0))), () => {
      const amount = m.add(m.load(state, content), m.multiply(inflow!, step));
      m.store(state, amount, content);
      m.when(m.less(m.number(0), amount), () =>
        m.store(state, m.subtract(m.load(state, filling), m.number(1)), filling),
      );
      shutIfFull(m, state, capacity!, cook!, step);
    });
  });
  m.store(result, m.load(state, content));
};

/** The same with the stamps of what is in it; those of the inflow come last. */
export const stampedOvenBegin: DeviceProcedure = (m, args, state, result, now) => {
  ovenBegin(m, args, state, result, now);
  storeStamps(m, state, stamps, noStamps(m));
};

export const stampedOvenStep: DeviceProcedure = (m, args, state, result, now) => {
  const [, , , , , arrest] = args;
  m.when(m.equal(arrest!, m.number(0)), () => {
    m.when(isDone(m, state), () => storeStamps(m, state, stamps, noStamps(m)));
    const more = stampInStep(m, args.slice(7), now.step);
    storeStamps(m, state, stamps, joinStamps(m, loadStamps(m, state, stamps), more));
  });
  ovenStep(m, args, state, result, now);
};

/** One of the numbers of the stamps of what comes out, amounts in a unit of time. Arguments: arrest. */
export function ovenStamp(which: StampName): PeekProcedure {
  return (m, [arrest], state, { step }) => {
    const found = loadStamps(m, state, stamps)[which];
    const isEnd = which === "earliest" || which === "latest";
    const runs = m.both(m.equal(arrest!, m.number(0)), isDone(m, state));
    return m.select(runs, isEnd ? found : m.divide(found, step), m.number(0));
  };
}

/** What comes out in a unit of time. Arguments: arrest. */
export const ovenOut: PeekProcedure = (m, [arrest], state, { step }) => {
  const runs = m.both(m.equal(arrest!, m.number(0)), isDone(m, state));
  return m.select(runs, m.divide(m.load(state, content), step), m.number(0));
};

/** How much may come in during a unit of time. Arguments: capacity, cleaning time, arrest. */
export const ovenRoom: PeekProcedure = (m, [capacity, clean, arrest], state, { step }) => {
  const space = m.max(m.number(0), m.divide(m.subtract(capacity!, m.load(state, content)), step));
  const isReady = m.both(isDone(m, state), m.equal(rounded(m, clean!, step), m.number(0)));
  const afresh = m.select(isReady, m.divide(capacity!, step), m.number(0));
  const room = m.select(does(m, state, 0), space, afresh);
  return m.select(m.equal(arrest!, m.number(0)), room, m.number(0));
};

/** Whether nothing can come in: while it cooks or is cleaned, and before it is. Arguments: cleaning time, arrest. */
export const ovenShut: PeekProcedure = (m, [clean, arrest], state, { step }) => {
  const isReady = m.both(isDone(m, state), m.equal(rounded(m, clean!, step), m.number(0)));
  const isOpen = m.both(m.either(does(m, state, 0), isReady), m.equal(arrest!, m.number(0)));
  return m.select(isOpen, m.number(0), m.number(1));
};

/** 0 while it fills, 1 while it cooks, 2 when it gives out, 3 while it is cleaned. */
export const ovenState: PeekProcedure = (m, _, state) => {
  const cooking = m.select(isDone(m, state), m.number(2), m.number(1));
  const other = m.select(does(m, state, 2), m.number(3), m.number(0));
  return m.select(does(m, state, 1), cooking, other);
};
