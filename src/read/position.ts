import type { Diagnostic } from "../model/diagnostic.ts";
import type { Span } from "../model/span.ts";

/** A diagnostic as plain text: a line, and indented lines for its notes and its fix. */
export function printDiagnostic(diagnostic: Diagnostic, sources: ReadonlyMap<string, string>): string {
  const { code, severity, message, span, notes = [], fix } = diagnostic;
  const lines = [`${span ? `${printPlace(span, sources)} ` : ""}${severity} ${code}: ${message}`];
  for (const note of notes)
    lines.push(`  note${note.span ? ` ${printPlace(note.span, sources)}` : ""}: ${note.message}`);
  if (fix) lines.push(`  fix: ${fix.title}`);
  return lines.join("\n");
}

/** A place in a text for people: both are counted from 1, the column in characters. */
export interface LineAndColumn {
  readonly line: number;
  readonly column: number;
}

/** The line and column of an offset. */
export function lineAndColumn(text: string, offset: number): LineAndColumn {
  const end = Math.min(offset, text.length);
  let line = 1;
  let start = 0;
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x0a && (code !== 0x0d || text.charCodeAt(at + 1) === 0x0a)) continue;
    line++;
    start = at + 1;
  }
  let column = 1;
  for (let at = start; at < end; column++) at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  return { line, column: text.charCodeAt(0) === 0xfeff && start === 0 && end > 0 ? column - 1 : column };
}

function printPlace(span: Span, sources: ReadonlyMap<string, string>): string {
  const { line, column } = lineAndColumn(sources.get(span.source) ?? "", span.from);
  return `${line}:${column}`;
}
