import { mostDimensions } from "./directions.ts";
import { type Sampler, UnfitRows } from "./sampler.ts";
import { nearestPowers, type SobolOptions, sobolPoints } from "./sobol.ts";

/** Blocks of rows that variance-based indices are worked out from. */
export interface SaltelliPlan extends Sampler {
  /** How many blocks there are: the rows of the two base samples. */
  readonly base: number;
  /** The number of groups; a group is exchanged together. */
  readonly groups: number;
  readonly second: boolean;
  /** How many rows a block has: A, B, A with each group of B, and for second order B with each group of A. */
  readonly block: number;
}

export interface SaltelliOptions extends SobolOptions {
  /** Whether indices of pairs are wanted too. */
  readonly second?: boolean;
  readonly groupOf?: readonly number[];
}

/**
 * A. Saltelli and others, Variance based sensitivity analysis of model output, 2010: `base` points of Sobol's in twice as
 * many dimensions give A and B; each further row of a block is A with the columns of one group from B. The order in a block
 * is A, A with the groups of B, (B with the groups of A,) B.
 */
export function saltelliPoints(
  base: number,
  columns: number,
  seed: number,
  {
    second = false,
    groupOf = Array.from({ length: columns }, (_, column) => column),
    ...sobol
  }: SaltelliOptions = {},
): SaltelliPlan {
  if (base < 2) throw new UnfitRows("Variance-based indices need two base rows or more; 512 are usual.");
  if (!Number.isInteger(Math.log2(base)))
    throw new UnfitRows(
      `The base rows of variance-based indices are Sobol's points, a power of two: ${nearestPowers(base)}, not ${base}.`,
    );
  if (2 * columns > mostDimensions)
    throw new UnfitRows(
      `Variance-based indices need two columns of Sobol's points for each input, and there are ${mostDimensions}: ${columns} inputs are too many. Screen them by Morris's method first.`,
    );
  const both = sobolPoints(base, 2 * columns, seed, { scrambling: "linear", ...sobol });
  const groups = Math.max(...groupOf) + 1;
  const block = (second ? 2 * groups : groups) + 2;
  const point = new Float64Array(2 * columns);
  let held: number | undefined;
  return {
    name: "saltelli",
    rows: base * block,
    columns,
    base,
    groups,
    second,
    block,
    point(row, into) {
      // All rows of a block are made of one point.
      const wanted = Math.floor(row / block);
      if (wanted !== held) both.point(wanted, point);
      held = wanted;
      const kind = row % block;
      const isMirrored = kind > groups && kind < block - 1;
      const exchanged = kind === 0 || kind === block - 1 ? -1 : (kind - 1) % groups;
      const plain = kind === block - 1 || isMirrored ? columns : 0;
      for (let column = 0; column < columns; column++) {
        const from = groupOf[column] === exchanged ? columns - plain : plain;
        into[column] = point[from + column]!;
      }
    },
  };
}
