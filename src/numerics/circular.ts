import { type Arithmetic, polynomial } from "./arithmetic.ts";
import { addSmaller, dividePairs, type Pair } from "./pair.ts";
import { quarterTurns } from "./quarter.ts";

/** The sine of an angle in radians, with an error of less than one unit in the last place. */
export function sine<V, I, B>(m: Arithmetic<V, I, B>, angle: V): V {
  // What the rounding of nought would lose: its sign.
  return m.select(m.equal(angle, m.number(0)), angle, sineAhead(m, angle, 0n));
}

/** The cosine of an angle in radians, with an error of less than one unit in the last place. */
export function cosine<V, I, B>(m: Arithmetic<V, I, B>, angle: V): V {
  return sineAhead(m, angle, 1n);
}

/** The tangent of an angle in radians, with an error of less than two units in the last place. */
export function tangent<V, I, B>(m: Arithmetic<V, I, B>, angle: V): V {
  const { number, select } = m;
  const { rest, quarter } = quarterTurns(m, angle);
  const { sine, cosine } = sineAndCosine(m, rest);
  // In odd quarters it is -cosine / sine.
  const isEven = m.isZero(m.and(quarter, m.integer(1n)));
  const above: Pair<V> = {
    high: select(isEven, sine.high, m.negate(cosine.high)),
    low: select(isEven, sine.low, m.negate(cosine.low)),
  };
  const below = addSmaller(m, select(isEven, cosine.high, sine.high), select(isEven, cosine.low, sine.low));
  const quotient = dividePairs(m, above, below);
  const value = m.add(quotient.high, quotient.low);
  return select(m.equal(angle, number(0)), angle, ofFinite(m, angle, value));
}

/** The sine of the angle and so many quarter turns. */
function sineAhead<V, I, B>(m: Arithmetic<V, I, B>, angle: V, ahead: bigint): V {
  const { rest, quarter } = quarterTurns(m, angle);
  const turned = m.addInteger(quarter, m.integer(ahead));
  const { sine, cosine } = sineAndCosine(m, rest);
  const isEven = m.isZero(m.and(turned, m.integer(1n)));
  const value = m.add(m.select(isEven, sine.high, cosine.high), m.select(isEven, sine.low, cosine.low));
  const isFirstHalf = m.isZero(m.and(turned, m.integer(2n)));
  return ofFinite(m, angle, m.select(isFirstHalf, value, m.negate(value)));
}

function ofFinite<V, I, B>(m: Arithmetic<V, I, B>, angle: V, value: V): V {
  const isMeasured = m.less(m.abs(angle), m.number(Number.POSITIVE_INFINITY));
  return m.select(isMeasured, value, m.number(Number.NaN));
}

/** Both for an angle of at most an eighth of a turn, as sums that are not yet carried out. */
function sineAndCosine<V, I, B>(
  m: Arithmetic<V, I, B>,
  { high, low }: Pair<V>,
): { readonly sine: Pair<V>; readonly cosine: Pair<V> } {
  const { number, add, subtract, multiply } = m;
  const square = multiply(high, high);
  const cosine = addSmaller(m, number(1), m.negate(multiply(square, number(0.5))));
  const cosineRest = multiply(multiply(square, square), polynomial(m, square, cosineSeries));
  const sineRest = multiply(multiply(high, square), polynomial(m, square, sineSeries));
  return {
    sine: { high, low: add(sineRest, multiply(low, cosine.high)) },
    cosine: { high: cosine.high, low: add(cosine.low, subtract(cosineRest, multiply(high, low))) },
  };
}

/** (sin(r) - r) / r³ for r² between 0 and (π/4)², interpolated at Chebyshev points. */
export const sineSeries: readonly number[] = [
  -0.16666666666666666, 0.008333333333333331, -0.00019841269841265065, 0.0000027557319219339167,
  -2.5052106232447578e-8, 1.6058531618986147e-10, -7.586697117706918e-13,
];

/** (cos(r) - 1 + r²/2) / r⁴ for r² between 0 and (π/4)², interpolated at Chebyshev points. */
export const cosineSeries: readonly number[] = [
  0.041666666666666664, -0.0013888888888887398, 0.00002480158729876569, -2.7557317271729793e-7,
  2.08761462684032e-9, -1.1382632425521717e-11,
];
