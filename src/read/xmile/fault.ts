import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Span } from "../../model/span.ts";

/** An error at a place, with what to do about it. */
export function errorAt(code: string, message: string, span: Span, note?: string): Diagnostic {
  return {
    code,
    severity: "error",
    message,
    span,
    ...(note !== undefined && { notes: [{ message: note }] }),
  };
}

/** What is doubtful. */
export function warningAt(code: string, message: string, span: Span, note?: string): Diagnostic {
  return { ...errorAt(code, message, span, note), severity: "warning" };
}

/** What is worth knowing. */
export function noteAt(code: string, message: string, span: Span, note?: string): Diagnostic {
  return { ...errorAt(code, message, span, note), severity: "note" };
}
