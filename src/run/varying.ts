import type { MachineMemory } from "./memory.ts";
import { type Piece, type Run, type Snapshot, stepsOf, type TimeAxis } from "./program.ts";

/** What a run calls to go on. */
interface Stepper {
  start(): void;
  settle(): void;
  run(from: number, to: number, every: number, closing: 0 | 1): void;
}

/** The rows of a run whose step, end or saving changes as it goes, and what the next one can go on from. */
export interface Varied {
  readonly rows: Float64Array;
  readonly times: Float64Array;
  readonly last: Required<Pick<Snapshot, "step" | "row" | "axis">>;
  readonly isCut: boolean;
}

/**
 * Makes a run in which the time axis is worked out anew at every step. What a variable of the axis is at a time holds
 * from then on: the step that begins there is that long, and the next row is saved so much later.
 */
export function runVarying(kernel: Stepper, memory: MachineMemory, run: Run, axis: TimeAxis): Varied {
  const { controls = {}, width } = run.program;
  const longest = stepsHeld(run);
  const address = memory.prepare(run, { time: axis, steps: longest ?? stepsOf(axis) }, 3 * 8 * width);
  kernel.start();
  if (run.from) memory.resume(run.from);
  kernel.settle();
  const evaluate = (step: number): Float64Array => {
    memory.writeRowsTo(address);
    kernel.run(step, step, 1, 1);
    return memory.rowsFrom(address);
  };

  const rows: Float64Array[] = [];
  const times: number[] = [];
  const begun = run.from?.axis;
  let piece: Piece = begun?.piece ?? { time: axis.start, fromStep: 0, step: axis.step };
  let stop = begun?.stop ?? axis.stop;
  let nextSave = begun?.nextSave ?? axis.start;
  for (let step = run.from?.step ?? 0; ; step++) {
    const before = { piece, stop, nextSave };
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
    const isCut = step === longest && !isLast;
    if (isLast || isCut || step === run.until) {
      const last = { step, row: row.slice(), axis: before };
      return { rows: joined(rows, width), times: Float64Array.from(times), last, isCut };
    }
    if (step >= mostSteps) throw new Error(`The run has come to ${now} after ${mostSteps} steps.`);
    memory.writeRowsTo(address);
    kernel.run(step, step + 1, mostSteps, 0);
  }
}

/** How many steps the paths of held variables are long; undefined where nothing is held. */
function stepsHeld({ program, holds }: Run): number | undefined {
  for (const [name, { path }] of holds) return path.length / program.slots.get(name)!.size - 1;
  return undefined;
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
