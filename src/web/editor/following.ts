import { type Extension, Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import type { Span } from "../../model/span.ts";
import type { EditorHost } from "./host.ts";
import { offsetsOf } from "./offsets.ts";

/** Goes to where a name is declared: F12, or a click with Ctrl (⌘) held. */
export function following(host: EditorHost, path: string, goTo: (span: Span) => void): Extension {
  const follow = (view: EditorView, pos: number) => {
    const text = host.textOf(path);
    if (text === undefined) return;
    const { doc } = view.state;
    void host.define(path, offsetsOf(text, doc).toText(pos)).then((span) => {
      if (span && view.state.doc === doc) goTo(span);
    });
  };
  return [
    Prec.high(
      keymap.of([
        {
          key: "F12",
          run: (view) => {
            follow(view, view.state.selection.main.head);
            return true;
          },
        },
      ]),
    ),
    EditorView.domEventHandlers({
      mousedown: (event, view) => {
        if (!(event.ctrlKey || event.metaKey) || event.button !== 0 || event.altKey) return false;
        const pos = view.posAtCoords({ x: event.clientX, y: event.clientY });
        if (pos === null) return false;
        event.preventDefault();
        follow(view, pos);
        return true;
      },
    }),
  ];
}
