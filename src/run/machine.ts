import { Bug } from "../model/diagnostic.ts";
import { columnsOf, copyColumns } from "./columns.ts";
import { type Course, courseOf, isKept, rowsOf, timeOf, writeTimes } from "./course.ts";
import { describeFault, findFault, makeNaNsAlike } from "./fault.ts";
import { MachineMemory } from "./memory.ts";
import type { Program, Results, Run, RunFault } from "./program.ts";
import { runVarying } from "./varying.ts";

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
      if (run.program !== program && run.program.id !== program.id)
        throw new Error("This machine was made for another program.");
      if (program.controls) return keepVarying(kernel, memory, run);
      const course = courseOf(run);
      const kept = keepRows(kernel, memory, run, course, watch);
      const devices = memory.devices();
      const fault = firstFault(kernel, memory, run, course, watch, kept);
      const { rows, last, times, columns } = kept;
      return {
        program,
        time: course.time,
        times,
        rows,
        ...(columns && { columns }),
        last: {
          get program() {
            return program.id;
          },
          step: course.until,
          row: last,
          ...(devices && { devices }),
        },
        ...(fault && { fault }),
      };
    },
  };
}

interface Kernel {
  readonly memory: WebAssembly.Memory;
  start(): void;
  settle(): void;
  run(from: number, to: number, every: number, closing: 0 | 1): void;
  areFinite(from: number, to: number): 0 | 1;
}

/** No run keeps more numbers: four gigabytes. */
export const mostNumbersKept = 2 ** 29;

const numbersInOneStretch = 2 ** 17;
const workInOneStretch = 2 ** 22;

/** What a run keeps of its rows, its last one, which may not be among them, and the times of the rows. */
interface Kept {
  readonly rows: Float64Array;
  readonly columns: Int32Array | undefined;
  readonly last: Float64Array;
  readonly times: Float64Array;
  /** Up to which step a row was seen that has a fault. */
  readonly faultBefore: number | undefined;
}

function keepRows(kernel: Kernel, memory: MachineMemory, run: Run, course: Course, watch: Watch): Kept {
  const { program } = run;
  const { width } = program;
  const columns = columnsOf(run);
  const count = rowsOf(course);
  const numbers = count * (columns?.length ?? width);
  if (numbers > mostNumbersKept) {
    throw new Error("The rows of this run do not fit in memory. Save fewer of them with `save every`.");
  }
  // One piece of memory for all: making one takes longer than many a run.
  const all = new Float64Array(numbers + width + count);
  let length = 0;
  let isWhole = true;
  let faultBefore: number | undefined;
  for (const { from, to, rows, last } of stretches(kernel, memory, run, course, watch)) {
    const kept = keptOf(rows, width, from, course);
    // The rows lie in a fast cache now, and the kernel is the fastest to look through them.
    if (kernel.areFinite(rows.byteOffset, (last ?? rows).byteOffset + (last ?? rows).byteLength) === 0) {
      isWhole = false;
      const isFaulty = findFault(kept, program) ?? (last && findFault(last, program));
      if (isFaulty) faultBefore ??= to;
    }
    if (columns) {
      length = copyColumns(all, length, kept, width, columns);
    } else {
      all.set(kept, length);
      length += kept.length;
    }
    if (last) all.set(last, numbers);
  }
  const times = all.subarray(numbers + width);
  writeTimes(course, times);
  if (!isWhole) makeNaNsAlike(all);
  const last = all.subarray(numbers, numbers + width);
  return { rows: all.subarray(0, numbers), columns, last, times, faultBefore };
}

/** Those rows of a stretch that are kept. */
function keptOf(rows: Float64Array, width: number, from: number, course: Course): Float64Array {
  if (course.uneven === undefined) return rows;
  const kept = new Float64Array(rows.length);
  let length = 0;
  for (let i = 0; i * width < rows.length; i++) {
    if (!isKept(course, from + i)) continue;
    kept.set(rows.subarray(i * width, (i + 1) * width), length);
    length += width;
  }
  return kept.subarray(0, length);
}

/** A run whose time axis changes. */
function keepVarying(kernel: Kernel, memory: MachineMemory, run: Run): Results {
  const { program } = run;
  const time = run.time ?? program.time;
  const { rows, times, last: end, isCut } = runVarying(kernel, memory, run, time);
  const devices = memory.devices();
  makeNaNsAlike(rows);
  const found = findFault(rows, program);
  const fault =
    found &&
    describeFault(program, found.offset, times[found.row]!, rows[found.row * program.width + found.offset]!);
  const last = { program: program.id, ...end, ...(devices && { devices }) };
  const columns = columnsOf(run);
  const head = { program, time, times, last, ...(fault && { fault }), ...(isCut && { isCut }) };
  if (!columns) return { ...head, rows };
  const kept = new Float64Array(times.length * columns.length);
  copyColumns(kept, 0, rows, program.width, columns);
  return { ...head, rows: kept, columns };
}

/** Some steps of a run: the rows that are due, and the row of its last step when that is reached. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly rows: Float64Array;
  readonly last?: Float64Array;
}

/** Makes a run in stretches that are short enough to be watched and whose rows fit in a fast cache. */
function* stretches(
  kernel: Kernel,
  memory: MachineMemory,
  run: Run,
  course: Course,
  watch: Watch,
): Generator<Stretch> {
  const { every, until, steps } = course;
  const { width } = run.program;
  const rowsAtOnce = Math.ceil(numbersInOneStretch / (width + 1));
  const stepsAtOnce = Math.min(rowsAtOnce * every, Math.ceil(workInOneStretch / (width + 1)));
  const mostRows = Math.min(Math.floor(stepsAtOnce / every) + 1, rowsOf(course)) + 1;
  const address = memory.prepare(run, course, 8 * width * mostRows);
  kernel.start();
  if (run.from) memory.resume(run.from);
  kernel.settle();

  for (let from = course.from; ; ) {
    const to = Math.min(until, from + stepsAtOnce);
    memory.writeRowsTo(address);
    kernel.run(from, to, every, to === until ? 1 : 0);
    const rows = memory.rowsFrom(address);
    if (to === until) {
      const beforeLast = rows.length - width;
      const last = rows.subarray(beforeLast);
      yield { from, to, rows: until % every === 0 ? rows : rows.subarray(0, beforeLast), last };
      return;
    }
    yield { from, to, rows };
    if (watch(to, steps) === "stop") throw new Stopped("The run was stopped.");
    from = to;
  }
}

/** Looks at every step up to where a row was seen that has a fault, and finds where it began. */
function firstFault(
  kernel: Kernel,
  memory: MachineMemory,
  run: Run,
  course: Course,
  watch: Watch,
  kept: Kept,
): RunFault | undefined {
  const { program } = run;
  const { uneven: _, ...plain } = course;
  if (kept.faultBefore === undefined) return undefined;
  const until = kept.faultBefore;
  for (const { from, rows } of stretches(kernel, memory, run, { ...plain, every: 1, until }, watch)) {
    const found = findFault(rows, program);
    if (!found) continue;
    const value = rows[found.row * program.width + found.offset]!;
    return describeFault(program, found.offset, timeOf(course, from + found.row), value);
  }
  throw new Bug("A fault was seen in a kept row, and not when looking at every step.");
}
