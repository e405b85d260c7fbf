import { expect, test } from "vitest";
import { roundingBits, roundingNumber } from "../src/numerics/arithmetic.ts";
import { cosineSeries, sineSeries } from "../src/numerics/circular.ts";
import { exponentialRest } from "../src/numerics/exponential.ts";
import { lnGammaShape, lnRootOfTwoPiLessHalf, stirlingSeries } from "../src/numerics/gamma.ts";
import { hyperbolicSineSeries, hyperbolicTangentSeries } from "../src/numerics/hyperbolic.ts";
import { arcsineSeries, arctangentSeries, piOverTwoRest } from "../src/numerics/inverse.ts";
import {
  artanhSeries,
  artanhTail,
  bitsOfRootOfHalf,
  centreHigh,
  centreLow,
  ln2High,
  ln2Low,
  twoThirdsHigh,
  twoThirdsLow,
} from "../src/numerics/logarithm.ts";
import { erfcxShape } from "../src/numerics/normal.ts";
import { quarterParts, quarterTurn, twoOverPi } from "../src/numerics/quarter.ts";
import { chebyshevInterpolation, type Interval, largestError } from "./numerics.interpolation.ts";
import {
  arctangentOf,
  erfcxOf,
  expOf,
  fixed,
  fixedOf,
  ln2,
  lnGammaOf,
  lnOf,
  lnRootOfTwoPi,
  nearestToFixed,
  one,
  over,
  pi,
  piTo,
  precision,
  realOf,
  squareRoot,
} from "./numerics.reference.ts";

const times = (a: bigint, b: bigint): bigint => (a * b) >> BigInt(precision);

/** The value cut after so many binary places, and the number nearest to the rest. */
function cut(value: bigint, places: number): readonly [number, number] {
  const unit = 1n << BigInt(precision - places);
  const high = (value / unit) * unit;
  return [nearestToFixed(high), nearestToFixed(value - high)];
}

test("the parts of ln 2, of the centres' logarithms, of 2/3 and of π are what they should be", () => {
  expect([ln2High, ln2Low]).toEqual(cut(ln2, 42));
  expect([centreHigh[0], centreLow[0]]).toEqual(cut(lnOf(realOf(0.75)), 42));
  expect([centreHigh[2], centreLow[2]]).toEqual(cut(lnOf(realOf(1.25)), 42));
  expect([twoThirdsHigh, twoThirdsLow]).toEqual(cut((2n * one) / 3n, 26));
  expect(lnRootOfTwoPiLessHalf).toBe(nearestToFixed(lnRootOfTwoPi - one / 2n));
  expect(quarterTurn).toEqual(cut(pi / 2n, 25));
  expect(piOverTwoRest).toBe(nearestToFixed(pi / 2n - fixed(Math.PI / 2)));

  let rest = pi / 2n;
  for (const [i, places] of [32, 65, 98].entries()) {
    const [high] = cut(rest, places);
    expect(quarterParts[i]).toBe(high);
    rest -= fixed(high);
  }
  expect(quarterParts[3]).toBe(nearestToFixed(rest));
});

test("the language's own constants are the nearest numbers", () => {
  expect(Math.PI).toBe(nearestToFixed(pi));
  expect(Math.LN2).toBe(nearestToFixed(ln2));
  expect(Math.LOG2E).toBe(nearestToFixed(over(one, ln2)));
  expect(Math.SQRT2).toBe(nearestToFixed(squareRoot(2n * one)));
});

test("the words of 2/π are its digits, by Machin's formula", () => {
  const places = 64 * (twoOverPi.length - 1);
  const guard = 64;
  const digits = ((1n << BigInt(2 * places + 2 * guard + 1)) / piTo(places + guard)) >> BigInt(guard);
  const words = twoOverPi.map((_, i) =>
    BigInt.asUintN(64, digits >> BigInt(64 * (twoOverPi.length - 1 - i))),
  );
  expect(words).toEqual(twoOverPi);
});

test("the numbers that are known by their bits have those bits", () => {
  const [rounding, root] = new BigInt64Array(new Float64Array([roundingNumber, Math.SQRT1_2]).buffer);
  expect(rounding).toBe(roundingBits);
  expect(root).toBe(bitsOfRootOfHalf);
});

/** The sum of z^i / (2 (skipped + i) + 1). */
function artanhPart(z: bigint, skipped: bigint): bigint {
  let power = one;
  let sum = 0n;
  for (let i = 2n * skipped + 1n; power !== 0n; i += 2n) {
    sum += power / i;
    power = times(power, z);
  }
  return sum;
}

/** The sum of (-z)^i / (first · (first + 1) · …), two factors a term. */
function alternating(z: bigint, first: bigint): bigint {
  let term = one;
  let sum = 0n;
  for (let i = first; term !== 0n && term !== -1n; i += 2n) {
    sum += term;
    term = -times(term, z) / (i * (i + 1n));
  }
  return sum;
}

/** The sum of z^i / (first + 2i)!. */
function hyperbolicPart(z: bigint, first: bigint): bigint {
  let term = one;
  for (let i = 2n; i <= first; i++) term /= i;
  let sum = 0n;
  for (let i = first + 1n; term !== 0n; i += 2n) {
    sum += term;
    term = times(term, z) / (i * (i + 1n));
  }
  return sum;
}

const root2 = squareRoot(2n * one);
const square = (value: bigint): bigint => times(value, value);
const upTo = (to: bigint): Interval => ({ from: 0n, to });

const series: Readonly<
  Record<string, readonly [readonly number[], (at: bigint) => bigint, Interval, bits: number]>
> = {
  exponentialRest: [
    exponentialRest,
    (r) => over(over(fixedOf(expOf(r)) - one - r, r), r),
    { from: -ln2 / 2n, to: ln2 / 2n },
    58,
  ],
  artanhSeries: [
    artanhSeries,
    (z) => 2n * artanhPart(z, 1n),
    upTo(square(over(root2 - one, root2 + one))),
    51,
  ],
  artanhTail: [artanhTail, (z) => 3n * artanhPart(z, 2n), upTo((54n * one) / 10_000n), 55],
  sineSeries: [sineSeries, (z) => over(alternating(z, 2n) - one, z), upTo(square(pi / 4n)), 56],
  cosineSeries: [
    cosineSeries,
    (z) => over(over(alternating(z, 1n) - one + z / 2n, z), z),
    upTo(square(pi / 4n)),
    58,
  ],
  arcsineSeries: [
    arcsineSeries,
    (z) => {
      const s = squareRoot(z);
      return over(over(arctangentOf(over(s, squareRoot(one - z))), s) - one, z);
    },
    upTo(one / 4n),
    55,
  ],
  arctangentSeries: [
    arctangentSeries,
    (z) => {
      const u = squareRoot(z);
      return over(over(arctangentOf(u), u) - one, z);
    },
    upTo(square(root2 - one)),
    55,
  ],
  hyperbolicSineSeries: [hyperbolicSineSeries, (z) => hyperbolicPart(z, 3n), upTo(one), 56],
  hyperbolicTangentSeries: [
    hyperbolicTangentSeries,
    (z) => {
      const x = squareRoot(z);
      const [sine, cosine] = [hyperbolicPart(z, 1n), hyperbolicPart(z, 0n)];
      return over(over(times(x, sine), cosine) - x, times(x, z));
    },
    upTo((36n * one) / 100n),
    55,
  ],
  lnGammaShape: [
    lnGammaShape,
    (u) => over(lnGammaOf((3n * one) / 2n + u), times(u + one / 2n, u - one / 2n)),
    { from: -one / 2n, to: one / 2n },
    55,
  ],
  stirlingSeries: [
    stirlingSeries,
    (w) => {
      const x = over(one, squareRoot(w));
      const main = times(x - one / 2n, lnOf({ digits: x, exponent: -precision })) - x + lnRootOfTwoPi;
      return times(lnGammaOf(x) - main, x);
    },
    { from: one / 1_000_000n, to: one / 64n },
    56,
  ],
  erfcxShape: [
    erfcxShape,
    (t) => {
      const z = over((375n * (one + t)) / 100n, one - t);
      return times(one + 2n * z, erfcxOf(z));
    },
    { from: -one, to: one },
    52,
  ],
};

test.each(Object.entries(series))(
  "%s is the interpolation at Chebyshev points, and close enough",
  (_, [coefficients, value, interval, bits]) => {
    expect(coefficients).toEqual(chebyshevInterpolation(value, interval, coefficients.length - 1));
    expect(largestError(value, interval, coefficients)).toBeLessThan(2 ** -bits);
  },
);
