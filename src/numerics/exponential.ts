import { type Arithmetic, polynomial, roundingNumber } from "./arithmetic.ts";
import { ln2High, ln2Low } from "./logarithm.ts";
import { addSmaller, type Pair } from "./pair.ts";

/** e to the power of x, with an error of less than one unit in the last place. */
export function exp<V, I, B>(m: Arithmetic<V, I, B>, x: V): V {
  const [result] = m.rarely(m.not(isModerate(m, x)), [expOfModerate(m, { high: x })], expOfAny, [x]);
  return result!;
}

/** Whether e^x is far from the ends of the range of numbers; not so for NaN. */
export function isModerate<V, I, B>(m: Arithmetic<V, I, B>, x: V): B {
  return m.less(m.abs(x), m.number(700));
}

/** e^(high + low) where the high part is moderate. */
export function expOfModerate<V, I, B>(m: Arithmetic<V, I, B>, sum: Sum<V>): V {
  const { rest, power } = reduce(m, sum);
  return m.multiply(rest, powerOfTwo(m, m.bits(power)));
}

/** e^(high + low); NaN stays what it is. */
export function expOfSum<V, I, B>(m: Arithmetic<V, I, B>, { high, low }: Sum<V>): V {
  const { rest, power } = reduce(m, { high: withinRange(m, high), ...(low !== undefined && { low }) });
  return timesPowerOfTwo(m, rest, power);
}

function expOfAny<V, I, B>(m: Arithmetic<V, I, B>, args: readonly V[]): readonly V[] {
  return [expOfSum(m, { high: args[0]! })];
}

/** An exponent in two parts; the second is small beside the first, or nothing. */
interface Sum<V> {
  readonly high: V;
  readonly low?: V;
}

/** x kept where e^x is neither nought nor infinite, or just beyond; NaN stays what it is. */
function withinRange<V, I, B>(m: Arithmetic<V, I, B>, x: V): V {
  const highest = m.number(710);
  const lowest = m.number(-746);
  const cut = m.select(m.less(highest, x), highest, x);
  return m.select(m.less(cut, lowest), lowest, cut);
}

/**
 * e^(high + low) as 2^k times the rest, with k in the last bits of `power`. With k the nearest whole number to
 * high / ln 2 (W. J. Cody and W. Waite's reduction), the rest is e^r, or 1 + r + r² · rest(r). The sum 1 + r is carried
 * with its rounding error, since it is what the result's last bit hangs on.
 */
function reduce<V, I, B>(
  m: Arithmetic<V, I, B>,
  { high, low }: Sum<V>,
): { readonly rest: V; readonly power: V } {
  const { number, add, subtract, multiply } = m;
  const power = add(multiply(high, number(1 / Math.LN2)), number(roundingNumber));
  const k = subtract(power, number(roundingNumber));
  const near = subtract(high, multiply(k, number(ln2High)));
  const correction = multiply(k, number(ln2Low));
  const far = low === undefined ? m.negate(correction) : subtract(low, correction);
  const r = add(near, far);
  const tail = add(far, multiply(multiply(r, r), polynomial(m, r, exponentialRest)));
  const sum: Pair<V> = addSmaller(m, number(1), near);
  return { rest: add(sum.high, add(sum.low, tail)), power };
}

/** Times two to the whole number in the last bits of `power`, in two halves, as the whole may be out of range. */
function timesPowerOfTwo<V, I, B>(m: Arithmetic<V, I, B>, value: V, power: V): V {
  const whole = m.bits(power);
  const half = m.shiftRight(m.shiftLeft(whole, 52), 53);
  const first = powerOfTwo(m, half);
  const second = powerOfTwo(m, m.subtractInteger(whole, half));
  return m.multiply(m.multiply(value, first), second);
}

/** Two to the whole number in the last bits. */
function powerOfTwo<V, I, B>(m: Arithmetic<V, I, B>, whole: I): V {
  return m.fromBits(m.shiftLeft(m.addInteger(whole, m.integer(1023n)), 52));
}

/** (e^r - 1 - r) / r² between -ln(2)/2 and ln(2)/2, interpolated at Chebyshev points. */
export const exponentialRest: readonly number[] = [
  0.5, 0.1666666666666667, 0.04166666666666667, 0.008333333333326141, 0.0013888888888883752,
  0.00019841269874800493, 0.000024801587325533363, 0.0000027557255425746435, 2.7557273661348637e-7,
  2.510520637395701e-8, 2.0914679376583935e-9,
];
