import type { Scenario } from "../../model/argument.ts";
import type { Report } from "../../model/diagnostic.ts";
import type { ScenarioRef } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Suggest } from "./suggestion.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Checks the names of runs: `base`, one scenario, or a family of them. */
export interface RunNames {
  /** One run. `member` is what `for each` calls the member of a family that it stands at. */
  readonly checkRun: (ref: ScenarioRef, member?: string) => void;
  readonly checkFamily: (ref: ScenarioRef) => void;
  readonly find: (name: string) => Scenario | undefined;
}

/** A checker of the names of runs of one model. */
export function createRunNames(vocabulary: Vocabulary, suggest: Suggest, report: Report): RunNames {
  const find = (name: string) => vocabulary.scenarios.get(foldName(name));

  function named({ name, span }: ScenarioRef): Scenario | undefined {
    const scenario = find(name);
    if (scenario) return scenario;
    const candidates = [...vocabulary.scenarios.values()].map((each) => each.name);
    report({
      code: "unknown-scenario",
      severity: "error",
      message: `There is no scenario called ‘${name}’.`,
      span,
      ...suggest(name, candidates, span),
    });
    return undefined;
  }

  function checkRun(ref: ScenarioRef, member?: string): void {
    const folded = foldName(ref.name);
    if (folded === "base" || (member !== undefined && folded === foldName(member))) return;
    const scenario = named(ref);
    if (!scenario?.eachOf) return;
    const notes = [
      { message: `Go through it: for each one in ${scenario.name}: … in one`, span: scenario.span },
    ];
    const message = `‘${ref.name}’ is a family of scenarios, and here stands one run.`;
    report({ code: "family-as-run", severity: "error", message, span: ref.span, notes });
  }

  function checkFamily(ref: ScenarioRef): void {
    const scenario = named(ref);
    if (!scenario || scenario.eachOf) return;
    const notes = [
      { message: "A family is made by a scenario with ‘each of ANOTHER’.", span: scenario.span },
    ];
    const message = `‘${ref.name}’ is one scenario, not a family of them.`;
    report({ code: "not-a-family", severity: "error", message, span: ref.span, notes });
  }

  return { checkRun, checkFamily, find };
}
