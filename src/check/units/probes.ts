import type { CheckLine, CheckRelation } from "../../model/argument.ts";
import type { Expr } from "../../model/expression.ts";
import type { Model } from "../../model/system.ts";
import { sameUnit } from "../../model/unit.ts";
import { unlikeUnits } from "./messages.ts";
import { isUnfit, isUnit, originsOf, tellUnfit, type UnitSetting, unitOfExpr } from "./rules.ts";
import { isPlainNumber } from "./words.ts";

/**
 * Tells where checks, claims, history and scenarios disagree with the units of the model. A bare number takes the unit
 * of what it is compared with.
 */
export function checkProbeUnits(model: Model, setting: UnitSetting): void {
  for (const { lines } of model.checks) for (const line of lines) checkLine(line, setting);
  for (const { bands } of model.history) for (const { quantity } of bands) unitOfExpr(quantity, setting);
  for (const { tests } of model.claims) {
    for (const test of tests) {
      if (test.kind === "effect") unitOfExpr(test.cause, setting);
      unitOfExpr(test.effect, setting);
    }
  }
  for (const { settings } of model.scenarios) {
    for (const one of settings) {
      if (one.kind === "points") continue;
      const wanted = unitOfExpr(one.name, setting);
      const said = unitOfExpr(one.value, setting);
      if (!isUnit(wanted) || !isUnfit(said, wanted) || isPlainNumber(one.value)) continue;
      const rule = (unit: string) => `‘${one.name.name}’ is ${unit}`;
      tellUnfit(one.value, said, { code: "unit-mismatch", wanted, rule }, setting);
    }
  }
}

function checkLine({ subject, relation }: CheckLine, setting: UnitSetting): void {
  const sides = sidesOf(relation);
  switch (subject.kind) {
    case "every":
      for (const side of sides) unitOfExpr(side, setting);
      return;
    case "quantity":
      compareUnits(subject.quantity, sides, setting);
      return;
    case "each": {
      // What is wrong within the right side is told for the first only.
      const [first, ...others] = subject.quantities;
      if (first) compareUnits(first, sides, setting);
      for (const other of others) unitOfExpr(other, setting);
      return;
    }
  }
}

/** What the quantity of a line is compared with. */
function sidesOf(relation: CheckRelation): readonly Expr[] {
  switch (relation.kind) {
    case "compare":
      return [relation.right];
    case "between":
      return [relation.low, relation.high];
    case "within":
      return relation.amount.kind === "percent" ? [relation.of] : [relation.amount, relation.of];
    case "show":
      return [];
  }
}

function compareUnits(quantity: Expr, sides: readonly Expr[], setting: UnitSetting): void {
  const said = unitOfExpr(quantity, setting);
  const inside = isUnit(said) ? { ...setting, base: said } : setting;
  for (const side of sides) {
    const unit = unitOfExpr(side, inside);
    if (!isUnit(said) || !isUnit(unit) || isPlainNumber(side) || sameUnit(unit, said)) continue;
    const operands = [
      { expr: quantity, unit: said },
      { expr: side, unit },
    ] as const;
    const rule = "What is compared must be of one unit";
    setting.fault?.(unlikeUnits(rule, ...operands, side.span, originsOf(setting)));
  }
}
