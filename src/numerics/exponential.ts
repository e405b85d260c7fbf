import { type Arithmetic, polynomial, roundingNumber } from "./arithmetic.ts";
import { ln2High, ln2Low } from "./logarithm.ts";
import { addSmaller, type Pair } from "./pair.ts";

/** e to the power of x, with an error of less than one unit in the last place. */
export function exp<V, I, B>(m: Arithmetic<V, I, B>, x: V): V {
  return expOfSum(m, { high: withinRange(m, x) });
}

/** x kept where e^x is neither nought nor infinite, or just beyond; NaN stays what it is. */
export function withinRange<V, I, B>(m: Arithmetic<V, I, B>, x: V): V {
  const highest = m.number(710);
  const lowest = m.number(-746);
  const cut = m.select(m.less(highest, x), highest, x);
  return m.select(m.less(cut, lowest), lowest, cut);
}

/**
 * e^(high + low) for a high part within range. With k the nearest whole number to high / ln 2 (W. J. Cody and W. Waite's
 * reduction), it is 2^k · e^r, and e^r is 1 + r + r² · rest(r). The sum 1 + r is carried with its rounding error, since
 * it is what the result's last bit hangs on.
 */
export function expOfSum<V, I, B>(
  m: Arithmetic<V, I, B>,
  { high, low }: { readonly high: V; readonly low?: V },
): V {
  const { number, add, subtract, multiply } = m;
  const rounded = add(multiply(high, number(Math.LOG2E)), number(roundingNumber));
  const k = subtract(rounded, number(roundingNumber));
  const near = subtract(high, multiply(k, number(ln2High)));
  const correction = multiply(k, number(ln2Low));
  const far = low === undefined ? m.negate(correction) : subtract(low, correction);
  const r = add(near, far);
  const rest = add(far, multiply(multiply(r, r), polynomial(m, r, exponentialRest)));
  const sum: Pair<V> = addSmaller(m, number(1), near);
  return timesPowerOfTwo(m, add(sum.high, add(sum.low, rest)), rounded);
}

/** Times two to the whole number in the last bits of `rounded`, in two halves, as the whole may be out of range. */
function timesPowerOfTwo<V, I, B>(m: Arithmetic<V, I, B>, value: V, rounded: V): V {
  const bias = m.integer(1023n);
  const power = m.bits(rounded);
  const half = m.shiftRight(m.shiftLeft(power, 52), 53);
  const first = m.fromBits(m.shiftLeft(m.addInteger(half, bias), 52));
  const second = m.fromBits(m.shiftLeft(m.addInteger(m.subtractInteger(power, half), bias), 52));
  return m.multiply(m.multiply(value, first), second);
}

/** (e^r - 1 - r) / r² between -ln(2)/2 and ln(2)/2, interpolated at Chebyshev points. */
export const exponentialRest: readonly number[] = [
  0.5, 0.1666666666666667, 0.04166666666666667, 0.008333333333326141, 0.0013888888888883752,
  0.00019841269874800493, 0.000024801587325533363, 0.0000027557255425746435, 2.7557273661348637e-7,
  2.510520637395701e-8, 2.0914679376583935e-9,
];
