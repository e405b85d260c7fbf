/**
 * Count, mean, and sums of squares, least and largest of numbers, added one after another (B. Welford 1962) or sample by
 * sample (T. Chan, G. Golub, R. LeVeque 1983). The last bits depend on the order, so chunks are added in theirs.
 */
export class Moments {
  count = 0;
  mean = 0;
  least = Number.POSITIVE_INFINITY;
  most = Number.NEGATIVE_INFINITY;
  private squares = 0;

  add(number: number): void {
    this.count++;
    const apart = number - this.mean;
    this.mean += apart / this.count;
    this.squares += apart * (number - this.mean);
    this.least = Math.min(this.least, number);
    this.most = Math.max(this.most, number);
  }

  addAll(other: Moments): void {
    if (other.count === 0) return;
    const count = this.count + other.count;
    const apart = other.mean - this.mean;
    this.squares += other.squares + (apart * apart * this.count * other.count) / count;
    this.mean += (apart * other.count) / count;
    this.count = count;
    this.least = Math.min(this.least, other.least);
    this.most = Math.max(this.most, other.most);
  }

  /** The standard deviation of the numbers, divided by their count less one; NaN of fewer than two. */
  get deviation(): number {
    return this.count < 2 ? Number.NaN : Math.sqrt(this.squares / (this.count - 1));
  }
}
