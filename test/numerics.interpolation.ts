import {
  fixed,
  fixedOf,
  nearestToFixed,
  one,
  over,
  pi,
  precision,
  references,
} from "./numerics.reference.ts";

const times = (a: bigint, b: bigint): bigint => (a * b) >> BigInt(precision);

/** Where a function is interpolated, in fixed-point numbers. */
export interface Interval {
  readonly from: bigint;
  readonly to: bigint;
}

/**
 * The coefficients, lowest first and each rounded to the nearest number, of the polynomial that meets a function at the
 * Chebyshev points of an interval: nearly the best there is (J.-M. Muller, Elementary Functions, 3rd edition, 3.4).
 */
export function chebyshevInterpolation(
  value: (at: bigint) => bigint,
  { from, to }: Interval,
  degree: number,
): readonly number[] {
  const points = Array.from({ length: degree + 1 }, (_, i) => {
    // The interval's ends are given to all digits, a point inside it only has to be what it is.
    const cosine = fixedOf(references.cosine(((2 * i + 1) * nearestToFixed(pi)) / (2 * degree + 2)));
    return (from + to + times(to - from, cosine)) / 2n;
  });
  const differences = points.map(value);
  for (let order = 1; order <= degree; order++) {
    for (let i = degree; i >= order; i--) {
      differences[i] = over(differences[i]! - differences[i - 1]!, points[i]! - points[i - order]!);
    }
  }
  let coefficients: bigint[] = [];
  for (let i = degree; i >= 0; i--) {
    // Horner's scheme on polynomials: times (t - point), plus the difference.
    const shifted = [0n, ...coefficients];
    coefficients = shifted.map((digit, j) => digit - times(points[i]!, coefficients[j] ?? 0n));
    coefficients[0] = coefficients[0]! + differences[i]!;
  }
  return coefficients.map(nearestToFixed);
}

/** The largest difference between a function and a polynomial at 200 points of an interval. */
export function largestError(
  value: (at: bigint) => bigint,
  { from, to }: Interval,
  coefficients: readonly number[],
): number {
  let largest = 0;
  for (let i = 0n; i < 200n; i++) {
    const at = from + ((to - from) * (2n * i + 1n)) / 400n;
    const sum = coefficients.reduceRight((total, coefficient) => times(total, at) + fixed(coefficient), 0n);
    largest = Math.max(largest, Math.abs(Number(sum - value(at)) / Number(one)));
  }
  return largest;
}
