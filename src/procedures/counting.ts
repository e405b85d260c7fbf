import type { Machine, NumberProcedure } from "./machine.ts";

/** n · (n - 1) · … · 1; of a number that is not whole, Γ(n + 1). Exact as long as numbers hold it. */
export const factorial: NumberProcedure = (m, [n]) => {
  const isSmall = m.both(isCount(m, n!), m.less(n!, m.number(171)));
  const product = m.variable(m.number(1));
  m.repeat(m.toWhole(m.select(isSmall, n!, m.number(0))), (turn) =>
    product.set(m.multiply(product.get(), m.toNumber(m.plus(turn, m.whole(1))))),
  );
  const gamma = m.routine("exp", m.routine("lnGamma", m.add(n!, m.number(1))));
  return m.select(isSmall, product.get(), gamma);
};

/** How many ways there are to choose r of n things, their order not counting. */
export const combinations: NumberProcedure = (m, [n, r]) => {
  const others = m.subtract(n!, r!);
  const fewer = m.min(r!, others);
  const isUsable = m.both(m.both(isCount(m, n!), isCount(m, fewer)), m.less(fewer, m.number(1e6)));
  const product = m.variable(m.number(1));
  m.repeat(m.toWhole(m.select(isUsable, fewer, m.number(0))), (turn) => {
    const next = m.toNumber(m.plus(turn, m.whole(1)));
    const above = m.add(m.subtract(n!, fewer), next);
    // Always a whole number: a product of so many neighbours is a multiple of that factorial.
    product.set(m.divide(m.multiply(product.get(), above), next));
  });
  return ofUsable(m, isUsable, isCount(m, n!), product.get());
};

/** How many ways there are to choose r of n things one after another. */
export const permutations: NumberProcedure = (m, [n, r]) => {
  const isUsable = m.both(
    m.both(isCount(m, n!), isCount(m, r!)),
    m.both(m.lessEqual(r!, n!), m.less(r!, m.number(1e6))),
  );
  const product = m.variable(m.number(1));
  m.repeat(m.toWhole(m.select(isUsable, r!, m.number(0))), (turn) =>
    product.set(m.multiply(product.get(), m.subtract(n!, m.toNumber(turn)))),
  );
  return ofUsable(m, isUsable, m.both(isCount(m, n!), isCount(m, r!)), product.get());
};

/** Whether it is a whole number from nought on. */
function isCount<V, W, B>(m: Machine<V, W, B>, n: V): B {
  return m.both(m.lessEqual(m.number(0), n), m.equal(m.floor(n), n));
}

/** Of more things than there are, there is no choice; of what is no number of things, there is no answer. */
function ofUsable<V, W, B>(m: Machine<V, W, B>, isUsable: B, isNone: B, value: V): V {
  const nothing = m.select(isNone, m.number(0), m.number(Number.NaN));
  return m.select(isUsable, value, nothing);
}
