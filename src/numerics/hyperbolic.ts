import { type Arithmetic, polynomial, withSignOf } from "./arithmetic.ts";
import { exp } from "./exponential.ts";

/** The hyperbolic sine, with an error of less than three units in the last place. */
export function hyperbolicSine<V, I, B>(m: Arithmetic<V, I, B>, x: V): V {
  const { number, add, subtract, multiply, divide } = m;
  const size = m.abs(x);
  const square = multiply(x, x);
  const near = add(x, multiply(multiply(x, square), polynomial(m, square, hyperbolicSineSeries)));
  const grown = exp(m, size);
  const far = multiply(subtract(grown, divide(number(1), grown)), number(0.5));
  const value = m.select(m.less(number(largestModerate), size), halfOfExp(m, size), far);
  return m.select(m.less(size, number(1)), near, withSignOf(m, value, x));
}

/** The hyperbolic cosine, with an error of less than three units in the last place. */
export function hyperbolicCosine<V, I, B>(m: Arithmetic<V, I, B>, x: V): V {
  const { number, add, multiply, divide } = m;
  const size = m.abs(x);
  const grown = exp(m, size);
  const value = multiply(add(grown, divide(number(1), grown)), number(0.5));
  return m.select(m.less(number(largestModerate), size), halfOfExp(m, size), value);
}

/** The hyperbolic tangent, with an error of less than three units in the last place. */
export function hyperbolicTangent<V, I, B>(m: Arithmetic<V, I, B>, x: V): V {
  const { number, add, subtract, multiply, divide } = m;
  const size = m.abs(x);
  const square = multiply(x, x);
  const near = add(x, multiply(multiply(x, square), polynomial(m, square, hyperbolicTangentSeries)));
  const far = subtract(number(1), divide(number(2), add(exp(m, add(size, size)), number(1))));
  // The series would lose the sign of nought.
  const value = m.select(m.less(size, number(0.6)), near, withSignOf(m, far, x));
  return m.select(m.equal(x, number(0)), x, value);
}

/** Below the logarithm of the largest number; e^-x is nothing beside e^x long before. */
const largestModerate = 700;

/** e^x / 2 where e^x alone may be out of range. */
function halfOfExp<V, I, B>(m: Arithmetic<V, I, B>, x: V): V {
  const root = exp(m, m.multiply(x, m.number(0.5)));
  return m.multiply(m.multiply(root, m.number(0.5)), root);
}

/** (sinh(x) - x) / x³ for x² between 0 and 1, interpolated at Chebyshev points. */
export const hyperbolicSineSeries: readonly number[] = [
  0.16666666666666666, 0.008333333333333333, 0.00019841269841269773, 0.000002755731922404034,
  2.505210836405804e-8, 1.6059048396350562e-10, 7.646625361656657e-13, 2.8445264169895285e-15,
];

/** (tanh(x) - x) / x³ for x² between 0 and 0.36, interpolated at Chebyshev points. */
export const hyperbolicTangentSeries: readonly number[] = [
  -0.3333333333333333, 0.13333333333333205, -0.05396825396808531, 0.021869488527368107, -0.008863235292803289,
  0.0035921242500086925, -0.0014557958855734635, 0.0005897680994688268, -0.00023795201383924994,
  0.00009332432233847448, -0.00003208661403793599, 0.000006934046420988953,
];
