/** Functions whose measures of sensitivity are known. */

/** T. Ishigami and T. Homma 1990, a = 7, b = 0.1, of shares from 0 to 1 that stand for -π to π. */
export function ishigami(point: Float64Array): number {
  const [x, y, z] = [...point].map((share) => Math.PI * (2 * share - 1));
  return Math.sin(x!) + 7 * Math.sin(y!) ** 2 + 0.1 * z! ** 4 * Math.sin(x!);
}

/** I. Sobol's G of the weights a. */
export function sobolG(weights: readonly number[]): (point: Float64Array) => number {
  return (point) =>
    weights.reduce((product, a, i) => (product * (Math.abs(4 * point[i]! - 2) + a)) / (1 + a), 1);
}
