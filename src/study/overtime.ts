import type { Outcome } from "./ensemble.ts";
import type { Section } from "./report.ts";
import { savedTimes, timesToShow } from "./savedtimes.ts";
import type { Asked } from "./study.ts";

/** The outcome at every saved time, or at some of them where they are many. */
export function outcomeOverTime(outcome: Outcome, { prepared }: Asked): readonly Outcome[] {
  return savedTimes(prepared.time).map((time) => ({ ...outcome, time }));
}

/** Measures of the inputs at one time, of which the variance says how much they count for. */
export interface MeasuredAt {
  readonly time: number;
  readonly measures: readonly number[];
  readonly variance: number;
}

const mostRows = 8;

/** How measures of inputs change over time; `order` says which inputs stand first. */
export function drawOverTime(
  title: string,
  labels: readonly string[],
  order: readonly number[],
  course: readonly MeasuredAt[],
): Section {
  const shown = timesToShow(course);
  const weight = course.reduce((sum, { variance }) => sum + variance, 0);
  const weighted = (input: number): number =>
    course.reduce(
      (sum, { measures, variance }) => sum + (variance > 0 ? measures[input]! * variance : 0),
      0,
    ) / weight;
  return {
    title,
    table: {
      columns: ["Input", ...shown.map(({ time }) => String(time)), "all times"],
      rows: order
        .slice(0, mostRows)
        .map((i) => [
          labels[i]!,
          ...shown.map(({ measures, variance }) =>
            variance > 0 ? ({ kind: "number", value: measures[i]! } as const) : "–",
          ),
          { kind: "number", value: weighted(i) },
        ]),
    },
    notes: [
      "All times: weighted by the variance at each (F. Gamboa and others, 2014). –: the same in all worlds.",
    ],
  };
}
