import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import type { Extension, Text } from "@codemirror/state";
import { beginsStatement } from "../../edit/clausewords.ts";
import { complete } from "../../edit/completion.ts";
import type { Lexicon } from "../../edit/lexicon.ts";
import type { Suggestion } from "../../edit/suggestion.ts";

/** Offers what may stand at the cursor, when letters are typed or when asked for. */
export function completing(lexicon: () => Lexicon): Extension {
  return autocompletion({
    override: [(context) => completionAt(context, lexicon())],
    icons: false,
    maxRenderedOptions: 60,
    tooltipClass: () => "hence-completion",
    optionClass: (option) => `hence-option hence-${option.type ?? "name"}`,
  });
}

function completionAt(
  { state, pos, explicit }: CompletionContext,
  lexicon: Lexicon,
): CompletionResult | null {
  const found = complete(state.sliceDoc(statementStart(state.doc, pos), pos), lexicon);
  if (!found || found.suggestions.length === 0 || (found.typed === 0 && !explicit)) return null;
  const from = pos - found.typed;
  if (found.suggestions.length <= mostAtOnce)
    return { from, options: found.suggestions.map(optionOf), validFor: /^'?[\p{L}\p{N}_ ]*$/u };
  // Of very many names only those that have the letters are looked at, anew with each letter.
  const typed = state.sliceDoc(from, pos).replace(/^'/, "").toLowerCase();
  const fitting = found.suggestions.filter(({ label }) => label.toLowerCase().includes(typed));
  return { from, options: fitting.slice(0, mostAtOnce).map(optionOf) };
}

/** More suggestions than this are too many for every letter that is typed. */
const mostAtOnce = 4000;

/** The beginning of the statement that goes on at an offset, if it is near. */
export function statementStart(doc: Text, offset: number): number {
  let { number } = doc.lineAt(offset);
  for (let steps = 0; number > 1 && steps < 200; number--, steps++)
    if (beginsStatement(doc.line(number).text) !== undefined) break;
  return doc.line(number).from;
}

function optionOf({ label, insert, kind, detail, info, boost }: Suggestion): Completion {
  return {
    label,
    apply: insert,
    type: kind,
    boost,
    ...(detail !== undefined && { detail }),
    ...(info !== undefined && { info }),
  };
}
