import { createFaultFinder } from "./fault.ts";
import { createMachine } from "./machine.ts";
import type { Hold, Inputs, Program, Results, RunFault, Snapshot, TimeAxis } from "./program.ts";

/** A world to be run: its sampled numbers, in the order of the offsets that the machine was made for. */
export interface World {
  readonly number: number;
  readonly numbers: Float64Array;
}

/** Runs worlds side by side, at most `lanes` of them. What one gives does not depend on who stands beside it. */
export interface WorldMachine {
  readonly lanes: number;
  run(question: WorldsQuestion): WorldsResults;
}

/** The same run in several worlds. */
export interface WorldsQuestion {
  readonly worlds: readonly World[];
  /** Shared by all; the sampled numbers of a world stand on top of them. */
  readonly inputs: Inputs;
  /** One map for each world. */
  readonly holds?: readonly ReadonlyMap<string, Hold>[];
  readonly time?: TimeAxis;
  /** What random numbers are drawn with, besides the number of the world; 0 unless told. */
  readonly seed?: number;
  /** One for each world, all at the same step: where to go on from, instead of the start. */
  readonly from?: readonly Snapshot[];
  /** The step to end at, instead of the last one. */
  readonly until?: number;
  /** Rows are kept at steps that it divides. */
  readonly every: number;
  /** The places of the kept columns that are wanted this time; all unless told. */
  readonly columns?: Int32Array;
}

/** What several worlds give. */
export interface WorldsResults {
  /** Of the columns that are wanted, column c of row r in world w is at (r * columns + c) * worlds + w. */
  readonly kept: Float64Array;
  readonly rows: number;
  snapshot(world: number): Snapshot;
  /**
   * The first NaN or infinite number, by name and time; undefined where what is kept and the stocks and memories at the end
   * are numbers: what else a form of program computes makes no difference.
   */
  fault(world: number): RunFault | undefined;
}

/** The scalar form, which every program has whose steps are equally long: one world at a time. */
export function createWorldMachine(
  program: Program,
  kept: readonly number[],
  sampled: readonly number[],
): WorldMachine {
  if (program.controls)
    throw new Error("A system whose time step changes during a run has no rows at equal steps.");
  if (kept.some((offset, i) => i > 0 && offset <= kept[i - 1]!))
    throw new Error("Kept columns are named once each, in ascending order.");
  const machine = createMachine(program);
  const isFaulty = createFaultFinder(program, kept);
  const save = Int32Array.from(kept);
  const run = (question: WorldsQuestion, i: number): Results => {
    const { worlds, inputs, holds, time, seed, from, until, every } = question;
    const { number, numbers } = worlds[i]!;
    return machine.run({
      program,
      inputs,
      sampled: { offsets: sampled, numbers },
      holds: holds?.[i] ?? new Map(),
      rows: { every },
      save,
      world: number,
      ...(time && { time }),
      ...(seed !== undefined && { seed }),
      ...(from && { from: from[i]! }),
      ...(until !== undefined && { until }),
    });
  };
  return {
    lanes: 1,
    run(question) {
      if (question.worlds.length !== 1) throw new Error("This machine runs one world at a time.");
      const { rows, times, last, fault } = run(question, 0);
      const { columns } = question;
      const keptAt = (column: number, row: number): number =>
        row < times.length ? rows[row * kept.length + column]! : last.row[kept[column]!]!;
      const isLost =
        fault !== undefined &&
        isFaulty({ kept: keptAt, rows: times.length + 1, state: (offset) => last.row[offset]! });
      return {
        kept: columns ? pickColumns(rows, columns, { width: kept.length, lanes: 1, worlds: 1 }) : rows,
        rows: times.length,
        snapshot: () => last,
        fault: () => (isLost ? fault : undefined),
      };
    },
  };
}

/** Takes some columns, and the first of so many lanes, out of rows of all of them. */
export function pickColumns(
  rows: Float64Array,
  columns: Int32Array,
  { width, lanes, worlds }: { readonly width: number; readonly lanes: number; readonly worlds: number },
): Float64Array {
  const count = rows.length / (width * lanes) || 0;
  const picked = new Float64Array(count * columns.length * worlds);
  let to = 0;
  for (let row = 0; row < count; row++)
    for (const column of columns) {
      const from = (row * width + column) * lanes;
      for (let world = 0; world < worlds; world++) picked[to++] = rows[from + world]!;
    }
  return picked;
}
