/**
 * Elementary functions to more than 150 good bits, from their series, in whole numbers: slow, and obviously right.
 * A fixed-point number is a bigint that counts units of 2^-320.
 */

import { computeRoutine } from "../src/numerics/plain.ts";

/** `digits` times two to the power `exponent`. */
export interface Real {
  readonly digits: bigint;
  readonly exponent: number;
}

/** Binary digits behind the point. */
export const precision = 320;
export const one = 1n << BigInt(precision);

const times = (a: bigint, b: bigint): bigint => (a * b) >> BigInt(precision);
export const over = (a: bigint, b: bigint): bigint => (a << BigInt(precision)) / b;
const magnitude = (a: bigint): bigint => (a < 0n ? -a : a);

/** How many binary digits a number has. */
function lengthOf(a: bigint): number {
  return a === 0n ? 0 : magnitude(a).toString(2).length;
}

/** The exact value of a finite number. */
export function realOf(value: number): Real {
  const bits = new BigInt64Array(new Float64Array([value]).buffer)[0]!;
  const field = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  const digits = field === 0 ? fraction : fraction | (1n << 52n);
  return { digits: bits < 0n ? -digits : digits, exponent: Math.max(field, 1) - 1075 };
}

/** A fixed-point number; what lies below its last digit is cut off. */
export function fixedOf({ digits, exponent }: Real): bigint {
  const shift = exponent + precision;
  return shift >= 0 ? digits << BigInt(shift) : digits >> BigInt(-shift);
}

export const fixed = (value: number): bigint => fixedOf(realOf(value));

const real = (digits: bigint, exponent = -precision): Real => ({ digits, exponent });

function multiply(a: Real, b: Real): Real {
  return real(a.digits * b.digits, a.exponent + b.exponent);
}

function divide(a: Real, b: Real): Real {
  const shift = Math.max(0, 400 + lengthOf(b.digits) - lengthOf(a.digits));
  return real((a.digits << BigInt(shift)) / b.digits, a.exponent - b.exponent - shift);
}

/** The error of a computed number in units of the last place of the true one. */
export function ulpsBetween(computed: number, truth: Real): number {
  const length = lengthOf(truth.digits);
  const place = Math.max(length + truth.exponent - 1, -1022) - 52;
  const overflows = length + truth.exponent > 1024;
  if (!Number.isFinite(computed)) {
    const right =
      overflows && computed === (truth.digits < 0n ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
    return right ? 0 : Number.POSITIVE_INFINITY;
  }
  const is = realOf(computed);
  const finest = Math.min(is.exponent, truth.exponent);
  const distance = magnitude(
    (is.digits << BigInt(is.exponent - finest)) - (truth.digits << BigInt(truth.exponent - finest)),
  );
  const cut = Math.max(0, lengthOf(distance) - 60);
  return Number(distance >> BigInt(cut)) * 2 ** (cut + finest - place);
}

/** The nearest f64 number, ties to even. */
function nearest({ digits, exponent }: Real): number {
  const cut = Math.max(lengthOf(digits) - 53, -1074 - exponent, 0);
  const size = magnitude(digits);
  const kept = size >> BigInt(cut);
  const rest = (size - (kept << BigInt(cut))) * 2n;
  const unit = 1n << BigInt(cut);
  const rounded = rest > unit || (rest === unit && kept % 2n === 1n) ? kept + 1n : kept;
  const power = exponent + cut;
  // In two steps: the power alone may lie below the least number.
  const scaled = Number(rounded) * 2 ** Math.floor(power / 2) * 2 ** Math.ceil(power / 2);
  return digits < 0n ? -scaled : scaled;
}

export const nearestToFixed = (value: bigint): number => nearest(real(value));

/** arctan(1/n) in units of 2^-bits. */
function arctanOfOneOver(n: bigint, bits: number): bigint {
  let power = (1n << BigInt(bits)) / n;
  let sum = power;
  for (let i = 3n; power !== 0n; i += 2n) {
    power /= -n * n;
    sum += power / i;
  }
  return sum;
}

/** Pi in units of 2^-bits, by Machin's formula. */
export function piTo(bits: number): bigint {
  const guarded = bits + 20;
  return (16n * arctanOfOneOver(5n, guarded) - 4n * arctanOfOneOver(239n, guarded)) >> 20n;
}

export const pi = piTo(precision);
const longBits = 1600;
const longPi = piTo(longBits);

/** 2 artanh(s) = ln((1 + s) / (1 - s)). */
function twiceArtanh(s: bigint): bigint {
  const square = times(s, s);
  let power = s;
  let sum = 0n;
  for (let i = 1n; power !== 0n && power !== -1n; i += 2n) {
    sum += power / i;
    power = times(power, square);
  }
  return 2n * sum;
}

export const ln2 = twiceArtanh(one / 3n);

function isqrt(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((lengthOf(value) + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

export const squareRoot = (value: bigint): bigint => isqrt(value << BigInt(precision));

/** e to the power of a fixed-point number. */
export function expOf(x: bigint): Real {
  const k = (2n * x + ln2) / (2n * ln2) - (2n * x + ln2 < 0n ? 1n : 0n);
  const halvings = 10n;
  const r = (x - k * ln2) >> halvings;
  let term = one;
  let sum = one;
  for (let i = 1n; term !== 0n && term !== -1n; i++) {
    term = times(term, r) / i;
    sum += term;
  }
  for (let i = 0n; i < halvings; i++) sum = times(sum, sum);
  return real(sum, Number(k) - precision);
}

/** The natural logarithm of a positive number. */
export function lnOf({ digits, exponent }: Real): bigint {
  const length = lengthOf(digits);
  let mantissa = fixedOf(real(digits, -length));
  let power = BigInt(length + exponent);
  if (mantissa * mantissa < (one * one) / 2n) {
    mantissa *= 2n;
    power -= 1n;
  }
  // A table of one step: dividing by a near fraction of sixteenths makes the series short.
  const near = (mantissa * 16n + one / 2n) / one;
  const quotient = (mantissa * 16n) / near;
  const ofNear = near === 16n ? 0n : twiceArtanh(((near - 16n) * one) / (near + 16n));
  return power * ln2 + ofNear + twiceArtanh(over(quotient - one, quotient + one));
}

/** x^y for a positive base. */
function powerOf(x: number, y: number): Real {
  const exact = realOf(y);
  const product = lnOf(realOf(x)) * exact.digits;
  return expOf(exact.exponent >= 0 ? product << BigInt(exact.exponent) : product >> BigInt(-exact.exponent));
}

/** The sum of (-1)^i z^i / (first · (first + 1) · …): sin(r)/r for first = 2, cos(r) for first = 1, z being r². */
function alternating(z: bigint, first: bigint): bigint {
  let term = one;
  let sum = one;
  for (let i = first; term !== 0n && term !== -1n; i += 2n) {
    term = -times(term, z) / (i * (i + 1n));
    sum += term;
  }
  return sum;
}

/** The remainder of x on division by pi/2, nearest to nought, and which quarter turn it lies in. */
function quarterTurns(x: number): { readonly rest: Real; readonly quarter: number } {
  if (Math.abs(x) < 0.5) return { rest: realOf(x), quarter: 0 };
  const { digits, exponent } = realOf(x);
  const shift = BigInt(exponent + longBits);
  const value = digits << shift;
  const quarter = (2n * value * 2n + longPi) / (2n * longPi) - (4n * value + longPi < 0n ? 1n : 0n);
  const rest = 2n * value - quarter * longPi;
  return { rest: real(rest, -longBits - 1), quarter: Number(((quarter % 4n) + 4n) % 4n) };
}

function sineAndCosine(x: number): { readonly sine: Real; readonly cosine: Real } {
  const { rest, quarter } = quarterTurns(x);
  const square = fixedOf(multiply(rest, rest));
  const sine = multiply(rest, real(alternating(square, 2n)));
  const cosine = real(alternating(square, 1n));
  const negative = ({ digits, exponent }: Real): Real => real(-digits, exponent);
  switch (quarter) {
    case 0:
      return { sine, cosine };
    case 1:
      return { sine: cosine, cosine: negative(sine) };
    case 2:
      return { sine: negative(sine), cosine: negative(cosine) };
    default:
      return { sine: negative(cosine), cosine: sine };
  }
}

/** The arctangent of a fixed-point number. */
export function arctangentOf(t: bigint): bigint {
  let reduced = t;
  let doublings = 0n;
  while (magnitude(reduced) > one / 64n) {
    reduced = over(reduced, one + squareRoot(one + times(reduced, reduced)));
    doublings++;
  }
  const square = times(reduced, reduced);
  let power = reduced;
  let sum = 0n;
  for (let i = 1n; power !== 0n && power !== -1n; i += 2n) {
    sum += power / i;
    power = -times(power, square);
  }
  return sum << doublings;
}

/** The angle of the point (x, y), x not negative, y not nought. */
function angleOf(y: bigint, x: bigint): bigint {
  return magnitude(y) <= x
    ? arctangentOf(over(y, x))
    : (y > 0n ? pi / 2n : -pi / 2n) - arctangentOf(over(x, y));
}

function arcsineOf(x: number): Real {
  // x + x³/6: the next term is below 2^-160 of it.
  if (Math.abs(x) < 2 ** -40) return multiply(realOf(x), real(one + times(fixed(x), fixed(x)) / 6n));
  return real(angleOf(fixed(x), squareRoot(one - times(fixed(x), fixed(x)))));
}

function arccosineOf(x: number): Real {
  const sine = squareRoot(one - times(fixed(x), fixed(x)));
  if (x === 1) return real(0n);
  if (x < 0) return real(pi - angleOf(sine, -fixed(x)));
  return real(angleOf(sine, fixed(x)));
}

function arctangentOfNumber(x: number): Real {
  if (Math.abs(x) < 2 ** -40) return multiply(realOf(x), real(one - times(fixed(x), fixed(x)) / 3n));
  return real(angleOf(fixed(x), one));
}

function hyperbolicOf(x: number, sign: bigint): Real {
  if (Math.abs(x) < 2 ** -20 && sign < 0n)
    return multiply(realOf(x), real(one + times(fixed(x), fixed(x)) / 6n + fourth(x) / 120n));
  const [grown, shrunk] = [expOf(fixed(x)), expOf(-fixed(x))];
  const low = Math.min(grown.exponent, shrunk.exponent);
  const aligned = ({ digits, exponent }: Real): bigint => digits << BigInt(exponent - low);
  return real(aligned(grown) + sign * aligned(shrunk), low - 1);
}

const fourth = (x: number): bigint => times(times(fixed(x), fixed(x)), times(fixed(x), fixed(x)));

function hyperbolicTangentOf(x: number): Real {
  if (Math.abs(x) < 2 ** -20)
    return multiply(realOf(x), real(one - times(fixed(x), fixed(x)) / 3n + (2n * fourth(x)) / 15n));
  return divide(hyperbolicOf(x, -1n), hyperbolicOf(x, 1n));
}

/** Bernoulli’s numbers B2, B4, … as fractions. */
const bernoulli: readonly (readonly [bigint, bigint])[] = bernoulliNumbers(32);

function bernoulliNumbers(count: number): (readonly [bigint, bigint])[] {
  // The triangle of S. Akiyama and Y. Tanigawa, in fractions with one denominator.
  const numbers: [bigint, bigint][] = [];
  const row: [bigint, bigint][] = [];
  for (let n = 0; n <= 2 * count; n++) {
    row[n] = [1n, BigInt(n + 1)];
    for (let j = n; j > 0; j--) {
      const [a, b] = row[j - 1]!;
      const [c, d] = row[j]!;
      row[j - 1] = reduced(BigInt(j) * (a * d - c * b), b * d);
    }
    if (n > 0 && n % 2 === 0) numbers.push(row[0]!);
  }
  return numbers;
}

function reduced(above: bigint, below: bigint): [bigint, bigint] {
  let [a, b] = [magnitude(above), magnitude(below)];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? [0n, 1n] : [above / a, below / a];
}

/** ln √(2π). */
export const lnRootOfTwoPi = lnOf(real(2n * pi)) / 2n;

/** Stirling’s series 1/(12 x) - 1/(360 x³) + …, of a number so large that it converges to all digits. */
function stirlingOf(x: bigint): bigint {
  const square = times(x, x);
  let power = over(one, x);
  let sum = 0n;
  for (const [i, [above, below]] of bernoulli.entries()) {
    const n = BigInt(2 * i + 2);
    sum += (power * above) / (below * n * (n - 1n));
    power = over(power, square);
  }
  return sum;
}

/** The natural logarithm of the gamma function of a positive fixed-point number. */
export function lnGammaOf(x: bigint): bigint {
  if (x === one || x === 2n * one) return 0n;
  let shifted = x;
  let product = one;
  while (shifted < 120n * one) {
    product = times(product, shifted);
    shifted += one;
  }
  const main = times(shifted - one / 2n, lnOf(real(shifted))) - shifted + lnRootOfTwoPi;
  return main + stirlingOf(shifted) - lnOf(real(product));
}

/** e^(z²) erfc(z), z not negative. */
export function erfcxOf(z: bigint): bigint {
  const square = times(z, z);
  const rootOfPi = squareRoot(pi);
  if (z < 2n * one) {
    // erf z = 2/√π e^(-z²) Σ (2 z²)^n z / (1 · 3 · 5 …).
    let term = z;
    let sum = 0n;
    for (let i = 3n; term !== 0n; i += 2n) {
      sum += term;
      term = (2n * times(term, square)) / i;
    }
    return fixedOf(expOf(square)) - over(2n * sum, rootOfPi);
  }
  let fraction = z;
  for (let i = 60n + (7000n * one) / square; i > 0n; i--) fraction = z + over((i * one) / 2n, fraction);
  return over(over(one, fraction), rootOfPi);
}

/** e^(-x²/2), of an exact number. */
function bellOf(x: number): Real {
  const exact = realOf(x);
  return expOf(-fixedOf(real(exact.digits * exact.digits, 2 * exact.exponent - 1)));
}

/** The share of the normal distribution above a number that is not negative. */
function tailOf(x: number): Real {
  const z = times(fixed(x), over(one, squareRoot(2n * one)));
  return multiply(bellOf(x), real(erfcxOf(z), -precision - 1));
}

function normalShareOf(x: number): Real {
  const tail = tailOf(Math.abs(x));
  return x < 0 ? tail : real(one - fixedOf(tail));
}

/** A computed quantile and one step of Newton’s method, whose error is the square of that of the quantile. */
function normalQuantileNear(share: number, computed: number): Real {
  const excess = subtract(normalShareOf(computed), realOf(share));
  const density = divide(bellOf(computed), real(squareRoot(2n * pi)));
  return subtract(realOf(computed), divide(excess, density));
}

function subtract(a: Real, b: Real): Real {
  const low = Math.min(a.exponent, b.exponent);
  return real((a.digits << BigInt(a.exponent - low)) - (b.digits << BigInt(b.exponent - low)), low);
}

/** The true values of the routines, for arguments where they are finite numbers. */
export const references = {
  exp: (x: number): Real => expOf(fixed(x)),
  ln: (x: number): Real => real(lnOf(realOf(x))),
  logarithm: (x: number, base: number): Real => divide(real(lnOf(realOf(x))), real(lnOf(realOf(base)))),
  power: powerOf,
  sine: (x: number): Real => sineAndCosine(x).sine,
  cosine: (x: number): Real => sineAndCosine(x).cosine,
  tangent: (x: number): Real => {
    const { sine, cosine } = sineAndCosine(x);
    return divide(sine, cosine);
  },
  arcsine: arcsineOf,
  arccosine: arccosineOf,
  arctangent: arctangentOfNumber,
  hyperbolicSine: (x: number): Real => hyperbolicOf(x, -1n),
  hyperbolicCosine: (x: number): Real => hyperbolicOf(x, 1n),
  hyperbolicTangent: hyperbolicTangentOf,
  // Near nought ln Γ(x) is -ln x but for 0.58 x.
  lnGamma: (x: number): Real => real(x < 2 ** -60 ? -lnOf(realOf(x)) : lnGammaOf(fixed(x))),
  normalShare: normalShareOf,
  normalQuantile: (share: number): Real => normalQuantileNear(share, computeRoutine("normalQuantile", share)),
} as const;
