import type { PointsOf } from "./machine.ts";
import { type Given, itemAt, type Machine, setItem } from "./machine.ts";
import { firstNotBelow, yInside } from "./points.ts";
import {
  readArea,
  readBackward,
  readExtrapolated,
  readInterpolated,
  readInverse,
  readSlope,
} from "./reading.ts";

/**
 * Vensim’s VECTOR LOOKUP: a row as the y’s of a graph whose x’s are spread evenly, read at x (mode 0), its area from the
 * first x on (1), backward (2), extrapolated (3), forward (4), inverted (5), its slope (6); area, inverse and slope of the
 * extrapolated graph (7, 8, 9).
 */
export function vectorLookup<V, W, B>(
  m: Machine<V, W, B>,
  [items, at, low, high, mode]: readonly Given<V, W>[],
  result: W,
): void {
  const { number } = m;
  const [x, first, end] = [at!.value, low!.value, high!.value];
  const count = items!.length;
  const pieces = m.max(number(1), m.toNumber(m.minus(count, m.whole(1))));
  const width = m.divide(m.subtract(end, first), pieces);
  const points: PointsOf<V, W> = {
    count,
    x: (point) => m.add(first, m.multiply(m.toNumber(point), width)),
    y: (point) => itemAt(m, items!.address, point),
  };
  const kind = m.toWhole(mode!.value);
  const found = m.variable(number(Number.NaN));
  const choices: readonly (readonly [number, () => V])[] = [
    [0, () => readInterpolated(m, points, [x])],
    [1, () => readArea(m, points, [first, m.max(first, m.min(x, end))])],
    [2, () => readBackward(m, points, [x])],
    [3, () => readExtrapolated(m, points, [x])],
    [4, () => yInside(m, points, firstNotBelow(m, points, x))],
    [5, () => readInverse(m, points, [x])],
    [6, () => readSlope(m, points, [x, number(0)])],
    [7, () => extrapolatedArea(m, points, first, end, x)],
    [8, () => extrapolatedInverse(m, points, x)],
    [9, () => extrapolatedSlope(m, points, first, end, x)],
  ];
  for (const [one, value] of choices) m.when(m.same(kind, m.whole(one)), () => found.set(value()));
  setItem(m, result, m.whole(0), found.get());
}

/** The area from the first x on, beyond the ends under the lines that go on. */
function extrapolatedArea<V, W, B>(m: Machine<V, W, B>, points: PointsOf<V, W>, first: V, end: V, x: V): V {
  const cut = m.max(first, m.min(x, end));
  const inside = readArea(m, points, [first, cut]);
  const [edge, here] = [readExtrapolated(m, points, [cut]), readExtrapolated(m, points, [x])];
  const beyond = m.multiply(m.multiply(m.add(edge, here), m.number(0.5)), m.subtract(x, cut));
  return m.add(inside, beyond);
}

function extrapolatedSlope<V, W, B>(m: Machine<V, W, B>, points: PointsOf<V, W>, first: V, end: V, x: V): V {
  const step = m.multiply(m.subtract(end, first), m.number(2 ** -20));
  const cut = m.max(m.add(first, step), m.min(x, m.subtract(end, step)));
  return readSlope(m, points, [cut, m.number(0)]);
}

/** Along the first or the last line where no point of the graph has that y. */
function extrapolatedInverse<V, W, B>(m: Machine<V, W, B>, points: PointsOf<V, W>, y: V): V {
  const inside = readInverse(m, points, [y]);
  const last = m.minus(points.count, m.whole(1));
  const along = (left: W, right: W): V => {
    const [x0, y0] = [points.x(left), points.y(left)];
    const rise = m.divide(m.subtract(points.y(right), y0), m.subtract(points.x(right), x0));
    return m.add(x0, m.divide(m.subtract(y, y0), rise));
  };
  const isFirst = m.both(m.equal(inside, points.x(m.whole(0))), m.not(m.equal(y, points.y(m.whole(0)))));
  const isLast = m.both(m.equal(inside, points.x(last)), m.not(m.equal(y, points.y(last))));
  const isLine = m.below(m.whole(0), last);
  const found = m.variable(inside);
  m.when(m.both(isLine, m.either(isFirst, isLast)), () => {
    const before = along(m.whole(0), m.whole(1));
    const behind = along(m.minus(last, m.whole(1)), last);
    found.set(m.select(isFirst, before, behind));
  });
  return found.get();
}
