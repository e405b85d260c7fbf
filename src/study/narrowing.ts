import type { Quantile } from "../sample/shape.ts";

/** What being kept says of one input: how its numbers in the worlds that are kept differ from those that were tried. */
export class Narrowing {
  /** Of slices of the range with equal shares of what is tried, how many kept worlds are in each. */
  private readonly counts = new Uint32Array(slices);
  private readonly edges: Float64Array;
  private total = 0;

  /** The number that a share of the worlds that were tried lies below. */
  readonly tried: Quantile;
  /** Whether there is nothing between the numbers that were tried. */
  private readonly isStepped: boolean;

  constructor(tried: Quantile, isStepped: boolean) {
    this.tried = tried;
    this.isStepped = isStepped;
    this.edges = Float64Array.from({ length: slices + 1 }, (_, i) => tried(i / slices));
  }

  add(value: number): void {
    let [low, high] = [0, slices];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.edges[middle]! <= value) low = middle;
      else high = middle;
    }
    this.counts[low]!++;
    this.total++;
  }

  get count(): number {
    return this.total;
  }

  /** The number that a share of the worlds that are kept lies below, to the width of a slice; NaN of none. */
  kept(share: number): number {
    let rest = share * this.total;
    for (let i = 0; i < slices; i++) {
      const count = this.counts[i]!;
      if (count > 0 && rest <= count) {
        const width = this.isStepped ? 0 : this.edges[i + 1]! - this.edges[i]!;
        return this.edges[i]! + (rest / count) * width;
      }
      rest -= count;
    }
    return Number.NaN;
  }

  /** The largest distance between the two distributions (A. Kolmogorov): 0 where the past says nothing, 1 at most. */
  distance(): number {
    let [before, largest] = [0, 0];
    for (let i = 0; i < slices; i++) {
      before += this.counts[i]!;
      // Of slices with the same number the last one has all of its worlds.
      if (this.edges[i + 1] === this.edges[i] && i + 1 < slices) continue;
      largest = Math.max(largest, Math.abs(before / this.total - (i + 1) / slices));
    }
    return largest;
  }

  /** The distance that one input in a hundred has by chance where the past says nothing of it. */
  byChance(): number {
    return 1.63 / Math.sqrt(this.total);
  }
}

const slices = 256;
