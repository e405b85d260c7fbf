import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { type EditorView, keymap, type Panel, showPanel } from "@codemirror/view";
import type { EditorHost } from "./host.ts";
import { offsetsOf } from "./offsets.ts";

/** The name that is to be changed: where it stands, and as it is written. */
interface Renaming {
  readonly pos: number;
  readonly name: string;
}

const begin = StateEffect.define<Renaming | undefined>();

/** Asks for another name for what is called so at the cursor, and changes it everywhere: F2. */
export function renaming(host: EditorHost, path: string): Extension {
  const field = StateField.define<Renaming | undefined>({
    create: () => undefined,
    update: (value, transaction) => {
      for (const effect of transaction.effects) if (effect.is(begin)) return effect.value;
      // The place is that of a text which has changed.
      return transaction.docChanged ? undefined : value;
    },
    provide: (self) =>
      showPanel.from(self, (renamed) => (renamed ? (view) => panelOf(view, renamed, host, path) : null)),
  });
  return [field, keymap.of([{ key: "F2", run: beginHere }])];
}

function beginHere(view: EditorView): boolean {
  const { state } = view;
  const { head } = state.selection.main;
  const line = state.doc.lineAt(head);
  const words = [...line.text.matchAll(/'(?:[^'\\]|\\.)*'|[\p{L}\p{M}_][\p{L}\p{M}\p{N}_]*/gu)];
  const word = words.find(({ index, 0: text }) => {
    const from = line.from + index;
    return from <= head && head <= from + text.length;
  });
  if (!word) return false;
  const name = word[0].startsWith("'") ? word[0].slice(1, -1).replace(/\\(.)/g, "$1") : word[0];
  view.dispatch({ effects: begin.of({ pos: line.from + word.index, name }) });
  return true;
}

function panelOf(view: EditorView, { pos, name }: Renaming, host: EditorHost, path: string): Panel {
  const form = document.createElement("form");
  form.className = "hence-rename";
  const label = document.createElement("label");
  label.textContent = `New name for ${name}`;
  const input = document.createElement("input");
  input.value = name;
  input.spellcheck = false;
  input.autocomplete = "off";
  label.append(input);
  const send = document.createElement("button");
  send.textContent = "Rename";
  const cancel = document.createElement("button");
  cancel.type = "button";
  cancel.textContent = "Cancel";
  const told = document.createElement("output");
  form.append(label, send, cancel, told);

  const close = () => {
    view.dispatch({ effects: begin.of(undefined) });
    view.focus();
  };
  cancel.addEventListener("click", close);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    close();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = host.textOf(path);
    if (text === undefined) return;
    const offset = offsetsOf(text, view.state.doc).toText(pos);
    void host.rename(path, offset, input.value).then((refused) => {
      if (refused === undefined) close();
      else {
        told.textContent = refused;
        input.focus();
      }
    });
  });
  return {
    dom: form,
    mount: () => {
      input.focus();
      input.select();
    },
  };
}
