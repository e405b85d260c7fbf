import type { Fix, Report } from "../model/diagnostic.ts";
import { type Expr, walkExpr } from "../model/expression.ts";
import type { Names } from "./facts.ts";

/** What is known of the names in an expression. */
type Meanings = Pick<Names, "meanings" | "callees">;

/** Whether an expression, leaving aside what is inside it, has not the same value in all runs at all times. */
export function isChanging(expr: Expr, { meanings, callees }: Meanings): boolean {
  if (expr.kind === "name") {
    const kind = meanings.get(expr)?.kind;
    return kind === "variable" || kind === "clock" || kind === "parameter";
  }
  if (expr.kind !== "call") return false;
  const callee = callees.get(expr);
  return callee !== undefined && (callee.kind !== "function" || callee.row.family === "time");
}

/** Reports a value that must be a number, the same in all runs at all times, and is not. */
export function reportNoNumber(
  value: Expr,
  names: Meanings,
  report: Report,
  what: () => { readonly words: string; readonly fix?: Fix },
): void {
  const part = walkExpr(value).find((each) => isChanging(each, names));
  if (!part) return;
  const shown = part.kind === "name" || part.kind === "call" ? part.name : "this";
  const { words, fix } = what();
  report({
    code: "const-not-a-number",
    severity: "error",
    message: `${words} must be a number or arithmetic of numbers, and ‘${shown}’ is none.`,
    span: part.span,
    ...(fix && { fix }),
  });
}
