import type { Machine } from "./machine.ts";

/**
 * What a lot knows of when it was stamped: how much of it was, and of the times since the start of the run at which that
 * was the sum and the sum of the squares, both times the amounts, the earliest and the latest. What has no stamp has
 * noughts.
 */
export interface Stamps<V> {
  readonly amount: V;
  readonly sum: V;
  readonly squares: V;
  readonly earliest: V;
  readonly latest: V;
}

export const stampNames = ["amount", "sum", "squares", "earliest", "latest"] as const;

export type StampName = (typeof stampNames)[number];

/** How many bytes they take in memory. */
export const stampBytes = 8 * stampNames.length;

export function stampsOf<V>(numbers: readonly V[]): Stamps<V> {
  const [amount, sum, squares, earliest, latest] = numbers;
  return { amount: amount!, sum: sum!, squares: squares!, earliest: earliest!, latest: latest! };
}

export function noStamps<V, W, B>(m: Machine<V, W, B>): Stamps<V> {
  return stampsOf(stampNames.map(() => m.number(0)));
}

export function loadStamps<V, W, B>(m: Machine<V, W, B>, address: W, offset: number): Stamps<V> {
  return stampsOf(stampNames.map((_, i) => m.load(address, offset + 8 * i)));
}

export function storeStamps<V, W, B>(
  m: Machine<V, W, B>,
  address: W,
  offset: number,
  stamps: Stamps<V>,
): void {
  stampNames.forEach((name, i) => {
    m.store(address, stamps[name], offset + 8 * i);
  });
}

/** The stamps of a part of a lot: it is mixed, so that each time is in every part of it. */
export function partOfStamps<V, W, B>(m: Machine<V, W, B>, stamps: Stamps<V>, part: V): Stamps<V> {
  const isNone = m.lessEqual(part, m.number(0));
  const kept = (value: V): V => m.select(isNone, m.number(0), value);
  return {
    amount: kept(m.multiply(stamps.amount, part)),
    sum: kept(m.multiply(stamps.sum, part)),
    squares: kept(m.multiply(stamps.squares, part)),
    earliest: kept(stamps.earliest),
    latest: kept(stamps.latest),
  };
}

/** The stamps of two lots together. */
export function joinStamps<V, W, B>(m: Machine<V, W, B>, one: Stamps<V>, other: Stamps<V>): Stamps<V> {
  const isOne = m.less(m.number(0), one.amount);
  const isOther = m.less(m.number(0), other.amount);
  const either = (a: V, b: V, both: V): V => m.select(isOne, m.select(isOther, both, a), b);
  return {
    amount: m.add(one.amount, other.amount),
    sum: m.add(one.sum, other.sum),
    squares: m.add(one.squares, other.squares),
    earliest: either(one.earliest, other.earliest, m.min(one.earliest, other.earliest)),
    latest: either(one.latest, other.latest, m.max(one.latest, other.latest)),
  };
}

/** What stamps come in during a step, from numbers in their order of which amounts are those of a unit of time. */
export function stampInStep<V, W, B>(m: Machine<V, W, B>, numbers: readonly V[], step: V): Stamps<V> {
  const { amount, sum, squares, ...ends } = stampsOf(numbers);
  const during = (rate: V): V => m.multiply(rate, step);
  return { amount: during(amount), sum: during(sum), squares: during(squares), ...ends };
}
