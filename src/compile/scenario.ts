import type { Facts } from "../check/facts.ts";
import type { Scenario, Setting, TimeChange } from "../model/argument.ts";
import { Bug } from "../model/diagnostic.ts";
import type { NameExpr, ScenarioRef } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { TimeStatement } from "../model/system.ts";
import type { Inputs, Table, TimeAxis } from "../run/program.ts";
import { type Method, methodOf } from "./compile.ts";
import { turnsOf } from "./element.ts";
import { constantValue } from "./expand.ts";

/** A scenario worked out: what it changes in a run. */
export interface Change {
  readonly inputs: Inputs;
  readonly time: TimeAxis;
  readonly method: Method;
}

/** The scenarios that a model can be run in, and the members of its families. */
export interface Scenarios {
  /** Each by its name, a member of a family as `family.setting`; folded, with the name as people write it. */
  readonly changes: ReadonlyMap<string, { readonly name: string; readonly change: Change }>;
  /** The names of the members of each family, by the family's folded name. */
  readonly families: ReadonlyMap<string, readonly string[]>;
}

/** Works out every scenario of a model. */
export function resolveScenarios(facts: Facts): Scenarios {
  const changes = new Map<string, { readonly name: string; readonly change: Change }>();
  const families = new Map<string, readonly string[]>();
  for (const scenario of facts.model.scenarios) {
    const below = foundation(scenario, facts);
    if (!scenario.eachOf) {
      changes.set(foldName(scenario.name), { name: scenario.name, change: changeOf(below, facts) });
      continue;
    }
    const members: string[] = [];
    for (const setting of find(scenario.eachOf, facts)?.settings ?? []) {
      const name = `${scenario.name}.${settingName(setting, facts)}`;
      const alone: Scenario = { name, settings: [setting], span: scenario.span };
      changes.set(foldName(name), { name, change: changeOf([...below, alone], facts) });
      members.push(name);
    }
    families.set(foldName(scenario.name), members);
  }
  return { changes, families };
}

/** The scenario and all that it builds on, the lowest first. */
function foundation(scenario: Scenario, facts: Facts): readonly Scenario[] {
  const chain = [scenario];
  for (let on = scenario.on; on; on = chain[0]!.on) {
    const next = find(on, facts);
    if (!next) break;
    if (chain.includes(next)) throw new Bug("Scenarios build on each other in a circle.");
    chain.unshift(next);
  }
  return chain;
}

function find({ name }: ScenarioRef, { names }: Facts): Scenario | undefined {
  return names.scenarios.get(foldName(name));
}

function changeOf(chain: readonly Scenario[], facts: Facts): Change {
  const settings = chain.flatMap((scenario) => scenario.settings);
  const numbers = new Map<string, number>();
  const initials = new Map<string, number>();
  const tables = new Map<string, Table>();
  for (const setting of settings) {
    for (const key of keysOf(setting.name, facts)) {
      if (setting.kind === "value") put(numbers, key, constantValue(setting.value, facts));
      else if (setting.kind === "initial") put(initials, key, constantValue(setting.value, facts));
      else put(tables, key, { pairs: setting.points.pairs, outside: setting.points.outside });
    }
  }
  return {
    inputs: { numbers, initials, tables },
    ...timeOf(
      chain.map(({ time }) => time),
      facts,
    ),
  };
}

/** Changes on top of changes. */
export function mergeInputs(below: Inputs, above: Inputs): Inputs {
  const merged = <Value>(lower: ReadonlyMap<string, Value>, upper: ReadonlyMap<string, Value>) => {
    const both = new Map(lower);
    for (const [key, value] of upper) put(both, key, value);
    return both;
  };
  return {
    numbers: merged(below.numbers, above.numbers),
    initials: merged(below.initials, above.initials),
    tables: merged(below.tables, above.tables),
  };
}

/** What is set last counts: a map goes through its keys in the order in which they came. */
function put<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
}

/** `name`, or `name[element]` for each element where a setting is for a part of an array. */
function keysOf(expr: NameExpr, { names, shapes }: Facts): readonly string[] {
  const meaning = names.meanings.get(expr);
  if (meaning?.kind !== "variable") throw new Bug(`‘${expr.name}’ is no variable.`);
  const name = foldName(meaning.variable.name);
  const picks = expr.subscripts ? (shapes.picks.get(expr) ?? []) : [];
  const axes = shapes.axes.get(meaning.variable) ?? [];
  const choices = picks.map((pick, i) => {
    if (pick.kind === "computed") throw new Bug("A setting is for an element that only the run knows.");
    const indices = pick.kind === "fixed" ? [pick.index] : pick.indices;
    return indices.map((index) => axes[i]!.elements[index]!);
  });
  if (choices.length === 0) return [name];
  return turnsOf(choices.map(({ length }) => length)).map(
    (turns) => `${name}[${turns.map((turn, i) => choices[i]![turn]).join(",")}]`,
  );
}

function timeOf(changes: readonly (TimeChange | undefined)[], { model }: Facts): Omit<Change, "inputs"> {
  let changed: TimeStatement = model.time;
  for (const change of changes) changed = { ...changed, ...change };
  const { start, stop, step, saveEvery } = changed;
  return { time: { start, stop, step, saveEvery }, method: methodOf(changed) };
}

function settingName({ name }: Setting, facts: Facts): string {
  const [key = name.name] = keysOf(name, facts);
  const bracket = key.indexOf("[");
  return bracket < 0 ? name.name : name.name + key.slice(bracket);
}
