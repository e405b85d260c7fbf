import { type Arithmetic, polynomial } from "./arithmetic.ts";
import { expOfSum } from "./exponential.ts";
import { ln } from "./logarithm.ts";
import { addSmaller, head } from "./pair.ts";

/**
 * The share of a standard normal distribution below x, with an error of a few units in the last place however small it
 * is. With z = |x| / √2 the smaller side is e^(-z²) erfcx(z) / 2, and (1 + 2z) erfcx(z) is a polynomial of
 * (z - 3.75) / (z + 3.75) (M. Shepherd and J. Laframboise, 1981).
 */
export function normalShare<V, I, B>(m: Arithmetic<V, I, B>, x: V): V {
  const { number, add, subtract, multiply, divide } = m;
  const size = m.select(m.less(m.abs(x), number(40)), m.abs(x), number(40));
  const z = multiply(size, number(Math.SQRT1_2));
  const place = divide(subtract(z, number(3.75)), add(z, number(3.75)));
  const scaled = divide(polynomial(m, place, erfcxShape), add(number(1), add(z, z)));
  // x² / 2 as a pair: half a unit in its last place would be many in that of the power.
  const high = head(m, size);
  const rest = multiply(subtract(size, high), add(size, high));
  const sum = addSmaller(m, multiply(multiply(high, high), number(-0.5)), multiply(rest, number(-0.5)));
  const smaller = multiply(multiply(scaled, number(0.5)), expOfSum(m, sum));
  const value = m.select(m.less(x, number(0)), smaller, subtract(number(1), smaller));
  return m.select(m.equal(x, x), value, x);
}

/**
 * The number below which a share of a standard normal distribution lies, with an error of a few units in the last place
 * (M. Wichura, Algorithm AS 241, 1988).
 */
export function normalQuantile<V, I, B>(m: Arithmetic<V, I, B>, share: V): V {
  const { number, add, subtract, multiply, select, less } = m;
  const quotient = (at: V, above: readonly number[], below: readonly number[]): V =>
    m.divide(polynomial(m, at, above), polynomial(m, at, below));
  const fromHalf = subtract(share, number(0.5));
  const isCentral = m.not(less(number(0.425), m.abs(fromHalf)));
  const inside = subtract(number(0.180625), multiply(fromHalf, fromHalf));
  const central = multiply(fromHalf, quotient(inside, centralAbove, centralBelow));

  const isLow = less(fromHalf, number(0));
  const tail = select(isLow, share, subtract(number(1), share));
  const root = m.sqrt(m.negate(ln(m, tail)));
  const near = quotient(subtract(root, number(1.6)), nearAbove, nearBelow);
  const far = quotient(subtract(root, number(5)), farAbove, farBelow);
  const size = select(less(number(5), root), far, near);
  const outer = select(isLow, m.negate(size), size);

  const infinity = number(Number.POSITIVE_INFINITY);
  const isInside = m.both(less(number(0), share), less(share, number(1)));
  const atEnd = select(m.equal(share, number(1)), infinity, number(Number.NaN));
  const beyond = select(m.equal(share, number(0)), m.negate(infinity), atEnd);
  return select(isInside, select(isCentral, central, add(outer, number(0))), beyond);
}

/** (1 + 2z) e^(z²) erfc(z) as a polynomial of (z - 3.75) / (z + 3.75), interpolated at Chebyshev points. */
export const erfcxShape: readonly number[] = [
  1.2375126308378275, -0.14024059858554697, 0.003585415485463775, 0.08227673849014516, -0.10880393014171785,
  0.09230432116037876, -0.058693398590212366, 0.028362277418940665, -0.009746579552504244,
  0.0017556258530017257, 0.0002937136342850081, -0.0002901540809795271, 0.000051649211390702855,
  0.000022384240314224437, -0.000011444412439171722, -9.735619015182663e-7, 0.000001752057970166318,
  -5.721597255990987e-8, -2.591069687796658e-7, 2.3261913276696566e-8, 3.8965452548985966e-8,
  -3.743568033634583e-9, -5.28428697963142e-9, 3.1103107198391646e-10, 4.434959070009628e-10,
];

/** Wichura’s rational approximations: near the middle, on the slopes, and far out. */
const centralAbove = [
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
  45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
];
const centralBelow = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
  39307.89580009271061, 28729.085735721942674, 5226.495278852854561,
];
const nearAbove = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
  1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
];
const nearBelow = [
  1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
  0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
];
const farAbove = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
  0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
];
const farBelow = [
  1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
  1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
];
