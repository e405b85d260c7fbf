import { type Expr, walkExpr } from "../model/expression.ts";
import type { Span } from "../model/span.ts";
import type { Variable } from "../model/variable.ts";
import { declaredNumbers } from "./constants.ts";
import { equationsOf, isNumber, streamsOf } from "./definition.ts";
import { evaluate } from "./evaluate.ts";
import type { Shapes } from "./facts.ts";

/** How quickly a flow fills or empties a stock: `heat / patience` does it within `patience`. */
export interface TimeConstant {
  readonly stock: Variable;
  readonly flow: Variable;
  /** In the unit of time. */
  readonly length: number;
  readonly span: Span;
}

/**
 * The time constants that can be read off the equations: where a term of a flow is the stock, or a difference with it,
 * divided or multiplied by numbers that are declared, such as `(goal - heat) / patience` and `rate * heat`.
 */
export function timeConstants(shapes: Shapes): readonly TimeConstant[] {
  return shapes.names.model.variables.flatMap((stock) => {
    const { inflows, outflows } = streamsOf(stock);
    if (inflows.length === 0 && outflows.length === 0) return none;
    return [...inflows, ...outflows].flatMap(({ flow }) => {
      const variable = variableNamed(flow, shapes);
      if (variable?.kind !== "flow") return [];
      const terms = equationsOf(variable).flatMap(({ parts }) =>
        parts.flatMap(({ value }) => termsOf(value)),
      );
      return terms.flatMap((term) => {
        const length = lengthIn(term, stock, shapes);
        return length === undefined ? [] : [{ stock, flow: variable, length, span: term.span }];
      });
    });
  });
}

const none: readonly TimeConstant[] = [];

/** 1 / (the factor before the stock); undefined where that is not all numbers. */
function lengthIn(term: Expr, stock: Variable, shapes: Shapes): number | undefined {
  let length = 1;
  let stocks = 0;
  for (const { expr, above } of factorsOf(term)) {
    const number = numberOf(expr, shapes);
    if (number !== undefined) length = above ? length / number : length * number;
    else if (above && termsOf(expr).some((part) => variableNamed(part, shapes) === stock)) stocks++;
    else return undefined;
  }
  length = Math.abs(length);
  return stocks === 1 && length > 0 && Number.isFinite(length) ? length : undefined;
}

/** What is added and subtracted in an expression. */
function termsOf(expr: Expr): readonly Expr[] {
  if (expr.kind === "binary" && (expr.op === "+" || expr.op === "-"))
    return [...termsOf(expr.left), ...termsOf(expr.right)];
  return [expr];
}

/** What is multiplied in an expression, and what it is divided by. */
function factorsOf(expr: Expr, above = true): readonly { readonly expr: Expr; readonly above: boolean }[] {
  if (expr.kind !== "binary" || (expr.op !== "*" && expr.op !== "/")) return [{ expr, above }];
  return [...factorsOf(expr.left, above), ...factorsOf(expr.right, expr.op === "*" ? above : !above)];
}

/** The value of an expression of literals and declared numbers; undefined where it has anything else in it. */
function numberOf(expr: Expr, shapes: Shapes): number | undefined {
  if (expr.kind === "number") return expr.value;
  if (expr.kind === "name") {
    const variable = variableNamed(expr, shapes);
    if (variable) return numberDeclared(variable, shapes);
    return isLiteral(expr, shapes) ? 1 : undefined;
  }
  const numbers = new Map<Variable, number>();
  for (const part of walkExpr(expr)) {
    const variable = variableNamed(part, shapes);
    if (variable && isNumber(variable)) {
      const declared = numberDeclared(variable, shapes);
      if (declared === undefined) return undefined;
      numbers.set(variable, declared);
    } else if (!isLiteral(part, shapes)) return undefined;
  }
  return evaluate(expr, shapes, {
    clock: { time: 0, step: 0, start: 0, stop: 0 },
    at: [],
    value: (variable) => numbers.get(variable)!,
    table: () => ({ pairs: [], outside: "hold" }),
  });
}

function numberDeclared(variable: Variable, shapes: Shapes): number | undefined {
  if (!isNumber(variable) || variable.dimensions.length > 0) return undefined;
  return declaredNumbers(variable, shapes)[0]?.value;
}

/** Numbers, units, and what is made of them without looking at the clock. */
function isLiteral(expr: Expr, { names }: Shapes): boolean {
  switch (expr.kind) {
    case "number":
    case "unary":
    case "binary":
    case "if":
      return true;
    case "name":
      return names.meanings.get(expr)?.kind === "unit";
    case "call": {
      const callee = names.callees.get(expr);
      return callee?.kind === "function" && callee.row.kind === "pointwise" && callee.row.family !== "time";
    }
    default:
      return false;
  }
}

function variableNamed(expr: Expr, shapes: Shapes): Variable | undefined {
  const meaning = expr.kind === "name" ? shapes.names.meanings.get(expr) : undefined;
  return meaning?.kind === "variable" ? meaning.variable : undefined;
}
