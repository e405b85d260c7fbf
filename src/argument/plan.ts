import { isNumber } from "../check/definition.ts";
import type { Facts } from "../check/facts.ts";
import { isHidden } from "../check/hidden.ts";
import { type CheckLine, type EffectTest, expressionsIn, type Move } from "../model/argument.ts";
import { type Expr, walkExpr } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { Variable } from "../model/variable.ts";
import type { Simulator } from "../run/simulator.ts";
import { type Cause, causeOf } from "./cause.ts";
import { elementName } from "./element.ts";

/** Every different run that a model's argument asks for, and who asks for it. */
export interface Plan {
  /** The base run first; each once. */
  readonly runs: readonly PlannedRun[];
  /** The place in `runs` of each scenario that is read, by folded name. */
  readonly scenarios: ReadonlyMap<string, number>;
  /** The place of the run that a claim's line moves its cause in. */
  readonly moves: ReadonlyMap<EffectTest, number>;
  /** The scenarios that the lines of a check about a family are repeated for. */
  readonly members: ReadonlyMap<CheckLine, readonly string[]>;
}

export interface PlannedRun {
  readonly name: string;
  /** Undefined is the run without a scenario. */
  readonly scenario?: string;
  readonly move?: PlannedMove;
  /** The variables to be kept, by folded name. */
  readonly keeps: ReadonlySet<string> | "all";
}

/** A cause that is moved from a time on; a steady one for the whole run. */
interface PlannedMove {
  readonly cause: Cause;
  readonly move: Move;
  readonly from: number;
}

/** What a plan needs to know of the simulator: the names of the scenarios that it can run. */
export type Scenarios = Pick<Simulator, "scenarios" | "membersOf">;

/** Works out the runs that claims, checks, links, loops and history need. */
export function planArgument(facts: Facts, { scenarios, membersOf }: Scenarios): Plan {
  const { model } = facts;
  const declared = new Map(scenarios.map((name) => [foldName(name), name]));
  const runs = new Map<
    string,
    { readonly place: number; readonly run: PlannedRun & { readonly keeps: Set<string> } }
  >();
  const places = new Map<string, number>();
  const moves = new Map<EffectTest, number>();
  const members = new Map<CheckLine, readonly string[]>();

  for (const test of model.claims.flatMap((claim) => claim.tests)) {
    const keeps = variablesIn(facts, test.effect);
    if (test.kind === "contrast") {
      for (const { name } of [test.left, test.right]) needScenario(name, keeps);
      continue;
    }
    const cause = causeOf(test, facts);
    if (!cause) continue;
    const planned = { cause, move: test.move, from: test.from ?? model.time.start };
    const run = { name: nameOf(facts, planned), move: planned };
    moves.set(test, need(run, [foldName(cause.variable.name), ...keeps]));
  }
  for (const line of model.checks.flatMap((check) => check.lines)) {
    const family = line.forEach ? membersOf(line.forEach.family.name) : [];
    if (line.forEach) members.set(line, family);
    const keeps = keptBy(facts, line);
    for (const name of scenariosIn(line)) {
      const isMember = line.forEach !== undefined && foldName(name) === foldName(line.forEach.variable);
      for (const scenario of isMember ? family : [name]) needScenario(scenario, keeps);
    }
  }
  return {
    runs: [{ name: "base", keeps: "all" }, ...[...runs.values()].map(({ run }) => run)],
    scenarios: places,
    moves,
    members,
  };

  /** The place of a run, with more variables to be kept of it. */
  function need(run: Omit<PlannedRun, "keeps">, keeps: Iterable<string>): number {
    const key = run.scenario === undefined ? `move ${run.name}` : `scenario ${run.name}`;
    const known = runs.get(key) ?? { place: runs.size + 1, run: { ...run, keeps: new Set<string>() } };
    runs.set(key, known);
    for (const name of keeps) known.run.keeps.add(name);
    return known.place;
  }

  function needScenario(name: string, keeps: Iterable<string>): void {
    const scenario = declared.get(foldName(name));
    if (scenario === undefined || foldName(name) === "base") return;
    places.set(foldName(name), need({ name: scenario, scenario }, keeps));
  }
}

/** Moves with the same words are the same run. */
function nameOf(facts: Facts, { cause, move, from }: PlannedMove): string {
  const { variable, elements } = cause;
  const axes = facts.shapes.axes.get(variable) ?? [];
  const names = elements?.map((element) => elementName(variable.name, axes, element)) ?? [variable.name];
  const how = move.kind === "to" ? `set to ${move.value}` : `moved by ${move.percent} %`;
  return `${names.join(" and ")} ${how}${isNumber(variable) ? "" : ` from ${from}`}`;
}

/** The variables that an expression names, by folded name. */
export function variablesIn(facts: Facts, ...expressions: readonly Expr[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const expression of expressions) {
    for (const expr of walkExpr(expression)) {
      const meaning = expr.kind === "name" ? facts.names.meanings.get(expr) : undefined;
      if (meaning?.kind === "variable") found.add(foldName(meaning.variable.name));
    }
  }
  return found;
}

/** The variables that `every stock`, `every flow` or `every variable` is about. */
export function everyOf(facts: Facts, of: "stock" | "flow" | "variable"): readonly Variable[] {
  const stocks: readonly Variable["kind"][] = ["stock", "conveyor", "queue", "oven"];
  return facts.model.variables.filter((variable) => {
    const { kind } = variable;
    if (isHidden(variable)) return false;
    if (of === "variable") return kind !== "module";
    return of === "flow" ? kind === "flow" : stocks.includes(kind);
  });
}

function keptBy(facts: Facts, line: CheckLine): ReadonlySet<string> {
  const { subject } = line;
  const named = variablesIn(facts, ...expressionsOf(line));
  if (subject.kind !== "every") return named;
  return new Set([...named, ...everyOf(facts, subject.of).map(({ name }) => foldName(name))]);
}

/** The expressions of a check's line, the subject first. */
export function expressionsOf({ subject, relation }: CheckLine): readonly Expr[] {
  const left: readonly Expr[] =
    subject.kind === "quantity" ? [subject.quantity] : subject.kind === "each" ? subject.quantities : [];
  return [...left, ...expressionsIn(relation)];
}

function scenariosIn(line: CheckLine): readonly string[] {
  const inside = expressionsOf(line)
    .flatMap((expression) => walkExpr(expression))
    .flatMap((expr) => {
      if (expr.kind === "at") return [expr.scenario, expr.against];
      return expr.kind === "call" ? [expr.over?.scenario] : [];
    });
  return [line.scenario, ...inside].flatMap((ref) => (ref ? [ref.name] : []));
}
