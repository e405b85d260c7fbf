import type { Expr, NameExpr } from "./expression.ts";

/** An expression with others in the place of some names; undefined keeps a name. */
export function replaceNames(expr: Expr, other: (name: NameExpr) => Expr | undefined): Expr {
  const inside = (part: Expr): Expr => replaceNames(part, other);
  switch (expr.kind) {
    case "name":
      return other(expr) ?? expr;
    case "call":
      return { ...expr, args: expr.args.map(inside) };
    case "unary":
      return { ...expr, operand: inside(expr.operand) };
    case "binary":
      return { ...expr, left: inside(expr.left), right: inside(expr.right) };
    case "if":
      return { ...expr, condition: inside(expr.condition), yes: inside(expr.yes), no: inside(expr.no) };
    default:
      return expr;
  }
}
