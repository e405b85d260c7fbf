import { type Results, type RunFault, stepsOf, type TimeAxis } from "../run/program.ts";

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

/** Keeps the named variables of a run of which every step is known, or all of them. */
export function keepTrace(name: string, results: Results, names: ReadonlySet<string> | "all"): Trace {
  const { program, time, rows, fault } = results;
  // A run may end before or behind its time.
  const steps = program.controls ? results.times.length - 1 : stepsOf(time);
  const head = { name, time, steps, ...(fault && { fault }) };
  if (names === "all") return { ...head, columns: program.slots, width: program.width, rows };
  const columns = new Map<string, Column>();
  let width = 0;
  for (const variable of names) {
    const slot = program.slots.get(variable);
    if (!slot) continue;
    columns.set(variable, { offset: width, size: slot.size });
    width += slot.size;
  }
  const kept = new Float64Array(width * (steps + 1));
  for (const [variable, { offset, size }] of columns) {
    const from = program.slots.get(variable)!.offset;
    for (let step = 0; step <= steps; step++) {
      for (let i = 0; i < size; i++) kept[step * width + offset + i] = rows[step * program.width + from + i]!;
    }
  }
  return { ...head, columns, width, rows: kept };
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
