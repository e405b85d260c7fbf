import { largestDistance } from "./distance.ts";
import { bootstrapAll, type Estimate, quantileOfSorted, type Resampling } from "./interval.ts";

/** How far the outcomes of worlds that are alike in one input lie from those of all worlds. */
export interface Pawn {
  /** The middle one of the slices. */
  readonly median: Estimate;
  /** The farthest slice. */
  readonly most: Estimate;
}

/**
 * F. Pianosi and T. Wagener, Distribution-based sensitivity analysis from a generic input-output sample, 2018. `slices`
 * have equally many worlds each. Works on any finished ensemble, of dependent inputs too.
 */
export function pawn(input: Float64Array, outcome: Float64Array, resampling: Resampling, slices = 10): Pawn {
  const [median, most] = bootstrapAll(
    input.length,
    2,
    (rowAt) => distances(input, outcome, slices, rowAt),
    resampling,
  );
  return { median: median!, most: most! };
}

function distances(
  input: Float64Array,
  outcome: Float64Array,
  slices: number,
  rowAt: (place: number) => number,
): readonly [median: number, most: number] {
  const rows = Int32Array.from({ length: input.length }, (_, place) => rowAt(place));
  const all = Float64Array.from(rows, (row) => outcome[row]!).sort();
  const byInput = rows.sort((a, b) => input[a]! - input[b]!);
  const found = new Float64Array(slices);
  for (let slice = 0; slice < slices; slice++) {
    const from = Math.floor((slice * rows.length) / slices);
    const to = Math.floor(((slice + 1) * rows.length) / slices);
    const inside = Float64Array.from(byInput.subarray(from, to), (row) => outcome[row]!).sort();
    found[slice] = largestDistance(inside, all);
  }
  found.sort();
  return [quantileOfSorted(found, 0.5), found[slices - 1]!];
}
