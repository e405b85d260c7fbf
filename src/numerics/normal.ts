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
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
  67265.7709270087, 33430.57558358813, 2509.0809287301227,
];
const centralBelow = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
  28729.085735721943, 5226.495278852854,
];
const nearAbove = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
];
const nearBelow = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
];
const farAbove = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
];
const farBelow = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
  1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
];
