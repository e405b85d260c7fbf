import type { Machine, PointsOf, TableProcedure } from "./machine.ts";
import { missing } from "./missing.ts";
import { firstNotBelow, yInside } from "./points.ts";

/** The last point at or before x; the first one where there is none. */
export const readBackward: TableProcedure = (m, points, [x]) =>
  yInside(m, points, m.minus(firstAbove(m, points, x!), m.whole(1)));

/** Linear everywhere, beyond the ends along the two last points. */
export const readExtrapolated: TableProcedure = (m, points, [x]) => {
  const { left, right } = around(m, points, x!);
  const [x0, y0] = [points.x(left), points.y(left)];
  const rise = slopeBetween(m, points, left, right);
  const value = m.add(y0, m.multiply(m.subtract(x!, x0), rise));
  return m.select(m.same(points.count, m.whole(0)), m.number(Number.NaN), value);
};

/** Linear between the points, with the end values outside. */
export const readInterpolated: TableProcedure = (m, points, [x]) => interpolate(m, points, x!);

/** The first x, going up, at which y is reached; the end whose y is nearer where it never is. */
export const readInverse: TableProcedure = (m, points, [y]) => {
  const last = m.minus(points.count, m.whole(1));
  const [firstY, lastY] = [yInside(m, points, m.whole(0)), yInside(m, points, last)];
  const firstIsNearer = m.lessEqual(m.abs(m.subtract(y!, firstY)), m.abs(m.subtract(y!, lastY)));
  const found = m.variable(m.select(firstIsNearer, xInside(m, points, m.whole(0)), xInside(m, points, last)));
  const isOpen = m.wholeVariable(m.whole(1));
  m.repeat(last, (point) => {
    const next = m.plus(point, m.whole(1));
    const [y0, y1] = [points.y(point), points.y(next)];
    const isRising = m.both(m.lessEqual(y0, y!), m.lessEqual(y!, y1));
    const isFalling = m.both(m.lessEqual(y1, y!), m.lessEqual(y!, y0));
    m.when(m.both(m.same(isOpen.get(), m.whole(1)), m.either(isRising, isFalling)), () => {
      const [x0, x1] = [points.x(point), points.x(next)];
      const share = m.divide(m.subtract(y!, y0), m.subtract(y1, y0));
      const inside = m.add(x0, m.multiply(share, m.subtract(x1, x0)));
      found.set(m.select(m.equal(y0, y1), x0, inside));
      isOpen.set(m.whole(0));
    });
  });
  return m.select(m.same(points.count, m.whole(0)), m.number(Number.NaN), found.get());
};

/** The area under the graph between two x’s, which has the sign of their order; the end values go on outside. */
export const readArea: TableProcedure = (m, points, [from, to]) => {
  const [low, high] = [m.min(from!, to!), m.max(from!, to!)];
  const total = m.variable(m.number(0));
  const addPiece = (x0: typeof low, y0: typeof low, x1: typeof low, y1: typeof low): void => {
    const [left, right] = [m.max(x0, low), m.min(x1, high)];
    m.when(m.less(left, right), () => {
      const rise = m.select(m.less(x0, x1), m.divide(m.subtract(y1, y0), m.subtract(x1, x0)), m.number(0));
      const middle = m.multiply(m.add(left, right), m.number(0.5));
      const height = m.add(y0, m.multiply(m.subtract(middle, x0), rise));
      total.set(m.add(total.get(), m.multiply(m.subtract(right, left), height)));
    });
  };
  const last = m.minus(points.count, m.whole(1));
  const [firstX, firstY] = [xInside(m, points, m.whole(0)), yInside(m, points, m.whole(0))];
  const [lastX, lastY] = [xInside(m, points, last), yInside(m, points, last)];
  m.when(m.less(low, firstX), () => {
    const right = m.min(firstX, high);
    total.set(m.multiply(m.subtract(right, low), firstY));
  });
  m.repeat(last, (point) => {
    const next = m.plus(point, m.whole(1));
    addPiece(points.x(point), points.y(point), points.x(next), points.y(next));
  });
  m.when(m.less(lastX, high), () => {
    const left = m.max(lastX, low);
    total.set(m.add(total.get(), m.multiply(m.subtract(high, left), lastY)));
  });
  const area = m.select(m.less(to!, from!), m.negate(total.get()), total.get());
  return m.select(m.same(points.count, m.whole(0)), m.number(Number.NaN), area);
};

/** The slope at x: from the left (a side below nought), from the right (above nought), or the mean of both. */
export const readSlope: TableProcedure = (m, points, [x, side]) => {
  const from = firstNotBelow(m, points, x!);
  const behind = firstAbove(m, points, x!);
  const last = m.minus(points.count, m.whole(1));
  const before = m.minus(from, m.whole(1));
  const zero = m.number(0);
  const isInside = (left: typeof from, right: typeof from) =>
    m.both(m.not(m.below(left, m.whole(0))), m.not(m.below(last, right)));
  const slope = (left: typeof from, right: typeof from) => {
    const found = m.variable(zero);
    m.when(isInside(left, right), () => found.set(slopeBetween(m, points, left, right)));
    return found.get();
  };
  const ofLeft = slope(before, from);
  const ofRight = slope(m.minus(behind, m.whole(1)), behind);
  const mean = m.multiply(m.add(ofLeft, ofRight), m.number(0.5));
  return m.select(m.less(side!, zero), ofLeft, m.select(m.less(zero, side!), ofRight, mean));
};

/** The x up to which a share of the area under the graph lies, of the area between two limits. */
export const readQuantile: TableProcedure = (m, points, [share, least, most]) => {
  const last = m.minus(points.count, m.whole(1));
  const low = m.max(least!, xInside(m, points, m.whole(0)));
  const high = m.min(most!, xInside(m, points, last));
  const wanted = m.variable(m.multiply(share!, readArea(m, points, [low, high])));
  const found = m.variable(high);
  const isOpen = m.wholeVariable(m.whole(1));
  m.repeat(last, (point) => {
    const next = m.plus(point, m.whole(1));
    const [left, right] = [m.max(points.x(point), low), m.min(points.x(next), high)];
    const rise = slopeBetween(m, points, point, next);
    const height = m.add(points.y(point), m.multiply(m.subtract(left, points.x(point)), rise));
    const width = m.subtract(right, left);
    const area = m.multiply(width, m.add(height, m.multiply(m.multiply(rise, width), m.number(0.5))));
    m.when(m.both(m.same(isOpen.get(), m.whole(1)), m.less(left, right)), () => {
      m.when(
        m.less(area, wanted.get()),
        () => wanted.set(m.subtract(wanted.get(), area)),
        () => {
          // The smaller root of rise / 2 · d² + height · d = what is left, in the form that is safe near no rise.
          const twice = m.multiply(m.number(2), wanted.get());
          const square = m.add(m.multiply(height, height), m.multiply(rise, twice));
          const below = m.add(height, m.sqrt(m.max(m.number(0), square)));
          const distance = m.select(m.less(m.number(0), below), m.divide(twice, below), m.number(0));
          found.set(m.add(left, distance));
          isOpen.set(m.whole(0));
        },
      );
    });
  });
  return m.select(m.same(points.count, m.whole(0)), m.number(Number.NaN), found.get());
};

/**
 * Vensim’s GET DATA BETWEEN TIMES: interpolated; or the point at or behind the time, its part of a whole number left
 * away (a mode of 1), or the point before that time (-1), as Vensim is seen to do.
 */
export const readBetweenTimes: TableProcedure = (m, points, [time, mode]) => {
  const whole = m.floor(time!);
  const at = firstNotBelow(m, points, whole);
  const forward = yInside(m, points, at);
  const backward = yInside(m, points, m.minus(at, m.whole(1)));
  const inside = interpolate(m, points, time!);
  const isForward = m.lessEqual(m.number(1), mode!);
  const isBackward = m.lessEqual(mode!, m.number(-1));
  return m.select(isForward, forward, m.select(isBackward, backward, inside));
};

/** The point at that very time, or Vensim’s missing value. */
export const readAtTime: TableProcedure = (m, points, [time]) => {
  const slack = m.multiply(m.add(m.abs(time!), m.number(1)), m.number(1e-9));
  const point = firstNotBelow(m, points, m.subtract(time!, slack));
  const isThere = m.lessEqual(xInside(m, points, point), m.add(time!, slack));
  const isSome = m.both(isThere, m.below(point, points.count));
  return m.select(isSome, yInside(m, points, point), m.number(missing));
};

function interpolate<V, W, B>(m: Machine<V, W, B>, points: PointsOf<V, W>, x: V): V {
  const { left, right } = around(m, points, x);
  const [x0, x1] = [points.x(left), points.x(right)];
  const cut = m.max(x0, m.min(x, x1));
  const value = m.add(points.y(left), m.multiply(m.subtract(cut, x0), slopeBetween(m, points, left, right)));
  // Where two points lie above one another, and behind the last one.
  const isBehind = m.lessEqual(x1, x);
  const inside = m.select(isBehind, points.y(right), value);
  return m.select(m.same(points.count, m.whole(0)), m.number(Number.NaN), inside);
}

/** The two points between which a number lies, or the two nearest to it. */
function around<V, W, B>(
  m: Machine<V, W, B>,
  points: PointsOf<V, W>,
  x: V,
): { readonly left: W; readonly right: W } {
  const [none, one] = [m.whole(0), m.whole(1)];
  const last = m.minus(points.count, one);
  const behind = firstAbove(m, points, x);
  const cut = m.selectWhole(m.below(behind, last), behind, last);
  const right = m.selectWhole(m.below(cut, one), m.selectWhole(m.below(last, one), none, one), cut);
  const left = m.minus(right, one);
  return { left: m.selectWhole(m.below(left, none), none, left), right };
}

/** The first point whose x is above a number; how many there are, where there is none. */
function firstAbove<V, W, B>(m: Machine<V, W, B>, points: PointsOf<V, W>, x: V): W {
  const point = m.wholeVariable(firstNotBelow(m, points, x));
  m.while(
    () => {
      const now = point.get();
      const isThere = m.below(now, points.count);
      const at = xInside(m, points, now);
      return m.both(isThere, m.equal(at, x));
    },
    () => point.set(m.plus(point.get(), m.whole(1))),
  );
  return point.get();
}

function xInside<V, W, B>(m: Machine<V, W, B>, points: PointsOf<V, W>, point: W): V {
  const last = m.minus(points.count, m.whole(1));
  const cut = m.selectWhole(m.below(point, last), point, last);
  return points.x(m.selectWhole(m.below(cut, m.whole(0)), m.whole(0), cut));
}

/** The slope between two points; nought where they lie above one another. */
function slopeBetween<V, W, B>(m: Machine<V, W, B>, points: PointsOf<V, W>, left: W, right: W): V {
  const run = m.subtract(points.x(right), points.x(left));
  const rise = m.subtract(points.y(right), points.y(left));
  return m.select(m.equal(run, m.number(0)), m.number(0), m.divide(rise, run));
}
