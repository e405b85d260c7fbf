import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

/** The statement of what is chosen, which is marked; undefined marks none. */
export const mark = StateEffect.define<{ readonly from: number; readonly to: number } | undefined>({
  map: (value, changes) =>
    value && {
      from: changes.mapPos(value.from, 1),
      to: Math.max(changes.mapPos(value.to, -1), changes.mapPos(value.from, 1)),
    },
});

const marked = Decoration.line({ class: "hence-chosen" });

/** Marks the lines of what is chosen. */
export const marking: Extension = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (value, { state: { doc }, changes, effects }) => {
    let now = value.map(changes);
    for (const effect of effects) {
      if (!effect.is(mark)) continue;
      const lines: number[] = [];
      if (effect.value) {
        const last = doc.lineAt(Math.min(effect.value.to, doc.length)).number;
        for (
          let number = doc.lineAt(Math.min(effect.value.from, doc.length)).number;
          number <= last;
          number++
        )
          lines.push(doc.line(number).from);
      }
      now = Decoration.set(lines.map((from) => marked.range(from)));
    }
    return now;
  },
  provide: (self) => EditorView.decorations.from(self),
});
