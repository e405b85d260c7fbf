import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** Looks that CodeMirror must know; the colours are custom properties of the page, for light and for dark. */
export const theme: Extension = EditorView.theme({
  "&": { height: "100%", color: "var(--code-text)", backgroundColor: "var(--code-back)" },
  "&.cm-focused": { outline: "2px solid var(--code-focus)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--code-font)", fontSize: "var(--code-size)", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--code-text)" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--code-text)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--code-selection)",
  },
  ".cm-gutters": {
    backgroundColor: "var(--code-gutter)",
    color: "var(--code-quiet)",
    borderRight: "1px solid var(--code-line)",
  },
  ".cm-activeLine": { backgroundColor: "var(--code-active)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--code-active)", color: "var(--code-text)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "var(--code-match)",
    outline: "1px solid var(--code-line)",
  },
  ".cm-selectionMatch": { backgroundColor: "var(--code-match)" },
  ".cm-searchMatch": { backgroundColor: "var(--code-match)", outline: "1px solid var(--code-quiet)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--code-selection)" },
  ".cm-panels": { backgroundColor: "var(--code-gutter)", color: "var(--code-text)" },
  ".cm-panels-top": { borderBottom: "1px solid var(--code-line)" },
  ".cm-panels-bottom": { borderTop: "1px solid var(--code-line)" },
  ".cm-textfield": {
    backgroundColor: "var(--code-back)",
    color: "var(--code-text)",
    border: "1px solid var(--code-quiet)",
  },
  ".cm-button": {
    backgroundImage: "none",
    backgroundColor: "var(--code-back)",
    color: "var(--code-text)",
    border: "1px solid var(--code-quiet)",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--code-raised)",
    color: "var(--code-text)",
    border: "1px solid var(--code-quiet)",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--code-selection)",
    color: "var(--code-text)",
  },
  ".cm-foldPlaceholder": {
    backgroundColor: "var(--code-match)",
    border: "none",
    color: "var(--code-text)",
    padding: "0 .4em",
  },
  ".cm-panel.cm-panel-lint ul [aria-selected], .cm-panel.cm-panel-lint ul:focus [aria-selected]": {
    backgroundColor: "var(--code-selection)",
    color: "var(--code-text)",
  },
  ".cm-diagnostic": { whiteSpace: "pre-line" },
  ".cm-diagnosticAction": { backgroundColor: "var(--code-action)", color: "var(--code-action-text)" },
});
