import type { Facts } from "../check/facts.ts";
import type { Scenario } from "../model/argument.ts";
import { foldName } from "../model/name.ts";
import type { Simulator } from "../run/simulator.ts";
import type { Policy } from "../study/study.ts";
import { findScenario } from "./scenario.ts";

/** The scenarios, and members of families, that are named; of no words those that set levers and nothing else. */
export function findPolicies(
  named: readonly string[],
  facts: Facts,
  simulator: Simulator,
): readonly Policy[] {
  const titles = new Map(facts.model.scenarios.map(({ name, title }) => [foldName(name), title]));
  const policyOf = (scenario: string): Policy => {
    const title = titles.get(foldName(scenario));
    return title === undefined ? { scenario } : { scenario, title };
  };
  if (named.length === 0)
    return facts.model.scenarios
      .filter((scenario) => setsLeversOnly(scenario, facts))
      .map(({ name }) => policyOf(name));
  return named.flatMap((word) => {
    const members = simulator.membersOf(word);
    if (members.length > 0) return members.map(policyOf);
    const scenario = findScenario(simulator, word);
    return scenario === undefined ? [] : [policyOf(scenario)];
  });
}

function setsLeversOnly(scenario: Scenario, facts: Facts): boolean {
  const { settings, forces = [], time, eachOf, on } = scenario;
  if (forces.length > 0 || time !== undefined || eachOf) return false;
  const below = on && facts.names.scenarios.get(foldName(on.name));
  if (on && !(below && below !== scenario && setsLeversOnly(below, facts))) return false;
  return settings.every(({ kind, name }) => {
    const meaning = facts.names.meanings.get(name);
    return kind === "value" && meaning?.kind === "variable" && meaning.variable.kind === "lever";
  });
}
