import { operators } from "../../functions/operators.ts";
import type { Expr, NameExpr } from "../../model/expression.ts";
import type { Meaning } from "../facts.ts";

/**
 * The position that brackets such as `[age - 1]` come to, from 1 on, where a dimension stands at `positionOf` (from 0
 * on). What keeps it from being known before the run is given back instead.
 */
export function computePosition(
  expr: Expr,
  meanings: ReadonlyMap<NameExpr, Meaning>,
  positionOf: (name: NameExpr) => number | undefined,
): number | Expr {
  const compute = (part: Expr): number | Expr => computePosition(part, meanings, positionOf);
  switch (expr.kind) {
    case "number":
      return expr.value;
    case "name": {
      const meaning = meanings.get(expr);
      const position = meaning?.kind === "element" ? meaning.index : positionOf(expr);
      return position === undefined ? expr : position + 1;
    }
    case "unary": {
      const operand = compute(expr.operand);
      return typeof operand === "number" ? operators.unary[expr.op].value(operand) : operand;
    }
    case "binary": {
      const [left, right] = [compute(expr.left), compute(expr.right)];
      if (typeof left !== "number") return left;
      return typeof right === "number" ? operators.binary[expr.op].value(left, right) : right;
    }
    case "if": {
      const condition = compute(expr.condition);
      return typeof condition === "number" ? compute(condition !== 0 ? expr.yes : expr.no) : condition;
    }
    default:
      return expr;
  }
}
