import type { Expr } from "../../model/expression.ts";
import type { Span } from "../../model/span.ts";

/** A number as it is written: its sign is no part of it. */
export function numberExpr(value: number, span: Span): Expr {
  if (value >= 0 && !Object.is(value, -0)) return { kind: "number", value, span };
  return { kind: "unary", op: "-", operand: { kind: "number", value: -value, span }, span };
}

/** The number of such an expression; nought of any other. */
export function numberIn(expr: Expr): number {
  if (expr.kind === "unary") return -numberIn(expr.operand);
  return expr.kind === "number" ? expr.value : 0;
}

/** Nought, where nothing is written. */
export function zero(span: Span): Expr {
  return { kind: "number", value: 0, span };
}
