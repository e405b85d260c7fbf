import { fitToPast } from "../publish/past.ts";
import { type PublishedSystem, unseenSteps } from "../publish/system.ts";
import { keepWorlds, type WorldPart } from "../study/worldbands.ts";
import type { Pair } from "./headline.ts";

/** The worlds that are still plausible with a reader's changes, and what there is to say of that. */
export interface Plausible extends Pair {
  readonly says: string;
}

/**
 * Of worlds that were run with some numbers changed those whose past still fits what was observed, beside the same worlds
 * without the changes. Where the past is not touched, they are all of them.
 */
export function stillPlausible(
  { levers, assumptions, courses, worlds }: PublishedSystem,
  numbers: ReadonlyMap<string, number>,
  before: readonly WorldPart[],
  parts: readonly WorldPart[],
): Plausible {
  const { past = [], unjudged = 0, kept = [] } = worlds ?? {};
  const count = kept.length;
  const every = parts[0]?.replayed.every ?? 1;
  const lastOfPast = Math.max(0, ...past.map(({ row }) => row)) * every;
  if (unseenSteps([...levers, ...assumptions], numbers) > lastOfPast)
    return { without: before, changed: parts, says: `${count} plausible worlds with your changes` };
  const fits = parts.map((part, i) => fitToPast(part, { past, courses: courses.length, before: before[i]! }));
  const left = fits.reduce((all, own) => all + own.filter((fit) => fit === 1).length, 0);
  const remarks = [
    unjudged > 0 ? ` ${unjudged} bands of the past could not be judged again.` : "",
    " Worlds that fit only with your changes were not looked for.",
  ].join("");
  if (past.length === 0)
    return {
      without: before,
      changed: parts,
      says: `Your changes reach into the past, of which the system says nothing: all ${count} worlds are shown`,
    };
  if (left === count)
    return {
      without: before,
      changed: parts,
      says: `Your changes reach into the past: all ${count} worlds still fit what was observed.${remarks}`,
    };
  return {
    without: before.map((part, i) => keepWorlds(part, fits[i]!)),
    changed: parts.map((part, i) => keepWorlds(part, fits[i]!)),
    says:
      left === 0
        ? `Your changes reach into the past: none of the ${count} worlds still fits what was observed; only the one run is shown.${remarks}`
        : `Your changes reach into the past: ${left} of the ${count} worlds still fit what was observed, and they alone are shown.${remarks}`,
  };
}
