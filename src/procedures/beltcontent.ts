import type { PeekProcedure } from "./machine.ts";
import { Belt, type BeltLayout } from "./slats.ts";

/** How many slats there are, and what is on slat number `index` (from 1, the one that comes off first); nothing is NaN. */
export function beltContent(layout: BeltLayout): {
  readonly size: PeekProcedure;
  readonly item: PeekProcedure;
} {
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
