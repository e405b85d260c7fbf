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
import { dimensionless, raiseUnit, sameUnit, type Unit } from "../../model/unit.ts";
import type { Variable } from "../../model/variable.ts";
import type { Names } from "../facts.ts";
import { type Demand, type Operand, type Origins, unfitUnit, unlikeUnits } from "./messages.ts";
import type { Products } from "./products.ts";
import { isPlainNumber, type StatedUnits } from "./words.ts";

/** What is known of the unit of an expression: the unit; that it is nought, which fits every unit; or nothing. */
export type Said = Unit | "nought" | undefined;

/** What the rules of units need to know around an expression. */
export interface UnitSetting {
  readonly names: Names;
  readonly stated: StatedUnits;
  readonly products: Products;
  /** Of variables, as far as they are known. */
  readonly units: ReadonlyMap<Variable, Unit>;
  readonly originOf: Origins["originOf"];
  /** Inside a function of the model's own: the units of its parameters. */
  readonly parameters?: ReadonlyMap<string, Unit>;
  /** In a check: the unit of the quantity that `base` stands for. */
  readonly base?: Unit;
  /** Where to tell of faults; without it, the rules only look for the unit. */
  readonly fault?: (diagnostic: Diagnostic) => void;
}

/** Whether a unit is known and is not the one that its place asks for, if the place asks for one. */
export function isUnfit(said: Said, wanted: Unit | undefined): said is Unit {
  return wanted !== undefined && isUnit(said) && !sameUnit(said, wanted);
}

/** Tells of an expression whose unit is not the one that its place asks for. */
export function tellUnfit(expr: Expr, unit: Unit, demand: Demand, setting: UnitSetting): void {
  setting.fault?.(unfitUnit({ expr, unit }, demand, originsOf(setting)));
}

/** Whether a unit is known. */
export function isUnit(said: Said): said is Unit {
  return said !== undefined && said !== "nought";
}

/** Where the units around an expression come from, for explaining them. */
export function originsOf({ names, units, originOf }: UnitSetting): Origins {
  const variableOf = (name: NameExpr) => {
    const meaning = names.meanings.get(name);
    return meaning?.kind === "variable" ? meaning.variable : undefined;
  };
  return { variableOf, unitOf: (variable) => units.get(variable), originOf };
}

/** The unit of an expression by the rules of the language. Behind a fault nothing is known, so that it is told once. */
export function unitOfExpr(expr: Expr, setting: UnitSetting): Said {
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
      return unitOfBoth("Both branches of ‘if’ must be of one unit", expr.yes, expr.no, expr.span, setting);
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
  if (expr.subscripts) for (const position of positionsIn(expr)) unitOfExpr(position, setting);
  const meaning = setting.names.meanings.get(expr);
  switch (meaning?.kind) {
    case undefined:
      return undefined;
    case "variable":
      // What stands for a call has the unit of that.
      return (expr.written && unitOfCall(expr.written, setting)) ?? setting.units.get(meaning.variable);
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

function unitOfBinary({ op, left, right, span }: BinaryExpr, setting: UnitSetting): Said {
  switch (op) {
    case "+":
      return unitOfBoth("What is added must be of one unit", left, right, span, setting);
    case "-":
      return unitOfBoth("What is subtracted must be of the same unit", left, right, span, setting);
    case "mod":
      return unitOfBoth("Both sides of ‘mod’ must be of one unit", left, right, span, setting);
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "=":
    case "<>":
      unitOfBoth("What is compared must be of one unit", left, right, span, setting);
      return dimensionless;
    case "and":
    case "or":
      unitOfExpr(left, setting);
      unitOfExpr(right, setting);
      return dimensionless;
    case "*": {
      const first = unitOfExpr(left, setting);
      const second = unitOfExpr(right, setting);
      if (first === "nought" || second === "nought") return "nought";
      return first && second && setting.products.multiply(first, second);
    }
    case "/": {
      const first = unitOfExpr(left, setting);
      const second = unitOfExpr(right, setting);
      if (first === "nought" || !isUnit(second)) return second === "nought" ? undefined : first && second;
      return first && setting.products.divide(first, second);
    }
    case "^":
      return unitOfPower(left, right, setting);
    default:
      return never(op);
  }
}

function unitOfPower(base: Expr, exponent: Expr, setting: UnitSetting): Said {
  const demand = { code: "unit-power", wanted: dimensionless };
  const raising = unitOfExpr(exponent, setting);
  if (isUnfit(raising, dimensionless)) {
    const rule = (unit: string) => `What stands behind ‘^’ must be ${unit}`;
    tellUnfit(exponent, raising, { ...demand, rule }, setting);
  }
  const said = unitOfExpr(base, setting);
  const power = literalOf(exponent);
  if (power !== undefined) {
    if (!isUnit(said)) return said;
    const raised = raiseUnit(said, power);
    if (Object.values(raised).every(Number.isInteger)) return setting.products.keep(raised);
  }
  if (!isUnfit(said, dimensionless)) return said;
  tellUnfit(
    base,
    said,
    {
      ...demand,
      rule: (unit) => `Only a ${unit} number can be raised to any power`,
      because: () => ({ message: "What has a unit can be raised to a whole number, written as a figure." }),
    },
    setting,
  );
  return undefined;
}

function literalOf(expr: Expr): number | undefined {
  if (expr.kind === "number") return expr.value;
  if (expr.kind !== "unary" || expr.op === "not") return undefined;
  const value = literalOf(expr.operand);
  return value === undefined ? undefined : expr.op === "-" ? -value : value;
}

/** The unit that two expressions must have both. */
function unitOfBoth(rule: string, left: Expr, right: Expr, span: Span, setting: UnitSetting): Said {
  const first = unitOfExpr(left, setting);
  const second = unitOfExpr(right, setting);
  if (!isUnit(first)) return isUnit(second) || first === second ? second : undefined;
  if (!isUnit(second) || sameUnit(first, second)) return first;
  const operands = [
    { expr: left, unit: first },
    { expr: right, unit: second },
  ] as const;
  setting.fault?.(unlikeUnits(rule, ...operands, span, originsOf(setting)));
  return undefined;
}

/** The unit that some arguments of a call must have all. */
function unitOfAll(args: readonly Expr[], call: CallExpr, setting: UnitSetting): Said {
  let first: Operand | undefined;
  let allNought = true;
  let unlike = false;
  for (const expr of args) {
    const unit = unitOfExpr(expr, setting);
    if (unit !== "nought") allNought = false;
    if (!isUnit(unit)) continue;
    if (first && !unlike && !sameUnit(first.unit, unit)) {
      const rule = `All that stands in ‘${call.name}’ must be of one unit`;
      setting.fault?.(unlikeUnits(rule, first, { expr, unit }, call.span, originsOf(setting)));
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
      if (expr.subscripts) for (const position of positionsIn(expr)) unitOfExpr(position, setting);
      const { graph } = callee;
      const wanted = setting.stated.inputs.get(graph);
      for (const arg of expr.args) {
        const said = unitOfExpr(arg, setting);
        if (!wanted || !isUnfit(said, wanted)) continue;
        const rule = (unit: string) => `The input of ‘${graph.name}’ is ${unit}`;
        const because = () => ({ message: "Its input is declared here.", span: graph.input.span });
        tellUnfit(arg, said, { code: "unit-argument", wanted, rule, because }, setting);
      }
      return setting.units.get(graph);
    }
    case "own": {
      const stated = setting.stated.functions.get(callee.definition);
      for (const [i, arg] of expr.args.entries()) {
        const said = unitOfExpr(arg, setting);
        const name = callee.definition.parameters[i]?.name ?? "";
        const wanted = stated?.parameters.get(foldName(name));
        if (!wanted || !isUnfit(said, wanted)) continue;
        const rule = (unit: string) => `‘${name}’ of ‘${expr.name}’ is ${unit}`;
        tellUnfit(arg, said, { code: "unit-argument", wanted, rule }, setting);
      }
      return stated?.result;
    }
  }
}

function unitByRule(row: FunctionRow, expr: CallExpr, setting: UnitSetting): Said {
  const { args } = expr;
  const rule = row.units;
  switch (rule.kind) {
    case "same": {
      if (!rule.args) return unitOfAll(args, expr, setting);
      const same = args.filter((_, i) => rule.args?.includes(i));
      for (const arg of args) if (!same.includes(arg)) unitOfExpr(arg, setting);
      return unitOfAll(same, expr, setting);
    }
    case "dimensionless":
      unitsOfArguments(row, expr, "dimensionless", setting);
      return dimensionless;
    case "like":
      return unitsOfArguments(row, expr, rule.others, setting)[rule.arg];
    case "computed": {
      const units = unitsOfArguments(row, expr, rule.others, setting).map((said) =>
        isUnit(said) ? said : undefined,
      );
      return rule.of(units, setting.stated.time);
    }
    case "number":
      unitsOfArguments(row, expr, rule.others, setting);
      return dimensionless;
  }
}

/** What is known of the units of the arguments of a function, each of which may be asked for one. */
function unitsOfArguments(
  row: FunctionRow,
  expr: CallExpr,
  demands: readonly ArgumentUnit[] | "dimensionless",
  setting: UnitSetting,
): readonly Said[] {
  const found: Said[] = [];
  for (const [i, arg] of expr.args.entries()) {
    const said = unitOfExpr(arg, setting);
    const demand = demands === "dimensionless" ? demands : (demands[i] ?? "any");
    const wanted = unitDemanded(demand, found, setting.stated.time);
    if (!wanted || !isUnfit(said, wanted)) {
      found.push(said);
      continue;
    }
    const name = row.parameters[Math.min(i, row.parameters.length - 1)]?.name;
    const place = expr.args.length === 1 ? `What stands in ‘${expr.name}’` : `‘${name}’ of ‘${expr.name}’`;
    const rule = (unit: string) => `${place} must be ${unit}`;
    tellUnfit(arg, said, { code: "unit-argument", wanted, rule }, setting);
    found.push(undefined);
  }
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
  const said = unitOfExpr(expr, setting);
  if (!isUnfit(said, time)) return;
  const rule = (unit: string) => `This is a time, ${unit}`;
  tellUnfit(expr, said, { code: "unit-mismatch", wanted: time, rule }, setting);
}
