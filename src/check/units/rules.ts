import type { ArgumentUnit, FunctionRow } from "../../functions/function.ts";
import { type Diagnostic, never } from "../../model/diagnostic.ts";
import {
  type BinaryExpr,
  type CallExpr,
  type Expr,
  type NameExpr,
  positionsIn,
} from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Span } from "../../model/span.ts";
import {
  dimensionless,
  divideUnits,
  multiplyUnits,
  raiseUnit,
  sameUnit,
  type Unit,
} from "../../model/unit.ts";
import type { Variable } from "../../model/variable.ts";
import type { Names } from "../facts.ts";
import { type Demand, type Operand, type Origins, unfitUnit, unlikeUnits } from "./messages.ts";
import { isPlainNumber, type StatedUnits } from "./words.ts";

/** What is known of the unit of an expression: the unit; that it is nought, which fits every unit; or nothing. */
export type Said = Unit | "nought" | undefined;

/** What the rules of units need to know around an expression. */
export interface UnitSetting {
  readonly names: Names;
  readonly stated: StatedUnits;
  readonly unitOf: (variable: Variable) => Unit | undefined;
  readonly originOf: Origins["originOf"];
  /** Inside a function of the model's own: the units of its parameters. */
  readonly parameters?: ReadonlyMap<string, Unit>;
  /** In a check: the unit of the quantity that `base` stands for. */
  readonly base?: Unit;
  /** Where to tell of faults; without it, the rules only look for the unit. */
  readonly fault?: (diagnostic: Diagnostic) => void;
  readonly found?: (expr: Expr, unit: Unit) => void;
}

/** The unit of an expression by the rules of the language. Behind a fault nothing is known, so that it is told once. */
export function unitOfExpr(expr: Expr, setting: UnitSetting): Said {
  const said = apply(expr, setting);
  if (isUnit(said)) setting.found?.(expr, said);
  return said;
}

/** Tells of an expression that is not of the unit which its place asks for, if the place asks for one. */
export function demandUnit(expr: Expr, setting: UnitSetting, demand: Demand | undefined): Said {
  const unit = unitOfExpr(expr, setting);
  if (!demand || !isUnit(unit) || sameUnit(unit, demand.wanted)) return unit;
  setting.fault?.(unfitUnit({ expr, unit }, demand, originsOf(setting)));
  return undefined;
}

/** Whether a unit is known. */
export function isUnit(said: Said): said is Unit {
  return said !== undefined && said !== "nought";
}

/** Where the units around an expression come from, for explaining them. */
export function originsOf({ names, unitOf, originOf }: UnitSetting): Origins {
  const variableOf = (name: NameExpr) => {
    const meaning = names.meanings.get(name);
    return meaning?.kind === "variable" ? meaning.variable : undefined;
  };
  return { variableOf, unitOf, originOf };
}

function apply(expr: Expr, setting: UnitSetting): Said {
  switch (expr.kind) {
    case "number":
      return expr.value === 0 ? "nought" : dimensionless;
    case "name":
      return unitOfName(expr, setting);
    case "call":
      return unitOfCall(expr, setting);
    case "unary": {
      const said = unitOfExpr(expr.operand, setting);
      return expr.op === "not" ? dimensionless : said;
    }
    case "binary":
      return unitOfBinary(expr, setting);
    case "if":
      unitOfExpr(expr.condition, setting);
      return common("Both branches of ‘if’ must be of one unit", [expr.yes, expr.no], expr.span, setting);
    case "at":
      demandTime(expr.time, setting);
      return unitOfExpr(expr.quantity, setting);
    case "base":
      return setting.base;
    case "percent":
      unitOfExpr(expr.value, setting);
      return dimensionless;
    case "error":
      return undefined;
    default:
      return never(expr);
  }
}

function unitOfName(expr: NameExpr, setting: UnitSetting): Said {
  // A position may be measured in anything, but must be sound in itself.
  for (const position of positionsIn(expr)) unitOfExpr(position, setting);
  const meaning = setting.names.meanings.get(expr);
  switch (meaning?.kind) {
    case undefined:
      return undefined;
    case "variable":
      // What stands for a call has the unit of that.
      return (expr.written && unitOfCall(expr.written, setting)) ?? setting.unitOf(meaning.variable);
    case "clock":
      return setting.stated.time;
    case "unit":
      return meaning.unit;
    case "dimension":
    case "element":
      return dimensionless;
    case "parameter":
      return setting.parameters?.get(foldName(meaning.name));
  }
}

function unitOfBinary(expr: BinaryExpr, setting: UnitSetting): Said {
  const { op, left, right } = expr;
  switch (op) {
    case "+":
      return common("What is added must be of one unit", [left, right], expr.span, setting);
    case "-":
      return common("What is subtracted must be of the same unit", [left, right], expr.span, setting);
    case "mod":
      return common("Both sides of ‘mod’ must be of one unit", [left, right], expr.span, setting);
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "=":
    case "<>":
      common("What is compared must be of one unit", [left, right], expr.span, setting);
      return dimensionless;
    case "and":
    case "or":
      unitOfExpr(left, setting);
      unitOfExpr(right, setting);
      return dimensionless;
    case "*": {
      const [first, second] = [unitOfExpr(left, setting), unitOfExpr(right, setting)];
      if (first === "nought" || second === "nought") return "nought";
      return first && second && multiplyUnits(first, second);
    }
    case "/": {
      const [first, second] = [unitOfExpr(left, setting), unitOfExpr(right, setting)];
      if (first === "nought" || !isUnit(second)) return second === "nought" ? undefined : first && second;
      return first && divideUnits(first, second);
    }
    case "^":
      return unitOfPower(left, right, setting);
    default:
      return never(op);
  }
}

function unitOfPower(base: Expr, exponent: Expr, setting: UnitSetting): Said {
  const demand = { code: "unit-power", wanted: dimensionless };
  demandUnit(exponent, setting, { ...demand, rule: (unit) => `What stands behind ‘^’ must be ${unit}` });
  const power = literalOf(exponent);
  if (power !== undefined) {
    const said = unitOfExpr(base, setting);
    if (!isUnit(said)) return said;
    const raised = raiseUnit(said, power);
    if (Object.values(raised).every(Number.isInteger)) return raised;
  }
  return demandUnit(base, setting, {
    ...demand,
    rule: (unit) => `Only a ${unit} number can be raised to any power`,
    because: () => ({ message: "What has a unit can be raised to a whole number, written as a figure." }),
  });
}

function literalOf(expr: Expr): number | undefined {
  if (expr.kind === "number") return expr.value;
  if (expr.kind !== "unary" || expr.op === "not") return undefined;
  const value = literalOf(expr.operand);
  return value === undefined ? undefined : expr.op === "-" ? -value : value;
}

/** The unit that all of some expressions must have. */
function common(rule: string, exprs: readonly Expr[], span: Span, setting: UnitSetting): Said {
  let first: Operand | undefined;
  let allNought = true;
  let unlike = false;
  for (const expr of exprs) {
    const unit = unitOfExpr(expr, setting);
    if (unit !== "nought") allNought = false;
    if (!isUnit(unit)) continue;
    if (first && !sameUnit(first.unit, unit)) {
      if (!unlike) setting.fault?.(unlikeUnits(rule, first, { expr, unit }, span, originsOf(setting)));
      unlike = true;
    }
    first ??= { expr, unit };
  }
  if (unlike) return undefined;
  return allNought ? "nought" : first?.unit;
}

function unitOfCall(expr: CallExpr, setting: UnitSetting): Said {
  const callee = setting.names.callees.get(expr);
  // In checks, `change(…)` is in per cent, and `max(x over 2012 to 2020)` is like x.
  if (!callee || expr.over) {
    for (const end of [expr.over?.from, expr.over?.to]) if (end) demandTime(end, setting);
    const [first] = expr.args.map((arg) => unitOfExpr(arg, setting));
    if (expr.over) return first;
    return foldName(expr.name) === "change" ? dimensionless : undefined;
  }
  switch (callee.kind) {
    case "function":
      return unitByRule(callee.row, expr, setting);
    case "graph": {
      for (const position of positionsIn(expr)) unitOfExpr(position, setting);
      const { graph } = callee;
      const wanted = setting.stated.inputs.get(graph);
      const because = () => ({ message: "Its input is declared here.", span: graph.input.span });
      for (const arg of expr.args) {
        const rule = (unit: string) => `The input of ‘${graph.name}’ is ${unit}`;
        demandUnit(arg, setting, wanted && { code: "unit-argument", wanted, rule, because });
      }
      return setting.unitOf(graph);
    }
    case "own": {
      const stated = setting.stated.functions.get(callee.definition);
      expr.args.forEach((arg, i) => {
        const name = callee.definition.parameters[i]?.name ?? "";
        const wanted = stated?.parameters.get(foldName(name));
        const rule = (unit: string) => `‘${name}’ of ‘${expr.name}’ is ${unit}`;
        demandUnit(arg, setting, wanted && { code: "unit-argument", wanted, rule });
      });
      return stated?.result;
    }
  }
}

function unitByRule(row: FunctionRow, expr: CallExpr, setting: UnitSetting): Said {
  const { args } = expr;
  const rule = row.units;
  switch (rule.kind) {
    case "same": {
      const same = args.filter((_, i) => !rule.args || rule.args.includes(i));
      for (const arg of args) if (!same.includes(arg)) unitOfExpr(arg, setting);
      return common(`All that stands in ‘${expr.name}’ must be of one unit`, same, expr.span, setting);
    }
    case "dimensionless":
      demandArguments(
        row,
        expr,
        args.map(() => "dimensionless"),
        setting,
      );
      return dimensionless;
    case "like":
      return demandArguments(row, expr, rule.others, setting)[rule.arg];
    case "computed": {
      const units = demandArguments(row, expr, rule.others, setting).map((said) =>
        isUnit(said) ? said : undefined,
      );
      return rule.of(units, setting.stated.time);
    }
    case "number":
      demandArguments(row, expr, rule.others, setting);
      return dimensionless;
  }
}

function demandArguments(
  row: FunctionRow,
  expr: CallExpr,
  demands: readonly ArgumentUnit[],
  setting: UnitSetting,
): readonly Said[] {
  const found: Said[] = [];
  expr.args.forEach((arg, i) => {
    const name = row.parameters[Math.min(i, row.parameters.length - 1)]?.name;
    const place = expr.args.length === 1 ? `What stands in ‘${expr.name}’` : `‘${name}’ of ‘${expr.name}’`;
    const wanted = unitDemanded(demands[i] ?? "any", found, setting.stated.time);
    const rule = (unit: string) => `${place} must be ${unit}`;
    found.push(demandUnit(arg, setting, wanted && { code: "unit-argument", wanted, rule }));
  });
  return found;
}

function unitDemanded(demand: ArgumentUnit, found: readonly Said[], time: Unit): Unit | undefined {
  if (demand === "dimensionless") return dimensionless;
  if (demand === "time") return time;
  const same = demand === "any" ? undefined : found[demand.sameAs];
  return isUnit(same) ? same : undefined;
}

/** A time in a check: a bare number, or something in the unit of time. */
function demandTime(expr: Expr, setting: UnitSetting): void {
  if (isPlainNumber(expr)) return;
  const { time } = setting.stated;
  demandUnit(expr, setting, {
    code: "unit-mismatch",
    wanted: time,
    rule: (unit) => `This is a time, ${unit}`,
  });
}
