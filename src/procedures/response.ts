import type { DeviceProcedure, Machine, PointsOf, TableProcedure } from "./machine.ts";
import { appendPair, clearPairs, dropPair, ofFirst, pair, pairCount } from "./pairs.ts";
import { readArea, readInterpolated } from "./reading.ts";

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

/** What is read at a part of the width. */
export const readAlong: TableProcedure = (m, points, [part]) => {
  const { least, width } = spanOf(m, points);
  return readInterpolated(m, points, [m.add(least, m.multiply(part!, width))]);
};

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
    moment.set(m.add(moment.get(), momentOf(m, [x0, y0], [x1, y1])));
  });
  return m.divide(m.divide(moment.get(), area.get()), width);
};

/** What takes more steps than these to come out is not worked out: it is no number. */
const mostSteps = 20_000;

/**
 * What is still to come of a steady stream that ended so many steps ago and had grown by a part in each step; a step is
 * `ratio` of the width, and nothing comes out sooner than after one.
 */
export const readToCome: TableProcedure = (m, points, [ratio, turn, growth]) => {
  const sum = m.variable(m.number(0));
  const factor = m.variable(m.number(1));
  const at = m.variable(m.add(m.max(m.number(0), turn!), m.number(1)));
  const left = m.wholeVariable(m.whole(mostSteps));
  const before = (step: ReturnType<typeof m.number>) => m.multiply(m.subtract(step, m.number(0.5)), ratio!);
  const isShort = m.lessEqual(m.number(1), m.multiply(ratio!, m.number(mostSteps)));
  m.when(m.not(isShort), () => {
    left.set(m.whole(0));
    sum.set(m.number(Number.NaN));
  });
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

/** Where the centre of the area between two parts of the width lies, times what part of all it is. */
export const readMoment: TableProcedure = (m, points, [from, to]) => {
  const { least, width } = spanOf(m, points);
  const [low, high] = [m.multiply(from!, width), m.multiply(to!, width)];
  const moment = m.variable(m.number(0));
  m.repeat(m.minus(points.count, m.whole(1)), (point) => {
    const next = m.plus(point, m.whole(1));
    const [x0, x1] = [m.subtract(points.x(point), least), m.subtract(points.x(next), least)];
    const [left, right] = [m.max(x0, low), m.min(x1, high)];
    m.when(m.less(left, right), () => {
      const rise = m.divide(m.subtract(points.y(next), points.y(point)), m.subtract(x1, x0));
      const y = (x: typeof low) => m.add(points.y(point), m.multiply(m.subtract(x, x0), rise));
      moment.set(m.add(moment.get(), momentOf(m, [left, y(left)], [right, y(right)])));
    });
  });
  const whole = readArea(m, points, [least, m.add(least, width)]);
  return m.divide(m.divide(moment.get(), whole), width);
};

/** The integral of x y below a straight line between two points. */
function momentOf<V, W, B>(m: Machine<V, W, B>, [x0, y0]: readonly [V, V], [x1, y1]: readonly [V, V]): V {
  const straight = m.divide(m.add(m.multiply(x0, y0), m.multiply(x1, y1)), m.number(3));
  const across = m.divide(m.add(m.multiply(x0, y1), m.multiply(x1, y0)), m.number(6));
  return m.multiply(m.subtract(x1, x0), m.add(straight, across));
}

/** Up to which part of the width a part of the area lies. */
export const readPart: TableProcedure = (m, points, [share]) => {
  const [low, high] = [m.variable(m.number(0)), m.variable(m.number(1))];
  m.repeat(m.whole(54), () => {
    const middle = m.multiply(m.add(low.get(), high.get()), m.number(0.5));
    m.when(
      m.less(shareBetween(m, points, m.number(0), middle), share!),
      () => low.set(middle),
      () => high.set(middle),
    );
  });
  return high.get();
};

/** On a conveyor: how far it has gone in all, and how far it goes in a step, in lengths of its own. */
const [gone, pace] = [16, 24];
/** In a response: how many weights count. */
const weights = 16;

export const conveyedCells = 4;
export const respondedCells = 3;

/** Arguments: what comes in, how long the way takes, what part is lost in a unit of time, how long it takes at first. */
export const beginConveyed: DeviceProcedure = (m, [, , , duration], state, result, now) => {
  clearPairs(m, state);
  m.store(state, m.number(0), gone);
  m.store(state, m.divide(now.step, duration!), pace);
  m.store(result, m.number(0));
};

/** What has come in lies one length ahead; all loses its part, and what the conveyor has passed comes off. */
export const stepConveyed: DeviceProcedure = (m, [input, duration, leak], state, result, now) => {
  const was = m.load(state, gone);
  appendPair(m, state, m.add(was, m.number(1)), m.multiply(input!, now.step));
  const kept = m.subtract(m.number(1), m.multiply(leak!, now.step));
  m.repeat(m.loadWhole(state, pairCount), (i) => {
    const address = pair(m, state, i);
    m.store(address, m.multiply(m.load(address, 8), kept), 8);
  });
  m.store(state, m.add(was, m.load(state, pace)), gone);
  m.store(state, m.divide(now.step, duration!), pace);
  // Half a step further, so that a way that is no whole number of steps is rounded.
  const ahead = m.multiply(m.load(state, pace), m.number(0.5 - 1e-6));
  const reached = m.add(m.load(state, gone), ahead);
  const off = m.variable(m.number(0));
  const isOff = () => m.less(ofFirst(m, state, 0, m.number(Number.POSITIVE_INFINITY)), reached);
  m.while(isOff, () => {
    off.set(m.add(off.get(), m.load(pair(m, state, m.whole(0)), 8)));
    dropPair(m, state);
  });
  m.store(result, m.divide(off.get(), now.step));
};

export const beginResponded: DeviceProcedure = (m, _, state, result) => {
  clearPairs(m, state);
  m.storeWhole(state, m.whole(0), weights);
  m.store(result, m.number(0));
};

/** Each step brings what comes in, and the weight of what came in as many steps ago as have been. */
export const stepResponded: DeviceProcedure = (m, [input, weight], state, result) => {
  appendPair(m, state, input!, weight!);
  const held = m.loadWhole(state, pairCount);
  m.when(m.not(m.equal(weight!, m.number(0))), () => m.storeWhole(state, held, weights));
  const sum = m.variable(m.number(0));
  m.repeat(m.loadWhole(state, weights), (i) => {
    const came = m.load(pair(m, state, m.minus(m.minus(held, m.whole(1)), i)));
    sum.set(m.add(sum.get(), m.multiply(m.load(pair(m, state, i), 8), came)));
  });
  m.store(result, sum.get());
};
