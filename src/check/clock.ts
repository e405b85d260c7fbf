import type { ClockWord } from "../functions/code.ts";

/** The words for what the clock says, by folded name: the time now, the step, the two ends of the run, and the time between two saved rows. */
export const clockWords: ReadonlyMap<string, Exclude<ClockWord, "begun">> = new Map([
  ["time", "time"],
  ["dt", "step"],
  ["start_time", "start"],
  ["stop_time", "stop"],
  ["save_every", "saveEvery"],
]);
