import type { FunctionRow, Solving } from "../functions/function.ts";
import type { Report } from "../model/diagnostic.ts";
import { type CallExpr, walkExpr } from "../model/expression.ts";
import type { Variable } from "../model/variable.ts";
import { equationsOf } from "./definition.ts";
import type { Names } from "./facts.ts";

/** A call that looks for the value of the variable whose equation it is. */
export interface SolvingCall {
  readonly row: Solving;
  readonly call: CallExpr;
}

/** The calls that are all of the equations of a variable, part by part; undefined where it is simply computed. */
export function solvingCalls(variable: Variable, { callees }: Names): readonly SolvingCall[] | undefined {
  if (variable.kind !== "aux" || variable.equation.length === 0) return undefined;
  const calls: SolvingCall[] = [];
  for (const { value } of variable.equation) {
    const callee = value.kind === "call" ? callees.get(value) : undefined;
    if (value.kind !== "call" || callee?.kind !== "function" || callee.row.kind !== "solving")
      return undefined;
    calls.push({ row: callee.row, call: value });
  }
  return calls;
}

/** Whether any equation calls a function of a kind. Most systems call none, and need not be searched. */
export function callsSome({ callees }: Names, kind: FunctionRow["kind"]): boolean {
  for (const callee of callees.values())
    if (callee.kind === "function" && callee.row.kind === kind) return true;
  return false;
}

/** What is looked for is all of the equation of an aux, in each of its parts. */
export function checkSolving(names: Names, report: Report): void {
  if (!callsSome(names, "solving")) return;
  for (const variable of names.model.variables) {
    const solved = new Set(solvingCalls(variable, names)?.map(({ call }) => call));
    for (const expr of equationsOf(variable).flatMap(({ parts }) =>
      parts.flatMap(({ value }) => walkExpr(value)),
    )) {
      const callee = expr.kind === "call" ? names.callees.get(expr) : undefined;
      if (expr.kind !== "call" || callee?.kind !== "function" || callee.row.kind !== "solving") continue;
      if (solved.has(expr)) continue;
      const message = `‘${expr.name}’ looks for the value of a variable, and so it is all of the equation of an aux, in each of its parts.`;
      const notes = [{ message: `Make an aux of it, and use that here: aux found = ${expr.name}(…)` }];
      report({ code: "solving-inside", severity: "error", message, span: expr.span, notes });
    }
  }
}
