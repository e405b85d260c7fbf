import type { Machine, PointsOf, TableProcedure } from "./machine.ts";
import { missing } from "./missing.ts";

/** What is worked out of the points whose x lies in a stretch; both ends belong to it. */
interface Stretch<V, W> {
  readonly count: W;
  readonly sum: V;
  readonly least: V;
  readonly most: V;
}

/** The value of a point by its number from 1; nought where there is none. */
export const numberedPoint: TableProcedure = (m, points, [number]) => {
  const at = m.toWhole(m.subtract(number!, m.number(1)));
  const found = m.variable(m.number(0));
  const isThere = m.both(m.lessEqual(m.number(1), number!), m.below(at, points.count));
  m.when(isThere, () => found.set(points.y(at)));
  return found.get();
};

/** The mean of the points in a stretch. */
export const meanOfPoints: TableProcedure = (m, points, [from, to]) => {
  const { count, sum } = survey(m, points, from!, to!);
  return m.select(m.same(count, m.whole(0)), m.number(missing), m.divide(sum, m.toNumber(count)));
};

/** The least of the points in a stretch. */
export const leastOfPoints: TableProcedure = (m, points, [from, to]) => {
  const { count, least } = survey(m, points, from!, to!);
  return m.select(m.same(count, m.whole(0)), m.number(missing), least);
};

/** The largest of the points in a stretch. */
export const mostOfPoints: TableProcedure = (m, points, [from, to]) => {
  const { count, most } = survey(m, points, from!, to!);
  return m.select(m.same(count, m.whole(0)), m.number(missing), most);
};

/** The sum of the points in a stretch. */
export const sumOfPoints: TableProcedure = (m, points, [from, to]) => survey(m, points, from!, to!).sum;

/** How many points lie in a stretch. */
export const countOfPoints: TableProcedure = (m, points, [from, to]) =>
  m.toNumber(survey(m, points, from!, to!).count);

/** The standard deviation of the points in a stretch, which count as all that there are. */
export const deviationOfPoints: TableProcedure = (m, points, [from, to]) => {
  const { count, sum } = survey(m, points, from!, to!);
  const mean = m.divide(sum, m.toNumber(count));
  const squares = m.variable(m.number(0));
  m.repeat(points.count, (point) => {
    m.when(isWithin(m, points.x(point), from!, to!), () => {
      const distance = m.subtract(points.y(point), mean);
      squares.set(m.add(squares.get(), m.multiply(distance, distance)));
    });
  });
  const deviation = m.sqrt(m.divide(squares.get(), m.toNumber(count)));
  return m.select(m.same(count, m.whole(0)), m.number(missing), deviation);
};

/** The middle one of the points in a stretch by size, or the mean of the two in the middle. */
export const medianOfPoints: TableProcedure = (m, points, [from, to]) => {
  const { count } = survey(m, points, from!, to!);
  const sum = m.variable(m.number(0));
  // Counted from nought, in halves: with five points both are the third, with four the second and the third.
  const [low, high] = [m.shiftRight(m.minus(count, m.whole(1)), 1), m.shiftRight(count, 1)];
  m.repeat(points.count, (point) => {
    m.when(isWithin(m, points.x(point), from!, to!), () => {
      const own = points.y(point);
      const before = m.wholeVariable(m.whole(0));
      m.repeat(points.count, (other) => {
        const y = points.y(other);
        const isBefore = m.either(m.less(y, own), m.both(m.equal(y, own), m.below(other, point)));
        m.when(m.both(isWithin(m, points.x(other), from!, to!), isBefore), () =>
          before.set(m.plus(before.get(), m.whole(1))),
        );
      });
      for (const place of [low, high])
        m.when(m.same(before.get(), place), () => sum.set(m.add(sum.get(), m.multiply(own, m.number(0.5)))));
    });
  });
  return m.select(m.same(count, m.whole(0)), m.number(missing), sum.get());
};

/** The time of the first point, and of the last one. */
export const firstOfPoints: TableProcedure = (m, points) => xOrMissing(m, points, m.whole(0));
export const lastOfPoints: TableProcedure = (m, points) =>
  xOrMissing(m, points, m.minus(points.count, m.whole(1)));

function xOrMissing<V, W, B>(m: Machine<V, W, B>, points: PointsOf<V, W>, point: W): V {
  const isNone = m.same(points.count, m.whole(0));
  return m.select(isNone, m.number(missing), points.x(m.selectWhole(isNone, m.whole(0), point)));
}

function isWithin<V, W, B>(m: Machine<V, W, B>, x: V, from: V, to: V): B {
  return m.both(m.lessEqual(from, x), m.lessEqual(x, to));
}

function survey<V, W, B>(m: Machine<V, W, B>, points: PointsOf<V, W>, from: V, to: V): Stretch<V, W> {
  const count = m.wholeVariable(m.whole(0));
  const sum = m.variable(m.number(0));
  const least = m.variable(m.number(Number.POSITIVE_INFINITY));
  const most = m.variable(m.number(Number.NEGATIVE_INFINITY));
  m.repeat(points.count, (point) => {
    m.when(isWithin(m, points.x(point), from, to), () => {
      const y = points.y(point);
      count.set(m.plus(count.get(), m.whole(1)));
      sum.set(m.add(sum.get(), y));
      least.set(m.min(least.get(), y));
      most.set(m.max(most.get(), y));
    });
  });
  return { count: count.get(), sum: sum.get(), least: least.get(), most: most.get() };
}
