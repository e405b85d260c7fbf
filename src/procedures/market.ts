import { closeIn } from "./closein.ts";
import { curveAt, demandShare, reachOf, supplyShare } from "./curve.ts";
import { type Given, itemAt, type Machine, setItem } from "./machine.ts";
import { missing } from "./missing.ts";

/**
 * The lowest price at which as much is offered as is wanted. It is looked for where the curves are: from five widths of
 * the lowest normal one (ten of an exponential one) below its middle to as much above the highest, as Vensim does.
 */
export function findMarketPrice<V, W, B>(
  m: Machine<V, W, B>,
  [demands, wants, capacities, offers]: readonly Given<V, W>[],
  result: W,
): void {
  const { number } = m;
  const low = m.variable(number(Number.POSITIVE_INFINITY));
  const high = m.variable(number(Number.NEGATIVE_INFINITY));
  for (const [quantities, profiles] of [
    [demands!, wants!],
    [capacities!, offers!],
  ] as const) {
    m.repeat(quantities.length, (place) => {
      const { kind, middle, width } = profileOf(m, profiles, place);
      m.when(m.below(m.whole(0), kind), () => {
        const isElastic = m.below(m.whole(4), kind);
        const reach = m.multiply(width, reachOf(m, kind, 5, 10));
        const below = m.select(isElastic, m.min(number(0), middle), m.subtract(middle, reach));
        const above = m.select(isElastic, m.multiply(m.abs(middle), number(1e12)), m.add(middle, reach));
        low.set(m.min(low.get(), below));
        high.set(m.max(high.get(), above));
      });
    });
  }
  const excess = (price: V): V => {
    const sum = m.variable(number(0));
    m.repeat(capacities!.length, (place) => {
      const share = supplyShare(m, profileOf(m, offers!, place), price);
      sum.set(m.add(sum.get(), m.multiply(itemAt(m, capacities!.address, place), share)));
    });
    m.repeat(demands!.length, (place) => {
      const share = demandShare(m, profileOf(m, wants!, place), price);
      sum.set(m.subtract(sum.get(), m.multiply(itemAt(m, demands!.address, place), share)));
    });
    return sum.get();
  };
  const isAtLow = m.lessEqual(number(0), excess(low.get()));
  const isBeyond = m.less(excess(high.get()), number(0));
  const [least, most] = [low.get(), high.get()];
  m.when(m.not(m.either(isAtLow, isBeyond)), () =>
    closeIn(m, low, high, (price) => m.not(m.less(excess(price), number(0)))),
  );
  const found = m.select(isAtLow, least, m.select(isBeyond, most, high.get()));
  const isNowhere = m.less(most, least);
  setItem(m, result, m.whole(0), m.select(isNowhere, number(missing), found));
}

/** What of a demand is left at a price. */
export function demandAtPrice<V, W, B>(
  m: Machine<V, W, B>,
  [quantity, profile, price]: readonly Given<V, W>[],
  result: W,
): void {
  const share = demandShare(m, curveAt(m, profile!.address), price!.value);
  setItem(m, result, m.whole(0), m.multiply(quantity!.value, share));
}

/** What of a capacity is offered at a price. */
export function supplyAtPrice<V, W, B>(
  m: Machine<V, W, B>,
  [quantity, profile, price]: readonly Given<V, W>[],
  result: W,
): void {
  const share = supplyShare(m, curveAt(m, profile!.address), price!.value);
  setItem(m, result, m.whole(0), m.multiply(quantity!.value, share));
}

function profileOf<V, W, B>(m: Machine<V, W, B>, profiles: Given<V, W>, place: W) {
  return curveAt(m, m.plus(profiles.address, m.times(place, m.shiftLeft(profiles.columns, 3))));
}
