import { type Arithmetic, polynomial, roundingBits, roundingNumber } from "./arithmetic.ts";
import { addSmaller, dividePairs, head, type Pair } from "./pair.ts";

/** ln 2 cut to whole multiples of 2^-42, so that its products with exponents are exact, and the rest of it. */
export const ln2High = 0.6931471805598903;
export const ln2Low = 5.497923018708371e-14;

/** The natural logarithm, with an error of less than one unit in the last place. */
export function ln<V, I, B>(m: Arithmetic<V, I, B>, x: V): V {
  const { number, add, subtract, multiply, divide } = m;
  const { mantissa, exponent } = takeApart(m, x);
  // With s = f / (2 + f), ln(1 + f) is 2 artanh(s) = 2s + s · series(s²). Since 2s = f - f · s and
  // f · s = f²/2 - s · f²/2, that is f - (f²/2 - s · (f²/2 + series(s²))): f itself is exact.
  const f = subtract(mantissa, number(1));
  const s = divide(f, add(number(2), f));
  const square = multiply(s, s);
  const series = multiply(square, polynomial(m, square, artanhSeries));
  const half = multiply(number(0.5), multiply(f, f));
  const correction = add(multiply(s, add(half, series)), multiply(exponent, number(ln2Low)));
  const sum = addSmaller(m, multiply(exponent, number(ln2High)), f);
  return atTheEdges(m, x, add(sum.high, subtract(sum.low, subtract(half, correction))));
}

/** The logarithm of x to a base: exact where the base's power is. */
export function logarithm<V, I, B>(m: Arithmetic<V, I, B>, x: V, base: V): V {
  const { number, add, divide } = m;
  const above = wideLn(m, x);
  const below = wideLn(m, base);
  const dividend = addSmaller(m, above.high, above.low);
  const quotient = dividePairs(m, dividend, addSmaller(m, below.high, below.low));
  const fine = add(quotient.high, quotient.low);

  const infinity = number(Number.POSITIVE_INFINITY);
  const isOrdinary = (a: V): B => m.both(m.less(number(0), a), m.less(a, infinity));
  const ordinary = m.both(m.both(isOrdinary(x), isOrdinary(base)), m.not(m.equal(base, number(1))));
  return m.select(ordinary, fine, divide(atTheEdges(m, x, above.high), atTheEdges(m, base, below.high)));
}

/** ln x to some 70 bits, for a positive, finite x; `high` has 26 significant bits. */
export function wideLn<V, I, B>(m: Arithmetic<V, I, B>, x: V): Pair<V> {
  return wideLnOf(m, takeApart(m, x));
}

/** The same for an x that is not below 2^-1022. */
export function wideLnOfNormal<V, I, B>(m: Arithmetic<V, I, B>, x: V): Pair<V> {
  return wideLnOf(m, takeNormalApart(m, x, m.number(roundingNumber + 1024)));
}

function wideLnOf<V, I, B>(m: Arithmetic<V, I, B>, { mantissa, exponent }: Apart<V>): Pair<V> {
  const { number, add, subtract, multiply } = m;
  // The mantissa is near one of three centres c, and ln x = k · ln 2 + ln c + 2 artanh(s), s = (m - c) / (m + c).
  const isLow = m.less(mantissa, number(0.866));
  const isHigh = m.less(number(1.118), mantissa);
  const ofThree = (low: number, middle: number, high: number): V =>
    m.select(isLow, number(low), m.select(isHigh, number(high), number(middle)));
  const centre = ofThree(0.75, 1, 1.25);

  const quotient = dividePairs(m, { high: subtract(mantissa, centre) }, addSmaller(m, centre, mantissa));
  const s = add(quotient.high, quotient.low);

  // 2 artanh(s) = 2/3 · s · (3 + s² + s⁴ · series(s²)). The factor in brackets, as a pair:
  const square = multiply(s, s);
  const squareHigh = multiply(quotient.high, quotient.high);
  const squareLow = multiply(quotient.low, add(quotient.high, s));
  const tail = add(squareLow, multiply(multiply(square, square), polynomial(m, square, artanhTail)));
  const factorHigh = head(m, add(add(number(3), squareHigh), tail));
  const factorLow = subtract(tail, subtract(subtract(factorHigh, number(3)), squareHigh));
  // Times s,
  const productOfHeads = multiply(quotient.high, factorHigh);
  const productOfRests = add(multiply(quotient.low, factorHigh), multiply(s, factorLow));
  const productHigh = head(m, add(productOfHeads, productOfRests));
  const productLow = subtract(productOfRests, subtract(productHigh, productOfHeads));
  // times 2/3.
  const artanhHigh = multiply(productHigh, number(twoThirdsHigh));
  const artanhLow = add(multiply(productHigh, number(twoThirdsLow)), multiply(productLow, number(2 / 3)));

  const coarse = add(multiply(exponent, number(ln2High)), ofThree(...centreHigh));
  const fine = add(multiply(exponent, number(ln2Low)), ofThree(...centreLow));
  const total = addSmaller(m, coarse, artanhHigh);
  const rest = add(total.low, add(artanhLow, fine));
  const high = head(m, add(total.high, rest));
  return { high, low: subtract(rest, subtract(high, total.high)) };
}

/** mantissa · 2^exponent, the mantissa between √½ and √2. */
interface Apart<V> {
  readonly mantissa: V;
  readonly exponent: V;
}

function takeApart<V, I, B>(m: Arithmetic<V, I, B>, x: V): Apart<V> {
  const isTiny = m.less(x, m.number(2 ** -1022));
  const scaled = m.select(isTiny, m.multiply(x, m.number(2 ** 54)), x);
  const offset = m.select(isTiny, m.number(roundingNumber + 1078), m.number(roundingNumber + 1024));
  return takeNormalApart(m, scaled, offset);
}

/** The exponent is counted from -1024 on, so that it has no sign to be kept, until the offset is taken away. */
function takeNormalApart<V, I, B>(m: Arithmetic<V, I, B>, x: V, offset: V): Apart<V> {
  const bits = m.bits(x);
  const whole = m.and(m.subtractInteger(bits, m.integer(bitsOfRootOfHalf)), m.integer(-(1n << 52n)));
  const counted = m.shiftRightUnsigned(
    m.subtractInteger(bits, m.integer(bitsOfRootOfHalf - (1n << 62n))),
    52,
  );
  return {
    mantissa: m.fromBits(m.subtractInteger(bits, whole)),
    exponent: m.subtract(m.fromBits(m.addInteger(counted, m.integer(roundingBits))), offset),
  };
}

/** A logarithm of x, or what takes its place where x is nought, negative, infinite or NaN. */
function atTheEdges<V, I, B>(m: Arithmetic<V, I, B>, x: V, logarithm: V): V {
  const { number, select } = m;
  const isZero = m.equal(x, number(0));
  const isOrdinary = m.both(m.less(number(0), x), m.less(x, number(Number.POSITIVE_INFINITY)));
  const beyond = select(m.less(x, number(0)), number(Number.NaN), x);
  return select(isOrdinary, logarithm, select(isZero, number(Number.NEGATIVE_INFINITY), beyond));
}

export const bitsOfRootOfHalf = 0x3fe6_a09e_667f_3bcdn;

/** (2 artanh(s) - 2s) / s³ for s² between 0 and (√2 - 1)² / (√2 + 1)², interpolated at Chebyshev points. */
export const artanhSeries: readonly number[] = [
  0.666666666666667, 0.39999999999899505, 0.28571428625975487, 0.2222221113479508, 0.18182889125261723,
  0.15331721600556042, 0.14616449685043406,
];

/** (3 artanh(s) - 3s - s³) / s⁵ for s² between 0 and 0.0054, interpolated at Chebyshev points. */
export const artanhTail: readonly number[] = [
  0.6, 0.42857142857145747, 0.3333333332709133, 0.2727273220113667, 0.2307516534606224, 0.2028849146871111,
];

/** 2/3 cut to 26 significant bits, and the rest. */
export const twoThirdsHigh = 0.6666666567325592;
export const twoThirdsLow = 9.934107462565104e-9;

/** ln(3/4), ln 1 and ln(5/4) cut to whole multiples of 2^-42, and the rests. */
export const centreHigh = [-0.2876820724516165, 0, 0.22314355131402408] as const;
export const centreLow = [-1.6445010155315012e-13, 0, 1.856757095979601e-13] as const;
