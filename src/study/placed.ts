import type { Course } from "../argument/course.ts";
import type { Quantity } from "../argument/quantity.ts";
import type { Column, Trace } from "../argument/trace.ts";
import { type Program, stepsOf, type TimeAxis } from "../run/program.ts";
import {
  columnsFor,
  type Positioned,
  positioned,
  type Read,
  type Reading,
  UnfitEnsemble,
} from "./reading.ts";

/** What was observed: where the quantity lies outside of it, a world is not plausible. */
export interface Bounds extends Omit<Reading, "quantity"> {
  /** Of the history that it stands in. */
  readonly id: string;
  readonly quantity: Quantity | Course;
  readonly low: number;
  readonly high: number;
}

/** Bands, with what they need of the runs of an ensemble. */
export interface PlacedBands {
  /** Where each can be judged: the last moment that it reads, in steps. */
  readonly ends: readonly number[];
  /** What is to be noted of a world on the way for the bands that read several moments; mostly nothing. */
  readonly moments: readonly Positioned[];
  /** Whether a world lies in a band, by its numbers where it ends and those that were noted. */
  isInside(band: number, read: Read, noted: Float64Array): boolean;
}

/** Throws `UnfitEnsemble` where a band reads what lies outside of the run. */
export function placeBands(bands: readonly Bounds[], time: TimeAxis, program: Program): PlacedBands {
  const steps = bands.map((band) => stepsOfCourse(band, time));
  const noted = [...new Set(steps.flatMap((own) => [...(own ?? [])]))].sort((one, other) => one - other);
  const courses = bands.flatMap(({ quantity }) => (quantity.kind === "course" ? [{ quantity }] : []));
  const { firstOf, kept } = columnsFor(courses, program);
  const variables = [...firstOf].map(([name, offset]): readonly [string, Column] => [
    name,
    { offset, size: program.slots.get(name)!.size },
  ]);
  const moments = noted.flatMap((position) =>
    variables.flatMap(([variable, { size }]) =>
      Array.from({ length: size }, (_, element): Positioned => {
        const at = time.start + position * time.step;
        return { label: variable, quantity: { kind: "element", variable, element }, time: at, position };
      }),
    ),
  );
  // One for all worlds: what a band reads is laid into it anew each time.
  const trace: Trace = {
    name: "base",
    time,
    steps: stepsOf(time),
    columns: new Map(variables),
    width: kept.length,
    rows: new Float64Array(courses.length === 0 ? 0 : (stepsOf(time) + 1) * kept.length),
  };
  const numberOf: readonly ((read: Read, own: Float64Array) => number)[] = bands.map((band) => {
    const { quantity } = band;
    if (quantity.kind !== "course") {
      const reading = positioned({ ...band, quantity }, time);
      return (read) => read(reading);
    }
    return (_, own) => {
      for (const [i, step] of noted.entries())
        trace.rows.set(own.subarray(i * trace.width, (i + 1) * trace.width), step * trace.width);
      return quantity.value(trace, band.time);
    };
  });
  return {
    ends: bands.map((band, i) => {
      const { quantity } = band;
      return quantity.kind === "course"
        ? Math.max(0, ...steps[i]!)
        : positioned({ ...band, quantity }, time).position;
    }),
    moments,
    isInside(band, read, own) {
      const value = numberOf[band]!(read, own);
      const { low, high } = bands[band]!;
      return low <= value && value <= high;
    },
  };
}

function stepsOfCourse(
  { quantity, label, time: at }: Bounds,
  time: TimeAxis,
): ReadonlySet<number> | undefined {
  if (quantity.kind !== "course") return undefined;
  const steps = quantity.steps(time, at);
  if (steps) return steps;
  throw new UnfitEnsemble(
    `‘${label} @ ${at}’ reads what lies outside of the run, which goes from ${time.start} to ${time.stop}.`,
  );
}
