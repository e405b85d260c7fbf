import { foldName } from "../../model/name.ts";
import { isStockKind } from "../../view/diagram/system.ts";
import type { Analysis, VariableInfo } from "../engine/analysis.ts";

type Known = Pick<Analysis, "variables" | "claims" | "history" | "causes">;

/**
 * What a system is mostly about: two quantities of which its claims and its history say most; where it says nothing, stocks
 * that are tied to most others.
 */
export function usualCharts({ variables, claims, history, causes }: Known): readonly (readonly string[])[] {
  const counts = new Map<string, number>();
  const add = (key: string, by: number) => counts.set(key, (counts.get(key) ?? 0) + by);
  for (const { effects } of claims) for (const key of effects) add(key, 1);
  for (const { bands } of history)
    for (const { variable } of bands) if (variable !== undefined) add(variable, 0.4);
  for (const { key, kind } of variables) if (isStockKind(kind)) add(key, 0.1);
  // Less than anything that is said, and enough to tell stocks apart.
  for (const { cause, effect } of causes)
    for (const key of [cause, effect]) if (counts.has(key)) add(key, 1e-6);
  const known = new Map(variables.map((variable) => [variable.key, variable]));
  const ranked = [...counts]
    .filter(([key]) => known.get(key)?.isMade === false)
    .sort(([, one], [, other]) => other - one)
    .map(([key]) => known.get(key)!);
  const [first] = ranked;
  if (!first) return variables.slice(0, 1).map(chartOf);
  const second = ranked.find(({ unit }) => unit !== first.unit) ?? ranked[1];
  return second === undefined ? [chartOf(first)] : [chartOf(first), chartOf(second)];
}

/** A chart of a variable; of an array, of its first element. */
function chartOf({ key, elements }: VariableInfo): readonly string[] {
  const [element] = elements ?? [];
  return [element === undefined ? key : foldName(element)];
}
