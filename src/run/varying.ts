import type { Piece } from "./course.ts";
import type { MachineMemory } from "./memory.ts";
import { type Run, stepsOf, type TimeAxis } from "./program.ts";

/** What a run calls to go on. */
interface Stepper {
  start(): void;
  settle(): void;
  run(from: number, to: number, every: number, closing: 0 | 1): void;
}

/** The rows of a run whose step, end or saving changes as it goes: one step after another, and never resumed. */
export interface Varied {
  readonly rows: Float64Array;
  readonly times: Float64Array;
  readonly steps: number;
}

/**
 * Makes a run in which the time axis is worked out anew at every step. What a variable of the axis is at a time holds
 * from then on: the step that begins there is that long, and the next row is saved so much later.
 */
export function runVarying(kernel: Stepper, memory: MachineMemory, run: Run, axis: TimeAxis): Varied {
  const { controls = {}, width } = run.program;
  if (run.from || run.until !== undefined || run.holds.size > 0)
    throw new Error("A run whose time step changes can be neither held nor stopped and resumed.");
  const address = memory.prepare(run, { time: axis, steps: stepsOf(axis) }, 3 * 8 * width);
  kernel.start();
  kernel.settle();
  const evaluate = (step: number): Float64Array => {
    memory.writeRowsTo(address);
    kernel.run(step, step, 1, 1);
    return memory.rowsFrom(address);
  };

  const rows: Float64Array[] = [];
  const times: number[] = [];
  let piece: Piece = { time: axis.start, fromStep: 0, step: axis.step };
  let { stop } = axis;
  let nextSave = axis.start;
  for (let step = 0; ; step++) {
    const now = piece.time + (step - piece.fromStep) * piece.step;
    memory.beginPiece(piece);
    let row = evaluate(step);
    const length = valueIn(row, controls.step) ?? piece.step;
    if (length !== piece.step) {
      if (!(length > 0)) throw new Error(`The time step is ${length} at ${now}; it must be more than zero.`);
      piece = { time: now, fromStep: step, step: length };
      memory.beginPiece(piece);
      row = evaluate(step);
    }
    stop = valueIn(row, controls.stop) ?? stop;
    const slack = 1e-6 * length;
    const isLast = now >= stop - length / 2;
    if (isLast || now >= nextSave - slack || run.rows === "every step") {
      rows.push(row.slice());
      times.push(now);
      if (rows.length * width > mostNumbers) throw new Error("The rows of this run do not fit in memory.");
      const every = valueIn(row, controls.saveEvery) ?? axis.saveEvery;
      // Where no step fell on the time that was due, the next time is still counted from there.
      const due = now - nextSave < every ? nextSave : now;
      nextSave = due + every;
    }
    if (isLast) return { rows: joined(rows, width), times: Float64Array.from(times), steps: step };
    if (step >= mostSteps) throw new Error(`The run has come to ${now} after ${mostSteps} steps.`);
    memory.writeRowsTo(address);
    kernel.run(step, step + 1, mostSteps, 0);
  }
}

function valueIn(row: Float64Array, offset: number | undefined): number | undefined {
  return offset === undefined ? undefined : row[offset];
}

function joined(rows: readonly Float64Array[], width: number): Float64Array {
  const all = new Float64Array(rows.length * width);
  for (const [i, row] of rows.entries()) all.set(row, i * width);
  return all;
}

const mostNumbers = 2 ** 29;
const mostSteps = 100_000_000;
