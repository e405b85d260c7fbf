import { codeFolding, foldGutter, foldKeymap, foldService } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { keymap } from "@codemirror/view";
import { foldEnd } from "../../edit/outline.ts";

/** Statements and sectors fold to their first line. */
export const folding: Extension = [
  codeFolding({ placeholderText: "…" }),
  foldGutter({ markerDOM: markerOf }),
  foldService.of((state, from) => {
    const { doc } = state;
    const line = doc.lineAt(from);
    const lines = { count: doc.lines, line: (number: number) => doc.line(number).text };
    const end = foldEnd(lines, line.number);
    return end === undefined ? null : { from: line.to, to: doc.line(end).to };
  }),
  keymap.of(foldKeymap),
];

function markerOf(isOpen: boolean): HTMLElement {
  const marker = document.createElement("span");
  marker.className = "hence-fold";
  marker.textContent = isOpen ? "▾" : "▸";
  marker.title = isOpen ? "Fold" : "Unfold";
  return marker;
}
