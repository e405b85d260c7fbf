/**
 * The contract between compiling and running. Whoever runs programs (a terminal, a page, a worker, another machine)
 * knows this page and not the compiler.
 *
 * Settled here, each with a test:
 * - Inputs (constants, tables, series, starting values) are read from memory and can be replaced without recompiling;
 *   literals in equations are immediates.
 * - Holds are compiled variants. A held stock or memory takes its path before evaluation, any other variable after its own
 *   equation; before the first step too, where starting values read it. At half steps a path is the mean of its
 *   neighbours. A program with nothing held has the plain bits.
 * - Time is start + i * step, never accumulated; RK4's half step is start + (i + 0.5) * step. What is saved is decided
 *   by counting steps.
 * - A memory takes over its next value when a step is done; half steps do not move it.
 * - Lookups find their segment through a uniform index and then compute y0 + (x - x0) * slope everywhere.
 * - The state between two steps is a Snapshot; going on from it gives the same bits as never having stopped.
 * - NaN has one form on output.
 */

import type { Integrator, Tolerance } from "../model/argument.ts";
import type { Points } from "../model/variable.ts";

/** A piece of equally long steps. */
export interface TimeAxis {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  /** Time between two saved rows, a whole number of steps. */
  readonly saveEvery: number;
}

/** A stretch of equally long steps. */
export interface Piece {
  readonly time: number;
  readonly fromStep: number;
  readonly step: number;
}

/** Pairs of x and y, x never falling, and how they are read. */
export interface Table {
  readonly pairs: Points["pairs"];
  readonly outside: Reading;
  /** The value where there is none: between the points of an exact reading, and of no points; NaN unless told. */
  readonly missing?: number;
}

/**
 * Linear between the points, with the end values or the end slopes outside of them; or a staircase that keeps each value
 * up to the next point. Of data series only: `next`, a staircase that has each value from behind the point before it on,
 * and `exact`, the points themselves and nothing (NaN) between them.
 */
export type Reading = Points["outside"] | "next" | "exact";

export interface SlotDimension {
  readonly name: string;
  readonly elements: readonly string[];
}

/** Tables are the points of a graph, which an override replaces whole; series are those of data, read as declared. */
export type SlotRole = "input" | "stock" | "memory" | "computed" | "table" | "series";

/**
 * Where a variable's numbers lie: identity and shape. Elements are stored in row-major order from `offset` on; for
 * tables and series the offset counts tables, for everything else it counts numbers. Names and labels are for the edge
 * only.
 */
export interface Slot {
  readonly variable: string;
  readonly module: readonly string[];
  readonly dimensions: readonly SlotDimension[];
  readonly offset: number;
  readonly size: number;
  readonly role: SlotRole;
  /** Part of a call in the definition of another variable: not shown unasked. */
  readonly hidden?: boolean;
}

/** A compiled system: bytes to run, and a map from names to numbers. Self-contained, immutable, safe to send. */
export interface Program {
  /**
   * A hash of everything that decides what a run gives: equations, declared numbers and tables, time, integrator, what
   * is held, and the version of our numerics. The form (locals or memory, lanes) does not enter.
   */
  readonly id: string;
  readonly name: string;
  readonly integrator: Integrator;
  /** Of automatic steps, if others than usual. */
  readonly tolerance?: Tolerance;
  /** Worlds computed at once: 1 for the scalar form. */
  readonly lanes: number;
  /** Folded names of the variables that follow a given path. */
  readonly held: readonly string[];
  readonly time: TimeAxis;
  readonly timeUnit: string;
  /**
   * Everything that has numbers, by folded name, in the order of the model. In a row of `width` numbers inputs come
   * first, then stocks, memories, and computed variables in the order in which they are evaluated. A graph of time and a
   * data series have their value at every time here.
   */
  readonly slots: ReadonlyMap<string, Slot>;
  /** Where the points of graphs and data lie, by folded name. */
  readonly tableSlots: ReadonlyMap<string, Slot>;
  readonly width: number;
  /** The declared numbers of the inputs, by offset. */
  readonly inputs: readonly number[];
  /** The declared tables, by number. */
  readonly tables: readonly Table[];
  /** Where in a row lies what the time axis is worked out to be at every step, if it changes. */
  readonly controls?: { readonly step?: number; readonly stop?: number; readonly saveEvery?: number };
  readonly layout: Layout;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Where things lie in the program's memory, in bytes. The kernel imports nothing and exports `memory`, `start()`,
 * `settle()`, `run(from, to, every, closing)` and `areFinite(from, to)`. `start` computes from the inputs what does not
 * change during a run, and the starting values of stocks and memories. `settle`, called next, computes what does not
 * change during a run and follows from them; in between the host puts the stocks and memories of a snapshot into the row.
 * `run` takes the steps from `from` up to `to`: it evaluates, writes out the row where `every` divides the number of the
 * step, and integrates; unless `closing` is 0 it ends with evaluating at `to` and writing out that row, due or not. Between
 * two calls stocks and memories lie in the row. `areFinite` says whether all numbers between two addresses are. Tables,
 * paths and the rows written out lie wherever the host puts them beyond `end`; behind them is the heap of the devices, for
 * which the kernel makes the memory grow.
 */
export interface Layout {
  /** What the kernel is told of time and chance, see `clockPlaces`. */
  readonly clock: number;
  /** f64 pairs for each stock element: 1 or 0 whether its start is overridden, and the value. */
  readonly initials: number;
  /** i32 for each table: where its block lies (see `tables.ts`). */
  readonly tables: number;
  /** For each held element an i32 pointer to its path of steps + 1 numbers, and an i32 step that it holds from. */
  readonly holds: number;
  /** The row: f64 for each number of `width`, the inputs first, written by the host. */
  readonly row: number;
  /** The states of devices, as far as they are of a fixed length; up to `end`. */
  readonly cells: number;
  readonly end: number;
}

/** Where the words of the clock lie behind `Layout.clock`, in bytes: f64 or i32. */
export const clockPlaces = {
  start: 0,
  stop: 8,
  step: 16,
  /** i32: where the next row is written to, advanced by the kernel. */
  out: 24,
  /** i32: where the heap begins. */
  heap: 28,
  saveEvery: 32,
  /** i32 each. */
  seed: 40,
  world: 44,
  /** i32: how many bytes of the heap are in use, advanced by the kernel. */
  heapUsed: 48,
  /** i32: the step at which the piece begins whose steps are `step` long, and f64 its time. */
  pieceStep: 52,
  pieceTime: 56,
  end: 64,
} as const;

/** A path that a variable follows from a step on, whatever its equation says; one path for each of its elements. */
export interface Hold {
  readonly fromStep: number;
  /** The elements that follow theirs; undefined is all of them. */
  readonly elements?: readonly number[];
  /** steps + 1 numbers for each element, held or not, one element after another. */
  readonly path: Float64Array;
}

/** Behind the last step of any run. */
export const neverStep = 2 ** 31 - 1;

/** In place of a path, for a variable that a program could hold and a run does not. */
export const noHold: Hold = { fromStep: neverStep, path: new Float64Array(0) };

/** What a run changes; everything else is as declared. Keys are folded names, with `name[element]` for one element. */
export interface Inputs {
  readonly numbers: ReadonlyMap<string, number>;
  readonly initials: ReadonlyMap<string, number>;
  readonly tables: ReadonlyMap<string, Table>;
}

/** One question put to a program. Equal runs give equal results, bit for bit, on every machine. */
export interface Run {
  readonly program: Program;
  /** Another time axis than the declared one. */
  readonly time?: TimeAxis;
  readonly inputs: Inputs;
  /** What random numbers are drawn with, 0 unless told: 32 bits each. */
  readonly seed?: number;
  readonly world?: number;
  readonly holds: ReadonlyMap<string, Hold>;
  /** Inputs by their offsets, on top of the others: what makes a world of an ensemble. */
  readonly sampled?: { readonly offsets: readonly number[]; readonly numbers: Float64Array };
  /** Rows to keep: those that `saveEvery` asks for, every step, or the steps that a number divides. */
  readonly rows: "saved" | "every step" | { readonly every: number };
  /**
   * The variables whose numbers the rows keep: folded names, with `name[element]` for one element, or offsets in the
   * program's row, ascending; all unless told. A run that keeps few takes less time: fresh memory for all numbers costs as much as computing them. Faults are found in
   * what is not kept too, and the last row is whole.
   */
  readonly save?: readonly string[] | Int32Array | "all";
  /** Where to go on from, instead of the start; the first row is that of the snapshot. */
  readonly from?: Snapshot;
  /** The step to end at, instead of the last one: what follows can go on from the snapshot. */
  readonly until?: number;
}

/** The whole state between two steps: enough to go on, bit for bit. */
export interface Snapshot {
  readonly program: string;
  readonly step: number;
  readonly row: Float64Array;
  /** The states of devices: those of a fixed length, and the heap. */
  readonly devices?: { readonly cells: Uint8Array; readonly heap: Uint8Array };
  /** Of a run whose time axis changes: what holds up to here. */
  readonly axis?: { readonly piece: Piece; readonly stop: number; readonly nextSave: number };
}

/** What a run gives. */
export interface Results {
  readonly program: Program;
  /** The axis that was run, and the times of the rows. */
  readonly time: TimeAxis;
  readonly times: Float64Array;
  /** One after another, each of `program.width` numbers, or as many as there are columns. */
  readonly rows: Float64Array;
  /** The offsets in the program's row of the numbers in each of these rows, ascending; undefined is all of them. */
  readonly columns?: Int32Array;
  /** The first value that is no number (NaN) or not finite, found by looking at every step up to it. */
  readonly fault?: RunFault;
  readonly last: Snapshot;
  /** Of a run whose time axis changes: it ended where the path of a held variable ends. */
  readonly isCut?: true;
}

export interface RunFault {
  readonly variable: string;
  /** Its place among the elements of the variable. */
  readonly element: number;
  readonly time: number;
  readonly value: number;
}

/** Runs programs somewhere: this thread, workers, other machines. */
export interface Pool {
  readonly width: number;
  run(runs: AsyncIterable<Run>): AsyncIterable<Results>;
  close(): Promise<void>;
}

export const noInputs: Inputs = { numbers: new Map(), initials: new Map(), tables: new Map() };

/** How many steps a time axis has. */
export function stepsOf(time: TimeAxis): number {
  return Math.round((time.stop - time.start) / time.step);
}

/** How many numbers each row has. */
export function widthOf({ columns, program }: Results): number {
  return columns?.length ?? program.width;
}

/** Where in each row the number lies that has an offset in the program's row. Throws an `Error` where it is not kept. */
export function columnOf({ columns, program }: Results, offset: number): number {
  if (!columns) return offset;
  const column = columns.indexOf(offset);
  if (column >= 0) return column;
  const slot = [...program.slots.values()].find(
    (each) => each.offset <= offset && offset < each.offset + each.size,
  );
  throw new Error(`‘${slot?.variable}’ was not saved in this run.`);
}

/** The numbers of one element over the rows of a run, copied out. */
export function seriesOf(results: Results, slot: Slot, element = 0): Float64Array {
  const width = widthOf(results);
  const column = columnOf(results, slot.offset + element);
  const series = new Float64Array(results.times.length);
  for (let i = 0; i < series.length; i++) series[i] = results.rows[i * width + column]!;
  return series;
}
