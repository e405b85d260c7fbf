import type { Remark } from "../model/diagnostic.ts";
import type { Expr } from "../model/expression.ts";
import { divideUnits, multiplyUnits, printUnit, sameUnit } from "../model/unit.ts";
import type { Graph, Stream, Variable } from "../model/variable.ts";
import { clausesOf, type Equations, equationsOf, isGraphOfTime, streamsOf } from "./definition.ts";
import { type Demand, demandOf, explainTime, explainUnit, inUnit, unfitUnit } from "./unitmessages.ts";
import { demandUnit, isUnit, originsOf, type UnitSetting, unitOfExpr } from "./unitrules.ts";
import { isPlainNumber } from "./unitwords.ts";

/** Tells where a variable's unit disagrees with what defines it: equation, start, rate, flows, input. */
export function checkVariableUnits(variable: Variable, setting: UnitSetting): void {
  for (const { role, parts } of equationsOf(variable)) {
    const demand = demandOfRole(variable, role, setting);
    for (const { value } of parts) demandOfNumber(value, demand, setting);
  }
  const { inflows, outflows } = streamsOf(variable);
  const into = rateDemand(variable, setting, (unit) => `What flows into ‘${variable.name}’ must be ${unit}`);
  for (const stream of inflows) checkStream(stream, into, setting);
  const outOf = rateDemand(
    variable,
    setting,
    (unit) => `What flows out of ‘${variable.name}’ must be ${unit}`,
  );
  for (const stream of outflows) checkStream(stream, outOf, setting);
  for (const clause of clausesOf(variable))
    demandOfNumber(clause, demandOfClause(variable, clause, setting), setting);
  if (variable.kind === "graph") checkGraph(variable, setting);
}

/** A number without a unit takes the one of what it defines. */
function demandOfNumber(expr: Expr, demand: Demand | undefined, setting: UnitSetting): void {
  demandUnit(expr, setting, isPlainNumber(expr) ? undefined : demand);
}

function demandOfRole(variable: Variable, role: Equations["role"], setting: UnitSetting): Demand | undefined {
  const unit = setting.unitOf(variable);
  const rule = (words: string) => `‘${variable.name}’ is ${words}`;
  switch (role) {
    case "equation":
    case "value":
      return demandOf("unit-equation", unit, rule, {
        but: "its equation is",
        because: originOf(variable, setting),
      });
    case "starts":
      return demandOf("unit-start", unit, rule, {
        but: "what it starts with is",
        because: originOf(variable, setting),
      });
    case "rate":
      return rateDemand(variable, setting, (words) => `What ‘${variable.name}’ counts must be ${words}`);
  }
}

/** What changes a stock is of its unit in a unit of time. */
function rateDemand(
  stock: Variable,
  setting: UnitSetting,
  rule: (unit: string) => string,
): Demand | undefined {
  const unit = setting.unitOf(stock);
  const rate = unit && divideUnits(unit, setting.stated.time);
  return demandOf("unit-flow", rate, rule, { because: originOf(stock, setting) });
}

/** The transit time of a conveyor is a time, and its capacity an amount of what is on it. */
function demandOfClause(variable: Variable, clause: Expr, setting: UnitSetting): Demand | undefined {
  if (variable.kind !== "conveyor" && variable.kind !== "queue" && variable.kind !== "oven") return undefined;
  const { name } = variable;
  if (clause === variable.transit)
    return demandOf(
      "unit-mismatch",
      setting.stated.time,
      (unit) => `The transit time of ‘${name}’ is ${unit}`,
    );
  if (clause === variable.capacity)
    return demandOf(
      "unit-mismatch",
      setting.unitOf(variable),
      (unit) => `The capacity of ‘${name}’ is ${unit}`,
    );
  return undefined;
}

function originOf(variable: Variable, setting: UnitSetting): readonly Remark[] {
  const origin = setting.originOf(variable);
  return origin ? [origin] : [];
}

function checkStream({ flow, share, span }: Stream, demand: Demand | undefined, setting: UnitSetting): void {
  if (!share) {
    demandUnit(flow, setting, demand);
    return;
  }
  const unit = unitOfExpr(flow, setting);
  const part = unitOfExpr(share, setting);
  if (!demand || !isUnit(unit) || !isUnit(part)) return;
  const product = multiplyUnits(part, unit);
  if (sameUnit(product, demand.wanted)) return;
  const origins = originsOf(setting);
  setting.fault?.({
    ...unfitUnit(
      { expr: flow, unit: product },
      { ...demand, but: `this share of ‘${flow.name}’ is` },
      origins,
    ),
    span,
    notes: [
      ...explainUnit({ expr: share, unit: part }, origins),
      ...explainUnit({ expr: flow, unit }, origins),
      ...(demand.because ?? []),
    ],
  });
}

/** A graph of time is read at the time of the model. */
function checkGraph(graph: Graph, setting: UnitSetting): void {
  const { time, inputs } = setting.stated;
  const unit = inputs.get(graph);
  if (!isGraphOfTime(graph) || !unit || sameUnit(unit, time)) return;
  setting.fault?.({
    code: "unit-mismatch",
    severity: "error",
    message: `‘${graph.name}’ is a graph of time ${inUnit(unit)}, but time in this model is in ${printUnit(time)}.`,
    span: graph.input.span,
    notes: explainTime(unit, time),
  });
}
