import { formatNumber } from "../../view/number.ts";

/** From how large a number on it an axis counts in what, and how that is written. */
const counts = [
  { from: 1e15, by: 1, word: "" },
  { from: 1e12, by: 1e12, word: " tn" },
  { from: 1e9, by: 1e9, word: " bn" },
  { from: 1e6, by: 1e6, word: " mn" },
  { from: 0, by: 1, word: "" },
] as const;

/** The numbers beside an axis, where there is no room for many digits: `1.5 bn`, all in the same count. */
export function axisNumbers(splits: readonly number[]): string[] {
  const largest = Math.max(0, ...splits.map(Math.abs));
  const { by, word } = counts.find(({ from }) => largest >= from)!;
  return splits.map((value) => (value === 0 ? "0" : `${formatNumber(value / by, 4)}${word}`));
}
