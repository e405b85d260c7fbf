import { type Sampler, UnfitRows } from "./sampler.ts";
import { createUniforms } from "./uniform.ts";

/** A plan of trajectories, and what each of its steps moved. */
export interface MorrisPlan extends Sampler {
  readonly trajectories: number;
  /** The number of groups; a group moves together. */
  readonly groups: number;
  /** The group that moved between a row of a trajectory (from 1) and the one before, and by how much. */
  moved(trajectory: number, row: number): { readonly group: number; readonly by: number };
}

/**
 * M. Morris, Factorial sampling plans for preliminary computational experiments, 1991: each trajectory begins on a grid of
 * `levels` levels and moves every group once, by levels / (2 (levels - 1)), in an order of its own.
 */
export function morrisPoints(
  trajectories: number,
  columns: number,
  seed: number,
  { levels = 4, groupOf = Array.from({ length: columns }, (_, column) => column) }: MorrisOptions = {},
): MorrisPlan {
  if (levels < 2 || levels % 2 !== 0) throw new UnfitRows("Morris's plan has an even number of levels.");
  if (trajectories < 2) throw new UnfitRows("Morris's plan needs two trajectories or more; 30 are usual.");
  const groups = Math.max(...groupOf) + 1;
  const uniforms = createUniforms(seed);
  const step = levels / (2 * (levels - 1));

  // Where a column begins: a level from which its one move stays inside.
  const startOf = (trajectory: number, column: number): number =>
    uniforms.below(levels, "morris", trajectory, column) / (levels - 1);
  const directionOf = (trajectory: number, column: number): 1 | -1 =>
    startOf(trajectory, column) + step <= 1 + 1e-12 ? 1 : -1;
  const orderOf = (trajectory: number): readonly number[] => {
    const order = Array.from({ length: groups }, (_, group) => group);
    for (let last = groups - 1; last > 0; last--) {
      const other = uniforms.below(last + 1, "morris", trajectory, last, 1);
      [order[last], order[other]] = [order[other]!, order[last]!];
    }
    return order;
  };
  return {
    name: "morris",
    rows: trajectories * (groups + 1),
    columns,
    trajectories,
    groups,
    point(row, into) {
      const trajectory = Math.floor(row / (groups + 1));
      const moves = row % (groups + 1);
      const moved = new Set(orderOf(trajectory).slice(0, moves));
      for (let column = 0; column < columns; column++) {
        const start = startOf(trajectory, column);
        const by = moved.has(groupOf[column]!) ? step * directionOf(trajectory, column) : 0;
        into[column] = Math.min(1, Math.max(0, start + by));
      }
    },
    moved(trajectory, row) {
      const group = orderOf(trajectory)[row - 1]!;
      return { group, by: step * directionOf(trajectory, groupOf.indexOf(group)) };
    },
  };
}

export interface MorrisOptions {
  readonly levels?: number;
  /** The group of each column, counted from 0; each column is one of its own unless told. */
  readonly groupOf?: readonly number[];
}
