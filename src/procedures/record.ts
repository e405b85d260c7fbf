import { closeIn } from "./closein.ts";
import type { DeviceProcedure, Machine, PeekProcedure } from "./machine.ts";

/** Where the state of a record lies, in bytes: its numbers, for how many there is room, how many there are, its start. */
const [place, room, count, start] = [0, 4, 8, 16];

/** How many numbers the state takes. */
export const recordCells = 3;

export const beginRecord: DeviceProcedure = (m, _, state, result, now) => {
  for (const part of [place, room, count]) m.storeWhole(state, m.whole(0), part);
  m.store(state, now.time, start);
  m.store(result, m.number(0));
};

/** Puts the number of the step that is done behind the others. */
export const stepRecord: DeviceProcedure = (m, [x], state, result) => {
  const held = m.loadWhole(state, count);
  m.when(m.not(m.below(held, m.loadWhole(state, room))), () => {
    const more = m.plus(m.plus(held, held), m.whole(64));
    const before = m.loadWhole(state, place);
    const next = m.allocate(m.shiftLeft(more, 3));
    m.repeat(held, (i) => {
      const offset = m.shiftLeft(i, 3);
      m.store(m.plus(m.at(next), offset), m.load(m.plus(m.at(before), offset)));
    });
    m.storeWhole(state, next, place);
    m.storeWhole(state, more, room);
  });
  m.store(m.plus(m.at(m.loadWhole(state, place)), m.shiftLeft(held, 3)), x!);
  m.storeWhole(state, m.plus(held, m.whole(1)), count);
  m.store(result, x!);
};

/** What was recorded at the step that began at a time or last before it; nought before the start and behind now. */
export const readRecord: PeekProcedure = (m, [x, time], state, now) => {
  const passed = m.divide(m.subtract(time!, m.load(state, start)), now.step);
  const index = m.floor(m.add(passed, m.number(1e-6)));
  const held = m.toNumber(m.loadWhole(state, count));
  const isBefore = m.both(m.lessEqual(m.number(0), index), m.less(index, held));
  const isNow = m.both(m.equal(index, held), m.less(m.subtract(passed, held), m.number(1e-6)));
  const found = m.variable(m.select(isNow, x!, m.number(0)));
  m.when(isBefore, () => found.set(recorded(m, state, m.toWhole(index))));
  return found.get();
};

/**
 * The rate, for a unit of time, at which all that was recorded and the number of now are worth nothing at the start; what
 * is told where there is none between -99 % and 10,000 %.
 */
export function rateOfReturn<V, W, B>(
  m: Machine<V, W, B>,
  [x, otherwise]: readonly V[],
  state: W,
  now: { readonly step: V },
): V {
  const { number } = m;
  const held = m.loadWhole(state, count);
  // The worth, by what one of the next step is worth now, from the last one back.
  const worth = (factor: V): V => {
    const sum = m.variable(x!);
    m.repeat(held, (turn) => {
      const item = recorded(m, state, m.minus(m.minus(held, turn), m.whole(1)));
      sum.set(m.add(item, m.multiply(factor, sum.get())));
    });
    return sum.get();
  };
  const factorOf = (growth: number) => m.routine("power", number(growth), m.negate(now.step));
  const [low, high] = [m.variable(factorOf(101)), m.variable(factorOf(0.01))];
  const [atLow, atHigh] = [worth(low.get()), worth(high.get())];
  const isRising = m.both(m.less(atLow, number(0)), m.less(number(0), atHigh));
  const isFalling = m.both(m.less(number(0), atLow), m.less(atHigh, number(0)));
  const rate = m.variable(otherwise!);
  m.when(m.either(isRising, isFalling), () => {
    closeIn(m, low, high, (factor) => {
      const here = worth(factor);
      return m.either(m.both(isRising, m.less(number(0), here)), m.both(isFalling, m.less(here, number(0))));
    });
    const growth = m.routine("power", high.get(), m.divide(number(-1), now.step));
    rate.set(m.subtract(growth, number(1)));
  });
  return rate.get();
}

function recorded<V, W, B>(m: Machine<V, W, B>, state: W, index: W): V {
  return m.load(m.plus(m.at(m.loadWhole(state, place)), m.shiftLeft(index, 3)));
}
