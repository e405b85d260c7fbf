import type { ControlLine } from "../read/vensim/control.ts";

/** What a file says of the worlds that are to be run: plain data, which worker threads are given too. */
export type GivenWorlds = GivenTable | GivenRanges;

/** A row of numbers for each world; NaN is what the model declares. */
export interface GivenTable {
  readonly kind: "table";
  readonly path: string;
  /** What each column is about, as the file names it. */
  readonly names: readonly string[];
  readonly columns: readonly Float64Array[];
  readonly remarks: readonly string[];
}

/** How the numbers of some constants are distributed. */
export interface GivenRanges {
  readonly kind: "ranges";
  readonly path: string;
  readonly lines: readonly ControlLine[];
  readonly remarks: readonly string[];
}
