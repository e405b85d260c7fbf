import type { Threshold } from "../model/argument.ts";

/** An event of a run: when, and what its file says of it. */
export type Happening = Threshold["events"][number] & { readonly time: number };

/**
 * The events that a variable brings about in a run, from its values at the times of its rows. What is beyond at the start
 * has not crossed the threshold. Of several events each has its turn; where the last is for every time, it stays.
 */
export function happeningsIn(
  { value, direction, repeat, interval, events }: Threshold,
  times: ArrayLike<number>,
  values: ArrayLike<number>,
): readonly Happening[] {
  const isBeyond = (row: number) =>
    direction === "decreasing" ? values[row]! < value : values[row]! > value;
  const found: Happening[] = [];
  let due = Number.POSITIVE_INFINITY;
  let turn = 0;
  for (let row = 1; row < times.length; row++) {
    const time = times[row]!;
    if (!isBeyond(row)) {
      due = Number.POSITIVE_INFINITY;
      continue;
    }
    const hasCrossed = !isBeyond(row - 1);
    if (!hasCrossed && (due === Number.POSITIVE_INFINITY || time < due - 1e-9 * Math.abs(due))) continue;
    if (hasCrossed) turn++;
    const event = events[turn - 1] ?? (repeat === "each" ? events.at(-1) : undefined);
    if (!event) continue;
    found.push({ ...event, time });
    // An interval is for what happens each time.
    if (repeat === "each" && interval !== undefined) due = (hasCrossed ? time : due) + interval;
  }
  return found;
}
