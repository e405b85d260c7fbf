import { type Quantiles, quantilesOf } from "../study/quantiles.ts";
import { bandsOf, pickRows, type WorldPart } from "../study/worldbands.ts";

/** How a course spreads over worlds, at the times of the rows that they have. */
export interface CourseFan extends Quantiles<Float64Array> {
  readonly times: readonly number[];
}

/** The fan of a course over the rows that the worlds have. */
export function fanOfCourse(parts: readonly WorldPart[], place: number, times: readonly number[]): CourseFan {
  const [first] = parts;
  const [band] = bandsOf(parts.map((part) => pickRows(part, [place, place + 1])));
  const begin = first ? first.replayed.first / first.replayed.every : 0;
  return { times: times.slice(begin), ...(band?.quantiles ?? quantilesOf(() => new Float64Array())) };
}
