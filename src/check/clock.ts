import type { ClockWord } from "../functions/code.ts";

/** The words for what the clock says, by folded name: the time now, the step, and the two ends of the run. */
export const clockWords: ReadonlyMap<string, ClockWord> = new Map([
  ["time", "time"],
  ["dt", "step"],
  ["start_time", "start"],
  ["stop_time", "stop"],
]);
