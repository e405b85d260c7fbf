import { columnOf, type Results, type RunFault, stepsOf, type TimeAxis, widthOf } from "../run/program.ts";

/** What is kept of a run: the numbers of some variables at every step. */
export interface Trace {
  /** What the run is called. */
  readonly name: string;
  readonly time: TimeAxis;
  readonly steps: number;
  /** Where the numbers of a variable lie in a row, by folded name. */
  readonly columns: ReadonlyMap<string, Column>;
  readonly width: number;
  readonly rows: Float64Array;
  readonly fault?: RunFault;
}

export interface Column {
  readonly offset: number;
  readonly size: number;
}

/** Keeps a run of which every step is known: the variables that it saved. */
export function keepTrace(name: string, results: Results): Trace {
  const { program, time, rows, fault } = results;
  // A run may end before or behind its time.
  const steps = program.controls ? results.times.length - 1 : stepsOf(time);
  const head = { name, time, steps, ...(fault && { fault }) };
  const saved = new Set(results.columns);
  const columns = new Map<string, Column>();
  for (const [variable, { offset, size }] of program.slots) {
    if (!results.columns || saved.has(offset))
      columns.set(variable, { offset: columnOf(results, offset), size });
  }
  return { ...head, columns, width: widthOf(results), rows };
}

/** A moment of a run: a step, or a place between two. */
export type Position = number;

/** Where a time lies in a run; undefined outside of it. What is within a millionth of a step is on that step. */
export function positionOf({ time, steps }: Trace, at: number): Position | undefined {
  const position = (at - time.start) / time.step;
  const nearest = Math.round(position);
  const settled = Math.abs(position - nearest) <= 1e-6 ? nearest : position;
  return settled >= 0 && settled <= steps ? settled : undefined;
}

/** The time of a position. */
export function timeAt({ time }: Trace, position: Position): number {
  return time.start + position * time.step;
}

/** A number of a run: of one element at a step, or in proportion between two steps. */
export function valueAt(trace: Trace, column: Column, element: number, position: Position): number {
  const step = Math.floor(position);
  const at = step * trace.width + column.offset + element;
  const value = trace.rows[at]!;
  return step === position ? value : value + (position - step) * (trace.rows[at + trace.width]! - value);
}
