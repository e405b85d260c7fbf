import type { Diagnostic, Severity } from "../model/diagnostic.ts";
import type { Span } from "../model/span.ts";
import type { Paint } from "./paint.ts";
import { findLines, type Lines, lineOf, type Place, placeOf } from "./place.ts";
import { widthOf, wrap } from "./text.ts";

/** The texts of a system, by the source that spans name, with their lines. */
export class Texts {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #lines = new Map<string, Lines>();

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  /** The lines of a source; those of an empty text where there is none. */
  linesOf(source: string): Lines {
    let lines = this.#lines.get(source);
    if (!lines) {
      lines = findLines(this.#texts.get(source) ?? "");
      this.#lines.set(source, lines);
    }
    return lines;
  }

  placeOf(source: string, offset: number): Place {
    return placeOf(this.linesOf(source), offset);
  }
}

/** What a diagnostic looks like to a program. */
export interface PlainDiagnostic {
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly notes: readonly (PlainSpan & { readonly message: string })[];
  readonly fix: (PlainSpan & { readonly title: string; readonly insert: string }) | null;
}

type PlainSpan = Pick<PlainDiagnostic, "file" | "line" | "column" | "endLine" | "endColumn">;

/** A diagnostic as plain data, with lines and columns instead of offsets. */
export function plainDiagnostic(diagnostic: Diagnostic, texts: Texts): PlainDiagnostic {
  const { code, severity, message, span, notes = [], fix } = diagnostic;
  return {
    ...plainSpan(span, texts),
    code,
    severity,
    message,
    notes: notes.map((note) => ({ message: note.message, ...plainSpan(note.span, texts) })),
    fix: fix ? { title: fix.title, insert: fix.insert, ...plainSpan(fix.span, texts) } : null,
  };
}

function plainSpan(span: Span | undefined, texts: Texts): PlainSpan {
  if (!span) return { file: null, line: null, column: null, endLine: null, endColumn: null };
  const from = texts.placeOf(span.source, span.from);
  const to = texts.placeOf(span.source, span.to);
  return { file: span.source, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

/** A diagnostic for people: the place and the sentence, the line with the spot marked, what else there is to say. */
export function drawDiagnostic(diagnostic: Diagnostic, texts: Texts, paint: Paint, width: number): string[] {
  const { code, severity, message, span, notes = [], fix } = diagnostic;
  const colour = severity === "error" ? paint.bad : severity === "warning" ? paint.doubt : paint.accent;
  const head = span ? `${whereIs(span, texts)}: ` : "";
  const lines = wrap(`${head}${severity}: ${message} [${code}]`, width, "", "  ");
  // Painted after wrapping, so that colours do not count as columns.
  const first = lines[0]!;
  const mark = first.indexOf(`${severity}:`, head.length);
  if (first.startsWith(head) && mark >= 0) {
    const after = mark + severity.length + 1;
    lines[0] = paint.faint(first.slice(0, mark)) + colour(first.slice(mark, after)) + first.slice(after);
  }
  // Of what is only worth knowing there may be much: it is told without the lines of the text.
  const isBrief = severity === "note";
  if (span && !isBrief) lines.push(...drawExcerpt(span, texts, paint, colour, width));
  for (const note of notes) {
    if (note.span && isBrief) continue;
    const where = note.span ? `${whereIs(note.span, texts)}: ` : "";
    lines.push(...wrap(`note: ${where}${note.message}`, width, "  ", "        "));
    const isElsewhere = note.span?.source !== span?.source || note.span?.from !== span?.from;
    if (note.span && isElsewhere) lines.push(...drawExcerpt(note.span, texts, paint, paint.accent, width));
  }
  if (fix) lines.push(...wrap(`fix: ${fix.title}`, width, "  ", "       "));
  return lines;
}

function whereIs(span: Span, texts: Texts): string {
  const { line, column } = texts.placeOf(span.source, span.from);
  return `${span.source}:${line}:${column}`;
}

/** The line that a span begins in, and carets under the span. Of a very long line, the part around it. */
function drawExcerpt(
  span: Span,
  texts: Texts,
  paint: Paint,
  colour: (text: string) => string,
  width: number,
): string[] {
  const lines = texts.linesOf(span.source);
  const place = placeOf(lines, span.from);
  const text = lineOf(lines, place.line);
  const gutter = `${place.line} | `.padStart(8);
  const room = Math.max(20, width - gutter.length);
  const at = place.column - 1;
  const from = text.length <= room ? 0 : Math.max(0, Math.min(at - (room >> 1), text.length - room));
  const shown = text.slice(from, from + room).replace(/\p{Cc}/gu, " ");
  if (shown.trim() === "") return [];
  const before = widthOf(shown.slice(0, at - from));
  const marked = Math.max(1, widthOf(shown.slice(at - from, at - from + (span.to - span.from))));
  const blank = "| ".padStart(gutter.length);
  return [
    `${paint.faint(gutter)}${shown}`,
    `${paint.faint(blank)}${" ".repeat(before)}${colour("^".repeat(marked))}`,
  ];
}
