import type { DeviceProcedure, Machine, PointsOf, TableProcedure } from "./machine.ts";
import { readArea } from "./reading.ts";

/**
 * What a graph says of how something comes out in the course of time: its x, from the first point to the last, is the
 * time that passes, as parts of the whole; the area between two of them, as a part of all, is what comes out meanwhile.
 */

/** What part of the area lies between two parts of the width. */
export const readShare: TableProcedure = (m, points, [from, to]) => shareBetween(m, points, from!, to!);

function shareBetween<V, W, B>(m: Machine<V, W, B>, points: PointsOf<V, W>, from: V, to: V): V {
  const { least, width } = spanOf(m, points);
  const at = (part: V): V => {
    const inside = m.min(m.number(1), m.max(m.number(0), part));
    return m.add(least, m.multiply(inside, width));
  };
  const whole = readArea(m, points, [least, m.add(least, width)]);
  return m.divide(readArea(m, points, [at(from), at(to)]), whole);
}

function spanOf<V, W, B>(
  m: Machine<V, W, B>,
  points: PointsOf<V, W>,
): { readonly least: V; readonly width: V } {
  const last = m.minus(points.count, m.whole(1));
  const least = points.x(m.whole(0));
  return { least, width: m.subtract(points.x(last), least) };
}

/** Where the centre of the area lies, as a part of the width. */
export const readCentre: TableProcedure = (m, points) => {
  const { least, width } = spanOf(m, points);
  const [moment, area] = [m.variable(m.number(0)), m.variable(m.number(0))];
  m.repeat(m.minus(points.count, m.whole(1)), (point) => {
    const next = m.plus(point, m.whole(1));
    const [x0, x1] = [m.subtract(points.x(point), least), m.subtract(points.x(next), least)];
    const [y0, y1] = [points.y(point), points.y(next)];
    const wide = m.subtract(x1, x0);
    area.set(m.add(area.get(), m.multiply(wide, m.multiply(m.number(0.5), m.add(y0, y1)))));
    const straight = m.divide(m.add(m.multiply(x0, y0), m.multiply(x1, y1)), m.number(3));
    const across = m.divide(m.add(m.multiply(x0, y1), m.multiply(x1, y0)), m.number(6));
    moment.set(m.add(moment.get(), m.multiply(wide, m.add(straight, across))));
  });
  return m.divide(m.divide(moment.get(), area.get()), width);
};

/** More steps than these are not looked at. */
const mostSteps = 1_000_000;

/**
 * What is still to come of a steady stream that ended so many steps ago and had grown by a part in each step; a step is
 * `ratio` of the width, and nothing comes out sooner than after one.
 */
export const readToCome: TableProcedure = (m, points, [ratio, turn, growth]) => {
  const sum = m.variable(m.number(0));
  const factor = m.variable(m.number(1));
  const at = m.variable(m.add(turn!, m.number(1)));
  const left = m.wholeVariable(m.whole(mostSteps));
  const before = (step: ReturnType<typeof m.number>) => m.multiply(m.subtract(step, m.number(0.5)), ratio!);
  m.while(
    () => m.both(m.below(m.whole(0), left.get()), m.less(before(at.get()), m.number(1))),
    () => {
      left.set(m.minus(left.get(), m.whole(1)));
      factor.set(m.divide(factor.get(), m.add(m.number(1), growth!)));
      const isFirst = m.less(at.get(), m.number(1.5));
      const from = m.select(isFirst, m.number(0), before(at.get()));
      const share = shareBetween(m, points, from, before(m.add(at.get(), m.number(1))));
      sum.set(m.add(sum.get(), m.multiply(share, factor.get())));
      at.set(m.add(at.get(), m.number(1)));
    },
  );
  return sum.get();
};

/** Where pairs of numbers lie, in bytes: their place, for how many there is room, the first one, how many there are. */
const [place, room, first, count] = [0, 4, 8, 12];
/** On a conveyor: how far it has gone in all, and how far it goes in a step, in lengths of its own. */
const [gone, pace] = [16, 24];
/** In a response: how many weights count. */
const weights = 16;

export const conveyedCells = 4;
export const respondedCells = 3;

function pair<V, W, B>(m: Machine<V, W, B>, state: W, index: W): W {
  const at = m.plus(m.loadWhole(state, first), index);
  return m.plus(m.at(m.loadWhole(state, place)), m.shiftLeft(at, 4));
}

function clear<V, W, B>(m: Machine<V, W, B>, state: W): void {
  for (const part of [place, room, first, count]) m.storeWhole(state, m.whole(0), part);
}

function append<V, W, B>(m: Machine<V, W, B>, state: W, one: V, other: V): void {
  const held = m.loadWhole(state, count);
  const end = m.plus(m.loadWhole(state, first), held);
  m.when(m.not(m.below(end, m.loadWhole(state, room))), () => makeRoom(m, state));
  const address = pair(m, state, held);
  m.store(address, one);
  m.store(address, other, 8);
  m.storeWhole(state, m.plus(held, m.whole(1)), count);
}

/** Moves the pairs to the front of their room, or where they fill half of it, to one that is larger. */
function makeRoom<V, W, B>(m: Machine<V, W, B>, state: W): void {
  const held = m.loadWhole(state, count);
  const from = m.wholeVariable(pair(m, state, m.whole(0)));
  const before = m.loadWhole(state, room);
  m.when(m.not(m.below(m.plus(held, held), before)), () => {
    const more = m.plus(m.plus(before, before), m.whole(16));
    m.storeWhole(state, m.allocate(m.shiftLeft(more, 4)), place);
    m.storeWhole(state, more, room);
  });
  m.storeWhole(state, m.whole(0), first);
  const to = pair(m, state, m.whole(0));
  m.repeat(m.plus(held, held), (i) => {
    const offset = m.shiftLeft(i, 3);
    m.store(m.plus(to, offset), m.load(m.plus(from.get(), offset)));
  });
}

/** Arguments: what comes in, how long the way takes, what part is lost in a unit of time, how long it takes at first. */
export const beginConveyed: DeviceProcedure = (m, [, , , duration], state, result, now) => {
  clear(m, state);
  m.store(state, m.number(0), gone);
  m.store(state, m.divide(now.step, duration!), pace);
  m.store(result, m.number(0));
};

/** What has come in lies one length ahead; all loses its part, and what the conveyor has passed comes off. */
export const stepConveyed: DeviceProcedure = (m, [input, duration, leak], state, result, now) => {
  const was = m.load(state, gone);
  append(m, state, m.add(was, m.number(1)), m.multiply(input!, now.step));
  const kept = m.subtract(m.number(1), m.multiply(leak!, now.step));
  m.repeat(m.loadWhole(state, count), (i) => {
    const address = pair(m, state, i);
    m.store(address, m.multiply(m.load(address, 8), kept), 8);
  });
  m.store(state, m.add(was, m.load(state, pace)), gone);
  m.store(state, m.divide(now.step, duration!), pace);
  // Half a step further, so that a way that is no whole number of steps is rounded.
  const ahead = m.multiply(m.load(state, pace), m.number(0.5 - 1e-6));
  const reached = m.add(m.load(state, gone), ahead);
  const off = m.variable(m.number(0));
  const isOff = (): ReturnType<typeof m.not> => {
    const lies = m.variable(m.number(Number.POSITIVE_INFINITY));
    const isAny = m.below(m.whole(0), m.loadWhole(state, count));
    m.when(isAny, () => lies.set(m.load(pair(m, state, m.whole(0)))));
    return m.less(lies.get(), reached);
  };
  m.while(isOff, () => {
    off.set(m.add(off.get(), m.load(pair(m, state, m.whole(0)), 8)));
    m.storeWhole(state, m.plus(m.loadWhole(state, first), m.whole(1)), first);
    m.storeWhole(state, m.minus(m.loadWhole(state, count), m.whole(1)), count);
  });
  m.store(result, m.divide(off.get(), now.step));
};

export const beginResponded: DeviceProcedure = (m, _, state, result) => {
  clear(m, state);
  m.storeWhole(state, m.whole(0), weights);
  m.store(result, m.number(0));
};

/** Each step brings what comes in, and the weight of what came in as many steps ago as have been. */
export const stepResponded: DeviceProcedure = (m, [input, weight], state, result) => {
  append(m, state, input!, weight!);
  const held = m.loadWhole(state, count);
  m.when(m.not(m.equal(weight!, m.number(0))), () => m.storeWhole(state, held, weights));
  const sum = m.variable(m.number(0));
  m.repeat(m.loadWhole(state, weights), (i) => {
    const came = m.load(pair(m, state, m.minus(m.minus(held, m.whole(1)), i)));
    sum.set(m.add(sum.get(), m.multiply(m.load(pair(m, state, i), 8), came)));
  });
  m.store(result, sum.get());
};
