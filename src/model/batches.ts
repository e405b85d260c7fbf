import type { Expr } from "./expression.ts";
import type { Span } from "./span.ts";

/** The name of the call that a list of starting values is: `starts 5, 10, 15`. It is none of the language. */
const name = "batches>";

/** A start: one expression, or a list of them. */
export function startOf(values: readonly Expr[], span: Span): Expr {
  const [only] = values;
  return values.length === 1 && only ? only : { kind: "call", name, args: values, nameSpan: span, span };
}

/** The values of a list; undefined where a start is none. */
export function batchesOf(start: Expr): readonly Expr[] | undefined {
  return start.kind === "call" && start.name === name ? start.args : undefined;
}

/** What a start is in all: itself, or the sum of a list. */
export function totalOf(start: Expr): Expr {
  return (batchesOf(start) ?? [start]).reduce((left, right) => ({
    kind: "binary",
    op: "+",
    left,
    right,
    opSpan: start.span,
    span: start.span,
  }));
}
