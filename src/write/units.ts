import type { Expr } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { Model } from "../model/system.ts";
import { unitWords } from "../model/unit.ts";
import { clockNames } from "../read/words.ts";

/** Folded names that mean one of a unit in an equation: those of units that no variable and no clock word hides. */
export function unitsInEquations({
  units,
  variables,
}: Pick<Model, "units" | "variables">): ReadonlySet<string> {
  const found = new Set(unitWords(units).keys());
  for (const word of clockNames) found.delete(word);
  for (const { name } of variables) found.delete(foldName(name));
  return found;
}

/** `0.02/year` is 0.02, for languages that have no units in equations. */
export function withoutUnits(expr: Expr, units: ReadonlySet<string>): Expr {
  if (expr.kind !== "binary") return expr;
  if ((expr.op === "*" || expr.op === "/") && isUnit(expr.right, units))
    return withoutUnits(expr.left, units);
  if (expr.op === "*" && isUnit(expr.left, units)) return withoutUnits(expr.right, units);
  return expr;
}

function isUnit(expr: Expr, units: ReadonlySet<string>): boolean {
  if (expr.kind === "binary" && expr.op === "^")
    return isUnit(expr.left, units) && expr.right.kind === "number";
  if (expr.kind !== "name" || expr.path.length > 0 || expr.subscripts) return false;
  return units.has(foldName(expr.name));
}
