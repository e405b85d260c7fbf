import type { Machine } from "./machine.ts";

/** What Vensim calls a priority profile: how a quantity is spread over prices, or over priorities. */
export interface Curve<V, W> {
  /** 0 the same everywhere, 1 rectangular, 2 triangular, 3 normal, 4 exponential both ways, 5 and 6 of one elasticity. */
  readonly kind: W;
  readonly middle: V;
  readonly width: V;
  readonly extra: V;
}

/** The curve whose four numbers begin at an address; ten more on its kind ask for whole units. */
export function curveAt<V, W, B>(m: Machine<V, W, B>, address: W): Curve<V, W> {
  const kind = m.toWhole(m.load(address));
  const isWhole = m.not(m.below(kind, m.whole(10)));
  const middle = m.load(address, 8);
  return {
    kind: m.selectWhole(isWhole, m.minus(kind, m.whole(10)), kind),
    middle,
    width: usable(m, m.load(address, 16), middle),
    extra: m.load(address, 24),
  };
}

/** A width that one can divide by: none is taken for next to none. */
export function usable<V, W, B>(m: Machine<V, W, B>, width: V, middle: V): V {
  return m.max(width, m.multiply(m.add(m.abs(middle), m.number(1)), m.number(2 ** -40)));
}

/** The share of a demand that is left at a price: all of it far below the middle, none far above. */
export function demandShare<V, W, B>(
  m: Machine<V, W, B>,
  { kind, middle, width, extra }: Curve<V, W>,
  price: V,
): V {
  const { number, add, subtract, multiply, divide, negate } = m;
  const is = (one: number): B => m.same(kind, m.whole(one));
  const share = m.variable(number(1));
  // How far above its lower edge the price is, as a share of the width.
  const along = add(divide(subtract(price, middle), width), number(0.5));
  const cut = m.max(number(0), m.min(along, number(1)));
  m.when(is(1), () => share.set(subtract(number(1), cut)));
  m.when(is(2), () => {
    const rest = subtract(number(1), cut);
    const early = subtract(number(1), multiply(number(2), multiply(cut, cut)));
    share.set(m.select(m.less(cut, number(0.5)), early, multiply(number(2), multiply(rest, rest))));
  });
  const widths = divide(subtract(middle, price), width);
  m.when(is(3), () => share.set(m.routine("normalShare", widths)));
  m.when(is(4), () => {
    const half = multiply(number(0.5), m.routine("exp", negate(m.abs(widths))));
    share.set(m.select(m.less(number(0), widths), subtract(number(1), half), half));
  });
  m.when(m.both(m.below(m.whole(4), kind), m.both(m.less(number(0), middle), m.less(middle, price))), () =>
    share.set(m.routine("power", divide(price, middle), negate(extra))),
  );
  return share.get();
}

/** The share of a capacity that is offered at a price: the mirror image. */
export function supplyShare<V, W, B>(m: Machine<V, W, B>, curve: Curve<V, W>, price: V): V {
  const { kind, middle, extra } = curve;
  const mirrored = m.subtract(m.add(middle, middle), price);
  const share = m.variable(
    demandShare(m, { ...curve, kind: m.selectWhole(m.below(m.whole(4), kind), m.whole(0), kind) }, mirrored),
  );
  m.when(m.both(m.below(m.whole(4), kind), m.less(price, middle)), () => {
    const ratio = m.max(m.number(0), m.divide(price, middle));
    share.set(m.routine("power", ratio, extra));
  });
  return share.get();
}

/** How many widths from its middle a curve has all but ended, on either side, by its kind. */
export function reachOf<V, W, B>(m: Machine<V, W, B>, kind: W, normal: number, exponential: number): V {
  const is = (one: number): B => m.same(kind, m.whole(one));
  return m.select(is(3), m.number(normal), m.select(is(4), m.number(exponential), m.number(0.5)));
}
