import type { Setting } from "../model/argument.ts";
import type { Report } from "../model/diagnostic.ts";
import type { Expr } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { Range, Variable } from "../model/variable.ts";
import { constantOf, declaredNumbers } from "./constants.ts";
import { isNumber } from "./definition.ts";
import type { Shapes } from "./facts.ts";
import { elementLabel } from "./shapes/place.ts";

/** Checks ranges, and that the numbers of constants, levers and switches lie in them: declared, and in scenarios. */
export function checkRanges(shapes: Shapes, report: Report): void {
  const { model } = shapes.names;
  for (const variable of model.variables) {
    if (variable.range) checkRange(variable, variable.range, report);
    if (isNumber(variable)) checkDeclared(variable, shapes, report);
  }
  checkGroups(shapes, report);
  for (const { settings } of model.scenarios)
    for (const setting of settings) checkSetting(setting, shapes, report);
}

function checkRange({ name }: Variable, { low, high, shape, correlated, span }: Range, report: Report): void {
  if (low > high) {
    const fix = { title: "Turn it round", span, insert: `between ${high} and ${low}` };
    const isPlain = shape === "uniform" && !correlated;
    const message = `The range of ‘${name}’ ends at ${high}, below its beginning at ${low}.`;
    report({ code: "range-upside-down", severity: "error", message, span, ...(isPlain && { fix }) });
  }
  const fault = (message: string) => report({ code: "range-shape", severity: "error", message, span });
  if ((shape === "lognormal" || shape === "loguniform") && Math.min(low, high) <= 0)
    fault(`A ${shape} range lies above zero, and that of ‘${name}’ begins at ${Math.min(low, high)}.`);
  if (shape === "discrete" && !(Number.isInteger(low) && Number.isInteger(high)))
    fault(`A discrete range has whole numbers as its ends; those of ‘${name}’ are ${low} and ${high}.`);
  if (correlated && Math.abs(correlated.by) > 1)
    fault(`A correlation lies between -1 and 1; that of ‘${name}’ is ${correlated.by}.`);
}

/** What is said to go together has something to go together with: another number, or another element. */
function checkGroups({ names: { model }, axes }: Shapes, report: Report): void {
  const members = model.variables.flatMap((variable) => {
    const { name, range } = variable;
    if (!range?.correlated) return [];
    const isArray = (axes.get(variable) ?? []).length > 0;
    return [{ name, isArray, span: range.span, group: range.correlated.group }];
  });
  for (const { name, isArray, span, group } of members) {
    const all = members.filter((member) => foldName(member.group) === foldName(group));
    if (isArray || all.length > 1) continue;
    report({
      code: "lonely-group",
      severity: "warning",
      message: `‘${name}’ is correlated in ‘${group}’, and nothing else is.`,
      span,
      notes: [{ message: "Numbers go together where two or more name the same group." }],
    });
  }
}

function checkDeclared(variable: Variable, shapes: Shapes, report: Report): void {
  for (const { element, value, expr } of declaredNumbers(variable, shapes)) {
    const fault = faultOf(value, variable);
    if (!fault || isMeant(expr)) continue;
    const label = elementLabel(variable.name, element, shapes.axes.get(variable) ?? []);
    const { code, says, range } = fault;
    report({
      code,
      severity: "error",
      message: `‘${label}’ is declared as ${value}${says}`,
      span: expr.span,
      ...(range && { notes: [{ message: "This is its range.", span: range.span }] }),
    });
    return;
  }
}

/** What is written as no number, or as more than any, is meant so. */
function isMeant(expr: Expr): boolean {
  if (expr.kind === "unary") return isMeant(expr.operand);
  return expr.kind === "call" && (expr.name === "nan" || expr.name === "inf");
}

/** A scenario may leave a range: that is worth a note. */
function checkSetting(setting: Setting, shapes: Shapes, report: Report): void {
  if (setting.kind === "points") return;
  const meaning = shapes.names.meanings.get(setting.name);
  const value = constantOf(setting.value, shapes);
  if (value === undefined || meaning?.kind !== "variable") return;
  const { variable } = meaning;
  const fault = faultOf(value, variable);
  if (!fault) return;
  const { code, says, range } = fault;
  report({
    code,
    severity: range ? "note" : "error",
    message: `‘${variable.name}’ is set to ${value}${says}`,
    span: setting.span,
    ...(range && { notes: [{ message: "This is its range.", span: range.span }] }),
  });
}

function faultOf(
  value: number,
  { kind, range }: Variable,
): { readonly code: string; readonly says: string; readonly range?: Range } | undefined {
  if (!Number.isFinite(value))
    return { code: "no-finite-number", says: ", which is no number to compute with." };
  if (kind === "switch" && value !== 0 && value !== 1)
    return { code: "switch-value", says: "; a switch is 0 or 1." };
  if (!range || (value >= Math.min(range.low, range.high) && value <= Math.max(range.low, range.high)))
    return undefined;
  return {
    code: "value-outside-range",
    says: `, outside of its range from ${range.low} to ${range.high}.`,
    range,
  };
}
