import type { Facts } from "../../check/facts.ts";
import { courseOf, isKept, rowsOf, writeTimes } from "../../run/course.ts";
import type { Run } from "../../run/program.ts";
import { computeAt, computeStart } from "./equations.ts";
import { State } from "./state.ts";
import { takeStep } from "./steps.ts";

/** Whole rows and their times. */
interface Interpreted {
  readonly times: Float64Array;
  readonly rows: Float64Array;
}

/** The rows of a run, computed slowly and plainly: what compiled programs have to equal bit for bit. */
export function interpret(facts: Facts, run: Run): Interpreted {
  const state = new State(facts, run);
  if (run.program.controls) return interpretVarying(state, run);
  const course = courseOf(run);
  const rows: number[] = [];
  computeStart(state);
  if (run.from) state.resume(run.from.row);
  for (let step = course.from; ; step++) {
    computeAt({ step, later: 0 }, state);
    if (step % course.every === 0 && isKept(course, step)) rows.push(...state.row);
    if (step === course.until) break;
    takeStep(step, state);
  }
  const times = new Float64Array(rowsOf(course));
  writeTimes(course, times);
  return { times, rows: Float64Array.from(rows) };
}

/** Where the step, the end or the saving of rows changes: what each is at a time holds from then on. */
function interpretVarying(state: State, run: Run): Interpreted {
  const { program, time, rows: kept, from, until, holds } = run;
  const axis = time ?? program.time;
  const { controls = {} } = program;
  const control = (offset: number | undefined, otherwise: number): number =>
    offset === undefined ? otherwise : state.row[offset]!;
  const times: number[] = [];
  const rows: number[] = [];
  const [held] = holds;
  const longest = held && held[1].path.length / program.slots.get(held[0])!.size - 1;
  let stop = from?.axis?.stop ?? axis.stop;
  let length = from?.axis?.piece.step ?? axis.step;
  let due = from?.axis?.nextSave ?? axis.start;
  computeStart(state);
  if (from?.axis) {
    const { piece } = from.axis;
    state.resume(from.row);
    state.beginPiece(piece.time, piece.fromStep, piece.step);
  }
  for (let step = from?.step ?? 0; ; step++) {
    computeAt({ step, later: 0 }, state);
    const now = state.clock.time;
    const next = control(controls.step, length);
    if (next !== length) {
      length = next;
      state.beginPiece(now, step, length);
      computeAt({ step, later: 0 }, state);
    }
    stop = control(controls.stop, stop);
    const isLast = now >= stop - length / 2;
    if (isLast || kept === "every step" || now >= due - 1e-6 * length) {
      times.push(now);
      rows.push(...state.row);
      const every = control(controls.saveEvery, axis.saveEvery);
      due = (now - due < every ? due : now) + every;
    }
    if (isLast || step === longest || step === until)
      return { times: Float64Array.from(times), rows: Float64Array.from(rows) };
    takeStep(step, state);
  }
}
