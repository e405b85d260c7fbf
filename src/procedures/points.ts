import type { Machine, PointsOf } from "./machine.ts";

/** The first point whose x is not below a number; how many there are, where there is none. */
export function firstNotBelow<V, W, B>(m: Machine<V, W, B>, points: PointsOf<V, W>, x: V): W {
  const low = m.wholeVariable(m.whole(0));
  const high = m.wholeVariable(points.count);
  m.while(
    () => m.below(low.get(), high.get()),
    () => {
      const middle = m.shiftRight(m.plus(low.get(), high.get()), 1);
      m.when(
        m.less(points.x(middle), x),
        () => low.set(m.plus(middle, m.whole(1))),
        () => high.set(middle),
      );
    },
  );
  return low.get();
}

/** The y of a point; of the first or the last one where the number is outside. NaN where there are none. */
export function yInside<V, W, B>(m: Machine<V, W, B>, points: PointsOf<V, W>, point: W): V {
  const last = m.minus(points.count, m.whole(1));
  const cut = m.selectWhole(m.below(point, last), point, last);
  const inside = m.selectWhole(m.below(cut, m.whole(0)), m.whole(0), cut);
  return m.select(m.same(points.count, m.whole(0)), m.number(Number.NaN), points.y(inside));
}
