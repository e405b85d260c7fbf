import { type BringDirections, directionsOf, embeddedDimensions, mostDimensions } from "./directions.ts";
import { type Sampler, UnfitRows } from "./sampler.ts";
import { scramble, scrambleDirections } from "./scramble.ts";
import { createUniforms } from "./uniform.ts";

export interface SobolOptions {
  /** Owen's by a hash unless told; see `scramble.ts`. */
  readonly scrambling?: "owen" | "linear" | "none";
  /** Which of several independent scramblings. */
  readonly replicate?: number;
  /** For more than 1111 columns. */
  readonly bringDirections?: BringDirections;
}

/**
 * I. Sobol's points: any 2^m of them that begin at a multiple of 2^m are spread evenly over every coordinate. In the order
 * of Gray's code, with the direction numbers of S. Joe and F. Kuo, Constructing Sobol sequences with better
 * two-dimensional projections, 2008. Scrambled as `scramble.ts` says, with half a step added, so that none is 0 or 1.
 */
export function sobolPoints(
  rows: number,
  columns: number,
  seed: number,
  { scrambling = "owen", replicate = 0, bringDirections }: SobolOptions = {},
): Sampler {
  if (!Number.isInteger(Math.log2(rows)))
    throw new UnfitRows(`Sobol's points come in powers of two: ${nearestPowers(rows)} runs, not ${rows}.`);
  const most = bringDirections ? mostDimensions : embeddedDimensions;
  if (columns > most)
    throw new UnfitRows(`Sobol's points are known for ${most} columns, and ${columns} are needed.`);
  if (rows > 2 ** 32) throw new UnfitRows("There are 4,294,967,296 of Sobol's points, and no more.");
  const uniforms = createUniforms(seed);
  const wordOf = (column: number, turn: number): number => uniforms.word("owen", replicate, 2 * column, turn);
  const directions = directionsOf(columns, bringDirections).map((plain, column) =>
    scrambling === "linear" ? scrambleDirections(plain, (bit) => wordOf(column, 1 + bit)) : plain,
  );
  const seeds = directions.map((_, column) => wordOf(column, 0));
  const scrambled: (bits: number, column: number) => number = {
    owen: (bits: number, column: number) => (scramble(bits, seeds[column]!) + 0.5) * 2 ** -32,
    linear: (bits: number, column: number) => (((bits ^ seeds[column]!) >>> 0) + 0.5) * 2 ** -32,
    none: (bits: number) => (bits >>> 0) * 2 ** -32,
  }[scrambling];
  return {
    name: "sobol",
    rows,
    columns,
    point(row, into) {
      const gray = (row ^ (row >>> 1)) >>> 0;
      for (let column = 0; column < columns; column++) {
        const numbers = directions[column]!;
        let bits = 0;
        for (let rest = gray, bit = 0; rest !== 0; rest >>>= 1, bit++) {
          if (rest & 1) bits ^= numbers[bit]!;
        }
        into[column] = scrambled(bits, column);
      }
    },
  };
}

/** `64 or 128` */
export function nearestPowers(rows: number): string {
  const below = 2 ** Math.floor(Math.log2(Math.max(1, rows)));
  return `${below} or ${2 * below}`;
}
