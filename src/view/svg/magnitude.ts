import { formatNumber } from "../number.ts";

/** How the numbers along an axis are written: `1.5` of `million person` rather than 1,500,000. */
export interface Magnitude {
  readonly unit: string;
  write(value: number): string;
}

const sizes = [
  { from: 1e9, by: 1e9, word: "billion" },
  { from: 1e6, by: 1e6, word: "million" },
] as const;

/** A share of which people see more in per cent than in thousandths of one. */
export function isSmallShare(largest: number, unit: string | undefined): boolean {
  return unit === "1" && largest > 0 && largest < 0.1;
}

/** Chosen by the largest number that must be written; a share or an index (`1`) has no unit to show. */
export function magnitudeOf(largest: number, unit: string | undefined): Magnitude {
  if (isSmallShare(largest, unit)) return { unit: "%", write: (value) => formatNumber(100 * value, 4) };
  const own = unit === undefined || unit === "1" ? "" : unit;
  const size = largest < 1e13 ? sizes.find(({ from }) => largest >= from) : undefined;
  if (!size) return { unit: own || "no unit", write: (value) => formatNumber(value, 4) };
  return {
    unit: `${size.word} ${own}`.trim(),
    write: (value) => formatNumber(value / size.by, 4),
  };
}
