import type { Box } from "../../view/diagram/geometry.ts";

/** At most so many points of a series are drawn in a small chart. */
const mostPoints = 60;

/** A series as a path within a box; the scale may hold other series too. Gaps where a number is lost; undefined for none. */
export function smallChart(
  values: ArrayLike<number>,
  box: Box,
  { low, high }: { readonly low: number; readonly high: number } = rangeOf([values]),
): string | undefined {
  const pieces = Math.min(values.length, mostPoints);
  if (pieces < 2 || !(low <= high)) return undefined;
  let path = "";
  let isDown = false;
  for (let i = 0; i < pieces; i++) {
    const value = values[Math.round((i * (values.length - 1)) / (pieces - 1))]!;
    if (!Number.isFinite(value)) {
      isDown = false;
      continue;
    }
    const share = high === low ? 0.5 : (value - low) / (high - low);
    const x = box.x + (box.width * i) / (pieces - 1);
    const y = box.y + box.height * (1 - share);
    path += `${isDown ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`;
    isDown = true;
  }
  return path === "" ? undefined : path;
}

/** The least and greatest of all numbers. */
export function rangeOf(all: readonly ArrayLike<number>[]): { readonly low: number; readonly high: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const values of all) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return { low, high };
}
