/** A number that a control is set to: `0.35`, `2026`; no digits that nobody has chosen. */
export function leverText(value: number): string {
  return String(Number(value.toPrecision(5)));
}

/**
 * The step between the settings of a control: a round number of which a range has at least fifty, and by which both ends and
 * the declared number can be reached; undefined where there is none.
 */
export function leverStep(low: number, high: number, value: number): number | undefined {
  const most = (high - low) / 50;
  if (!(most > 0)) return undefined;
  const power = 10 ** Math.floor(Math.log10(most));
  const tries = [5, 2, 1, 0.5, 0.2, 0.1].map((times) => Number((times * power).toPrecision(12)));
  const isReached = (step: number, to: number) => {
    const steps = (to - low) / step;
    return Math.abs(steps - Math.round(steps)) < 1e-6;
  };
  return tries.find((step) => step <= most * (1 + 1e-9) && isReached(step, high) && isReached(step, value));
}
