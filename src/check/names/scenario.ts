import type { Scenario, Setting } from "../../model/argument.ts";
import { never, type Report } from "../../model/diagnostic.ts";
import type { NameExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Model } from "../../model/system.ts";
import type { Variable } from "../../model/variable.ts";
import { isNumber, kindWithArticle } from "../definition.ts";
import { reportNoNumber } from "../fixed.ts";
import type { Resolver } from "./resolve.ts";
import type { RunNames } from "./runs.ts";
import type { Scope } from "./scope.ts";
import type { NameTools } from "./tools.ts";

/** The names in scenarios: what they set, and what they build on. */
export function resolveScenarios(model: Model, { scope, resolver, runs, report }: NameTools): void {
  for (const scenario of model.scenarios) {
    for (const setting of scenario.settings) resolveSetting(setting, scope, resolver, report);
    for (const { name } of scenario.forces ?? []) {
      const variable = resolver.resolveVariable(name, scope);
      if (variable) reportNotForced(variable, name, report);
    }
    reportSetTwice(scenario, report);
    if (scenario.on) runs.checkRun(scenario.on);
    if (scenario.eachOf) runs.checkRun(scenario.eachOf);
    reportEmptyFamily(scenario, runs, report);
  }
  reportCircles(model.scenarios, runs, report);
}

function resolveSetting(setting: Setting, scope: Scope, resolver: Resolver, report: Report): void {
  const variable = resolver.resolveVariable(setting.name, scope);
  if (setting.kind !== "points") {
    resolver.resolve(setting.value, scope);
    reportNoNumber(setting.value, resolver, report, () => ({
      words: `The new value of ‘${setting.name.name}’`,
    }));
  }
  if (!variable || canSet(setting, variable)) return;
  report({
    code: "cannot-be-set",
    severity: "error",
    message: `‘${variable.name}’ is ${kindWithArticle(variable)}. ${whySettingFails(setting, variable)}`,
    span: setting.name.span,
    notes: [{ message: `‘${variable.name}’ is declared here.`, span: variable.nameSpan }],
  });
}

/** What is a function, or what many flows drive, cannot be made to be something else. */
function reportNotForced(variable: Variable, { span }: NameExpr, report: Report): void {
  const { kind, name, nameSpan } = variable;
  if (["stock", "count", "flow", "aux", "const", "lever", "switch", "input", "data"].includes(kind)) return;
  report({
    code: "cannot-be-set",
    severity: "error",
    message: `‘${name}’ is ${kindWithArticle(variable)}, and cannot be made to be something else.`,
    span,
    notes: [{ message: `‘${name}’ is declared here.`, span: nameSpan }],
  });
}

function canSet({ kind }: Setting, variable: Variable): boolean {
  switch (kind) {
    case "value":
      return isNumber(variable) || variable.kind === "input";
    case "initial":
      return variable.kind === "stock" || variable.kind === "count";
    case "points":
      return variable.kind === "graph" || variable.kind === "data";
    default:
      return never(kind);
  }
}

function whySettingFails(setting: Setting, { name, kind }: Variable): string {
  if (kind === "stock" || kind === "count") return `A scenario may set where it starts: ${name} starts 0`;
  if (kind === "graph" || kind === "data")
    return `A scenario may give it other points: ${kind} ${name} = (2010, 0) (2020, 1)`;
  if (kind === "aux" || kind === "flow")
    return "It follows its equation; a scenario sets constants, levers, switches and inputs.";
  if (setting.kind === "initial") return `Only what piles up starts somewhere. Set it with ‘=’: ${name} = 0`;
  if (setting.kind === "points") return `It has no points. Set it with ‘=’ alone: ${name} = 0`;
  return "A scenario cannot set it.";
}

function reportSetTwice({ name: scenario, settings }: Scenario, report: Report): void {
  const first = new Map<string, Setting>();
  for (const setting of settings) {
    const { name } = setting;
    const brackets = (name.subscripts ?? []).map((subscript) =>
      subscript.kind === "name" ? foldName(subscript.name) : subscript.kind,
    );
    const key = `${setting.kind} ${foldName(name.name)} ${brackets.join(" ")}`;
    const before = first.get(key);
    if (!before) {
      first.set(key, setting);
      continue;
    }
    report({
      code: "set-twice",
      severity: "error",
      message: `The scenario ‘${scenario}’ sets ‘${name.name}’ twice.`,
      span: setting.span,
      notes: [{ message: "It sets it here first.", span: before.span }],
    });
  }
}

function reportEmptyFamily({ name, eachOf }: Scenario, runs: RunNames, report: Report): void {
  const bundle = eachOf && runs.find(eachOf.name);
  if (!bundle || bundle.eachOf || bundle.settings.length > 0) return;
  const message = `‘${bundle.name}’ sets nothing itself, so the family ‘${name}’ has no scenarios.`;
  report({ code: "empty-family", severity: "error", message, span: eachOf.span });
}

/** Scenarios that build on each other in a circle, each circle once. */
function reportCircles(scenarios: readonly Scenario[], runs: RunNames, report: Report): void {
  const waiting = new Set(scenarios);
  const foundationsOf = ({ on, eachOf }: Scenario): readonly Scenario[] =>
    [on, eachOf].flatMap((ref) => (ref && runs.find(ref.name)) ?? []).filter((below) => waiting.has(below));

  for (const start of scenarios) {
    // Down from each scenario: one that rests on nothing more is done, one met again on the way down closes a circle.
    const path = waiting.has(start) ? [start] : [];
    const onPath = new Set(path);
    for (let here = path.at(-1); here; here = path.at(-1)) {
      const below = foundationsOf(here)[0];
      if (below && onPath.has(below)) reportCircle(path.slice(path.indexOf(below)), report);
      if (below && !onPath.has(below)) {
        path.push(below);
        onPath.add(below);
      } else {
        path.pop();
        onPath.delete(here);
        waiting.delete(here);
      }
    }
  }
}

function reportCircle(circle: readonly Scenario[], report: Report): void {
  const [first] = circle;
  const names = [...circle, first!].map(({ name }) => `‘${name}’`).join(" → ");
  report({
    code: "scenario-circle",
    severity: "error",
    message: `These scenarios build on each other in a circle: ${names}.`,
    span: first!.span,
  });
}
