import { type Expr, walkExpr } from "../model/expression.ts";
import type { Variable } from "../model/variable.ts";
import { firstParts } from "./definition.ts";
import { evaluate } from "./evaluate.ts";
import { type Shapes, sizeOf } from "./facts.ts";
import { isChanging } from "./fixed.ts";
import { placeOf } from "./shapes/place.ts";

/** The number that an expression of numbers comes to; undefined where it is no such thing, or has a fault. */
export function constantOf(expr: Expr, shapes: Shapes, at: readonly number[] = []): number | undefined {
  if (expr.kind === "number") return expr.value;
  for (const part of walkExpr(expr)) if (!isSound(part, shapes)) return undefined;
  const { start, stop, step } = shapes.names.model.time;
  return evaluate(expr, shapes, {
    clock: { time: start, step, start, stop },
    at,
    value: () => Number.NaN,
    table: () => ({ pairs: [], outside: "hold" }),
  });
}

/** The declared numbers of a constant, lever or switch, one for each of its elements. */
export function declaredNumbers(variable: Variable, shapes: Shapes): readonly Declared[] {
  const parts = firstParts(variable);
  const axes = shapes.axes.get(variable);
  if (!parts || !axes) return [];
  const declared: Declared[] = [];
  const size = sizeOf(axes);
  for (let element = 0; element < size; element++) {
    const expr = shapes.partOf(variable, parts, element)?.value;
    const value = expr && constantOf(expr, shapes, placeOf(element, axes));
    if (expr && value !== undefined) declared.push({ element, value, expr });
  }
  return declared;
}

/** One element's number, and where it is written. */
export interface Declared {
  readonly element: number;
  readonly value: number;
  readonly expr: Expr;
}

function isSound(expr: Expr, { names, positions, loops }: Shapes): boolean {
  if (isChanging(expr, names)) return false;
  switch (expr.kind) {
    case "name": {
      const meaning = names.meanings.get(expr);
      return meaning !== undefined && (meaning.kind !== "dimension" || positions.has(expr));
    }
    case "call": {
      const callee = names.callees.get(expr);
      return callee?.kind === "function" && (callee.row.kind === "pointwise" || loops.has(expr));
    }
    case "error":
    case "at":
    case "base":
      return false;
    default:
      return true;
  }
}
