import type { Expr } from "../model/expression.ts";
import type { Cursor } from "./cursor.ts";
import { readSum } from "./expression.ts";

/** A number, written as one or as arithmetic of numbers: `1/32`, `-0.7`. Undefined where there is none. */
export function readValue(cursor: Cursor, purpose: string): number | undefined {
  return foldValue(cursor, readSum(cursor, "number"), purpose);
}

/** The value of an expression that must be arithmetic of numbers. */
export function foldValue(cursor: Cursor, expr: Expr, purpose: string): number | undefined {
  const value = foldedOf(expr);
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value === "number") {
    cursor.fault("not-a-number", `${purpose}, but this has no finite value.`, { at: expr.span });
  } else if (value.kind !== "error") {
    const shown = cursor.text.slice(value.span.from, Math.min(value.span.to, value.span.from + 40));
    const notes = [{ message: "A plain number is needed here, or arithmetic of numbers such as 1/32." }];
    cursor.fault("not-a-number", `${purpose}, but here is ‘${shown}’.`, { at: value.span, notes });
  }
  return undefined;
}

/** The value, or the first part that is no number. */
function foldedOf(expr: Expr): number | Expr {
  switch (expr.kind) {
    case "number":
      return expr.value;
    case "unary": {
      const operand = foldedOf(expr.operand);
      if (typeof operand !== "number") return operand;
      return expr.op === "not" ? expr : expr.op === "-" ? -operand : operand;
    }
    case "binary": {
      const left = foldedOf(expr.left);
      if (typeof left !== "number") return left;
      const right = foldedOf(expr.right);
      if (typeof right !== "number") return right;
      return calculate(expr.op, left, right) ?? expr;
    }
    default:
      return expr;
  }
}

function calculate(op: string, left: number, right: number): number | undefined {
  switch (op) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "^":
      return Number.isInteger(right) && Math.abs(right) <= 1000 ? wholePower(left, right) : undefined;
    default:
      return undefined;
  }
}

/** By multiplication, because `Math.pow` is not the same on every machine. */
function wholePower(base: number, exponent: number): number {
  let power = 1;
  for (let i = 0; i < Math.abs(exponent); i++) power *= base;
  return exponent < 0 ? 1 / power : power;
}
