import { stepsNow } from "./belt.ts";
import { Leaking } from "./leaks.ts";
import type { Machine, PeekProcedure } from "./machine.ts";
import { Belt, type BeltLayout, leaksOf, sameLength } from "./slats.ts";

/**
 * What leaves a belt in a step: its end, and what is lost. Arguments of what looks: arrest, held, those of the leaks, and
 * where nothing overtakes, transit and sample.
 */
function lookAt<V, W, B>(
  m: Machine<V, W, B>,
  layout: BeltLayout,
  args: readonly V[],
  state: W,
  step: V,
): { readonly belt: Belt<V, W, B>; readonly leaking: Leaking<V, W, B>; readonly steps: W } {
  const belt = new Belt(m, state, step, layout, leaksOf(layout, args.slice(2)));
  const [transit, sample] = args.slice(2 + 4 * layout.leaks.length);
  const steps = layout.fifo ? stepsNow(belt, transit!, sample!) : belt.depth;
  return { belt, leaking: new Leaking(belt, steps), steps };
}

/** What comes off at the end in a unit of time. */
export function beltOut(layout: BeltLayout): PeekProcedure {
  return (m, args, state, now) => {
    const [arrest, held] = args;
    const { belt, leaking, steps } = lookAt(m, layout, args, state, now.step);
    const rate = m.variable(m.number(0));
    const runs = m.both(m.equal(arrest!, m.number(0)), m.equal(held!, m.number(0)));
    m.when(m.both(runs, m.below(m.whole(0), belt.length)), () => {
      rate.set(m.divide(comingOff(belt, leaking, steps), now.step));
    });
    return rate.get();
  };
}

/** How much comes off the end in this step: what is on the first slat, or on so much as a step of the way takes. */
function comingOff<V, W, B>(belt: Belt<V, W, B>, leaking: Leaking<V, W, B>, steps: W): V {
  const { m, layout } = belt;
  const wholes = leaking.hasWholes ? leaking.wholes().map((whole) => m.variable(whole)) : [];
  const left = (index: W, middle: V): V => {
    const kept = leaking.of(index, middle, m.load(belt.slat(index))).left;
    return leaking.hasWholes ? leaking.afterWholes(middle, kept, wholes) : kept;
  };
  const first = m.whole(0);
  if (!layout.fifo) return left(first, belt.middle(first, belt.length));
  const rest = m.variable(m.divide(m.number(1), m.toNumber(steps)));
  const total = m.variable(m.number(0));
  belt.along((index, middle, extent) => {
    const kept = left(index, middle);
    const before = rest.get();
    const isAny = m.less(m.number(sameLength), before);
    const isWhole = m.lessEqual(extent, m.add(before, m.number(sameLength)));
    const part = m.select(isWhole, m.number(1), m.divide(before, extent));
    total.set(m.add(total.get(), m.multiply(kept, m.select(isAny, part, m.number(0)))));
    const unused = m.max(m.number(0), m.subtract(before, extent));
    rest.set(m.select(isWhole, unused, m.number(0)));
  });
  return total.get();
}

/** What leak number `which` takes in a unit of time. */
export function beltLeak(layout: BeltLayout, which: number): PeekProcedure {
  return (m, args, state, now) => {
    const [arrest] = args;
    const { belt, leaking } = lookAt(m, layout, args, state, now.step);
    const total = m.variable(m.number(0));
    m.when(m.equal(arrest!, m.number(0)), () => {
      if (layout.leaks[which]) {
        total.set(leaking.wholes()[which]!);
        return;
      }
      belt.along((index, middle) => {
        const { amounts } = leaking.of(index, middle, m.load(belt.slat(index)));
        total.set(m.add(total.get(), amounts[which]!));
      });
    });
    return m.divide(total.get(), now.step);
  };
}
