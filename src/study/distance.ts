/** The largest distance between two distributions of numbers (A. Kolmogorov, N. Smirnov): both sorted, neither empty. */
export function largestDistance(one: Float64Array, other: Float64Array): number {
  let [i, j, largest] = [0, 0, 0];
  while (i < one.length && j < other.length) {
    const here = Math.min(one[i]!, other[j]!);
    while (i < one.length && one[i]! <= here) i++;
    while (j < other.length && other[j]! <= here) j++;
    largest = Math.max(largest, Math.abs(i / one.length - j / other.length));
  }
  return largest;
}
