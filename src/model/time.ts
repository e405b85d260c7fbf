import type { Diagnostic } from "./diagnostic.ts";
import type { TimeStatement } from "./system.ts";

/** The numbers of a time axis. */
export type TimeNumbers = Pick<TimeStatement, "start" | "stop" | "step" | "saveEvery" | "like">;

/** More steps than this are taken for a slip of the pen. */
const mostSteps = 100_000_000;

/** No module takes more steps in one of the whole. */
export const mostStepsInOne = 10_000;

/** What is wrong with a time axis; each fault lacks only its span. */
export function timeFaults(time: TimeNumbers): readonly Omit<Diagnostic, "span">[] {
  const { start, stop, step, saveEvery } = time;
  if (!(stop > start))
    return [fault("time-upside-down", `The run ends at ${stop}, which is not after its start at ${start}.`)];
  if (!(step > 0) || step === Number.POSITIVE_INFINITY)
    return [fault("step-not-positive", `The time step is ${step}; it must be ${above(step)}.`)];
  if (!(saveEvery > 0) || saveEvery === Number.POSITIVE_INFINITY)
    return [
      fault(
        "step-not-positive",
        `The time between two saved rows is ${saveEvery}; it must be ${above(saveEvery)}.`,
      ),
    ];
  const length = stop - start;
  if (length / step > mostSteps) {
    const steps = (length / step).toPrecision(2);
    return [fault("too-many-steps", `A run from ${start} to ${stop} by ${step} would have ${steps} steps.`)];
  }
  // Vensim and Stella run what does not fit.
  if (time.like !== undefined) return [];
  const faults: Omit<Diagnostic, "span">[] = [];
  if (!fits(step, length)) {
    const near = length / Math.max(1, Math.round(length / step));
    const message = `The time step ${step} does not fit a whole number of times into the run, which is ${length} long.`;
    faults.push(fault("step-does-not-fit", message, near));
  }
  if (!fits(step, saveEvery)) {
    const near = saveEvery / Math.max(1, Math.round(saveEvery / step));
    const message = `The time step ${step} does not fit a whole number of times into the time between two saved rows, ${saveEvery}.`;
    faults.push(fault("save-does-not-fit", message, near));
  }
  return faults;
}

function above(length: number): string {
  return length > 0 ? "less than infinite" : "more than zero";
}

/** Whether `whole` is a whole number of pieces, up to the rounding of the quotient. */
function fits(piece: number, whole: number): boolean {
  const pieces = whole / piece;
  const nearest = Math.round(pieces);
  return nearest >= 1 && Math.abs(pieces - nearest) <= 1e-9 * nearest;
}

function fault(code: string, message: string, nearStep?: number): Omit<Diagnostic, "span"> {
  const notes = nearStep === undefined ? [] : [{ message: `A step of ${asFraction(nearStep)} would fit.` }];
  return { code, severity: "error", message, notes };
}

/** As 1/n where that is exact enough, else as a decimal. */
function asFraction(value: number): string {
  const denominator = Math.round(1 / value);
  const isUnitFraction = denominator > 1 && Math.abs(value * denominator - 1) < 1e-12;
  return isUnitFraction ? `1/${denominator}` : `${value}`;
}
