import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, insertNewlineKeepIndent } from "@codemirror/commands";
import { bracketMatching, indentUnit } from "@codemirror/language";
import { lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension, Prec } from "@codemirror/state";
import {
  crosshairCursor,
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  rectangularSelection,
} from "@codemirror/view";
import { beginsStatement } from "../../edit/clausewords.ts";
import { colouring } from "./colouring.ts";
import { completing } from "./completing.ts";
import { folding } from "./folding.ts";
import type { EditorHost } from "./host.ts";
import { telling } from "./telling.ts";
import { wrapping } from "./wrapping.ts";

/** What every file has in an editor. CodeMirror keeps no history: the one log of the workbench undoes and redoes. */
export function setup(host: EditorHost, path: string): Extension {
  const log = (step: () => void) => () => {
    step();
    return true;
  };
  return [
    Prec.high(
      keymap.of([
        { key: "Mod-z", run: log(host.undo), preventDefault: true, stopPropagation: true },
        {
          key: "Mod-y",
          mac: "Mod-Shift-z",
          run: log(host.redo),
          preventDefault: true,
          stopPropagation: true,
        },
        { key: "Mod-Shift-z", run: log(host.redo), preventDefault: true, stopPropagation: true },
        { key: "Mod-s", run: log(() => host.save(path)), preventDefault: true, stopPropagation: true },
      ]),
    ),
    // Menus of the browser and keyboards on glass ask in this way.
    EditorView.domEventHandlers({
      beforeinput: (event) => {
        if (event.inputType === "historyUndo") host.undo();
        else if (event.inputType === "historyRedo") host.redo();
        else return false;
        event.preventDefault();
        return true;
      },
    }),
    lineNumbers(),
    highlightActiveLineGutter(),
    highlightSpecialChars(),
    telling,
    folding,
    drawSelection(),
    dropCursor(),
    EditorState.allowMultipleSelections.of(true),
    EditorState.readOnly.of(host.isReadOnly(path)),
    indentUnit.of("  "),
    bracketMatching(),
    closeBrackets(),
    EditorState.languageData.of(() => [
      { closeBrackets: { brackets: ["(", "[", '"'] }, commentTokens: { line: "#" } },
    ]),
    completing(host.lexicon),
    colouring(host.lexicon),
    rectangularSelection(),
    crosshairCursor(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    wrapping,
    EditorView.contentAttributes.of({
      "aria-label": `Text of ${path}`,
      // What scrolls can be reached with the keyboard.
      tabindex: "0",
      spellcheck: "false",
      translate: "no",
    }),
    keymap.of([
      ...completionKeymap,
      ...closeBracketsKeymap,
      { key: "Enter", run: breakLine },
      ...lintKeymap,
      ...searchKeymap,
      ...defaultKeymap,
    ]),
  ];
}

/** A new line: below the word of a statement a clause, which is indented; else as deep as the line before. */
function breakLine(view: EditorView): boolean {
  const { state } = view;
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  const isBelowHead = state.selection.ranges.length === 1 && beginsStatement(line.text) !== undefined;
  const isAtEnd = main.empty && main.head === line.to;
  if (!isBelowHead || !isAtEnd || /^\s/.test(line.text) || !hasClauses(line.text))
    return insertNewlineKeepIndent(view);
  view.dispatch({
    changes: { from: main.head, insert: "\n  " },
    selection: { anchor: main.head + 3 },
    scrollIntoView: true,
    userEvent: "input",
  });
  return true;
}

function hasClauses(head: string): boolean {
  return /^(stock|conveyor|queue|oven|claim|link|loop|scenario|check|history|function|source|module)\b/.test(
    head,
  );
}
