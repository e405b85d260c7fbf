import { type Arithmetic, polynomial } from "./arithmetic.ts";
import { ln } from "./logarithm.ts";

/**
 * The natural logarithm of the gamma function of a number above zero, with an error of a few units in the last place.
 * Between 1 and 2, where it has its two noughts, it is (x - 1) (x - 2) times a polynomial; numbers near by are brought
 * there by Γ(x + 1) = x Γ(x), large ones have J. Stirling’s series (1730).
 */
export function lnGamma<V, I, B>(m: Arithmetic<V, I, B>, x: V): V {
  const { number, add, subtract, multiply, divide, select, less } = m;
  const one = number(1);
  const isSmall = less(x, one);
  // Down to between 1 and 2, with the product of what was left out.
  let rest = select(isSmall, add(x, one), x);
  let product = select(isSmall, x, one);
  for (let i = 0; i < 6; i++) {
    const isAbove = less(number(2), rest);
    const lower = subtract(rest, one);
    product = select(isAbove, multiply(product, lower), product);
    rest = select(isAbove, lower, rest);
  }
  // Below 1 the way back from x + 1 is exact only where x itself is used.
  const fromOne = select(isSmall, x, subtract(rest, one));
  const fromTwo = subtract(fromOne, one);
  const shape = polynomial(m, subtract(fromOne, number(0.5)), lnGammaShape);
  const middle = multiply(multiply(fromOne, fromTwo), shape);
  const ofProduct = ln(m, product);
  const near = select(isSmall, subtract(middle, ofProduct), add(middle, ofProduct));

  const inverse = divide(one, x);
  const series = multiply(inverse, polynomial(m, multiply(inverse, inverse), stirlingSeries));
  const logarithm = ln(m, x);
  const main = multiply(subtract(x, number(0.5)), subtract(logarithm, one));
  const far = add(main, add(number(lnRootOfTwoPiLessHalf), series));
  // Beyond 10^300 the main part overflows in steps that are not there.
  const value = select(less(x, number(8)), near, far);
  const isPositive = less(number(0), x);
  const beyond = select(m.equal(x, number(0)), number(Number.POSITIVE_INFINITY), number(Number.NaN));
  return select(isPositive, value, beyond);
}

/** ln √(2π) - 1/2: the main part of Stirling’s series is (x - ½) (ln x - 1) here. */
export const lnRootOfTwoPiLessHalf = 0.4189385332046727;

/** ln Γ(1.5 + u) / ((u + ½) (u - ½)) for u between -½ and ½, interpolated at Chebyshev points. */
export const lnGammaShape: readonly number[] = [
  0.4831289505409809, -0.14595989591430594, 0.06291140107456485, -0.03130848750105327, 0.01679709863121395,
  -0.009425622444829649, 0.005446457842219553, -0.0032120742206072908, 0.0019229162321227923,
  -0.001164411377219605, 0.0007115202752051298, -0.00043803516132580534, 0.00027130273545114005,
  -0.0001685717945035172, 0.00010541715222185904, -0.00006793733027397047, 0.00004281642862794779,
  -0.000021487702520625765, 0.000013584275459130948, -0.000018527803997032962, 0.000011820969445467142,
];

/** Stirling’s series without its factor 1/x, for 1/x² between 0 and 1/64, interpolated at Chebyshev points. */
export const stirlingSeries: readonly number[] = [
  0.08333333333333333, -0.002777777777773982, 0.0007936507897492187, -0.0005952365838084739,
  0.0008414700110573563, -0.0018903792026145536, 0.005065830821990134,
];
