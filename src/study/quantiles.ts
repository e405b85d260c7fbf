/** The shares of worlds below which quantiles are shown, by what they are called. */
const shares = { p5: 0.05, p25: 0.25, p50: 0.5, p75: 0.75, p95: 0.95 } as const;

/** Something for each of them. */
export type Quantiles<Value> = Readonly<Record<keyof typeof shares, Value>>;

export const quantileNames = Object.keys(shares) as readonly (keyof typeof shares)[];

export function quantilesOf<Value>(of: (share: number) => Value): Quantiles<Value> {
  const { p5, p25, p50, p75, p95 } = shares;
  return { p5: of(p5), p25: of(p25), p50: of(p50), p75: of(p75), p95: of(p95) };
}
