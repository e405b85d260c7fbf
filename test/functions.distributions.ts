/** What a sample should look like. */
export interface Distribution {
  readonly least: number;
  readonly mean: number;
  readonly variance: number;
  /** The fourth moment around the mean, which says how much the variance of a sample strays. */
  readonly fourth: number;
  /** The largest distance between the shares of the sample and of the distribution below any number. */
  readonly distance: (sample: readonly number[]) => number;
}

const pieces = 40_000;

/** A density, known but for a factor, between two ends. */
export function ofDensity(density: (x: number) => number, from: number, to: number): Distribution {
  const width = (to - from) / pieces;
  const at = (i: number) => from + i * width;
  // By midpoints, which need no value at an end where there may be none.
  const weights = Array.from({ length: pieces }, (_, i) => density(at(i + 0.5)));
  const moments = momentsOf(weights, (i) => at(i + 0.5));
  const sums = cumulated(weights);
  const shareBelow = (x: number) => {
    const place = Math.min(Math.max((x - from) / width, 0), pieces);
    const whole = Math.min(Math.floor(place), pieces - 1);
    return sums[whole]! + (place - whole) * (sums[whole + 1]! - sums[whole]!);
  };
  return {
    least: from,
    ...moments,
    distance: (sample) => {
      const sorted = Float64Array.from(sample).sort();
      return sorted.reduce((most, x, i) => {
        const share = shareBelow(x);
        const gap = Math.max(Math.abs(share - i / sorted.length), Math.abs(share - (i + 1) / sorted.length));
        return Math.max(most, gap);
      }, 0);
    },
  };
}

/** Weights of whole numbers, known but for a factor; both ends belong to them. */
export function ofWeights(weight: (k: number) => number, from: number, to: number): Distribution {
  const weights = Array.from({ length: to - from + 1 }, (_, i) => weight(from + i));
  const sums = cumulated(weights);
  return {
    least: from,
    ...momentsOf(weights, (i) => from + i),
    distance: (sample) => {
      const counts = new Array<number>(weights.length).fill(0);
      for (const x of sample) {
        if (!Number.isInteger(x) || counts[x - from] === undefined) return 1;
        counts[x - from]!++;
      }
      const shares = cumulated(counts);
      return Math.max(...shares.map((share, i) => Math.abs(share - sums[i]!)));
    },
  };
}

function momentsOf(weights: readonly number[], at: (i: number) => number) {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const meanOf = (value: (x: number) => number) =>
    weights.reduce((sum, weight, i) => sum + weight * value(at(i)), 0) / total;
  const mean = meanOf((x) => x);
  return { mean, variance: meanOf((x) => (x - mean) ** 2), fourth: meanOf((x) => (x - mean) ** 4) };
}

/** Shares up to each, beginning with none. */
function cumulated(weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  const shares = weights.map((weight) => {
    sum += weight;
    return sum / total;
  });
  return [0, ...shares];
}
