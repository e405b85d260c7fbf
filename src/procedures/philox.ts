import type { Machine } from "./machine.ts";

/** Four whole numbers. */
export type Four<W> = readonly [W, W, W, W];

/**
 * Philox4x32-10 (J. Salmon, M. Moraes, R. Dror, D. Shaw, Parallel random numbers: as easy as 1, 2, 3, 2011): 128 random
 * bits for each counter under a key. There is no state, so that a draw does not depend on which others are made.
 */
export function philox<V, W, B>(m: Machine<V, W, B>, counter: Four<W>, key: readonly [W, W]): Four<W> {
  const [first, second] = [m.whole(0xd2511f53), m.whole(0xcd9e8d57)];
  let [a, b, c, d] = counter;
  let [k, l] = key;
  for (let round = 0; round < 10; round++) {
    const [upperA, lowerA] = [m.upperProduct(a, first), m.times(a, first)];
    const [upperC, lowerC] = [m.upperProduct(c, second), m.times(c, second)];
    [a, b, c, d] = [m.xor(m.xor(upperC, b), k), lowerC, m.xor(m.xor(upperA, d), l), lowerA];
    k = m.plus(k, m.whole(0x9e3779b9));
    l = m.plus(l, m.whole(0xbb67ae85));
  }
  return [a, b, c, d];
}

/** What a draw is addressed by: equal addresses give equal numbers, whatever else a system computes. */
export interface Draws<W> {
  readonly seed: W;
  readonly world: W;
  /** Which call, and of which element: 64 bits. */
  readonly site: readonly [W, W];
  readonly step: W;
}

/** Draw number `draw` of a call in a step: uniform, from 0 to below 1, 53 bits. */
export function uniform<V, W, B>(m: Machine<V, W, B>, { seed, world, site, step }: Draws<W>, draw: W): V {
  const [a, b, c, d] = philox(m, [m.shiftRight(draw, 1), step, ...site], [seed, world]);
  const isOdd = m.same(m.and(draw, m.whole(1)), m.whole(1));
  const high = m.shiftRight(m.selectWhole(isOdd, c, a), 5);
  const low = m.shiftRight(m.selectWhole(isOdd, d, b), 6);
  const whole = m.add(m.multiply(m.toNumber(high), m.number(2 ** 26)), m.toNumber(low));
  return m.multiply(whole, m.number(2 ** -53));
}
