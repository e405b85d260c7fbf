import type { Scenario } from "../model/argument.ts";
import type { Report } from "../model/diagnostic.ts";
import { foldName } from "../model/name.ts";
import { timeFaults } from "../model/time.ts";
import type { Names } from "./facts.ts";

/** Checks the time axis that each scenario comes to, with what it builds on. The declared axis has been checked. */
export function checkTimes({ model, scenarios }: Names, report: Report): void {
  if (timeFaults(model.time).length > 0) return;
  for (const scenario of model.scenarios) {
    if (!scenario.time) continue;
    let axis = model.time;
    for (const { time } of foundationOf(scenario, scenarios)) axis = { ...axis, ...time };
    for (const fault of timeFaults(axis)) report({ ...fault, span: scenario.time.span });
  }
}

/** A scenario and all that it builds on, the lowest first. */
function foundationOf(scenario: Scenario, scenarios: ReadonlyMap<string, Scenario>): readonly Scenario[] {
  const chain = new Set<Scenario>();
  for (let next: Scenario | undefined = scenario; next && !chain.has(next); ) {
    chain.add(next);
    next = next.on && scenarios.get(foldName(next.on.name));
  }
  return [...chain].reverse();
}
