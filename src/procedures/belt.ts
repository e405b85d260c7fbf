import { type BeltSpread, putOn, spread } from "./beltput.ts";
import { Leaking } from "./leaks.ts";
import type { DeviceProcedure, PeekProcedure } from "./machine.ts";
import {
  Belt,
  type BeltLayout,
  beltDepth,
  beltSpent,
  beltUnit,
  inSteps,
  leaksOf,
  mostSlats,
  sameLength,
} from "./slats.ts";
import { stampInStep, stampNames } from "./stamps.ts";

/**
 * A conveyor as isee systems describe it (Computational Details: Traditional Conveyors, FIFO Conveyors, Spreading
 * Conveyor Inputs): a row of slats, the first of which comes off in a step. What is put on keeps its place whatever the
 * transit time is later; or, where nothing overtakes, all of it moves at the speed that the transit time now says. A leak
 * takes from every slat in its zone. All of this is done once in a step.
 */

/** How many steps the way takes for what is put on in this step. */
export function stepsNow<V, W, B>({ m, depth, step }: Belt<V, W, B>, transit: V, sample: V): W {
  const steps = inSteps(m, transit, step);
  const isNew = m.both(m.not(m.equal(sample, m.number(0))), m.lessEqual(steps, m.number(mostSlats)));
  return m.selectWhole(isNew, m.toWhole(steps), depth);
}

/**
 * Arguments as before the first step, of which those of the leaks are followed by the values of a list, and for each
 * spread inflow by how much it brings in a unit of time and, of a graph, the input and value of each of its points.
 */
export function beltStep(
  layout: BeltLayout,
  values: number,
  spreads: readonly BeltSpread[],
): DeviceProcedure {
  return (m, args, state, result, now) => {
    const [, transit, sample, arrest, held, inflow, limited] = args;
    const belt = new Belt(m, state, now.step, layout, leaksOf(layout, args.slice(8)));
    m.when(m.not(m.equal(m.floor(now.time), m.load(state, beltUnit))), () => {
      m.store(state, m.floor(now.time), beltUnit);
      m.store(state, m.number(0), beltSpent);
    });
    m.when(m.equal(arrest!, m.number(0)), () => {
      m.storeWhole(state, stepsNow(belt, transit!, sample!), beltDepth);
      new Leaking(belt, belt.depth).remove();
      const isHeld = m.not(m.equal(held!, m.number(0)));
      if (layout.fifo) moveOn(belt, isHeld);
      else m.when(m.below(m.whole(0), belt.length), () => shift(belt, isHeld));
      let at = 8 + 4 * layout.leaks.length + values;
      // Behind the rest, for what goes on at the beginning and each that is spread, what stamps it brings.
      const stamps = args.slice(
        args.length - (layout.stamped ? stampNames.length * (1 + spreads.length) : 0),
      );
      const stampsIn = (lot: number) => stampInStep(m, stamps.slice(stampNames.length * lot), now.step);
      const put: (() => void)[] = spreads.map((how, i) => {
        const amount = m.multiply(args[at]!, now.step);
        const points = args.slice(at + 1, at + 1 + (typeof how === "number" ? 2 * how : 0));
        at += 1 + points.length;
        return () => spread(belt, how, amount, points, layout.stamped ? stampsIn(1 + i) : undefined);
      });
      const way = belt.depth;
      if (!layout.fifo) belt.extend(way);
      for (const putOn of put) putOn();
      const first = layout.fifo ? m.minus(belt.length, m.whole(1)) : m.minus(way, m.whole(1));
      putOn(belt, first, m.multiply(inflow!, now.step));
      if (layout.stamped) belt.stamp(belt.slat(first), stampsIn(0));
      m.store(state, m.add(m.load(state, beltSpent), m.multiply(limited!, now.step)), beltSpent);
    });
    m.store(result, belt.content());
  };
}

/** Every slat goes one on. What is on the first one is gone, or waits there with what comes behind it. */
function shift<V, W, B>(belt: Belt<V, W, B>, isHeld: B): void {
  const { m } = belt;
  const last = m.minus(belt.length, m.whole(1));
  const hasSecond = m.below(m.whole(0), last);
  m.when(m.both(isHeld, hasSecond), () => belt.addTo(belt.slat(m.whole(1)), belt.slat(m.whole(0))));
  m.when(m.not(m.both(isHeld, m.not(hasSecond))), () => belt.dropFirst(m.whole(1)));
  // What is empty at the far end is no part of the belt: zones are parts of what is there.
  const isEmptyAtEnd = (): B => {
    const count = belt.length;
    const isAny = m.below(m.whole(0), count);
    const address = belt.slat(m.selectWhole(isAny, m.minus(count, m.whole(1)), m.whole(0)));
    return m.both(isAny, m.equal(m.load(address), m.number(0)));
  };
  m.while(isEmptyAtEnd, () => {
    const end = m.minus(belt.length, m.whole(1));
    belt.empty(belt.slat(end));
    belt.length = end;
  });
}

/** All of the belt goes on by a step of the way as it is now, and what is free at its beginning is a slat of its own. */
function moveOn<V, W, B>(belt: Belt<V, W, B>, isHeld: B): void {
  const { m } = belt;
  const way = m.divide(m.number(1), m.toNumber(belt.depth));
  belt.extend(m.plus(belt.length, m.whole(1)));
  const end = belt.slat(m.minus(belt.length, m.whole(1)));
  const gone = m.wholeVariable(m.whole(0));
  const rest = m.variable(way);
  // What comes off, but is held, is gathered on the slat that is new until it is known which one is first.
  m.while(
    () => {
      const isThere = m.below(m.plus(gone.get(), m.whole(1)), belt.length);
      const extent = m.load(belt.slat(gone.get()), belt.extent);
      return m.both(isThere, m.lessEqual(extent, m.add(rest.get(), m.number(sameLength))));
    },
    () => {
      const address = belt.slat(gone.get());
      belt.addTo(end, address);
      rest.set(m.subtract(rest.get(), m.load(address, belt.extent)));
      gone.set(m.plus(gone.get(), m.whole(1)));
    },
  );
  const isCut = m.both(
    m.less(m.number(sameLength), rest.get()),
    m.below(m.plus(gone.get(), m.whole(1)), belt.length),
  );
  m.when(isCut, () => {
    const address = belt.slat(gone.get());
    const extent = m.load(address, belt.extent);
    const part = m.divide(rest.get(), extent);
    belt.addTo(end, address, part);
    belt.scale(address, m.subtract(m.number(1), part));
    m.store(address, m.subtract(extent, rest.get()), belt.extent);
  });
  const first = belt.slat(gone.get());
  const isNew = m.same(m.plus(gone.get(), m.whole(1)), belt.length);
  m.when(m.both(isHeld, m.not(isNew)), () => belt.addTo(first, end));
  m.when(m.not(m.both(isHeld, isNew)), () => {
    belt.clearSlat(end);
  });
  m.store(end, way, belt.extent);
  belt.dropFirst(gone.get());
}

/**
 * How much may come in during a unit of time. Arguments: what is on it, capacity, limit, arrest, what goes out now, what
 * comes in in any case, and whether the limit of a unit of time may come in at once.
 */
export const beltRoom: PeekProcedure = (m, args, state, now) => {
  const [content, capacity, limit, arrest, leaving, sure, discrete] = args;
  const space = m.subtract(m.add(m.divide(m.subtract(capacity!, content!), now.step), leaving!), sure!);
  const isNewUnit = m.not(m.equal(m.floor(now.time), m.load(state, beltUnit)));
  const used = m.select(isNewUnit, m.number(0), m.load(state, beltSpent));
  const atOnce = m.divide(m.subtract(limit!, used), now.step);
  const most = m.select(m.equal(discrete!, m.number(0)), limit!, atOnce);
  const room = m.max(m.number(0), m.min(space, most));
  return m.select(m.equal(arrest!, m.number(0)), room, m.number(0));
};
