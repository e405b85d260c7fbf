import { type Run, stepsOf, type TimeAxis } from "./program.ts";

/** The steps that a run takes, and which of them it keeps. */
export interface Course {
  readonly time: TimeAxis;
  /** Of the whole axis. */
  readonly steps: number;
  /** Where this run begins and ends. */
  readonly from: number;
  readonly until: number;
  /** A row is kept where this divides the number of the step. */
  readonly every: number;
}

/** Works out the steps of a run. */
export function courseOf(run: Run): Course {
  const time = run.time ?? run.program.time;
  const steps = stepsOf(time);
  const from = run.from?.step ?? 0;
  const until = run.until ?? steps;
  if (!(steps >= 0 && steps < 2 ** 31)) throw new Error("A run has at most 2,147,483,647 steps.");
  if (!(from >= 0 && from <= until && until <= steps)) throw new Error("A run ends before it begins.");
  const every = run.rows === "every step" ? 1 : Math.max(1, Math.round(time.saveEvery / time.step));
  return { time, steps, from, until, every: Math.min(every, 2 ** 31 - 1) };
}

/** How many rows are kept. */
export function rowsOf({ from, until, every }: Course): number {
  return Math.floor(until / every) - Math.ceil(from / every) + 1;
}

/** The time of a step, never accumulated. */
export function timeOf({ time }: Course, step: number): number {
  return time.start + step * time.step;
}

/** Writes the times of the rows that are kept. */
export function writeTimes(course: Course, times: Float64Array): void {
  const first = Math.ceil(course.from / course.every);
  for (let i = 0; i < times.length; i++) times[i] = timeOf(course, (first + i) * course.every);
}
