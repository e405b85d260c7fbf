import { binomialCount, failureCount, poissonCount } from "./discrete.ts";
import { betaShare, gammaShare } from "./incomplete.ts";
import type { Machine, RandomProcedure } from "./machine.ts";
import { betaQuantile, gammaQuantile } from "./quantile.ts";

/**
 * Draws. The last arguments of each are a seed, and the least and the most that may come out: what of the distribution
 * lies outside is left away, as if such draws were made again. Continuous ones turn one uniform number into a share
 * between the shares of both limits, and that into its quantile.
 */

/** Anything between two numbers. */
export const drawUniform: RandomProcedure = (m, [least, most, seed], uniform) =>
  m.add(least!, m.multiply(uniform(streamOf(m, seed!, m.whole(0))), m.subtract(most!, least!)));

/** C. Gauss’s bell. */
export const drawNormal: RandomProcedure = (m, [mean, deviation, seed, least, most], uniform) => {
  // The upper half is mirrored, where shares near 1 would be coarse.
  const inWidths = (limit: typeof mean) => m.divide(m.subtract(limit!, mean!), deviation!);
  const isUpper = m.less(m.number(0), inWidths(least));
  const low = m.select(isUpper, m.negate(inWidths(most)), inWidths(least));
  const high = m.select(isUpper, m.negate(inWidths(least)), inWidths(most));
  const shareAt = (limit: typeof low) => m.routine("normalShare", limit);
  const share = between(m, shareAt(low), shareAt(high), uniform(streamOf(m, seed!, m.whole(0))));
  const quantile = m.routine("normalQuantile", share);
  const value = m.select(isUpper, m.negate(quantile), quantile);
  const drawn = m.add(mean!, m.multiply(deviation!, value));
  return cut(m, m.select(m.equal(deviation!, m.number(0)), mean!, drawn), least!, most!);
};

/** What has a normal logarithm, by its own mean and standard deviation. */
export const drawLognormal: RandomProcedure = (m, [mean, deviation, seed, least, most], uniform) => {
  const ratio = m.divide(deviation!, mean!);
  const variance = m.routine("ln", m.add(m.number(1), m.multiply(ratio, ratio)));
  const width = m.sqrt(variance);
  const middle = m.subtract(m.routine("ln", mean!), m.multiply(variance, m.number(0.5)));
  const shareAt = (limit: typeof middle) => {
    const logarithm = m.routine("ln", m.max(m.number(0), limit));
    return m.routine("normalShare", m.divide(m.subtract(logarithm, middle), width));
  };
  const share = between(m, shareAt(least!), shareAt(most!), uniform(streamOf(m, seed!, m.whole(0))));
  const quantile = m.routine("normalQuantile", share);
  const drawn = m.routine("exp", m.add(middle, m.multiply(width, quantile)));
  return cut(m, m.select(m.equal(deviation!, m.number(0)), mean!, drawn), least!, most!);
};

/** Waiting times: W. Weibull’s distribution by its shape and its scale; exponential where the shape is 1. */
export const drawWeibull: RandomProcedure = (m, [shape, scale, seed, least, most, shift], uniform) => {
  const { number } = m;
  // The share that is left above a limit.
  const above = (limit: typeof shape) => {
    const size = m.max(number(0), m.divide(m.subtract(limit!, shift!), scale!));
    return m.routine("exp", m.negate(m.routine("power", size, shape!)));
  };
  const share = between(m, above(most), above(least), uniform(streamOf(m, seed!, m.whole(0))));
  const time = m.negate(m.routine("ln", share));
  const size = m.routine("power", time, m.divide(number(1), shape!));
  return cut(m, m.add(shift!, m.multiply(scale!, size)), least!, most!);
};

/** Weibull’s distribution by its shape and its mean. */
export const drawWeibullOfMean: RandomProcedure = (m, [shape, mean, ...others], uniform) => {
  const one = m.number(1);
  const ofOne = m.routine("exp", m.routine("lnGamma", m.add(one, m.divide(one, shape!))));
  return drawWeibull(m, [shape!, m.divide(mean!, ofOne), ...others], uniform);
};

/** The gamma distribution by its shape and its scale. */
export const drawGamma: RandomProcedure = (m, [shape, scale, seed, least, most, shift], uniform) => {
  const shareAt = (limit: typeof shape) => {
    const size = m.divide(m.subtract(limit!, shift!), scale!);
    const inside = gammaShare(m, shape!, m.min(size, m.number(1e300)));
    return m.select(m.lessEqual(m.number(1e300), size), m.number(1), inside);
  };
  const share = between(m, shareAt(least), shareAt(most), uniform(streamOf(m, seed!, m.whole(0))));
  const size = gammaQuantile(m, shape!, share);
  return cut(m, m.add(shift!, m.multiply(scale!, size)), least!, most!);
};

/** The beta distribution. */
export const drawBeta: RandomProcedure = (m, [a, b, seed, least, most, stretch, shift], uniform) => {
  const shareAt = (limit: typeof a) => betaShare(m, a!, b!, m.divide(m.subtract(limit!, shift!), stretch!));
  const share = between(m, shareAt(least), shareAt(most), uniform(streamOf(m, seed!, m.whole(0))));
  const size = betaQuantile(m, a!, b!, share);
  return cut(m, m.add(shift!, m.multiply(stretch!, size)), least!, most!);
};

/** A triangle from one number over its peak to another. */
export const drawTriangular: RandomProcedure = (m, [start, peak, stop, seed, least, most], uniform) => {
  const { subtract, multiply, divide, number } = m;
  const width = subtract(stop!, start!);
  const atPeak = divide(subtract(peak!, start!), width);
  const shareAt = (limit: typeof start) => {
    const x = m.max(start!, m.min(limit!, stop!));
    const [left, right] = [subtract(x, start!), subtract(stop!, x)];
    const rising = divide(multiply(left, left), multiply(width, subtract(peak!, start!)));
    const falling = subtract(
      number(1),
      divide(multiply(right, right), multiply(width, subtract(stop!, peak!))),
    );
    return m.select(m.less(x, peak!), rising, m.select(m.lessEqual(stop!, x), number(1), falling));
  };
  const share = between(m, shareAt(least!), shareAt(most!), uniform(streamOf(m, seed!, m.whole(0))));
  const up = m.add(start!, m.sqrt(multiply(share, multiply(width, subtract(peak!, start!)))));
  const rest = subtract(number(1), share);
  const down = subtract(stop!, m.sqrt(multiply(rest, multiply(width, subtract(stop!, peak!)))));
  return cut(m, m.select(m.less(share, atPeak), up, down), least!, most!);
};

/** The logistic distribution by its mean and its scale. */
export const drawLogistic: RandomProcedure = (m, [mean, scale, seed, least, most], uniform) => {
  const { number } = m;
  const shareAt = (limit: typeof mean) => {
    const size = m.divide(m.subtract(limit!, mean!), scale!);
    return m.divide(number(1), m.add(number(1), m.routine("exp", m.negate(size))));
  };
  const share = between(m, shareAt(least), shareAt(most), uniform(streamOf(m, seed!, m.whole(0))));
  const odds = m.divide(share, m.subtract(number(1), share));
  return cut(m, m.add(mean!, m.multiply(scale!, m.routine("ln", odds))), least!, most!);
};

/** V. Pareto’s distribution by its shape and its least value. */
export const drawPareto: RandomProcedure = (m, [shape, scale, seed, least, most], uniform) => {
  const above = (limit: typeof shape) => m.routine("power", m.divide(scale!, m.max(scale!, limit!)), shape!);
  const share = between(m, above(most), above(least), uniform(streamOf(m, seed!, m.whole(0))));
  const size = m.routine("power", share, m.divide(m.number(-1), shape!));
  return cut(m, m.multiply(scale!, size), least!, most!);
};

/** S. Poisson’s number of events, by their mean. */
export const drawPoisson: RandomProcedure = (m, [mean, seed, least, most, stretch, shift], uniform) =>
  again(m, { seed: seed!, least: least!, most: most!, stretch: stretch!, shift: shift! }, uniform, (draw) =>
    ofUsable(m, m.both(m.lessEqual(m.number(0), mean!), m.less(mean!, m.number(1e10))), () =>
      poissonCount(m, mean!, draw),
    ),
  );

/** The number of successes among so many trials. */
export const drawBinomial: RandomProcedure = (
  m,
  [trials, probability, seed, least, most, stretch, shift],
  uniform,
) => {
  const count = m.floor(m.add(trials!, m.number(0.5)));
  const chance = m.max(m.number(0), m.min(probability!, m.number(1)));
  const isUsable = m.both(m.lessEqual(m.number(0), count), m.less(count, m.number(1e10)));
  const limits = { seed: seed!, least: least!, most: most!, stretch: stretch!, shift: shift! };
  return again(m, limits, uniform, (draw) =>
    ofUsable(m, isUsable, () => binomialCount(m, count, chance, draw)),
  );
};

/** The number of trials up to so many successes. */
export const drawNegativeBinomial: RandomProcedure = (
  m,
  [successes, probability, seed, least, most, stretch, shift],
  uniform,
) => {
  const chance = m.min(probability!, m.number(1));
  const isUsable = m.both(m.less(m.number(0), successes!), m.less(m.number(1e-10), chance));
  const limits = { seed: seed!, least: least!, most: most!, stretch: stretch!, shift: shift! };
  return again(m, limits, uniform, (draw) =>
    ofUsable(m, isUsable, () => m.add(successes!, failureCount(m, successes!, chance, draw))),
  );
};

/** The number of trials up to the first success. */
export const drawGeometric: RandomProcedure = (m, [probability, seed, least, most], uniform) => {
  const limits = { seed: seed!, least: least!, most: most!, stretch: m.number(1), shift: m.number(0) };
  return again(m, limits, uniform, (draw) => {
    const fails = m.routine("ln", m.subtract(m.number(1), probability!));
    const count = m.ceil(m.divide(m.routine("ln", m.max(draw, m.number(2 ** -54))), fails));
    return m.max(m.number(1), count);
  });
};

/** Which of the numbers of a call: those of different seeds are different ones. */
function streamOf<V, W, B>(m: Machine<V, W, B>, seed: V, draw: W): W {
  return m.plus(m.times(m.toWhole(seed), m.whole(0x1_0000)), draw);
}

/** A share between two, neither nought nor one. */
function between<V, W, B>(m: Machine<V, W, B>, low: V, high: V, uniform: V): V {
  const share = m.add(low, m.multiply(uniform, m.subtract(high, low)));
  return m.max(m.number(2 ** -54), m.min(share, m.number(1 - 2 ** -53)));
}

function cut<V, W, B>(m: Machine<V, W, B>, value: V, least: V, most: V): V {
  return m.max(least, m.min(value, most));
}

interface Limits<V> {
  readonly seed: V;
  readonly least: V;
  readonly most: V;
  readonly stretch: V;
  readonly shift: V;
}

/** Draws until it lies between the limits; after a thousand times it is cut to them. */
function again<V, W, B>(
  m: Machine<V, W, B>,
  { seed, least, most, stretch, shift }: Limits<V>,
  uniform: (draw: W) => V,
  drawn: (uniform: V) => V,
): V {
  const turn = m.wholeVariable(m.whole(0));
  const value = m.variable(m.number(0));
  m.while(
    () => m.below(turn.get(), m.whole(1000)),
    () => {
      const number = drawn(uniform(streamOf(m, seed, turn.get())));
      value.set(m.add(shift, m.multiply(stretch, number)));
      const isInside = m.both(m.lessEqual(least, value.get()), m.lessEqual(value.get(), most));
      turn.set(m.selectWhole(isInside, m.whole(1000), m.plus(turn.get(), m.whole(1))));
    },
  );
  return cut(m, value.get(), least, most);
}

/** No number where arguments are none that a distribution can have. */
function ofUsable<V, W, B>(m: Machine<V, W, B>, isUsable: B, value: () => V): V {
  const found = m.variable(m.number(Number.NaN));
  m.when(isUsable, () => found.set(value()));
  return found.get();
}
