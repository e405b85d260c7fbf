/**
 * Counts of numbers in buckets that are fixed for all time: by sign, power of two and the seven bits behind the leading one,
 * so that a bucket is 0.8 % wide. Counts of different worlds, chunks and machines add up to the same whatever their order.
 */
export class Buckets {
  /** The buckets of one power of two and sign each, by its number. */
  private readonly pages = new Map<number, Uint32Array>();
  private total = 0;

  /** How many numbers were counted. NaN is never one of them. */
  get count(): number {
    return this.total;
  }

  add(number: number): void {
    const bucket = bucketOf(number);
    this.pageOf(bucket >>> bitsOfPage)[bucket & (bucketsOfPage - 1)]!++;
    this.total++;
  }

  addAll(other: Buckets): void {
    for (const [number, counts] of other.pages) {
      const page = this.pageOf(number);
      for (let i = 0; i < bucketsOfPage; i++) page[i]! += counts[i]!;
    }
    this.total += other.total;
  }

  /** The number below which a share of all lies, to the width of a bucket; NaN of none. */
  quantile(share: number): number {
    const rank = Math.min(this.total - 1, Math.max(0, share * (this.total - 1)));
    let before = 0;
    for (const { low, high, count } of this.entries()) {
      if (before + count > rank) {
        // The bucket with nought in it is as good as nought, on which numbers often lie.
        if (low === 0 || high === 0) return 0;
        return low === high ? low : low + ((rank - before + 0.5) / count) * (high - low);
      }
      before += count;
    }
    return Number.NaN;
  }

  /** The buckets that are not empty, in rising order. */
  entries(): readonly BucketCount[] {
    const numbers = [...this.pages.keys()].sort((a, b) => a - b);
    return numbers.flatMap((number) =>
      [...this.pages.get(number)!].flatMap((count, i) => {
        if (count === 0) return [];
        const bucket = number * bucketsOfPage + i;
        const [low, high] = edgesOf(bucket);
        return [{ bucket, low, high, count }];
      }),
    );
  }

  private pageOf(number: number): Uint32Array {
    const known = this.pages.get(number);
    if (known) return known;
    const page = new Uint32Array(bucketsOfPage);
    this.pages.set(number, page);
    return page;
  }
}

export interface BucketCount {
  readonly bucket: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

const bitsOfPage = 7;
const bucketsOfPage = 2 ** bitsOfPage;

/** Sign, eleven bits of the exponent, those of a page. */
const half = 2 ** (11 + bitsOfPage);

/** Where the bits of a number are looked at; each use writes before it reads. */
const bits = new DataView(new ArrayBuffer(8));

/** Rises with the number; both noughts share one. */
export function bucketOf(number: number): number {
  bits.setFloat64(0, Math.abs(number));
  const size = bits.getUint32(0) >>> 13;
  return number < 0 ? half - 1 - size : half + size;
}

/** The least and the largest number of a bucket, the latter as if numbers were continuous. */
function edgesOf(bucket: number): readonly [low: number, high: number] {
  const isNegative = bucket < half;
  const size = isNegative ? half - 1 - bucket : bucket - half;
  bits.setUint32(4, 0);
  bits.setUint32(0, (size << 13) >>> 0);
  const inner = bits.getFloat64(0);
  bits.setUint32(0, ((size + 1) << 13) >>> 0);
  const outer = bits.getFloat64(0);
  // What is infinite has a bucket of its own, which has no other side.
  const end = Number.isNaN(outer) ? inner : outer;
  return isNegative ? [-end, -inner] : [inner, end];
}
