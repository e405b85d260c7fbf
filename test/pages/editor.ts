import { checkModel } from "../../src/check/check.ts";
import type { Facts } from "../../src/check/facts.ts";
import { hoverAt } from "../../src/edit/hover.ts";
import { emptyLexicon, lexiconOf } from "../../src/edit/lexicon.ts";
import { definitionAt } from "../../src/edit/lookup.ts";
import { indexNames, type NameIndex } from "../../src/edit/nameindex.ts";
import { renameAt } from "../../src/edit/rename.ts";
import { editTexts, invertEdits, isRefused, type TextEdit } from "../../src/edit/textedit.ts";
import type { Diagnostic } from "../../src/model/diagnostic.ts";
import { readHence } from "../../src/read/hence.ts";
import { createEditor, type Editor, type TextPlace } from "../../src/web/editor/editor.ts";

/** What a test sees of the page. */
export interface EditorPage {
  readonly editor: Editor;
  readonly text: (path: string) => string | undefined;
  /** An edit that comes from elsewhere. */
  readonly edit: (edits: readonly TextEdit[]) => void;
  readonly selected: () => string | undefined;
  /** Whether the texts have been read as they are now. */
  readonly isRead: () => boolean;
  readonly saved: () => string | undefined;
}

/** An editor of some texts by itself: what is around it in the workbench is played in few lines. */
export function startEditor(
  given: Readonly<Record<string, string>>,
  entry: string,
  places?: ReadonlyMap<string, TextPlace>,
): EditorPage {
  let texts: ReadonlyMap<string, string> = new Map(Object.entries(given));
  let lexicon = emptyLexicon;
  let known: { readonly index: NameIndex; readonly facts: Facts } | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let selected: string | undefined;
  let saved: string | undefined;
  const done: Deed[] = [];
  const undone: Deed[] = [];

  const read = () => {
    const diagnostics: Diagnostic[] = [];
    const report = (diagnostic: Diagnostic) => {
      diagnostics.push(diagnostic);
    };
    const load = (path: string) => {
      const text = texts.get(path);
      return text === undefined ? { missing: "there is none" } : { text };
    };
    const reading = readHence(entry, load, report, known?.index.reading);
    const facts = checkModel(reading.model, report);
    known = { index: indexNames(reading), facts };
    lexicon = lexiconOf(known.index, facts);
    editor.refresh();
    editor.tell(diagnostics);
    waiting = undefined;
  };
  const apply = (edits: readonly TextEdit[], isOwn: boolean, isStep: boolean): Deed => {
    const before = texts;
    const deed = { edits, inverse: invertEdits(edits, (path) => before.get(path) ?? "") };
    texts = editTexts(texts, edits);
    if (!isOwn) editor.take(edits, isStep);
    clearTimeout(waiting);
    waiting = setTimeout(read, 60);
    return deed;
  };
  const step = (from: Deed[], to: Deed[], edits: (deed: Deed) => readonly TextEdit[]) => () => {
    const deed = from.pop();
    if (!deed) return;
    apply(edits(deed), false, true);
    to.push(deed);
  };
  const edit = (edits: readonly TextEdit[]) => {
    done.push(apply(edits, false, false));
    undone.length = 0;
  };
  const parent = document.querySelector<HTMLElement>(".editor");
  if (!parent) throw new Error("The page has no place for the editor.");
  const editor = createEditor(
    parent,
    {
      textOf: (path) => texts.get(path),
      isReadOnly: () => false,
      lexicon: () => lexicon,
      onEdit: (edits) => {
        done.push(apply(edits, true, false));
        undone.length = 0;
      },
      edit,
      undo: step(done, undone, ({ inverse }) => inverse),
      redo: step(undone, done, ({ edits }) => edits),
      save: (path) => {
        saved = path;
      },
      hover: async (path, offset) => known && hoverAt(known.index, known.facts, path, offset),
      numberOf: async (variable) => `${variable} is 3 now`,
      define: async (path, offset) => known && definitionAt(known.index, path, offset),
      rename: async (path, offset, name) => {
        if (!known) return "The text is still being read.";
        const edited = renameAt(known.index, path, offset, name);
        if (isRefused(edited)) return edited.refused;
        edit(edited);
        return undefined;
      },
      onShow: () => {},
      onSelect: (path, offset) => {
        selected = `${path} ${offset}`;
      },
    },
    places,
  );
  editor.show(entry);
  read();
  return {
    editor,
    text: (path) => texts.get(path),
    edit,
    selected: () => selected,
    isRead: () => waiting === undefined,
    saved: () => saved,
  };
}

interface Deed {
  readonly edits: readonly TextEdit[];
  readonly inverse: readonly TextEdit[];
}

Object.assign(window, { startEditor });
