import { createHash } from "node:crypto";
import { type ChunkResults, type Ensemble, fates } from "../study/ensemble.ts";
import { quantilesOf } from "../study/quantiles.ts";
import type { Spread, Tally } from "../study/tally.ts";
import type { AskedEnsemble } from "./ensemble.ts";

/** A hash of what became of every world and of its outcomes, in the order of their numbers, however they came to be. */
export interface WorldsHash {
  add(chunk: ChunkResults): void;
  hex(): string;
}

/** SHA-256 of number, fate and, of a world that is kept, outcomes, each as the eight bytes of a number. */
export function createWorldsHash({ outcomes, fans }: Ensemble): WorldsHash {
  const hash = createHash("sha256");
  const width = widthOf({ outcomes, fans });
  return {
    add({ first, fates: ended, values }) {
      let row = 0;
      for (const [place, fate] of ended.entries()) {
        hash.update(Float64Array.of(first + place, fate));
        if (fate !== fates.kept) continue;
        hash.update(values.subarray(row, row + outcomes.length));
        row += width;
      }
    },
    hex: () => hash.copy().digest("hex"),
  };
}

/** How many numbers there are of a world that is kept. */
function widthOf({ outcomes, fans }: Pick<Ensemble, "outcomes" | "fans">): number {
  return fans.reduce((width, { times }) => width + times.length, outcomes.length);
}

/** A table with a row for each world: its fate, its inputs, and its outcomes if it is kept. */
export function worldsTable(ensemble: Ensemble): {
  readonly head: string;
  rowsOf(chunk: ChunkResults): string;
} {
  const { design, outcomes, bands } = ensemble;
  const width = widthOf(ensemble);
  const numbers = new Float64Array(design.inputs.length);
  const names = [
    "world",
    "fate",
    ...design.inputs.map(({ label }) => label),
    ...outcomes.map(({ label, time }) => `${label} @ ${time}`),
  ];
  const fateOf = (fate: number): string => {
    if (fate === fates.kept) return "kept";
    if (fate === fates.failed) return "failed";
    const { label, time } = bands[fate - 1]!;
    return `outside ${label} @ ${time}`;
  };
  return {
    head: `${names.map(quoted).join(",")}\n`,
    rowsOf({ first, fates: ended, values }) {
      let row = 0;
      const lines = Array.from(ended, (fate, place) => {
        design.world(first + place, numbers);
        const isKept = fate === fates.kept;
        const own = isKept ? values.subarray(row, row + outcomes.length) : outcomes.map(() => "");
        if (isKept) row += width;
        return `${first + place},${quoted(fateOf(fate))},${[...numbers, ...own].join(",")}\n`;
      });
      return lines.join("");
    },
  };
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What `hence sweep --json` prints. */
export function sweepJson(
  { facts, changes, seed }: AskedEnsemble,
  { tally, hash, seconds }: { readonly tally: Tally; readonly hash: string; readonly seconds: number },
): string {
  const { model } = facts;
  const { ensemble, candidates, kept, failed } = tally;
  const { design, outcomes, bands, fans } = ensemble;
  return JSON.stringify({
    model: model.name,
    title: model.title ?? null,
    purpose: model.purpose ?? null,
    note: "Worlds of this model, under its assumptions: projections.",
    with: changes,
    sampler: design.sampler,
    seed,
    design: design.id,
    runs: candidates,
    kept,
    failed,
    hash,
    seconds,
    outcomes: Object.fromEntries(
      outcomes.map((outcome, i) => [
        `${outcome.label} @ ${outcome.time}`,
        { ...describeSpread(tally.outcomes[i]!), unit: outcome.unit ?? null, time: outcome.time },
      ]),
    ),
    history: bands.map(({ id, label, time, low, high }, i) => ({
      id,
      quantity: label,
      time,
      low,
      high,
      rejected: tally.rejected[i],
    })),
    faults: faultsJson(tally),
    inputs: tally.inputs.map((narrowing, i) => ({
      name: design.inputs[i]!.label,
      tried: quantilesOf((share) => narrowing.tried(share)),
      kept: quantilesOf((share) => narrowing.kept(share)),
      distance: narrowing.distance(),
    })),
    fans: Object.fromEntries(
      fans.map(({ label, times }, i) => [
        label,
        { times, ...quantilesOf((share) => tally.fans[i]!.map((cell) => cell.quantile(share))) },
      ]),
    ),
  });
}

/** What was lost first in the worlds that failed: in how many, and where in the first of them. */
export function faultsJson({ faults }: Tally) {
  return [...faults].map(([variable, { first, count }]) => ({ variable, worlds: count, first }));
}

function describeSpread({ moments, buckets, below, nought, above, missing }: Spread) {
  const { count, mean, deviation, least, most } = moments;
  return {
    count,
    mean,
    deviation,
    least,
    ...quantilesOf((share) => buckets.quantile(share)),
    most,
    below,
    nought,
    above,
    missing,
  };
}
