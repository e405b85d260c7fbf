import { quantileOfSorted } from "./interval.ts";

/** Which way an outcome had better go. */
export type Want = "less" | "more";

/** One outcome of several policies, each in the same worlds. */
export interface Performances {
  readonly want: Want;
  /** By policy and world. */
  readonly values: readonly Float64Array[];
  /** What is good enough, for Starr's criterion. */
  readonly enough: number;
}

/**
 * A measure of how well a policy does over many worlds, in the frame of C. McPhail and others, Robustness metrics: how are
 * they calculated, when should they be used and why do they give different results?, 2018: each world's value is
 * transformed, some worlds are chosen, and what is left is made one number.
 */
export interface Metric {
  readonly name: string;
  /** For the head of a column. */
  readonly short?: string;
  /** What it looks at. */
  readonly says: string;
  /** In the unit of the outcome, or a plain number. */
  readonly unit: "outcome" | "number";
  /** Which way is better; `as wanted` is that of the outcome. */
  readonly better: Want | "as wanted";
  readonly of: (policy: Policy) => number;
}

/** The values of one policy, turned so that more is better, the worst first; and how far each falls short. */
interface Policy {
  readonly good: Float64Array;
  /** In each world, how much worse than the best policy there; ascending. */
  readonly regret: Float64Array;
  readonly enough: number;
  /** Turns a value back. */
  readonly turn: (good: number) => number;
}

export const metrics: readonly Metric[] = [
  {
    name: "maximin",
    says: "the worst world",
    unit: "outcome",
    better: "as wanted",
    of: ({ good, turn }) => turn(good[0]!),
  },
  {
    name: "maximax",
    says: "the best world",
    unit: "outcome",
    better: "as wanted",
    of: ({ good, turn }) => turn(good.at(-1)!),
  },
  {
    name: "Hurwicz",
    says: "halfway between the worst and the best world",
    unit: "outcome",
    better: "as wanted",
    of: ({ good, turn }) => turn((good[0]! + good.at(-1)!) / 2),
  },
  {
    name: "Laplace",
    says: "the mean of all worlds",
    unit: "outcome",
    better: "as wanted",
    of: ({ good, turn }) => turn(meanOf(good)),
  },
  {
    name: "minimax regret",
    says: "the world in which it falls furthest behind the best policy there",
    unit: "outcome",
    better: "less",
    of: ({ regret }) => regret.at(-1)!,
  },
  {
    name: "regret, 90 %",
    says: "the same, but for the worst tenth of worlds",
    unit: "outcome",
    better: "less",
    of: ({ regret }) => quantileOfSorted(regret, 0.9),
  },
  {
    name: "mean-variance",
    says: "the mean, worse by one standard deviation",
    unit: "outcome",
    better: "as wanted",
    of: ({ good, turn }) => turn(meanOf(good) - deviationOf(good)),
  },
  {
    name: "undesirable deviations",
    short: "deviations",
    says: "how far the worse half of worlds lies from the half, on average",
    unit: "outcome",
    better: "less",
    of: ({ good }) => {
      const half = quantileOfSorted(good, 0.5);
      const worse = good.subarray(0, Math.ceil(good.length / 2));
      return meanOf(worse.map((value) => half - value));
    },
  },
  {
    name: "percentile skewness",
    short: "skewness",
    says: "whether the better tail is the longer one: from -1 to 1",
    unit: "number",
    better: "more",
    of: ({ good }) => {
      const [low, half, high] = [0.1, 0.5, 0.9].map((share) => quantileOfSorted(good, share));
      return ((high! + low!) / 2 - half!) / ((high! - low!) / 2);
    },
  },
  {
    name: "percentile peakedness",
    short: "peakedness",
    says: "how much narrower the middle half is than the middle four fifths",
    unit: "number",
    better: "more",
    of: ({ good }) => {
      const [q10, q25, q75, q90] = [0.1, 0.25, 0.75, 0.9].map((share) => quantileOfSorted(good, share));
      return (q90! - q10!) / (q75! - q25!);
    },
  },
  {
    name: "Starr's domain",
    short: "Starr",
    says: "the share of worlds in which it is good enough",
    unit: "number",
    better: "more",
    of: ({ good, enough }) => good.filter((value) => value >= enough).length / good.length,
  },
];

/** Every metric of every policy: by metric, then policy. NaN where one has no value, as where all worlds are alike. */
export function robustness({ want, values, enough }: Performances): readonly (readonly number[])[] {
  const turn = (value: number): number => (want === "less" ? -value : value);
  const good = values.map((own) => own.map(turn));
  const best = good[0]!.map((_, world) => Math.max(...good.map((own) => own[world]!)));
  const policies = good.map(
    (own): Policy => ({
      good: own.slice().sort(),
      regret: own.map((value, world) => best[world]! - value).sort(),
      enough: turn(enough),
      turn,
    }),
  );
  return metrics.map(({ of }) => policies.map(of));
}

/** The places of the policies that a metric ranks first: several where they tie. */
export function firstBy({ better }: Metric, results: readonly number[], want: Want): readonly number[] {
  const way = better === "as wanted" ? want : better;
  const numbers = results.filter((result) => !Number.isNaN(result));
  const first = way === "less" ? Math.min(...numbers) : Math.max(...numbers);
  return results.flatMap((result, place) => (result === first ? [place] : []));
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function deviationOf(values: Float64Array): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
}
