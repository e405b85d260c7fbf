import type { Arithmetic } from "./arithmetic.ts";

/** A number as a sum of two that is not carried out: `low` is small beside `high`. */
export interface Pair<V> {
  readonly high: V;
  readonly low: V;
}

/** The first 26 significant bits of a number: products of two such numbers are exact. */
export function head<V, I, B>(m: Arithmetic<V, I, B>, a: V): V {
  return m.fromBits(m.and(m.bits(a), m.integer(-(1n << 27n))));
}

/** a + b and its rounding error, where |a| ≥ |b| or a is nought (T. J. Dekker, 1971). */
export function addSmaller<V, I, B>(m: Arithmetic<V, I, B>, a: V, b: V): Pair<V> {
  const high = m.add(a, b);
  return { high, low: m.add(m.subtract(a, high), b) };
}

/** a + b and its rounding error (O. Møller, 1965; D. E. Knuth). */
export function addExactly<V, I, B>(m: Arithmetic<V, I, B>, a: V, b: V): Pair<V> {
  const high = m.add(a, b);
  const partOfB = m.subtract(high, a);
  const partOfA = m.subtract(high, partOfB);
  return { high, low: m.add(m.subtract(a, partOfA), m.subtract(b, partOfB)) };
}

/**
 * The quotient of two pairs to some 75 bits; its high part has 26 significant bits. What the head of the quotient leaves
 * of the dividend is worked out with exact products, and divided in turn. The divisor's low part must lie below the last
 * place of its high part.
 */
export function dividePairs<V, I, B>(
  m: Arithmetic<V, I, B>,
  { high: above, low: rest }: { readonly high: V; readonly low?: V },
  divisor: Pair<V>,
): Pair<V> {
  const { add, subtract, multiply } = m;
  const reciprocal = m.divide(m.number(1), divisor.high);
  const divisorHigh = head(m, divisor.high);
  const divisorLow = add(subtract(divisor.high, divisorHigh), divisor.low);
  const high = head(m, multiply(rest === undefined ? above : add(above, rest), reciprocal));
  const less = multiply(high, divisorLow);
  const remainder = subtract(
    subtract(above, multiply(high, divisorHigh)),
    rest === undefined ? less : subtract(less, rest),
  );
  return { high, low: multiply(remainder, reciprocal) };
}
