import type { Remark } from "../model/diagnostic.ts";
import type { Expr } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import { divideUnits, multiplyUnits, printUnit, sameUnit } from "../model/unit.ts";
import type { Count, DiscreteStock, Graph, Stock, Stream, Variable } from "../model/variable.ts";
import { definitionsOf } from "./unitinference.ts";
import { type Demand, demandOf, explainTime, explainUnit, unfitUnit, wordUnit } from "./unitmessages.ts";
import { demandUnit, isUnit, originsOf, type UnitSetting, unitOfExpr } from "./unitrules.ts";
import { isPlainNumber } from "./unitwords.ts";

/** Tells where a variable's unit disagrees with what defines it: equation, start, flows, rate, input. */
export function checkVariableUnits(variable: Variable, setting: UnitSetting): void {
  switch (variable.kind) {
    case "aux":
    case "flow":
    case "input":
    case "const":
    case "lever":
    case "switch":
      checkDefinition(variable, setting, "unit-equation", "its equation gives");
      return;
    case "stock":
      checkDefinition(variable, setting, "unit-start", "what it starts with is");
      checkStreams(variable, setting);
      return;
    case "count":
      checkDefinition(variable, setting, "unit-start", "what it starts with is");
      checkRate(variable, setting);
      return;
    case "conveyor":
    case "queue":
    case "oven":
      checkDefinition(variable, setting, "unit-start", "what it starts with is");
      checkStreams(variable, setting);
      checkDiscrete(variable, setting);
      return;
    case "graph":
      checkGraph(variable, setting);
      return;
    case "module":
      for (const { value } of variable.ports) unitOfExpr(value, setting);
      return;
    case "data":
      return;
  }
}

function checkDefinition(variable: Variable, setting: UnitSetting, code: string, but: string): void {
  const rule = (unit: string) => `‘${variable.name}’ is ${unit}`;
  const demand = demandOf(code, setting.unitOf(variable), rule, { but, because: because(variable, setting) });
  for (const { value } of definitionsOf(variable)) {
    demandUnit(value, setting, isPlainNumber(value) ? undefined : demand);
  }
}

function checkStreams(stock: Stock | DiscreteStock, setting: UnitSetting): void {
  for (const stream of stock.inflows) {
    checkStream(
      stream,
      rateOf(stock, setting, (unit) => `What flows into ‘${stock.name}’ must be ${unit}`),
      setting,
    );
  }
  for (const stream of stock.outflows) {
    checkStream(
      stream,
      rateOf(stock, setting, (unit) => `What flows out of ‘${stock.name}’ must be ${unit}`),
      setting,
    );
  }
}

/** What changes a stock is of its unit in a unit of time. */
function rateOf(stock: Variable, setting: UnitSetting, rule: (unit: string) => string): Demand | undefined {
  const unit = setting.unitOf(stock);
  const rate = unit && divideUnits(unit, setting.stated.time);
  return demandOf("unit-flow", rate, rule, { because: because(stock, setting) });
}

function because(variable: Variable, setting: UnitSetting): readonly Remark[] {
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

function checkRate(count: Count, setting: UnitSetting): void {
  const demand = rateOf(count, setting, (unit) => `What ‘${count.name}’ counts must be ${unit}`);
  for (const { value } of count.rate) demandUnit(value, setting, isPlainNumber(value) ? undefined : demand);
}

function checkDiscrete(stock: DiscreteStock, setting: UnitSetting): void {
  const { time } = setting.stated;
  const check = (expr: Expr | undefined, demand?: Demand) => {
    if (expr) demandUnit(expr, setting, isPlainNumber(expr) ? undefined : demand);
  };
  check(
    stock.transit,
    demandOf("unit-mismatch", time, (unit) => `The transit time of ‘${stock.name}’ is in ${unit}`),
  );
  check(
    stock.capacity,
    demandOf("unit-mismatch", setting.unitOf(stock), (unit) => `The capacity of ‘${stock.name}’ is ${unit}`),
  );
  for (const expr of [stock.sample, stock.arrest, stock.spread]) check(expr);
  for (const { flow, share } of stock.leaks) {
    demandUnit(
      flow,
      setting,
      rateOf(stock, setting, (unit) => `What leaks out of ‘${stock.name}’ must be ${unit}`),
    );
    unitOfExpr(share, setting);
  }
}

/** A graph of time is read at the time of the model. */
function checkGraph(graph: Graph, setting: UnitSetting): void {
  const { time, inputs } = setting.stated;
  const unit = inputs.get(graph);
  if (foldName(graph.input.name) !== "time" || !unit || sameUnit(unit, time)) return;
  setting.fault?.({
    code: "unit-mismatch",
    severity: "error",
    message: `‘${graph.name}’ is a graph of time in ${wordUnit(unit)}, but time in this model is in ${printUnit(time)}.`,
    span: graph.input.span,
    notes: explainTime(unit, time),
  });
}
