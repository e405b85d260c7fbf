import { formatHence } from "../write/hence.ts";
import type { Refused } from "./textedit.ts";

/** What is wrong with a text as an expression; undefined where it can be read. */
export function faultIn(expression: string): string | undefined {
  if (expression.includes("#")) return "An equation that is set from outside has no comments.";
  // In brackets it cannot go on to another clause or statement, and without them it cannot close what it did not open.
  for (const text of [`aux a = ${expression}\n`, `aux a = (${expression}\n)`]) {
    const fault = formatHence(text, "").diagnostics.find(({ severity }) => severity === "error");
    if (fault) return fault.message;
  }
  return undefined;
}

/** Statements laid out as the formatter does, without a line break at the end; refused where they cannot be read. */
export function laidOut(text: string): string | Refused {
  const formatted = formatHence(text, "");
  const fault = formatted.diagnostics.find(({ severity }) => severity === "error");
  return fault ? { refused: fault.message } : formatted.text.trimEnd();
}
