import { formatNumber, formatPercent } from "./number.ts";
import { formatShare } from "./share.ts";

/** What a change does to an outcome at one time, over worlds, each against itself without it. */
export interface ToldEffect {
  /** When, in words: `9 years on (2035)`. */
  readonly when: string;
  /** The change in per cent, from p5 to p95. */
  readonly change: { readonly p5: number; readonly p95: number };
  /** The shares of worlds in which there is less of it, and more, where that is known. */
  readonly less: number;
  readonly more?: number;
}

/**
 * What a change does, in a sentence on the last time and one on those before it: an effect that is told for one time alone is
 * easily taken for the whole. Undefined where there is no time.
 */
export function headlineOf(
  { what, outcome, worlds }: { readonly what: string; readonly outcome: string; readonly worlds: number },
  told: readonly ToldEffect[],
): string | undefined {
  const last = told.at(-1);
  if (!last) return undefined;
  const soon = told.slice(0, -1).map((one) => `${one.when} ${tell(one, "")}`);
  return `${what}. ${outcome}, ${last.when}: ${tell(last, ` of ${formatNumber(worlds, 15)} plausible worlds`)}.${
    soon.length > 0 ? ` Before that: ${soon.join("; ")}.` : ""
  }`;
}

function tell({ change: { p5, p95 }, less, more }: ToldEffect, ofWhich: string): string {
  if (less === 0 && more === 0) return "no change";
  const isMore = more !== undefined && more > less;
  const share = `${isMore ? "more" : "less"} in ${formatShare(isMore ? more : less)} %${ofWhich}`;
  if (!Number.isFinite(p5) || !Number.isFinite(p95)) return share;
  if (isTiny(p5) && isTiny(p95)) return "hardly any change";
  return `${percent(p5)} to ${percent(p95)} in each world (p5 to p95), ${share}`;
}

/** Changes that nobody could see are none. */
function percent(change: number): string {
  return isTiny(change) ? "0 %" : formatPercent(change);
}

function isTiny(change: number): boolean {
  return Math.abs(change) < 0.005;
}
