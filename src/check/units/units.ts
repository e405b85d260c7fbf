import type { Diagnostic, Report } from "../../model/diagnostic.ts";
import { type Expr, walkExpr } from "../../model/expression.ts";
import type { Unit } from "../../model/unit.ts";
import type { Variable } from "../../model/variable.ts";
import { equationsOf } from "../definition.ts";
import type { Names, PartOf, Shapes, Units } from "../facts.ts";
import { checkVariableUnits } from "./equations.ts";
import { inferUnits } from "./inference.ts";
import { checkProbeUnits } from "./probes.ts";
import { Products } from "./products.ts";
import { isUnit, type UnitSetting, unitOfExpr } from "./rules.ts";
import { readStatedUnits } from "./words.ts";

/**
 * The units of all variables and expressions, and every place where two disagree. A model that states no unit anywhere
 * is left alone: there is nothing to compare.
 */
export function checkUnits({ names }: Shapes, _partOf: PartOf, report: Report): Units {
  const { model } = names;
  const products = new Products();
  const stated = readStatedUnits(model, products, report);
  if (stated.variables.size === 0 && !namesUnit(names)) {
    reportNoUnits(names, report);
    return { time: stated.time, variables: stated.variables, unitOf: () => undefined };
  }

  const functionOf = new Map(model.functions.flatMap((one) => one.body.map((variable) => [variable, one])));
  const parametersOf = (variable: Variable) => {
    const definition = functionOf.get(variable);
    return definition && stated.functions.get(definition)?.parameters;
  };
  const variables = functionOf.size === 0 ? model.variables : [...model.variables, ...functionOf.keys()];
  const { units, originOf } = inferUnits(variables, names, stated, products, parametersOf);
  let faults = 0;
  const fault = (diagnostic: Diagnostic) => {
    faults++;
    report(diagnostic);
  };
  const looking: UnitSetting = { names, stated, products, units, originOf };
  const checking: UnitSetting = { ...looking, fault };
  const inside = (parameters: UnitSetting["parameters"]): UnitSetting =>
    parameters ? { ...checking, parameters } : checking;

  for (const variable of variables) {
    // The units of a call are checked where it is written, and those of a function where it is declared.
    if (variable.origin?.kind === "call") continue;
    faults = 0;
    checkVariableUnits(variable, inside(parametersOf(variable)));
    if (faults === 0 && !units.has(variable) && !functionOf.has(variable))
      reportMissingUnit(variable, names, units, report);
  }
  for (const definition of model.functions)
    unitOfExpr(definition.result, inside(stated.functions.get(definition)?.parameters));
  checkProbeUnits(model, checking);
  return { time: stated.time, variables: units, unitOf };

  function unitOf(expr: Expr): Unit | undefined {
    const said = unitOfExpr(expr, looking);
    return isUnit(said) ? said : undefined;
  }
}

function namesUnit({ meanings }: Names): boolean {
  for (const { kind } of meanings.values()) if (kind === "unit") return true;
  return false;
}

/** Where a unit that follows from others is missing, the others are told of. */
function reportMissingUnit(
  variable: Variable,
  names: Names,
  units: ReadonlyMap<Variable, Unit>,
  report: Report,
): void {
  if (variable.kind === "module") return;
  const exprs = equationsOf(variable).flatMap(({ parts }) => parts.map(({ value }) => value));
  if (exprs.flatMap((expr) => walkExpr(expr)).some((part) => isUnknown(part, names, units))) return;
  report({
    code: "unit-missing",
    severity: "note",
    message: `Nothing says what ‘${variable.name}’ is measured in.`,
    span: variable.nameSpan,
    notes: [{ message: "A unit stands behind a colon, ‘: person/year’; ‘: 1’ is for plain numbers." }],
  });
}

/** Whether a part of an expression was told of already, or is a variable whose own unit is missing. */
function isUnknown(part: Expr, names: Names, units: ReadonlyMap<Variable, Unit>): boolean {
  switch (part.kind) {
    case "name": {
      const meaning = names.meanings.get(part);
      return !meaning || (meaning.kind === "variable" && !units.has(meaning.variable));
    }
    case "call": {
      const callee = names.callees.get(part);
      return callee?.kind !== "function" && !(callee?.kind === "graph" && units.has(callee.graph));
    }
    default:
      return part.kind === "error";
  }
}

function reportNoUnits({ model }: Names, report: Report): void {
  const [first] = model.variables;
  if (!first) return;
  report({
    code: "unit-missing",
    severity: "note",
    message: "Nothing in this model says what it is measured in, so that units are not checked.",
    span: first.nameSpan,
    notes: [{ message: "A unit stands behind a colon, ‘: person/year’; ‘: 1’ is for plain numbers." }],
  });
}
