import { offsetsOf } from "./overrides.ts";
import type { Run } from "./program.ts";

/** The offsets in the program's row of the numbers that a run's rows keep, ascending; undefined is all of them. */
export function columnsOf({ program, save = "all" }: Run): Int32Array | undefined {
  if (save === "all") return undefined;
  if (save instanceof Int32Array) return save;
  const offsets = save.flatMap((key) =>
    offsetsOf(program.slots, key, "input", "stock", "memory", "computed"),
  );
  return Int32Array.from(new Set(offsets)).sort();
}

/** Puts the numbers of some columns of whole rows one after another; gives where the next ones go. */
export function copyColumns(
  to: Float64Array,
  at: number,
  rows: Float64Array,
  width: number,
  columns: Int32Array,
): number {
  let next = at;
  for (let row = 0; row < rows.length; row += width) {
    for (let i = 0; i < columns.length; i++) to[next++] = rows[row + columns[i]!]!;
  }
  return next;
}
