/** Milliseconds of the processor's time a call: neighbours on the machine do not count. */
export function timeOf(work: () => void, count: number): number {
  const before = process.cpuUsage();
  for (let i = 0; i < count; i++) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / count;
}

/** The middle one of some numbers, the upper of two; NaN of none. */
export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}

/** Prints the middle one of some times in milliseconds, and the one that nineteen of twenty stay below. */
export function tellTimes(what: string, times: readonly number[]): void {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!.toFixed(1);
  console.log(`${what} median ${at(0.5)} ms, p95 ${at(0.95)} ms`);
}
