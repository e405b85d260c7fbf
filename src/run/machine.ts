import { Bug } from "../model/diagnostic.ts";
import { type Course, courseOf, rowsOf, timeOf, timesOf } from "./course.ts";
import { describeFault, findFault, makeNaNsAlike } from "./fault.ts";
import { MachineMemory } from "./memory.ts";
import type { Program, Results, Run, RunFault } from "./program.ts";

/** Runs one program, again and again. Every run uses the same memory; its results are copies. */
export interface Machine {
  run(run: Run, watch?: Watch): Results;
}

/** Told between two stretches of a run how many steps are done, of how many; says whether to go on. */
export type Watch = (done: number, steps: number) => "go on" | "stop";

/** Thrown by a run that its watch stopped. */
export class Stopped extends Error {
  override readonly name = "Stopped";
}

/** Instantiates a program. */
export function createMachine(program: Program): Machine {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(program.bytes));
  // What a program exports is declared at `Layout`.
  const kernel = instance.exports as unknown as Kernel;
  const memory = new MachineMemory(program, kernel.memory);
  return {
    run(run, watch = () => "go on") {
      if (run.program.id !== program.id) throw new Error("This machine was made for another program.");
      const course = courseOf(run);
      const rows = keepRows(kernel, memory, run, course, watch);
      const last = memory.row().slice();
      const fault = firstFault(kernel, memory, run, course, watch, { rows, last });
      makeNaNsAlike(rows);
      makeNaNsAlike(last);
      return {
        program,
        time: course.time,
        times: timesOf(course),
        rows,
        last: { program: program.id, step: course.until, row: last },
        ...(fault && { fault }),
      };
    },
  };
}

interface Kernel {
  readonly memory: WebAssembly.Memory;
  start(): void;
  run(from: number, to: number, every: number, closing: 0 | 1): void;
}

const mostNumbersKept = 2 ** 29;
const numbersInOneStretch = 2 ** 17;
const workInOneStretch = 2 ** 22;

function keepRows(
  kernel: Kernel,
  memory: MachineMemory,
  run: Run,
  course: Course,
  watch: Watch,
): Float64Array {
  const numbers = rowsOf(course) * run.program.width;
  if (numbers > mostNumbersKept) {
    throw new Error("The rows of this run do not fit in memory. Save fewer of them with `save every`.");
  }
  let kept: Float64Array | undefined;
  let length = 0;
  for (const { rows } of stretches(kernel, memory, run, course, watch)) {
    if (rows.length === numbers) return rows.slice();
    kept ??= new Float64Array(numbers);
    kept.set(rows, length);
    length += rows.length;
  }
  return kept ?? new Float64Array(0);
}

/** Makes a run in stretches that are short enough to be watched and whose rows fit in a fast cache. */
function* stretches(
  kernel: Kernel,
  memory: MachineMemory,
  run: Run,
  course: Course,
  watch: Watch,
): Generator<{ readonly from: number; readonly rows: Float64Array }> {
  const { every, until, steps } = course;
  const width = Math.max(1, run.program.width);
  const rowsAtOnce = Math.max(1, Math.floor(numbersInOneStretch / width));
  const stepsAtOnce = Math.max(1, Math.min(rowsAtOnce * every, Math.floor(workInOneStretch / width)));
  const address = memory.prepare(run, course, 8 * width * (Math.floor(stepsAtOnce / every) + 2));
  kernel.start();
  if (run.from) memory.resume(run.from);

  let from = course.from;
  for (let done = false; !done; ) {
    const to = Math.min(until, from + stepsAtOnce);
    done = to === until;
    memory.writeRowsTo(address);
    kernel.run(from, to, every, done ? 1 : 0);
    yield { from, rows: memory.rowsFrom(address) };
    if (!done && watch(to, steps) === "stop") throw new Stopped("The run was stopped.");
    from = to;
  }
}

/** Looks at every step up to the first kept row that has a fault, and finds where it began. */
function firstFault(
  kernel: Kernel,
  memory: MachineMemory,
  run: Run,
  course: Course,
  watch: Watch,
  kept: { readonly rows: Float64Array; readonly last: Float64Array },
): RunFault | undefined {
  const { program } = run;
  const inRows = findFault(kept.rows, program);
  if (!inRows && !findFault(kept.last, program)) return undefined;
  const until = inRows ? (Math.ceil(course.from / course.every) + inRows.row) * course.every : course.until;
  for (const { from, rows } of stretches(kernel, memory, run, { ...course, every: 1, until }, watch)) {
    const found = findFault(rows, program);
    if (!found) continue;
    const value = rows[found.row * program.width + found.offset]!;
    return describeFault(program, found.offset, timeOf(course, from + found.row), value);
  }
  throw new Bug("A fault was seen in a kept row, and not when looking at every step.");
}
