import type { Changing, Machine } from "./machine.ts";

/**
 * Halves the way between two numbers again and again, until none lies between them: the high end comes down to where
 * something holds, the low end up to where it does not yet.
 */
export function closeIn<V, W, B>(
  m: Machine<V, W, B>,
  low: Changing<V>,
  high: Changing<V>,
  holds: (at: V) => B,
): void {
  const goesOn = m.wholeVariable(m.whole(1));
  m.while(
    () => m.same(goesOn.get(), m.whole(1)),
    () => {
      const middle = m.multiply(m.add(low.get(), high.get()), m.number(0.5));
      const isBetween = m.both(m.less(low.get(), middle), m.less(middle, high.get()));
      goesOn.set(m.selectWhole(isBetween, m.whole(1), m.whole(0)));
      m.when(isBetween, () =>
        m.when(
          holds(middle),
          () => high.set(middle),
          () => low.set(middle),
        ),
      );
    },
  );
}
