import { type Extension, RangeSetBuilder } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

/** Long lines go on below themselves, further in than they begin. */
export const wrapping: Extension = [
  EditorView.lineWrapping,
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      readonly #indents = new Map<number, Decoration>();

      constructor(view: EditorView) {
        this.decorations = this.#indentsIn(view);
      }

      update(update: ViewUpdate): void {
        if (update.docChanged || update.viewportChanged) this.decorations = this.#indentsIn(update.view);
      }

      #indentsIn({ state: { doc }, visibleRanges }: EditorView): DecorationSet {
        const builder = new RangeSetBuilder<Decoration>();
        let done = -1;
        for (const { from, to } of visibleRanges)
          for (let line = doc.lineAt(from); ; line = doc.line(line.number + 1)) {
            if (line.from > done) builder.add(line.from, line.from, this.#indentOf(line.text));
            done = Math.max(done, line.from);
            if (line.to >= to || line.number === doc.lines) break;
          }
        return builder.finish();
      }

      #indentOf(text: string): Decoration {
        const columns = Math.min(text.search(/\S|$/), widest) + 4;
        const made =
          this.#indents.get(columns) ??
          Decoration.line({
            attributes: { style: `padding-left:calc(6px + ${columns}ch);text-indent:-${columns}ch` },
          });
        this.#indents.set(columns, made);
        return made;
      }
    },
    { decorations: (plugin) => plugin.decorations },
  ),
];

/** A line is never moved in by more columns. */
const widest = 12;
