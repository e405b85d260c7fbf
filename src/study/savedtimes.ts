import type { TimeAxis } from "../run/program.ts";

const most = 40;

/** Saved times, evenly apart where they can be and about forty at most, from the start to the end. */
export function savedTimes({ start, stop, saveEvery }: TimeAxis): readonly number[] {
  const rows = Math.floor((stop - start) / saveEvery + 1e-9);
  const least = Math.max(1, Math.ceil(rows / most));
  const apart =
    [least, least + 1, least + 2, least + 3].find((each) => rows % each === 0) ?? rows / Math.min(rows, most);
  return Array.from(
    { length: Math.round(rows / apart) + 1 },
    (_, i) => start + Math.round(i * apart) * saveEvery,
  );
}

/** A few of many, with the last one. */
export function timesToShow<At>(all: readonly At[], few = 5): readonly At[] {
  if (all.length <= few) return all;
  return Array.from({ length: few }, (_, i) => all[Math.round(((i + 1) * (all.length - 1)) / few)]!);
}
