import type { Expr } from "../../model/expression.ts";
import { printUnit, sameUnit, type Unit } from "../../model/unit.ts";
import type { Graph, Stream, Variable } from "../../model/variable.ts";
import { clausesOf, type Equations, eachValue, isGraphOfTime, streamsOf } from "../definition.ts";
import { type Demand, explainTime, explainUnit, inUnit, unfitUnit } from "./messages.ts";
import { isUnfit, isUnit, originsOf, tellUnfit, type UnitSetting, unitOfExpr } from "./rules.ts";
import { isPlainNumber } from "./words.ts";

/** Tells where a variable's unit disagrees with what defines it: equation, start, rate, flows, input. */
export function checkVariableUnits(variable: Variable, setting: UnitSetting): void {
  const own = setting.units.get(variable);
  eachValue(variable, (value, role) => {
    const said = unitOfExpr(value, setting);
    const wanted = unitOfRole(role, own, setting);
    if (wanted && isUnfit(said, wanted) && !isPlainNumber(value))
      tellUnfit(value, said, demandOfRole(variable, role, wanted, setting), setting);
  });
  const { inflows, outflows } = streamsOf(variable);
  if (inflows.length > 0) checkStreams(variable, inflows, "into", setting);
  if (outflows.length > 0) checkStreams(variable, outflows, "out of", setting);
  const clauses = clausesOf(variable);
  if (clauses.length > 0) for (const clause of clauses) checkClause(variable, clause, setting);
  if (variable.kind === "graph") checkGraph(variable, setting);
}

/** What an equation must be, which a number without a unit is taken to be. */
function unitOfRole(role: Equations["role"], own: Unit | undefined, setting: UnitSetting): Unit | undefined {
  // What a device looks at is of the units that its function asks for.
  if (role === "input" || !own) return undefined;
  return role === "rate" ? rateOf(own, setting) : own;
}

/** What changes a stock is of its unit in a unit of time. */
function rateOf(unit: Unit, { products, stated }: UnitSetting): Unit {
  return products.divide(unit, stated.time);
}

function demandOfRole(
  variable: Variable,
  role: Equations["role"],
  wanted: Unit,
  setting: UnitSetting,
): Demand {
  const { name } = variable;
  const because = () => setting.originOf(variable);
  const rule = (unit: string) =>
    role === "rate" ? `What ‘${name}’ counts must be ${unit}` : `‘${name}’ is ${unit}`;
  switch (role) {
    case "rate":
      return { code: "unit-flow", wanted, rule, because };
    case "starts":
      return { code: "unit-start", wanted, rule, but: "what it starts with is", because };
    default:
      return { code: "unit-equation", wanted, rule, but: "its equation is", because };
  }
}

/** The transit time of a conveyor is a time, and its capacity an amount of what is on it. */
function checkClause(variable: Variable, clause: Expr, setting: UnitSetting): void {
  const said = unitOfExpr(clause, setting);
  if (variable.kind !== "conveyor" && variable.kind !== "queue" && variable.kind !== "oven") return;
  const isTransit = clause === variable.transit;
  const what = isTransit ? "transit time" : clause === variable.capacity ? "capacity" : undefined;
  const wanted = isTransit ? setting.stated.time : setting.units.get(variable);
  if (!what || !wanted || !isUnfit(said, wanted) || isPlainNumber(clause)) return;
  const rule = (unit: string) => `The ${what} of ‘${variable.name}’ is ${unit}`;
  tellUnfit(clause, said, { code: "unit-mismatch", wanted, rule }, setting);
}

function checkStreams(
  stock: Variable,
  streams: readonly Stream[],
  way: "into" | "out of",
  setting: UnitSetting,
): void {
  const own = setting.units.get(stock);
  const wanted = own && rateOf(own, setting);
  for (const { flow, share, span } of streams) {
    const unit = unitOfExpr(flow, setting);
    const part = share && unitOfExpr(share, setting);
    if (!wanted || !isUnit(unit)) continue;
    const demand = (): Demand => ({
      code: "unit-flow",
      wanted,
      rule: (words) => `What flows ${way} ‘${stock.name}’ must be ${words}`,
      because: () => setting.originOf(stock),
    });
    if (!share) {
      if (isUnfit(unit, wanted)) tellUnfit(flow, unit, demand(), setting);
      continue;
    }
    if (!isUnit(part)) continue;
    const product = setting.products.multiply(part, unit);
    if (sameUnit(product, wanted)) continue;
    const origins = originsOf(setting);
    const because = setting.originOf(stock);
    setting.fault?.({
      ...unfitUnit(
        { expr: flow, unit: product },
        { ...demand(), but: `this share of ‘${flow.name}’ is` },
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
