/**
 * What the routines are written in. Each routine stands once, as a function over an arithmetic; carried out by one
 * arithmetic it computes on plain numbers, carried out by another it writes WebAssembly, with the same operations in
 * the same order and so with the same bits (J. Carette, O. Kiselyov, C. Shan, Finally Tagless, Partially Evaluated,
 * 2009). The routines have no branches, so that a third arithmetic can do two lanes at once; the one exception,
 * `rarely`, says what may be done number by number.
 *
 * V is a number (f64), I the 64 bits of one, B a truth.
 */
export interface Arithmetic<V, I, B> {
  readonly number: (value: number) => V;
  readonly add: (a: V, b: V) => V;
  readonly subtract: (a: V, b: V) => V;
  readonly multiply: (a: V, b: V) => V;
  readonly divide: (a: V, b: V) => V;
  readonly negate: (a: V) => V;
  readonly abs: (a: V) => V;
  readonly sqrt: (a: V) => V;
  readonly floor: (a: V) => V;

  readonly less: (a: V, b: V) => B;
  readonly equal: (a: V, b: V) => B;
  readonly both: (a: B, b: B) => B;
  readonly either: (a: B, b: B) => B;
  readonly not: (a: B) => B;
  readonly select: (when: B, yes: V, no: V) => V;

  readonly bits: (a: V) => I;
  readonly fromBits: (a: I) => V;
  readonly integer: (value: bigint) => I;
  readonly addInteger: (a: I, b: I) => I;
  readonly subtractInteger: (a: I, b: I) => I;
  readonly and: (a: I, b: I) => I;
  readonly or: (a: I, b: I) => I;
  readonly shiftLeft: (a: I, by: number) => I;
  /** Keeps the sign. */
  readonly shiftRight: (a: I, by: number) => I;
  /** Brings in noughts: vectors of two have no instruction for the other one. */
  readonly shiftRightUnsigned: (a: I, by: number) => I;
  readonly isZero: (a: I) => B;

  /** The usual values or, where `when` holds, those that the rare routine makes of the arguments. */
  readonly rarely: (when: B, usual: readonly V[], rare: RareRoutine, args: readonly V[]) => readonly V[];
}

/** What a rare routine may use besides: it is carried out for one number at a time. */
export interface ScalarArithmetic<V, I, B> extends Arithmetic<V, I, B> {
  readonly multiplyInteger: (a: I, b: I) => I;
  readonly shiftLeftBy: (a: I, by: I) => I;
  /** Brings in noughts. */
  readonly shiftRightBy: (a: I, by: I) => I;
  /** The nearest number to a signed integer. */
  readonly toNumber: (a: I) => V;
  /** One entry of a table of constants. */
  readonly entry: (table: readonly bigint[], index: I) => I;
}

type RareRoutine = <V, I, B>(m: ScalarArithmetic<V, I, B>, args: readonly V[]) => readonly V[];

/**
 * 1.5 · 2^52. Adding it to a number below 2^51 rounds that to a whole number, ties to even, which the lowest bits of the
 * sum then hold in two's complement.
 */
export const roundingNumber = 6755399441055744;

/** The bits of `roundingNumber`. */
export const roundingBits = 0x4338_0000_0000_0000n;

/** a with the sign of b. */
export function withSignOf<V, I, B>(m: Arithmetic<V, I, B>, a: V, b: V): V {
  const sign = m.integer(-(1n << 63n));
  const size = m.integer((1n << 63n) - 1n);
  return m.fromBits(m.or(m.and(m.bits(a), size), m.and(m.bits(b), sign)));
}

/**
 * The polynomial with these coefficients, lowest first, by G. Estrin's scheme (1960): neighbours are joined, then
 * neighbours of those, so that little has to wait for another result.
 */
export function polynomial<V, I, B>(m: Arithmetic<V, I, B>, x: V, coefficients: readonly number[]): V {
  let terms = coefficients.map(m.number);
  let power = x;
  while (terms.length > 1) {
    const joined: V[] = [];
    for (let i = 0; i < terms.length; i += 2) {
      const next = terms[i + 1];
      joined.push(next === undefined ? terms[i]! : m.add(terms[i]!, m.multiply(power, next)));
    }
    terms = joined;
    if (terms.length > 1) power = m.multiply(power, power);
  }
  return terms[0]!;
}
