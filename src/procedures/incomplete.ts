import type { Machine } from "./machine.ts";

/**
 * The share of a gamma distribution of that shape, with scale 1, below x: the incomplete gamma function, by its series
 * near nought and its continued fraction beyond (W. Press and others, Numerical Recipes, 6.2).
 */
export function gammaShare<V, W, B>(m: Machine<V, W, B>, shape: V, x: V): V {
  const { number, add, subtract, multiply, divide } = m;
  const share = m.variable(number(0));
  m.when(m.less(number(0), x), () => {
    const exponent = subtract(subtract(multiply(shape, m.routine("ln", x)), x), m.routine("lnGamma", shape));
    const factor = m.routine("exp", exponent);
    m.when(
      m.less(x, add(shape, number(1))),
      () => {
        const term = m.variable(divide(number(1), shape));
        const sum = m.variable(term.get());
        const below = m.variable(shape);
        untilSmall(m, () => {
          below.set(add(below.get(), number(1)));
          term.set(multiply(term.get(), divide(x, below.get())));
          sum.set(add(sum.get(), term.get()));
          return divide(term.get(), sum.get());
        });
        share.set(multiply(factor, sum.get()));
      },
      () => {
        const b = m.variable(add(subtract(x, shape), number(1)));
        const c = m.variable(number(1e300));
        const d = m.variable(divide(number(1), b.get()));
        const fraction = m.variable(d.get());
        const turn = m.variable(number(0));
        untilSmall(m, () => {
          turn.set(add(turn.get(), number(1)));
          const above = multiply(turn.get(), subtract(shape, turn.get()));
          b.set(add(b.get(), number(2)));
          d.set(divide(number(1), notNought(m, add(multiply(above, d.get()), b.get()))));
          c.set(notNought(m, add(b.get(), divide(above, c.get()))));
          const change = multiply(c.get(), d.get());
          fraction.set(multiply(fraction.get(), change));
          return subtract(change, number(1));
        });
        share.set(subtract(number(1), multiply(factor, fraction.get())));
      },
    );
  });
  return share.get();
}

/** The logarithm of what the density of a beta distribution is multiplied with. */
export function lnBetaFactor<V, W, B>(m: Machine<V, W, B>, a: V, b: V): V {
  const logs = [m.add(a, b), a, b].map((of) => m.routine("lnGamma", of));
  return m.subtract(m.subtract(logs[0]!, logs[1]!), logs[2]!);
}

/** The share of a beta distribution below x, by its continued fraction (Numerical Recipes, 6.4). */
export function betaShare<V, W, B>(
  m: Machine<V, W, B>,
  a: V,
  b: V,
  x: V,
  lnFactor = lnBetaFactor(m, a, b),
): V {
  const { number, add, subtract, multiply, divide } = m;
  const one = number(1);
  const rest = subtract(one, x);
  const powers = add(multiply(a, m.routine("ln", x)), multiply(b, m.routine("ln", rest)));
  const factor = m.routine("exp", add(lnFactor, powers));
  const isLow = m.less(x, divide(add(a, one), add(add(a, b), number(2))));
  const [p, q, z] = [m.select(isLow, a, b), m.select(isLow, b, a), m.select(isLow, x, rest)];
  const share = m.variable(m.select(m.less(number(0), x), one, number(0)));
  m.when(m.both(m.less(number(0), x), m.less(x, one)), () => {
    const part = divide(multiply(factor, betaFraction(m, p, q, z)), p);
    share.set(m.select(isLow, part, subtract(one, part)));
  });
  return share.get();
}

function betaFraction<V, W, B>(m: Machine<V, W, B>, a: V, b: V, x: V): V {
  const { number, add, subtract, multiply, divide } = m;
  const one = number(1);
  const both = add(a, b);
  const c = m.variable(one);
  const d = m.variable(divide(one, notNought(m, subtract(one, divide(multiply(both, x), add(a, one))))));
  const fraction = m.variable(d.get());
  const turn = m.variable(number(0));
  const goOn = (above: V): V => {
    d.set(divide(one, notNought(m, add(one, multiply(above, d.get())))));
    c.set(notNought(m, add(one, divide(above, c.get()))));
    const change = multiply(c.get(), d.get());
    fraction.set(multiply(fraction.get(), change));
    return subtract(change, one);
  };
  untilSmall(m, () => {
    turn.set(add(turn.get(), one));
    const i = turn.get();
    const twice = add(a, add(i, i));
    const even = multiply(multiply(i, subtract(b, i)), x);
    goOn(divide(even, multiply(subtract(twice, one), twice)));
    const odd = multiply(multiply(add(a, i), add(both, i)), x);
    return goOn(m.negate(divide(odd, multiply(twice, add(twice, one)))));
  });
  return fraction.get();
}

/** Goes on until what is told is next to nothing; not for ever. */
function untilSmall<V, W, B>(m: Machine<V, W, B>, turn: () => V): void {
  const left = m.wholeVariable(m.whole(20_000));
  m.while(
    () => m.below(m.whole(0), left.get()),
    () => {
      const change = turn();
      const isDone = m.lessEqual(m.abs(change), m.number(2 ** -54));
      left.set(m.selectWhole(isDone, m.whole(0), m.minus(left.get(), m.whole(1))));
    },
  );
}

/** What one can divide by. */
function notNought<V, W, B>(m: Machine<V, W, B>, value: V): V {
  return m.select(m.less(m.abs(value), m.number(1e-300)), m.number(1e-300), value);
}
