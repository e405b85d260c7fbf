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
  /** Where no number of steps fits between two saved rows: so many of them lie between; the first step behind is kept. */
  readonly uneven?: number;
}

/** Works out the steps of a run. */
export function courseOf(run: Run): Course {
  const time = run.time ?? run.program.time;
  const steps = stepsOf(time);
  const from = run.from?.step ?? 0;
  const until = run.until ?? steps;
  if (!(steps >= 0 && steps < 2 ** 31)) throw new Error("A run has at most 2,147,483,647 steps.");
  if (!(from >= 0 && from <= until && until <= steps)) throw new Error("A run ends before it begins.");
  const course = { time, steps, from, until };
  if (run.rows === "every step") return { ...course, every: 1 };
  if (run.rows !== "saved") return { ...course, every: run.rows.every };
  const apart = time.saveEvery / time.step;
  if (!(time.step > 0 && apart > 0 && apart < Number.POSITIVE_INFINITY))
    throw new Error("A run has steps and saved rows that are a finite time apart.");
  const every = Math.max(1, Math.round(apart));
  if (apart > 1 && Math.abs(apart - every) > 1e-9 * every) return { ...course, every: 1, uneven: apart };
  return { ...course, every: Math.min(every, 2 ** 31 - 1) };
}

/** Whether the row of a step is kept, of those that the kernel writes out. */
export function isKept({ uneven, steps }: Course, step: number): boolean {
  if (uneven === undefined || step === steps) return true;
  const before = Math.floor((step - 1) / uneven + 1e-9);
  return step === 0 || Math.floor(step / uneven + 1e-9) > before;
}

/** The steps whose rows are kept. */
function stepsKept(course: Course): readonly number[] {
  const { from, until } = course;
  const steps = Array.from({ length: until - from + 1 }, (_, i) => from + i);
  return steps.filter((step) => isKept(course, step));
}

/** How many rows are kept. */
export function rowsOf(course: Course): number {
  const { from, until, every, uneven } = course;
  if (uneven !== undefined) return stepsKept(course).length;
  return Math.floor(until / every) - Math.ceil(from / every) + 1;
}

/** The time of a step, never accumulated. */
export function timeOf({ time }: Course, step: number): number {
  return time.start + step * time.step;
}

/** Writes the times of the rows that are kept. */
export function writeTimes(course: Course, times: Float64Array): void {
  if (course.uneven !== undefined) {
    for (const [i, step] of stepsKept(course).entries()) times[i] = timeOf(course, step);
    return;
  }
  const first = Math.ceil(course.from / course.every);
  for (let i = 0; i < times.length; i++) times[i] = timeOf(course, (first + i) * course.every);
}
