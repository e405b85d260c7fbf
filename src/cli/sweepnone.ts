import { type Ensemble, fates } from "../study/ensemble.ts";
import { formatCount, formatNumber } from "../view/number.ts";
import { type AskWorkers, idOf } from "./sweepwork.ts";

/** So many chunks are run to the end where no world was kept. */
const mostChunks = 4;
const mostPairs = 6;

/** Judges chunks in this thread; whoever stops it is heard between two of them. */
export function judgeHere(ensemble: Ensemble, signal: AbortSignal): AskWorkers {
  return async function* (tasks) {
    for (const { chunk } of tasks) {
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) return;
      yield { id: idOf(ensemble), judge: ensemble.judge(chunk) };
    }
  };
}

/** Why no world is plausible: how many each band alone accepts, and which bands never hold together. */
export async function explainNone(ensemble: Ensemble, answers: AskWorkers): Promise<readonly string[]> {
  const { bands } = ensemble;
  if (bands.length === 0) return ["Every world failed."];
  const chunks = Math.min(mostChunks, ensemble.chunks);
  const alone = new Float64Array(bands.length);
  const together = new Float64Array(bands.length ** 2);
  let worlds = 0;
  for await (const { judge } of answers(
    Array.from({ length: chunks }, (_, chunk) => ({ kind: "judge", chunk })),
  )) {
    if (!judge) continue;
    for (const [place, fate] of judge.fates.entries()) {
      if (fate !== fates.kept) continue;
      worlds++;
      const inside = judge.inside.subarray(place * bands.length, (place + 1) * bands.length);
      for (let one = 0; one < bands.length; one++) {
        if (!inside[one]) continue;
        alone[one]!++;
        for (let other = 0; other < bands.length; other++)
          together[one * bands.length + other]! += inside[other]!;
      }
    }
  }
  if (worlds === 0) return ["Every world failed."];
  const nameOf = ({ label, time, low, high }: Ensemble["bands"][number]) =>
    `${label} @ ${time} between ${formatNumber(low, 6)} and ${formatNumber(high, 6)}`;
  const share = (count: number) => `${formatNumber((100 * count) / worlds, 2)} %`;
  const pairs = bands.flatMap((band, one) =>
    bands.slice(one + 1).flatMap((other, i) => {
      const second = one + 1 + i;
      const isConflict = alone[one]! > 0 && alone[second]! > 0 && together[one * bands.length + second] === 0;
      return isConflict ? [`  ${band.label} @ ${band.time} and ${other.label} @ ${other.time}`] : [];
    }),
  );
  return [
    `No world is plausible. Of ${formatCount(worlds, "world")} that were run whatever their past, each band alone accepts:`,
    ...bands
      .map((band, i) => ({ band, count: alone[i]! }))
      .sort((one, other) => one.count - other.count)
      .map(({ band, count }) => `  ${share(count).padStart(7)}  ${nameOf(band)}`),
    ...(pairs.length > 0 ? ["No world lies in both of:", ...pairs.slice(0, mostPairs)] : []),
    ...(pairs.length > mostPairs ? [`  … and ${formatCount(pairs.length - mostPairs, "more pair")}`] : []),
  ];
}
