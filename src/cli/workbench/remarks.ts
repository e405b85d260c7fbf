import type { Diagnostic } from "../../model/diagnostic.ts";
import { plainDiagnostic, Texts } from "../../view/diagnostic.ts";
import { lineOf } from "../../view/place.ts";
import type { Remark, Remarks } from "../../wire/models.ts";
import { inOrder, mostShown } from "../opening.ts";

/** Diagnostics as the page shows them: as many, in the same order and with the same places as in the terminal. */
export function remarksOf(diagnostics: readonly Diagnostic[], sources: ReadonlyMap<string, string>): Remarks {
  const texts = new Texts(sources);
  const ordered = inOrder({ sources }, diagnostics);
  const shown = ordered.slice(0, mostShown).map((diagnostic) => remarkOf(diagnostic, texts));
  return { shown, more: ordered.length - shown.length };
}

/** Of a very long line so many characters are shown, around the place. */
const mostWide = 160;

function remarkOf(diagnostic: Diagnostic, texts: Texts): Remark {
  const { severity, message, code, file, line, column, notes } = plainDiagnostic(diagnostic, texts);
  const said = notes.map((note) => note.message);
  if (file === null || line === null || column === null) return { severity, message, code, notes: said };
  const text = lineOf(texts.linesOf(file), line);
  const from = Math.max(0, Math.min(column - mostWide / 2, text.length - mostWide));
  const part = text.slice(from, from + mostWide).trim();
  const where = `${file}:${line}:${column}`;
  // Of what is only worth knowing there may be much: it is told without the lines of the text.
  return {
    severity,
    message,
    code,
    where,
    notes: said,
    ...(part !== "" && severity !== "note" && { line: part }),
  };
}
