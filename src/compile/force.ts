import { checkModel } from "../check/check.ts";
import type { Facts } from "../check/facts.ts";
import type { Force, Scenario } from "../model/argument.ts";
import type { Diagnostic, Report } from "../model/diagnostic.ts";
import type { Expr, NameExpr, Subscript } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import { replaceNames } from "../model/replace.ts";
import type { Model } from "../model/system.ts";
import { unitWords } from "../model/unit.ts";
import type { Part, PartSubscript, Variable } from "../model/variable.ts";
import type { Simulator } from "../run/simulator.ts";

/**
 * Scenarios that force variables are runs of another model, in which a forced variable is what the scenario says and its
 * own equation is kept under another name. Each such model is checked at once, and made ready when it is first run.
 */
export function createForced(
  facts: Facts,
  report: Report,
  create: (facts: Facts, report: Report) => Simulator | undefined,
): (scenario: string | undefined) => Simulator | undefined {
  const models = new Map<string, Facts>();
  const ready = new Map<string, Simulator | undefined>();
  for (const scenario of facts.model.scenarios) {
    const chain = chainOf(scenario, facts);
    const forces = chain.flatMap((each) => each.forces ?? []);
    if (forces.length > 0)
      models.set(foldName(scenario.name), checkForced(forcedModel(facts.model, chain, forces), report));
  }
  return (name) => {
    const key = name === undefined ? "" : foldName(name);
    const found = models.get(key);
    if (!found) return undefined;
    if (!ready.has(key)) ready.set(key, create(found, report));
    return ready.get(key);
  };
}

/** Only what stops a run is told: the rest was told of the model itself, or is about how a force is put. */
function checkForced(model: Model, report: Report): Facts {
  const told: Diagnostic[] = [];
  const facts = checkModel(model, (diagnostic) => told.push(diagnostic));
  if (!facts.runnable) told.filter(({ severity }) => severity === "error").forEach(report);
  return facts;
}

/** A scenario and all that it builds on, the lowest first. */
function chainOf(scenario: Scenario, { names }: Facts): readonly Scenario[] {
  const chain = [scenario];
  for (let on = scenario.on; on; on = chain[0]!.on) {
    const next = names.scenarios.get(foldName(on.name));
    if (!next || chain.includes(next)) break;
    chain.unshift(next);
  }
  return chain;
}

function forcedModel(model: Model, chain: readonly Scenario[], forces: readonly Force[]): Model {
  const byName = new Map<string, Force[]>();
  for (const force of forces) {
    const key = foldName(force.name.name);
    byName.set(key, [...(byName.get(key) ?? []), force]);
  }
  return {
    ...model,
    variables: model.variables.flatMap((variable) => {
      const own = byName.get(foldName(variable.name));
      return own ? forceVariable(variable, own, model) : [variable];
    }),
    scenarios: chain.map(({ forces: _, ...plain }) => plain),
    claims: [],
    links: [],
    loops: [],
    checks: [],
    history: [],
  };
}

/** The variable under another name, and beside it one of its own name that is what the scenario says. */
function forceVariable(variable: Variable, forces: readonly Force[], model: Model): readonly Variable[] {
  const { name, nameSpan, dimensions, unit, sector, span, title } = variable;
  const freeName = `${name} unforced`;
  const free: NameExpr = {
    kind: "name",
    name: freeName,
    path: [],
    ...(dimensions.length > 0 && {
      subscripts: dimensions.map((dimension): Subscript => ({ kind: "name", ...dimension })),
    }),
    transposed: false,
    span,
  };
  const parts = forces.map((force) => forcedPart(force, variable, free, model));
  const isWhole = parts.some(({ subscripts }) => subscripts.length === 0);
  const rest: Part = { subscripts: [], except: [], otherwise: true, value: free, span };
  const head = {
    name,
    nameSpan,
    dimensions,
    ...(title !== undefined && { title }),
    ...(unit && { unit }),
    ...(sector !== undefined && { sector }),
    span,
  };
  const equation = isWhole || dimensions.length === 0 ? parts.slice(-1) : [...parts, rest];
  const starts =
    "initially" in variable && variable.initially ? { initially: [{ ...rest, otherwise: false }] } : {};
  const forced: Variable =
    variable.kind === "flow"
      ? { kind: "flow", ...head, equation, ...starts, oneWay: false }
      : { kind: "aux", ...head, equation, ...starts };
  const hidden = {
    name: freeName,
    origin: { kind: "call", owner: name, function: "is", name: "unforced" },
  } as const;
  const { kind } = variable;
  if (kind !== "flow") return [{ ...variable, ...hidden }, forced];
  const { oneWay: _, ...flow } = variable;
  return [{ ...flow, kind: "aux", ...hidden }, forced];
}

function forcedPart(
  { name, value, from, span }: Force,
  variable: Variable,
  free: NameExpr,
  model: Model,
): Part {
  const brackets = (name.subscripts ?? []).flatMap((subscript): PartSubscript[] =>
    subscript.kind === "name" ? [subscript] : [{ kind: "all", span: subscript.span }],
  );
  const isAll = brackets.every(
    (each, i) => each.kind === "all" || foldName(each.name) === foldName(variable.dimensions[i]?.name ?? ""),
  );
  const own = replaceNames(value, (expr) =>
    foldName(expr.name) === foldName(variable.name) && expr.path.length === 0
      ? { ...expr, name: free.name }
      : undefined,
  );
  return {
    subscripts: isAll ? [] : brackets,
    except: [],
    otherwise: false,
    value: from === undefined ? own : sinceThen(timeExpr(from, model, span), own, free, span),
    span,
  };
}

/** Half a step early, so that the step that the time falls on is met whatever its rounding. */
function sinceThen(start: Expr, yes: Expr, no: Expr, span: Expr["span"]): Expr {
  const half = binary("/", word("dt", span), { kind: "number", value: 2, span });
  return { kind: "if", condition: binary(">", binary("+", word("time", span), half), start), yes, no, span };
}

/** A time with its unit, so that it can be compared with the clock. */
function timeExpr(time: number, { time: { unit }, units }: Model, span: Expr["span"]): Expr {
  const plain: Expr = { kind: "number", value: Math.abs(time), span };
  const number: Expr = time < 0 ? { kind: "unary", op: "-", operand: plain, span } : plain;
  return unitWords(units).has(foldName(unit)) ? binary("*", number, word(unit, span)) : number;
}

/** A word of the language, whatever variables there are. */
function word(name: string, span: Expr["span"]): NameExpr {
  return { kind: "name", name, path: [], transposed: false, ofLanguage: true, span };
}

function binary(op: "+" | "/" | "*" | ">", left: Expr, right: Expr): Expr {
  return { kind: "binary", op, left, right, opSpan: left.span, span: left.span };
}
