import { largestDistance } from "./distance.ts";

/**
 * How differently an input is spread in the worlds of interest and in the others (R. Spear and G. Hornberger, 1980): the
 * largest distance between both distributions; NaN where one of them is empty.
 */
export function regionalDistance(input: Float64Array, isOfInterest: (row: number) => boolean): number {
  const inside = input.filter((_, row) => isOfInterest(row)).sort();
  const outside = input.filter((_, row) => !isOfInterest(row)).sort();
  if (inside.length === 0 || outside.length === 0) return Number.NaN;
  return largestDistance(inside, outside);
}
