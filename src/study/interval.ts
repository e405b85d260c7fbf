import type { Uniforms } from "../sample/uniform.ts";

/** A number worked out from a sample, with the middle 95 % of what resampling gives. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The bootstrap of B. Efron: `statistic` of the rows as they are, and of rows drawn from them again and again. */
export function bootstrap(
  rows: number,
  statistic: (rowAt: (place: number) => number) => number,
  { uniforms, times, stream }: Resampling,
): Estimate {
  return bootstrapAll(rows, 1, (rowAt) => [statistic(rowAt)], { uniforms, times, stream })[0]!;
}

export interface Resampling {
  readonly uniforms: Uniforms;
  /** How many samples are drawn from the sample. */
  readonly times: number;
  /** Tells apart what is resampled with the same numbers. */
  readonly stream: number;
}

/** The same of several statistics that are worked out together. */
export function bootstrapAll(
  rows: number,
  count: number,
  statistics: (rowAt: (place: number) => number) => readonly number[],
  { uniforms, times, stream }: Resampling,
): readonly Estimate[] {
  const values = statistics((place) => place);
  const drawn = Array.from({ length: count }, () => new Float64Array(times));
  const chosen = new Int32Array(rows);
  for (let turn = 0; turn < times; turn++) {
    for (let i = 0; i < rows; i++) chosen[i] = uniforms.below(rows, "resample", i, stream, turn);
    const again = statistics((place) => chosen[place]!);
    for (let i = 0; i < count; i++) drawn[i]![turn] = again[i]!;
  }
  return values.map((value, i) => {
    const sorted = drawn[i]!.sort();
    return { value, low: quantileOfSorted(sorted, 0.025), high: quantileOfSorted(sorted, 0.975) };
  });
}

/** Linear between the two values beside the place; NaN of none. */
export function quantileOfSorted(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (below === undefined || above === undefined) return Number.NaN;
  return below + (place - Math.floor(place)) * (above - below);
}

/**
 * The share of worlds in which something holds, with E. Wilson's interval of 95 % (Probable inference, the law of
 * succession, and statistical inference, 1927), which stays between 0 and 1 and is of use where all or none do.
 */
export function shareOf(holding: number, worlds: number): Estimate {
  if (worlds === 0) return { value: Number.NaN, low: 0, high: 1 };
  const z = 1.959963984540054;
  const value = holding / worlds;
  const scale = 1 + (z * z) / worlds;
  const middle = (value + (z * z) / (2 * worlds)) / scale;
  const half = (z / scale) * Math.sqrt((value * (1 - value)) / worlds + (z * z) / (4 * worlds * worlds));
  // Rounding must not move the end that is exact.
  const low = holding === 0 ? 0 : Math.max(0, middle - half);
  return { value, low, high: holding === worlds ? 1 : Math.min(1, middle + half) };
}
