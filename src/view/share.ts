import type { Buckets } from "../study/buckets.ts";
import { formatNumber, formatPercent } from "./number.ts";

/** A share in whole per cent; what is neither none nor all is never rounded to it. */
export function formatShare(share: number): string {
  // The end of an interval is one but for its last bit.
  const percent = Math.round(1e12 * share) / 1e10;
  if (percent > 0 && percent < 1) return String(Math.max(0.1, Math.round(10 * percent) / 10));
  if (percent > 99 && percent < 100) return String(Math.min(99.9, Math.round(10 * percent) / 10));
  return Number.isNaN(percent) ? formatNumber(percent) : String(Math.round(percent));
}

/** `-1.2 to +0.3, median +0.1`: from p5 to p95, and the middle, with or without a sign and `%`. */
export function formatSpread(values: Buckets, unit: "" | "%"): string {
  const [low, half, high] = [0.05, 0.5, 0.95].map((share) => {
    const value = values.quantile(share);
    return unit === "%" ? formatPercent(value).replace(/ %$/, "") : formatNumber(value, 2);
  });
  return `${low} to ${high}${unit === "" ? "" : ` ${unit}`}, median ${half}`;
}
