import type { Expr } from "../../model/expression.ts";
import { divideUnits, multiplyUnits, printUnit, sameUnit } from "../../model/unit.ts";
import type { Graph, Stream, Variable } from "../../model/variable.ts";
import { clausesOf, type Equations, equationsOf, isGraphOfTime, streamsOf } from "../definition.ts";
import { type Demand, explainTime, explainUnit, inUnit, unfitUnit } from "./messages.ts";
import { demandUnit, isUnit, originsOf, type UnitSetting, unitOfExpr } from "./rules.ts";
import { isPlainNumber } from "./words.ts";

/** Tells where a variable's unit disagrees with what defines it: equation, start, rate, flows, input. */
export function checkVariableUnits(variable: Variable, setting: UnitSetting): void {
  const { name } = variable;
  for (const { role, parts } of equationsOf(variable)) {
    const demand = demandOfRole(variable, role, setting);
    for (const { value } of parts) demandOfNumber(value, demand, setting);
  }
  const { inflows, outflows } = streamsOf(variable);
  checkStreams(variable, inflows, (unit) => `What flows into ‘${name}’ must be ${unit}`, setting);
  checkStreams(variable, outflows, (unit) => `What flows out of ‘${name}’ must be ${unit}`, setting);
  for (const clause of clausesOf(variable)) {
    demandOfNumber(clause, demandOfClause(variable, clause, setting), setting);
  }
  if (variable.kind === "graph") checkGraph(variable, setting);
}

/** A number without a unit takes the one of what it defines. */
function demandOfNumber(expr: Expr, demand: Demand | undefined, setting: UnitSetting): void {
  demandUnit(expr, setting, isPlainNumber(expr) ? undefined : demand);
}

function demandOfRole(variable: Variable, role: Equations["role"], setting: UnitSetting): Demand | undefined {
  const { name } = variable;
  // What a device looks at is of the units that its function asks for.
  if (role === "input") return undefined;
  if (role === "rate")
    return demandOfRate(variable, (unit) => `What ‘${name}’ counts must be ${unit}`, setting);
  const wanted = setting.unitOf(variable);
  if (!wanted) return undefined;
  const rule = (unit: string) => `‘${name}’ is ${unit}`;
  const because = () => setting.originOf(variable);
  return role === "starts"
    ? { code: "unit-start", wanted, rule, but: "what it starts with is", because }
    : { code: "unit-equation", wanted, rule, but: "its equation is", because };
}

/** What changes a stock is of its unit in a unit of time. */
function demandOfRate(stock: Variable, rule: Demand["rule"], setting: UnitSetting): Demand | undefined {
  const unit = setting.unitOf(stock);
  if (!unit) return undefined;
  const wanted = divideUnits(unit, setting.stated.time);
  return { code: "unit-flow", wanted, rule, because: () => setting.originOf(stock) };
}

/** The transit time of a conveyor is a time, and its capacity an amount of what is on it. */
function demandOfClause(variable: Variable, clause: Expr, setting: UnitSetting): Demand | undefined {
  if (variable.kind !== "conveyor" && variable.kind !== "queue" && variable.kind !== "oven") return undefined;
  const isTransit = clause === variable.transit;
  const what = isTransit ? "transit time" : clause === variable.capacity ? "capacity" : undefined;
  const wanted = isTransit ? setting.stated.time : setting.unitOf(variable);
  if (!what || !wanted) return undefined;
  return { code: "unit-mismatch", wanted, rule: (unit) => `The ${what} of ‘${variable.name}’ is ${unit}` };
}

function checkStreams(
  stock: Variable,
  streams: readonly Stream[],
  rule: Demand["rule"],
  setting: UnitSetting,
): void {
  if (streams.length === 0) return;
  const demand = demandOfRate(stock, rule, setting);
  for (const stream of streams) checkStream(stream, demand, setting);
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
  const because = demand.because?.();
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
      ...(because ? [because] : []),
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
