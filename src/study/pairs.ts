import type { Outcome } from "./ensemble.ts";
import type { Estimate } from "./interval.ts";
import { UnfitEnsemble } from "./reading.ts";
import { mayBeNought, type Section } from "./report.ts";
import type { VarianceShares } from "./variance.ts";

/** What two inputs bring together, beyond what each does alone. */
export interface Pair {
  readonly inputs: readonly [string, string];
  readonly index: Estimate;
}

/** With more pairs than these, those that chance lifts above nought would hide the true ones. */
const mostPairs = 500;
const mostRows = 10;

/** Throws `UnfitEnsemble` where there are too many pairs to be told apart, or none. */
export function needFewPairs(groups: number, runs: number): void {
  const pairs = (groups * (groups - 1)) / 2;
  if (pairs === 0) throw new UnfitEnsemble("--second is about pairs of inputs, and there is only one.");
  if (pairs <= mostPairs) return;
  throw new UnfitEnsemble(
    `${groups} inputs make ${pairs} pairs: too many. They would take ${runs} runs, and by chance alone some ${Math.round(pairs / 40)} of them would seem to act together. --inputs A,B,C names those to be paired (the others are moved as one), or --by sector.`,
  );
}

/** Every pair, those that bring most first. */
export function pairsOf(
  { pairs = [] }: Pick<VarianceShares, "pairs">,
  labels: readonly string[],
): readonly Pair[] {
  return pairs
    .flatMap((row, i) =>
      row.flatMap((index, j): Pair[] => (index ? [{ inputs: [labels[i]!, labels[j]!], index }] : [])),
    )
    .sort((one, other) => other.index.value - one.index.value);
}

export function drawPairs({ label }: Outcome, pairs: readonly Pair[]): Section {
  const shown = pairs.slice(0, mostRows);
  const rest = pairs.length - shown.length;
  return {
    title: `Pairs, beyond what each does alone: ${label}`,
    table: {
      columns: ["Inputs", "together", ""],
      rows: shown.map(({ inputs, index }) => [
        inputs.join(" and "),
        { kind: "estimate", of: "share", estimate: index },
        { kind: "bar", share: index.value },
      ]),
    },
    notes: [
      ...(rest > 0 ? [`… and ${rest} more, none above ${pairs[mostRows]!.index.value.toFixed(2)}.`] : []),
      ...(pairs.every(({ index }) => mayBeNought(index))
        ? ["No pair stands out: what acts together may be three or more at once, or sampling hides it."]
        : []),
    ],
  };
}
