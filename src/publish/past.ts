import { pickRows, type WorldPart } from "../study/worldbands.ts";
import type { PastBand } from "./system.ts";

/**
 * For each world of a part 1 where its past lies within all bands. The column of each band is that behind the courses, in
 * their order; before the first row of the part `before` counts.
 */
export function fitToPast(
  part: WorldPart,
  {
    past,
    courses,
    before,
  }: { readonly past: readonly PastBand[]; readonly courses: number; readonly before: WorldPart },
): Uint8Array {
  const fits = new Uint8Array(part.worlds).fill(1);
  for (const [i, { row, low, high }] of past.entries()) {
    const column = courses + i;
    const { values } = pickRows(part, [column, column + 1], [row], before).replayed;
    for (const [world, value] of values.entries()) if (!(low <= value && value <= high)) fits[world] = 0;
  }
  return fits;
}
