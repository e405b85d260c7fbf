import { type Ensemble, fates, type WorldsRun } from "./ensemble.ts";
import type { Judging } from "./study.ts";

/** Runs worlds of a leg. Where they are judged, that is their first value: 1 of interest, 0 not, NaN not to be told. */
export function runLegWorlds(
  ensemble: Ensemble,
  judging: Judging | undefined,
  numbers: readonly number[],
): WorldsRun {
  const run = ensemble.runWorlds(numbers);
  if (!judging) return run;
  const kept = numbers.filter((_, i) => run.fates[i] === fates.kept);
  const judged = judging.judge(kept);
  const width = ensemble.outcomes.length;
  const values = new Float64Array(kept.length * (width + 1));
  for (const row of kept.keys()) {
    values[row * (width + 1)] = judged[row]!;
    values.set(run.values.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  }
  return { ...run, values };
}
