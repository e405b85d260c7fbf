import { columnOf, type Results, type RunFault, stepsOf, type TimeAxis, widthOf } from "../run/program.ts";

/** What is kept of a run: the numbers of some variables at every step. */
export interface Trace {
  /** What the run is called. */
  readonly name: string;
  readonly time: TimeAxis;
  readonly steps: number;
  /** Where the steps are not equally long, or end where the run says: the time of each. */
  readonly times?: Float64Array;
  /** Where the numbers of a variable lie in a row, by folded name. */
  readonly columns: ReadonlyMap<string, Column>;
  readonly width: number;
  /** Row after row. */
  readonly rows: Float64Array;
  /** Where runs of several worlds lie side by side: how many there are, and which of them this is. */
  readonly lane?: { readonly of: number; readonly number: number };
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
  const head = {
    name,
    time,
    steps,
    ...(program.controls && { times: results.times }),
    ...(fault && { fault }),
  };
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
export function positionOf(
  { time, steps, times }: Pick<Trace, "time" | "steps" | "times">,
  at: number,
): Position | undefined {
  const position = times ? positionAmong(times, at) : (at - time.start) / time.step;
  const nearest = Math.round(position);
  const settled = Math.abs(position - nearest) <= 1e-6 ? nearest : position;
  return settled >= 0 && settled <= steps ? settled : undefined;
}

/** Between which of rising times one lies, and how far; in proportion to the nearest two outside of them. */
function positionAmong(times: Float64Array, at: number): number {
  let [low, high] = [0, Math.max(times.length - 1, 1)];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= at) low = middle;
    else high = middle;
  }
  return low + (at - times[low]!) / (times[high]! - times[low]!);
}

/** The time of a position. */
export function timeAt({ time, times }: Trace, position: Position): number {
  if (!times) return time.start + position * time.step;
  const step = Math.floor(position);
  const begun = times[step]!;
  return step === position ? begun : begun + (position - step) * (times[step + 1]! - begun);
}

/** How long a step is; of the last time, the one before it. */
export function lengthOf({ time, times, steps }: Trace, step: number): number {
  const from = Math.min(step, steps - 1);
  return times && steps > 0 ? times[from + 1]! - times[from]! : time.step;
}

/** Whether two runs go through the same times up to a step. */
export function isInStep(one: Trace, other: Trace, upTo: number): boolean {
  if (one.steps < upTo || other.steps < upTo) return false;
  if (!one.times || !other.times)
    return one.time.start === other.time.start && one.time.step === other.time.step;
  for (let step = 0; step <= upTo; step++) if (one.times[step] !== other.times[step]) return false;
  return true;
}

/** A number of a run: of one element at a step, or in proportion between two steps. */
export function valueAt(trace: Trace, column: Column, element: number, position: Position): number {
  const { width, rows, lane } = trace;
  const step = Math.floor(position);
  const at = step * width + column.offset + element;
  const value = lane ? rows[at * lane.of + lane.number]! : rows[at]!;
  if (step === position) return value;
  const next = lane ? rows[(at + width) * lane.of + lane.number]! : rows[at + width]!;
  return value + (position - step) * (next - value);
}
