import { prepareEquation } from "../check/evaluate.ts";
import type { Facts } from "../check/facts.ts";
import type { Clock } from "../functions/function.ts";
import { type Expr, walkExpr } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { Variable } from "../model/variable.ts";

/** A quantity of a run at one moment, made ready to be read from the numbers of very many runs. Names are folded. */
export type Quantity =
  /** One number of a variable. */
  | { readonly kind: "element"; readonly variable: string; readonly element: number }
  /** Worked out from numbers of some variables. */
  | {
      readonly kind: "expression";
      readonly variables: readonly string[];
      readonly value: (numberOf: (variable: string, element: number) => number, clock: Clock) => number;
    };

/**
 * Undefined for what needs more than one moment: `x @ 2020`, `base`, `change(…)`, `max(… over …)`; and for what could not
 * be read.
 */
export function quantityOf(expr: Expr, facts: Facts): Quantity | undefined {
  const all = [...walkExpr(expr)];
  if (all.some(needsOtherMoments)) return undefined;
  const named = new Map<Variable, string>();
  for (const one of all) {
    const meaning = one.kind === "name" ? facts.names.meanings.get(one) : undefined;
    if (meaning?.kind === "variable") named.set(meaning.variable, foldName(meaning.variable.name));
  }
  const [only] = named;
  if (expr.kind === "name" && only && (facts.shapes.axes.get(only[0]) ?? []).length === 0)
    return { kind: "element", variable: only[1], element: 0 };
  const equation = prepareEquation(expr, facts.shapes);
  return {
    kind: "expression",
    variables: [...named.values()],
    value: (numberOf, clock) =>
      equation({
        clock,
        at: [],
        value: (variable, element) => numberOf(named.get(variable)!, element),
        table: () => noPoints,
      }),
  };
}

/** As where claims and checks are judged: a graph that is called in a quantity has no number. */
const noPoints = { pairs: [], outside: "hold" } as const;

function needsOtherMoments(expr: Expr): boolean {
  if (expr.kind === "call") return expr.over !== undefined || foldName(expr.name) === "change";
  return expr.kind === "at" || expr.kind === "base" || expr.kind === "error";
}
