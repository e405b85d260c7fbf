import { describe } from "../argument/outcomes.ts";
import type { Facts } from "../check/facts.ts";
import type { Span } from "../model/span.ts";
import type { Results } from "../run/program.ts";
import { columnOf, widthOf } from "../run/program.ts";
import type { Prepared } from "../run/simulator.ts";
import { besideLevers } from "../study/conduct.ts";
import type { Outcome } from "../study/ensemble.ts";
import type { Bounds } from "../study/placed.ts";
import { outcomesFor } from "./outcomes.ts";

/** A quantity that is shown over time. */
export interface Course extends Omit<Outcome, "time"> {
  /** It stands beside every result on a lever. */
  readonly isBeside?: boolean;
}

interface Wanted {
  readonly facts: Facts;
  readonly prepared: Prepared;
  readonly textOf: (span: Span) => string;
}

/** So many of what the claims are about, of stocks where there are none. */
const mostAsked = 6;
const mostCourses = 24;

/**
 * The quantities that are named; otherwise those of which the claims say most, those that something was observed of, and
 * those that stand beside every result on a lever.
 */
export function chooseCourses(named: readonly string[], wanted: Wanted): readonly Course[] {
  const asked = outcomesFor(named, { ...wanted, isChanged: false }).map(withoutTime);
  if (named.length > 0) return unique(asked);
  const observed = wanted.facts.model.history.flatMap(({ bands }) =>
    bands.map(({ quantity }) => wanted.textOf(quantity.span)),
  );
  const beside = besideLevers(wanted.prepared.program).map(({ isRights: _, ...one }) => ({
    ...one,
    isBeside: true,
  }));
  const first = asked.slice(0, mostAsked);
  const banded = asked.filter(({ label }) => observed.includes(label));
  return unique([...first, ...beside, ...banded]).slice(0, mostCourses);
}

function withoutTime({ time: _, ...course }: Outcome): Course {
  return course;
}

function unique(courses: readonly Course[]): readonly Course[] {
  const known = new Map<string, Course>();
  for (const course of courses) known.set(course.label, { ...known.get(course.label), ...course });
  return [...known.values()];
}

/** The bands of a quantity; one of several moments belongs to none of them. */
export function bandsOn({ label }: Course, bands: readonly Bounds[], facts: Facts): readonly Bounds[] {
  return bands.filter(
    ({ quantity, label: written }) =>
      quantity.kind !== "course" && describe(quantity, written, facts).label === label,
  );
}

/** The numbers of a quantity in the rows of a run. */
export function courseIn({ quantity }: Course, results: Results): Float64Array {
  const { program, rows, times, time } = results;
  const width = widthOf(results);
  const numberAt = (row: number, name: string, element: number): number => {
    const slot = program.slots.get(name);
    return slot ? (rows[row * width + columnOf(results, slot.offset + element)] ?? Number.NaN) : Number.NaN;
  };
  return Float64Array.from(times, (now, row) =>
    quantity.kind === "element"
      ? numberAt(row, quantity.variable, quantity.element)
      : quantity.value((name, element) => numberAt(row, name, element), { ...time, time: now }),
  );
}
