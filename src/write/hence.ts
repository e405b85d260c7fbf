import type { Diagnostic } from "../model/diagnostic.ts";
import { Cursor } from "../read/cursor.ts";
import { collectFaults } from "../read/faults.ts";
import { readStatements } from "../read/statement.ts";
import { layOutStatements } from "./layout.ts";
import { cutPieces } from "./piece.ts";

/** A text laid out, or left as it is because of faults in it. */
export interface Formatted {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Lays out one text: indentation, spaces, line breaks, and the order of the clauses in each statement. Comments, the
 * order of statements, and line breaks inside expressions stay.
 */
export function formatHence(text: string, source: string): Formatted {
  const faults = collectFaults();
  const cursor = new Cursor(source, text, faults.report);
  readStatements(cursor);
  const diagnostics = faults.told();
  if (diagnostics.some(({ severity }) => severity === "error")) return { text, diagnostics };
  return { text: layOutStatements(cutPieces(text, cursor.tokens, cursor.marks)), diagnostics };
}
