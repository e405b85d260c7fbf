import { type Arithmetic, polynomial, withSignOf } from "./arithmetic.ts";
import { addExactly, addSmaller, dividePairs, type Pair } from "./pair.ts";

/** The angle between -π/2 and π/2 whose sine this is, with an error of less than two units in the last place. */
export function arcsine<V, I, B>(m: Arithmetic<V, I, B>, sine: V): V {
  const { number, add, subtract, multiply } = m;
  const size = m.abs(sine);
  const { isLarge, root, rest } = halfAngle(m, size);
  // Beyond 1/2, arcsin x = π/2 - 2 arcsin √((1 - x) / 2).
  const outer = addSmaller(m, number(Math.PI / 2), multiply(number(-2), root));
  const outerRest = add(outer.low, subtract(number(piOverTwoRest), multiply(number(2), rest)));
  const value = add(m.select(isLarge, outer.high, root), m.select(isLarge, outerRest, rest));
  return withSignOf(m, value, sine);
}

/** The angle between 0 and π whose cosine this is, with an error of less than two units in the last place. */
export function arccosine<V, I, B>(m: Arithmetic<V, I, B>, cosine: V): V {
  const { number, add, subtract, multiply, select } = m;
  const isNegative = m.less(cosine, number(0));
  const { isLarge, root, rest } = halfAngle(m, m.abs(cosine));
  // Beyond 1/2, arccos x = 2 arcsin √((1 - x) / 2), and below -1/2 it is π less that of -x.
  const twice = multiply(number(2), add(root, rest));
  const opposite = subtract(number(Math.PI), subtract(twice, number(2 * piOverTwoRest)));
  const outer = select(isNegative, opposite, twice);
  const signed = (value: V): V => select(isNegative, m.negate(value), value);
  const quarter = addSmaller(m, number(Math.PI / 2), m.negate(signed(root)));
  const inner = add(quarter.high, add(quarter.low, subtract(number(piOverTwoRest), signed(rest))));
  return select(isLarge, outer, inner);
}

/** The angle between -π/2 and π/2 whose tangent this is, with an error of less than one unit in the last place. */
export function arctangent<V, I, B>(m: Arithmetic<V, I, B>, tangent: V): V {
  const { number, add, multiply, select } = m;
  const one: Pair<V> = { high: number(1), low: number(0) };
  // Beyond 2^60 every angle rounds to π/2, and infinity has no place in a quotient.
  const most = number(2 ** 60);
  const positive = m.abs(tangent);
  const size: Pair<V> = { high: select(m.less(most, positive), most, positive), low: number(0) };
  // arctan t = π/2 - arctan(1 / t) = π/4 + arctan((t - 1) / (t + 1)); what is left lies within √2 - 1 of nought.
  const isLarge = m.less(number(1 + Math.SQRT2), size.high);
  const isSmall = m.less(size.high, number(Math.SQRT2 - 1));
  const ofThree = (small: V, middle: V, large: V): V =>
    select(isSmall, small, select(isLarge, large, middle));
  const pairOfThree = (small: Pair<V>, middle: Pair<V>, large: Pair<V>): Pair<V> => ({
    high: ofThree(small.high, middle.high, large.high),
    low: ofThree(small.low, middle.low, large.low),
  });
  const dividend = pairOfThree(size, addExactly(m, size.high, number(-1)), {
    high: number(-1),
    low: number(0),
  });
  const divisor = pairOfThree(one, addExactly(m, size.high, number(1)), size);
  const reduced = dividePairs(m, dividend, divisor);

  const sum = add(reduced.high, reduced.low);
  const square = multiply(sum, sum);
  const rest = add(multiply(multiply(sum, square), polynomial(m, square, arctangentSeries)), reduced.low);
  const offset = ofThree(number(0), number(Math.PI / 4), number(Math.PI / 2));
  const offsetRest = ofThree(number(0), number(piOverTwoRest / 2), number(piOverTwoRest));
  const total = addSmaller(m, offset, reduced.high);
  return withSignOf(m, add(total.high, add(total.low, add(rest, offsetRest))), tangent);
}

/** The arcsine of x up to 1/2, beyond that of √((1 - x) / 2), as a sum that is not yet carried out. */
function halfAngle<V, I, B>(
  m: Arithmetic<V, I, B>,
  size: V,
): { readonly isLarge: B; readonly root: V; readonly rest: V } {
  const { number, multiply, select } = m;
  const isLarge = m.less(number(0.5), size);
  const square = select(isLarge, multiply(m.subtract(number(1), size), number(0.5)), multiply(size, size));
  const root = select(isLarge, m.sqrt(square), size);
  return { isLarge, root, rest: multiply(multiply(root, square), polynomial(m, square, arcsineSeries)) };
}

/** π/2 less the number nearest to it. */
export const piOverTwoRest = 6.123233995736766e-17;

/** (arcsin(s) - s) / s³ for s² between 0 and 1/4, interpolated at Chebyshev points. */
export const arcsineSeries: readonly number[] = [
  0.16666666666666669, 0.07499999999998433, 0.04464285714635543, 0.030381944138531247, 0.02237217294214989,
  0.017352392720869973, 0.013971212973552933, 0.011479177415184906, 0.01032281435018578, 0.005457506718640357,
  0.017400879442694025, -0.014851887071247207, 0.028757851367421566,
];

/** (arctan(u) - u) / u³ for u² between 0 and (√2 - 1)², interpolated at Chebyshev points. */
export const arctangentSeries: readonly number[] = [
  -0.3333333333333333, 0.19999999999999804, -0.14285714285659828, 0.11111111105155447, -0.09090908753500877,
  0.07692296375032143, -0.06666424885738255, 0.05878928997834775, -0.05230454270650244, 0.04551593220626549,
  -0.034570561981427744, 0.016285756855221028,
];
