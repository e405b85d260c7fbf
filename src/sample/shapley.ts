import { type Correlated, createCopula, type DrawAgain, groupsOf } from "./copula.ts";
import { mostDimensions } from "./directions.ts";
import { compileRoutines, plainRoutines } from "./routines.ts";
import { type Sampler, UnfitRows } from "./sampler.ts";
import { type SobolOptions, sobolPoints } from "./sobol.ts";
import { createUniforms } from "./uniform.ts";

/** Blocks of rows that Shapley effects are worked out from. Each begins at a point of its own. */
export interface ShapleyPlan extends Sampler {
  /** How many blocks there are. */
  readonly base: number;
  readonly groups: number;
  /**
   * What the rows of a block are: the point with every set of groups drawn again, that of row k being the bits of k; or with
   * one group after another drawn again, in a random order.
   */
  readonly rowsOf: "sets" | "order";
  /** How many rows a block has. */
  readonly block: number;
  /** Whether what is drawn again does not depend on what stays. */
  readonly independent: boolean;
  /** The groups of a block in the order in which they are drawn again, where that is what its rows are. */
  order(block: number): readonly number[];
}

export interface ShapleyOptions extends Pick<SobolOptions, "replicate" | "bringDirections"> {
  /** The group of each input; each is one of its own unless told. */
  readonly groupOf?: readonly number[];
  /** Every set where the groups are few, unless told. */
  readonly rowsOf?: ShapleyPlan["rowsOf"];
}

/** Of so many groups every set is run: no order is left to chance, and the same number of runs comes closer. */
const fewGroups = 6;

/**
 * Two points each, of Sobol's in twice as many dimensions: the first is where a block begins, the second is what groups are
 * drawn from. Inputs that go together are drawn given those that stay, so that every row is a world of the model.
 */
export function shapleyPoints(
  base: number,
  inputs: readonly Correlated[],
  seed: number,
  { groupOf = [...inputs.keys()], rowsOf: told, ...sobol }: ShapleyOptions = {},
): ShapleyPlan {
  if (base < 2) throw new UnfitRows("Shapley effects need two base rows or more.");
  const groups = Math.max(...groupOf) + 1;
  const rowsOf = told ?? (groups <= fewGroups ? "sets" : "order");
  const together = groupsOf(inputs).length;
  const columns = inputs.length + together;
  if (2 * columns > mostDimensions)
    throw new UnfitRows(
      `Shapley effects need two columns of Sobol's points for each input, and there are ${mostDimensions}: ${columns} inputs are too many. Screen them by Morris's method first.`,
    );
  const both = sobolPoints(base, 2 * columns, seed, { scrambling: "linear", ...sobol });
  const copula = createCopula(inputs, together > 0 ? compileRoutines() : plainRoutines());
  const uniforms = createUniforms(seed);
  const block = rowsOf === "sets" ? 2 ** groups : groups + 1;
  const point = new Float64Array(2 * columns);
  const halves = [point.subarray(0, columns), point.subarray(columns)] as const;
  // Rows are mostly asked for one behind the other: those of a block have their points and their order in common.
  let known = -1;
  let places: readonly number[] = [];
  let drawAgain: DrawAgain;

  const order = (of: number): readonly number[] => {
    const all = Array.from({ length: groups }, (_, group) => group);
    for (let last = groups - 1; last > 0; last--) {
      const other = uniforms.below(last + 1, "shapley", of, last, sobol.replicate ?? 0);
      [all[last], all[other]] = [all[other]!, all[last]!];
    }
    return all;
  };
  const begin = (of: number): void => {
    if (of === known) return;
    both.point(of, point);
    drawAgain = copula.between(...halves);
    const all = rowsOf === "order" ? order(of) : [];
    places = Array.from({ length: groups }, (_, group) => all.indexOf(group));
    known = of;
  };
  const isDrawn = (group: number, row: number): boolean =>
    rowsOf === "sets" ? ((row >> group) & 1) === 1 : places[group]! < row;
  return {
    name: "shapley",
    rows: base * block,
    columns: inputs.length,
    base,
    groups,
    rowsOf,
    block,
    independent: isIndependent(inputs, groupOf),
    order,
    point(row, into) {
      begin(Math.floor(row / block));
      drawAgain((column) => isDrawn(groupOf[column]!, row % block), into);
    },
  };
}

/** Whether inputs that go together all stand in the same group. */
function isIndependent(inputs: readonly Correlated[], groupOf: readonly number[]): boolean {
  const groups = new Map<string, number>();
  return inputs.every(({ correlated }, i) => {
    if (!correlated) return true;
    const group = groups.get(correlated.group) ?? groupOf[i]!;
    groups.set(correlated.group, group);
    return group === groupOf[i];
  });
}
