/**
 * Elementary functions to more than 150 good bits, from their series, in whole numbers: slow, and obviously right.
 * A fixed-point number is a bigint that counts units of 2^-320.
 */

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
} as const;
