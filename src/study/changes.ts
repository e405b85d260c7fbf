import { quantileOfSorted, shareOf } from "./interval.ts";

/** What a policy changes over worlds, each compared with itself without the policy. */
export interface ChangeOver {
  readonly worlds: number;
  /** In per cent of the size without it; of worlds in which that is not nought. */
  readonly percent: Spread | null;
  /** In the unit of the outcome. */
  readonly difference: Spread;
  readonly without: Spread;
  /** The shares of worlds with less and with more of it than without the policy. */
  readonly less: number;
  readonly more: number;
  /** The interval of 95 % of the share with less. */
  readonly lessBetween: readonly [low: number, high: number];
}

/** Quantiles: a twentieth of worlds lie below p5. */
export interface Spread {
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
}

/** Both in the same worlds, in the same order. */
export function changeOver(without: Float64Array, policy: Float64Array): ChangeOver {
  const difference = policy.map((value, world) => value - without[world]!);
  const percent = difference
    .map((change, world) => (100 * change) / Math.abs(without[world]!))
    .filter((change) => Number.isFinite(change));
  const less = difference.filter((change) => change < 0).length;
  const more = difference.filter((change) => change > 0).length;
  const { low, high } = shareOf(less, difference.length);
  return {
    worlds: difference.length,
    percent: percent.length === 0 ? null : spreadOf(percent),
    difference: spreadOf(difference),
    without: spreadOf(without),
    less: less / difference.length,
    more: more / difference.length,
    lessBetween: [low, high],
  };
}

export function spreadOf(values: Float64Array): Spread {
  const sorted = values.slice().sort();
  const [p5, p50, p95] = [0.05, 0.5, 0.95].map((share) => quantileOfSorted(sorted, share));
  return { p5: p5!, p50: p50!, p95: p95! };
}
