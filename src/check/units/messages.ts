import type { Diagnostic, Fix, Remark } from "../../model/diagnostic.ts";
import { type Expr, type NameExpr, walkExpr } from "../../model/expression.ts";
import type { Span } from "../../model/span.ts";
import { convertTime, isDimensionless, printUnit, sameUnit, type Unit } from "../../model/unit.ts";
import type { Variable } from "../../model/variable.ts";

/** An expression with the unit that was found for it. */
export interface Operand {
  readonly expr: Expr;
  readonly unit: Unit;
}

/** Where units come from, for explaining them. */
export interface Origins {
  readonly variableOf: (name: NameExpr) => Variable | undefined;
  readonly unitOf: (variable: Variable) => Unit | undefined;
  /** At which place of the model a variable's unit is said, and how. */
  readonly originOf: (variable: Variable) => Remark | undefined;
}

/** Two things that must be of one unit and are not. `rule` says why they must: ‘What is added must be of one unit’. */
export function unlikeUnits(
  rule: string,
  left: Operand,
  right: Operand,
  span: Span,
  origins: Origins,
): Diagnostic {
  const [first, second] = [nameOf(left.expr), nameOf(right.expr)];
  const fix = unitBehindNumber(left, right.unit) ?? unitBehindNumber(right, left.unit);
  return {
    code: "unit-mismatch",
    severity: "error",
    message: `${rule}, but ${first ?? "the first part"} is ${inUnit(left.unit)} and ${second ?? "the second"} is ${inUnit(right.unit)}.`,
    span,
    notes: [
      ...explainUnit(left, origins),
      ...explainUnit(right, origins),
      ...explainTime(left.unit, right.unit),
    ],
    ...(fix && { fix }),
  };
}

/** A place that asks for a unit. */
export interface Demand {
  readonly code: string;
  readonly wanted: Unit;
  /** What is asked, given the words for the unit: ‘What stands behind ‘^’ must be dimensionless’. */
  readonly rule: (wanted: string) => string;
  /** What stands there, up to its unit: ‘its equation is’. */
  readonly but?: string;
  /** A remark on why it is asked. */
  readonly because?: () => Remark | undefined;
}

/** Something that is not of the unit which its place asks for. */
export function unfitUnit(operand: Operand, demand: Demand, origins: Origins): Diagnostic {
  const { code, wanted, rule } = demand;
  const because = demand.because?.();
  const but = demand.but ?? `${nameOf(operand.expr) ?? "this"} is`;
  const fix = unitBehindNumber(operand, wanted);
  return {
    code,
    severity: "error",
    message: `${rule(inUnit(wanted))}, but ${but} ${inUnit(operand.unit)}.`,
    span: operand.expr.span,
    notes: [
      ...explainUnit(operand, origins),
      ...(because ? [because] : []),
      ...explainTime(operand.unit, wanted),
    ],
    ...(fix && { fix }),
  };
}

/** A unit behind ‘is’ in a sentence: ‘in person/year’, or ‘dimensionless’. */
export function inUnit(unit: Unit): string {
  return isDimensionless(unit) ? "dimensionless" : `in ${printUnit(unit)}`;
}

/** What an expression is called in a sentence; undefined where it has no short name. */
function nameOf(expr: Expr): string | undefined {
  switch (expr.kind) {
    case "name":
      return `‘${expr.name}’`;
    case "number":
      return `‘${expr.value}’`;
    case "call":
      return `‘${expr.name}(…)’`;
    case "at":
      return nameOf(expr.quantity);
    default:
      return undefined;
  }
}

/** Why an expression has its unit: what its variables are, or where its own unit is said. */
export function explainUnit(operand: Operand, origins: Origins): readonly Remark[] {
  const { unit } = operand;
  const expr = operand.expr.kind === "at" ? operand.expr.quantity : operand.expr;
  if (expr.kind === "number")
    return [{ message: "A number without a unit is dimensionless.", span: expr.span }];
  const own = expr.kind === "name" ? origins.variableOf(expr) : undefined;
  if (own) {
    const origin = origins.originOf(own);
    return origin ? [origin] : [];
  }
  const said: string[] = [];
  for (const part of walkExpr(expr)) {
    const variable = part.kind === "name" ? origins.variableOf(part) : undefined;
    const unitOfPart = variable && origins.unitOf(variable);
    if (!unitOfPart) continue;
    const words = `‘${variable.name}’ is ${inUnit(unitOfPart)}`;
    if (!said.includes(words)) said.push(words);
  }
  const named = said.length > 4 ? [...said.slice(0, 4), "…"] : said;
  const because = named.length > 0 ? `: ${named.join(", ")}` : "";
  return [
    { message: `This is ${inUnit(unit)}${because}${because.endsWith("…") ? "" : "."}`, span: expr.span },
  ];
}

/** Where two units differ by their words for time only: that nothing converts them by itself. */
export function explainTime(left: Unit, right: Unit): readonly Remark[] {
  if (sameUnit(left, right) || !sameButTime(left, right)) return [];
  const one = Object.keys(left).find((name) => isTime(name) && !Object.hasOwn(right, name));
  const other = Object.keys(right).find((name) => isTime(name) && !Object.hasOwn(left, name));
  const rule = "Units of time are not converted by themselves";
  if (one === undefined || other === undefined) return [{ message: `${rule}.` }];
  const [long, short] = convertTime(1, one, other)! >= 1 ? [one, other] : [other, one];
  return [{ message: `${rule}: a factor does it, such as ${convertTime(1, long, short)} ${short}/${long}.` }];
}

/** Whether two units differ by their words for time only, of which each has as many powers. */
function sameButTime(left: Unit, right: Unit): boolean {
  let powers = 0;
  for (const name in left) {
    if (isTime(name)) powers += left[name]!;
    else if (!Object.hasOwn(right, name) || left[name] !== right[name]) return false;
  }
  for (const name in right) {
    if (isTime(name)) powers -= right[name]!;
    else if (!Object.hasOwn(left, name)) return false;
  }
  return powers === 0;
}

function isTime(name: string): boolean {
  return convertTime(1, name, "second") !== undefined;
}

/** `3` among persons is probably meant to be `3 person`. */
function unitBehindNumber({ expr }: Operand, wanted: Unit): Fix | undefined {
  const number = expr.kind === "unary" ? expr.operand : expr;
  if (number.kind !== "number" || isDimensionless(wanted)) return undefined;
  const unit = printUnit(wanted);
  const insert = unit.startsWith("1/") ? unit.slice(1) : ` ${unit}`;
  const { source, to } = number.span;
  return { title: `Write ‘${number.value}${insert}’`, span: { source, from: to, to }, insert };
}
