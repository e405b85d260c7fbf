import type { Fix, Report } from "../model/diagnostic.ts";
import { type Expr, walkExpr } from "../model/expression.ts";
import type { Resolver } from "./resolve.ts";

/** Reports a value that must be a number, the same in every run at every time, and is not; `what` it is the value of. */
export function reportNoNumber(
  value: Expr,
  what: string,
  { meanings, callees }: Pick<Resolver, "meanings" | "callees">,
  report: Report,
  fix?: Fix,
): void {
  for (const part of walkExpr(value)) {
    if (!isChanging(part)) continue;
    report({
      code: "const-not-a-number",
      severity: "error",
      message: `A number must stand here as ${what}, or arithmetic of numbers; ‘${nameOf(part)}’ is none.`,
      span: part.span,
      ...(fix && { fix }),
    });
    return;
  }

  function isChanging(expr: Expr): boolean {
    if (expr.kind === "name") {
      const kind = meanings.get(expr)?.kind;
      return kind === "variable" || kind === "clock" || kind === "parameter";
    }
    if (expr.kind !== "call") return false;
    const callee = callees.get(expr);
    return callee !== undefined && (callee.kind !== "function" || callee.row.family === "time");
  }
}

function nameOf(expr: Expr): string {
  return expr.kind === "name" || expr.kind === "call" ? expr.name : "this";
}
