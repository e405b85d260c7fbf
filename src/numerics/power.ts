import { type Arithmetic, withSignOf } from "./arithmetic.ts";
import { expOfModerate, expOfSum, isModerate } from "./exponential.ts";
import { wideLn, wideLnOfNormal } from "./logarithm.ts";
import { head, type Pair } from "./pair.ts";

/**
 * x to the power of y, e^(y · ln |x|) with the product carried as a pair, so that the error stays below one unit in the
 * last place and powers that are numbers themselves come out exactly. At the edges it is what IEEE 754 calls pow:
 * anything to the power of 0 and 1 to any power are 1, and a negative base has whole powers only.
 */
export function power<V, I, B>(m: Arithmetic<V, I, B>, x: V, y: V): V {
  const { number, less, both, not } = m;
  const { high, low } = exponent(m, wideLnOfNormal(m, x), y);
  const isNormal = both(less(number(greatestTiny), x), less(x, number(Number.POSITIVE_INFINITY)));
  const isUsual = both(isNormal, isModerate(m, high));
  // What has not begun yet is often raised to a power: that is no rare case.
  const isNothing = both(m.isZero(m.bits(x)), less(number(0), y));
  const usual = m.select(isNothing, number(0), expOfModerate(m, { high, low }));
  const [result] = m.rarely(not(m.either(isUsual, isNothing)), [usual], atTheEdges, [x, y]);
  return result!;
}

/** The greatest number below 2^-1022. */
const greatestTiny = 2 ** -1022 - 2 ** -1074;

/** y times a logarithm. */
function exponent<V, I, B>(m: Arithmetic<V, I, B>, logarithm: Pair<V>, y: V): Pair<V> {
  const { add, subtract, multiply } = m;
  const yHigh = head(m, y);
  const high = multiply(yHigh, logarithm.high);
  const low = add(multiply(subtract(y, yHigh), logarithm.high), multiply(y, logarithm.low));
  return { high, low };
}

/** A power whose base is no positive number, or tiny, or that is out of range. */
function atTheEdges<V, I, B>(m: Arithmetic<V, I, B>, args: readonly V[]): readonly V[] {
  const x = args[0]!;
  const y = args[1]!;
  const { number, multiply, select, less, equal, both, either, not } = m;
  const zero = number(0);
  const infinity = number(Number.POSITIVE_INFINITY);

  const size = m.abs(x);
  const { high, low } = exponent(m, wideLn(m, size), y);
  const isMeasured = less(m.abs(high), number(800));
  const ordinary = expOfSum(m, { high, low: select(isMeasured, low, zero) });

  const falls = less(y, zero);
  const ofZero = select(falls, infinity, zero);
  const ofInfinity = select(falls, zero, infinity);
  const ofOne = select(equal(size, number(1)), number(1), ordinary);
  const positive = select(equal(size, zero), ofZero, select(equal(size, infinity), ofInfinity, ofOne));

  const isWhole = equal(m.floor(y), y);
  const half = multiply(y, number(0.5));
  const isOdd = both(isWhole, not(equal(m.floor(half), half)));
  const signed = select(isOdd, withSignOf(m, positive, x), positive);

  const hasNoPower = both(both(less(x, zero), less(size, infinity)), not(isWhole));
  const isUndefined = either(hasNoPower, not(both(equal(x, x), equal(y, y))));
  const isOne = either(equal(x, number(1)), equal(y, zero));
  return [select(isOne, number(1), select(isUndefined, number(Number.NaN), signed))];
}
