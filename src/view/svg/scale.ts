/** Where numbers lie along an axis. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  /** Round numbers within, ascending. */
  readonly ticks: readonly number[];
  /** The place of a number, in units of the picture. */
  place(value: number): number;
}

/** A scale over all of the numbers from `from` to `to` in the picture; its ends are ticks where `round` asks for it. */
export function scaleOver(
  values: Iterable<number>,
  {
    from,
    to,
    ticks,
    round = false,
  }: { readonly from: number; readonly to: number; readonly ticks: number; readonly round?: boolean },
): Scale {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) [low, high] = [0, 1];
  if (low === high) [low, high] = low === 0 ? [0, 1] : [low - Math.abs(low) / 2, high + Math.abs(high) / 2];
  const apart = niceStep((high - low) / ticks);
  if (round) {
    low = Math.floor(low / apart + 1e-9) * apart;
    high = Math.ceil(high / apart - 1e-9) * apart;
  }
  const first = Math.ceil(low / apart - 1e-9);
  const count = Math.floor(high / apart + 1e-9) - first + 1;
  const span = high - low;
  return {
    low,
    high,
    // A multiple of a round step, with the last bits of the product cut off.
    ticks: Array.from({ length: count }, (_, i) => Number(((first + i) * apart).toPrecision(12))),
    place: (value) => from + ((value - low) / span) * (to - from),
  };
}

/** 1, 2 or 5 times a power of ten, at least so much. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const times = [1, 2, 5, 10].find((one) => one * power >= least * (1 - 1e-9)) ?? 10;
  return times * power;
}

/** A place in a picture, to a tenth of a unit. */
export function at(place: number): string {
  return String(Math.round(place * 10) / 10);
}
