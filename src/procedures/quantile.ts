import { betaShare, gammaShare, lnBetaFactor } from "./incomplete.ts";
import type { Machine } from "./machine.ts";

/** The number below which a share of a gamma distribution of that shape lies; its scale is 1. */
export function gammaQuantile<V, W, B>(m: Machine<V, W, B>, shape: V, share: V): V {
  const { number, add, subtract, multiply, divide } = m;
  // E. Wilson and M. Hilferty’s way to begin: the cube root is nearly normal.
  const ninth = divide(number(1), multiply(number(9), shape));
  const normal = multiply(m.routine("normalQuantile", share), m.sqrt(ninth));
  const root = m.max(number(0.05), add(subtract(number(1), ninth), normal));
  const nearShape = multiply(shape, multiply(root, multiply(root, root)));
  const lnGamma = m.routine("lnGamma", shape);
  // Near nought the share is x^shape / (shape Γ(shape)).
  const logarithm = add(add(m.routine("ln", share), m.routine("ln", shape)), lnGamma);
  const nearNought = m.routine("exp", divide(logarithm, shape));
  const start = m.select(m.less(nearNought, multiply(shape, number(0.2))), nearNought, nearShape);
  const density = (x: V): V => {
    const power = multiply(subtract(shape, number(1)), m.routine("ln", x));
    return m.routine("exp", subtract(subtract(power, x), lnGamma));
  };
  const most = add(multiply(shape, number(40)), number(800));
  return solve(m, share, start, most, (x) => gammaShare(m, shape, x), density);
}

/** The number below which a share of a beta distribution lies. */
export function betaQuantile<V, W, B>(m: Machine<V, W, B>, a: V, b: V, share: V): V {
  const { number, add, subtract, multiply, divide } = m;
  const lnFactor = lnBetaFactor(m, a, b);
  const density = (x: V): V => {
    const low = multiply(subtract(a, number(1)), m.routine("ln", x));
    const high = multiply(subtract(b, number(1)), m.routine("ln", subtract(number(1), x)));
    return m.routine("exp", add(lnFactor, add(low, high)));
  };
  // Near nought the share is x^a times this.
  const logarithm = subtract(add(m.routine("ln", share), m.routine("ln", a)), lnFactor);
  const nearNought = m.routine("exp", divide(logarithm, a));
  const mean = divide(a, add(a, b));
  const start = m.select(m.less(nearNought, multiply(mean, number(0.1))), nearNought, mean);
  return solve(m, share, start, number(1), (x) => betaShare(m, a, b, x, lnFactor), density);
}

/** Newton’s method between nought and a number that is too large, halving where it would leave what is left. */
function solve<V, W, B>(
  m: Machine<V, W, B>,
  share: V,
  start: V,
  most: V,
  below: (x: V) => V,
  density: (x: V) => V,
): V {
  const { number } = m;
  const low = m.variable(number(0));
  const high = m.variable(most);
  const x = m.variable(m.min(start, m.multiply(most, number(0.999))));
  const left = m.wholeVariable(m.whole(200));
  m.while(
    () => m.below(m.whole(0), left.get()),
    () => {
      const now = x.get();
      const excess = m.subtract(below(now), share);
      m.when(
        m.less(number(0), excess),
        () => high.set(now),
        () => low.set(now),
      );
      const next = m.subtract(now, m.divide(excess, density(now)));
      const isInside = m.both(m.less(low.get(), next), m.less(next, high.get()));
      // By size where it may be next to nought.
      const mean = m.multiply(m.add(low.get(), high.get()), number(0.5));
      const ofSizes = m.multiply(m.sqrt(low.get()), m.sqrt(high.get()));
      const smaller = m.select(
        m.less(number(0), low.get()),
        ofSizes,
        m.multiply(high.get(), number(2 ** -16)),
      );
      const middle = m.select(m.less(m.multiply(mean, number(0.25)), low.get()), mean, smaller);
      x.set(m.select(isInside, next, middle));
      const change = m.abs(m.subtract(x.get(), now));
      const isDone = m.lessEqual(change, m.multiply(x.get(), number(2 ** -50)));
      left.set(m.selectWhole(isDone, m.whole(0), m.minus(left.get(), m.whole(1))));
    },
  );
  return x.get();
}
