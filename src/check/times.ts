import type { Scenario } from "../model/argument.ts";
import type { Report } from "../model/diagnostic.ts";
import { foldName } from "../model/name.ts";
import { type TimeNumbers, timeFaults } from "../model/time.ts";
import type { Names } from "./facts.ts";

/** Checks the time axis that each scenario comes to, with what it builds on. The declared axis has been checked. */
export function checkTimes({ model, scenarios }: Names, report: Report): void {
  if (timeFaults(model.time).length > 0) return;
  const axes = new Map<Scenario, TimeNumbers>();
  for (const scenario of model.scenarios) {
    const above = foundationOf(scenario, scenarios, axes);
    const lowest = above.at(-1)?.on;
    const below = lowest && scenarios.get(foldName(lowest.name));
    let axis: TimeNumbers = (below && axes.get(below)) ?? model.time;
    for (const each of above.toReversed()) {
      axis = { ...axis, ...each.time };
      axes.set(each, axis);
    }
  }
  for (const scenario of model.scenarios) {
    const axis = axes.get(scenario);
    if (!scenario.time || !axis) continue;
    for (const fault of timeFaults(axis)) report({ ...fault, span: scenario.time.span });
  }
}

/** A scenario and what it builds on, down to one whose axis is known, that left out. */
function foundationOf(
  scenario: Scenario,
  scenarios: ReadonlyMap<string, Scenario>,
  known: ReadonlyMap<Scenario, TimeNumbers>,
): readonly Scenario[] {
  const chain = new Set<Scenario>();
  for (let next: Scenario | undefined = scenario; next && !chain.has(next) && !known.has(next); ) {
    chain.add(next);
    next = next.on && scenarios.get(foldName(next.on.name));
  }
  return [...chain];
}
