import type { PublishedHorizon } from "../publish/system.ts";
import { effectsOf, pickRows, type WorldPart } from "../study/worldbands.ts";
import { headlineOf, type ToldEffect } from "../view/headline.ts";

/** The same worlds with a reader's changes and without them. */
export interface Pair {
  readonly without: readonly WorldPart[];
  readonly changed: readonly WorldPart[];
}

export interface Headline extends Pair {
  /** What was changed, in words. */
  readonly what: string;
  readonly outcome: { readonly title: string; readonly place: number };
  readonly horizons: readonly PublishedHorizon[];
  readonly times: readonly number[];
}

/** What the changes do to an outcome by the last horizon, and sooner. */
export function tellHeadline({ what, outcome, horizons, times, without, changed }: Headline): string {
  const rows = horizons.map(({ time }) => rowAt(times, time));
  const own = changed.map((part, i) => pickRows(part, [outcome.place, outcome.place + 1], rows, without[i]));
  const before = without.map((part) => pickRows(part, [outcome.place, outcome.place + 1], rows));
  const worlds = own.reduce((count, part) => count + part.worlds, 0);
  if (worlds === 0) return "";
  const [effects = []] = effectsOf(before, own);
  // Where there is less of it without the change there is more with it.
  const [reversed = []] = effectsOf(own, before);
  const told = effects.map(
    ({ change, less }, row): ToldEffect => ({
      when: horizons[row]!.label,
      change,
      less,
      more: reversed[row]!.less,
    }),
  );
  return headlineOf({ what, outcome: outcome.title, worlds }, told) ?? "";
}

/** The saved row of a time. */
export function rowAt(times: readonly number[], time: number): number {
  return times.findIndex((each) => Math.abs(each - time) < 1e-6);
}
