import { type Diagnostic as Lint, lintGutter, setDiagnostics } from "@codemirror/lint";
import type { EditorState, Extension, TransactionSpec } from "@codemirror/state";
import { applyFix } from "../../edit/fix.ts";
import { isRefused, type TextEdit } from "../../edit/textedit.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { offsetsOf } from "./offsets.ts";

/** Room for what is told of lines. */
export const telling: Extension = lintGutter();

/** Shows what there is to tell of one file; what would mend it is offered. */
export function tell(
  state: EditorState,
  path: string,
  text: string,
  diagnostics: readonly Diagnostic[],
  mend: (edits: readonly TextEdit[], label: string) => void,
): TransactionSpec {
  const { fromText } = offsetsOf(text, state.doc);
  const own = diagnostics.flatMap((diagnostic): Lint[] => {
    const { span, severity, message, notes, fix } = diagnostic;
    if (span?.source !== path || span.to > text.length) return [];
    const edits = applyFix(diagnostic);
    return [
      {
        from: fromText(span.from),
        to: fromText(span.to),
        severity: severity === "note" ? "info" : severity,
        message: [message, ...(notes ?? []).map((note) => note.message)].join("\n"),
        ...(fix &&
          !isRefused(edits) && { actions: [{ name: fix.title, apply: () => mend(edits, fix.title) }] }),
      },
    ];
  });
  return setDiagnostics(state, own);
}
