import type { CheckLine } from "../model/argument.ts";
import type { Expr } from "../model/expression.ts";
import type { Model } from "../model/system.ts";
import { sameUnit } from "../model/unit.ts";
import { unlikeUnits } from "./unitmessages.ts";
import { demandUnit, isUnit, originsOf, type UnitSetting, unitOfExpr } from "./unitrules.ts";
import { isPlainNumber } from "./unitwords.ts";

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
      const rule = (unit: string) => `‘${one.name.name}’ is ${unit}`;
      const needsUnit = isUnit(wanted) && !isPlainNumber(one.value);
      demandUnit(one.value, setting, needsUnit ? { code: "unit-mismatch", wanted, rule } : undefined);
    }
  }
}

function checkLine({ subject, relation }: CheckLine, setting: UnitSetting): void {
  const quantities: readonly (Expr | undefined)[] =
    subject.kind === "quantity"
      ? [subject.quantity]
      : subject.kind === "each"
        ? subject.quantities
        : [undefined];
  for (const quantity of quantities) {
    const said = quantity && unitOfExpr(quantity, setting);
    const base = isUnit(said) ? said : undefined;
    const inside = { ...setting, ...(base && { base }) };
    const compare = (expr: Expr) => {
      const unit = unitOfExpr(expr, inside);
      if (!quantity || !base || !isUnit(unit) || isPlainNumber(expr) || sameUnit(unit, base)) return;
      const rule = "What is compared must be of one unit";
      const [left, right] = [
        { expr: quantity, unit: base },
        { expr, unit },
      ];
      setting.fault?.(unlikeUnits(rule, left, right, expr.span, originsOf(setting)));
    };
    switch (relation.kind) {
      case "compare":
        compare(relation.right);
        break;
      case "between":
        compare(relation.low);
        compare(relation.high);
        break;
      case "within":
        if (relation.amount.kind !== "percent") compare(relation.amount);
        compare(relation.of);
        break;
      case "show":
        break;
    }
  }
}
