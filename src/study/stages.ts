import { stepsOf, type TimeAxis } from "../run/program.ts";

/** A stretch of a run behind which some bands are judged, and what is read in it. */
export interface Stage {
  readonly from: number;
  readonly until: number;
  /** Rows are kept at steps that this divides: all that are read are among them. */
  readonly every: number;
  /** Places among the bands that are judged at its end, in their order. */
  readonly bands: readonly number[];
  /** Places among the readings that lie in it. */
  readonly readings: readonly number[];
}

/** Where a time lies, in steps, or between two of them; undefined outside of the run. Within a millionth of a step is on it. */
export function stepAt(time: TimeAxis, at: number): number | undefined {
  const position = (at - time.start) / time.step;
  const nearest = Math.round(position);
  const settled = Math.abs(position - nearest) <= 1e-6 ? nearest : position;
  return settled >= 0 && settled <= stepsOf(time) ? settled : undefined;
}

/** Parts a run so that each band is judged as soon as the run has come to its time. All positions are in steps. */
export function planStages(
  steps: number,
  readings: readonly number[],
  bands: readonly number[],
): readonly Stage[] {
  const ends = [...new Set([...bands.map(Math.ceil), steps])].sort((a, b) => a - b);
  return ends.map((until, i) => {
    const from = i === 0 ? 0 : ends[i - 1]!;
    const isInside = (position: number) =>
      Math.ceil(position) <= until && (i === 0 || Math.ceil(position) > from);
    const placesIn = (positions: readonly number[]) =>
      positions.flatMap((position, place) => (isInside(position) ? [place] : []));
    const own = { bands: placesIn(bands), readings: placesIn(readings) };
    const read = [
      ...own.bands.map((place) => bands[place]!),
      ...own.readings.map((place) => readings[place]!),
    ];
    const every = read
      .flatMap((position) => [Math.floor(position), Math.ceil(position)])
      .reduce(greatestDivisor, 0);
    return { from, until, every: every || Math.max(1, until), ...own };
  });
}

/** The greatest number that divides both; of nought and another number, that one. */
function greatestDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestDivisor(other, one % other);
}
