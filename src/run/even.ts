/** A grid on which the segments of a table begin: x lies in that of number floor((x - first) * scale), or just before it. */
export interface EvenGrid {
  readonly scale: number;
  /** Whether it never lies before it. */
  readonly isExact: boolean;
}

/**
 * Finds the grid of segments that begin at even distances, in double arithmetic: `starts` ascend from the least x that is
 * read, the last of them no greater than the greatest, `high`. Undefined where there is none.
 */
export function evenGridOf(starts: Float64Array, high: number): EvenGrid | undefined {
  const count = starts.length;
  const first = starts[0]!;
  const range = starts[count - 1]! - first;
  if (!(range > 0 && Number.isFinite(range) && high === starts[count - 1])) return undefined;
  let found: EvenGrid | undefined;
  for (const nudge of nudges) {
    const scale = ((count - 1) / range) * (1 + nudge);
    const cellOf = (x: number): number => Math.floor((x - first) * scale);
    let isExact = true;
    const fits = starts.every((start, i) => {
      if (i > 0 && cellOf(below(start)) !== i - 1) isExact = false;
      return cellOf(start) === i && (i === 0 || cellOf(below(start)) >= i - 1);
    });
    if (!fits) continue;
    if (isExact) return { scale, isExact };
    found ??= { scale, isExact };
  }
  return found;
}

/** Rounding decides whether a scale fits. */
const nudges = [0, 1, -1, 2, -2, 3, -3, 4, -4, 8, 16].map((ulps) => ulps * 2 ** -52);

/** The greatest number below a finite one. */
export function below(x: number): number {
  if (x === 0) return -Number.MIN_VALUE;
  scratch[0] = x;
  scratchBits[0]! += x > 0 ? -1n : 1n;
  return scratch[0];
}

const scratch = new Float64Array(1);
const scratchBits = new BigInt64Array(scratch.buffer);
