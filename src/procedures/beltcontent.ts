import type { Content } from "./content.ts";
import type { PeekProcedure } from "./machine.ts";
import { Belt, type BeltLayout } from "./slats.ts";

/** How many slats there are, and what is on slat number `index` (from 1, the one that comes off first); nothing is NaN. */
export function beltContent(layout: BeltLayout): Content {
  return {
    size: (m, _, state, now) => m.toNumber(new Belt(m, state, now.step, layout).length),
    item: (m, [index], state, now) => {
      const belt = new Belt(m, state, now.step, layout);
      const at = m.toWhole(m.subtract(index!, m.number(1)));
      const isThere = m.both(m.lessEqual(m.number(1), index!), m.below(at, belt.length));
      const found = m.variable(m.number(Number.NaN));
      m.when(isThere, () => found.set(m.load(belt.slat(at))));
      return found.get();
    },
  };
}

/**
 * How much has been on its way for at least one time and less than another, by the way as it is for what is put on now:
 * what has just been put on is of the age nought. Arguments: both times.
 */
export function beltAged(layout: BeltLayout): PeekProcedure {
  return (m, [from, to], state, now) => {
    const belt = new Belt(m, state, now.step, layout);
    const total = m.variable(m.number(0));
    const way = m.toNumber(belt.depth);
    const half = m.multiply(m.number(0.5), now.step);
    const dust = m.multiply(m.number(1e-9), now.step);
    belt.along((index, middle) => {
      const age = m.subtract(m.multiply(m.multiply(middle, way), now.step), half);
      const isOldEnough = m.lessEqual(m.subtract(from!, dust), age);
      const isYoung = m.less(age, m.subtract(to!, dust));
      m.when(m.both(isOldEnough, isYoung), () => {
        total.set(m.add(total.get(), m.load(belt.slat(index))));
      });
    });
    return total.get();
  };
}
