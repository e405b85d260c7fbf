import { type Extension, RangeSetBuilder, StateEffect } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";
import { type Colour, type ColourOf, colourLines, coloursOf } from "../../edit/colours.ts";
import type { Lexicon } from "../../edit/lexicon.ts";

/** Other names are known, so that words may have other colours. */
export const namesChanged = StateEffect.define();

/** So many lines before what is seen are looked at for the statement that goes on there. */
const linesBefore = 80;

/** Colours what is seen of a text, and no more, by the tokenizer of the language. */
export function colouring(lexicon: () => Lexicon): Extension {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      readonly #marks = createMarks();
      #lexicon = lexicon();
      #colourOf: ColourOf = coloursOf(this.#lexicon);

      constructor(view: EditorView) {
        this.decorations = coloursIn(view, this.#colourOf, this.#marks);
      }

      update(update: ViewUpdate): void {
        const isNew = update.transactions.some(({ effects }) =>
          effects.some((each) => each.is(namesChanged)),
        );
        if (isNew && this.#lexicon !== lexicon()) {
          this.#lexicon = lexicon();
          this.#colourOf = coloursOf(this.#lexicon);
        }
        if (isNew || update.docChanged || update.viewportChanged)
          this.decorations = coloursIn(update.view, this.#colourOf, this.#marks);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}

function coloursIn(
  { state: { doc }, visibleRanges }: EditorView,
  colourOf: ColourOf,
  marks: Marks,
): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  let end = 0;
  for (const range of visibleRanges) {
    const first = doc.lineAt(range.from);
    const from = Math.max(end, first.from);
    const to = doc.lineAt(range.to).to;
    if (from > to) continue;
    end = to;
    const begin = doc.line(Math.max(1, first.number - linesBefore)).from;
    for (const stretch of colourLines(doc.sliceString(from, to), doc.sliceString(begin, from), colourOf))
      builder.add(from + stretch.from, from + stretch.to, marks(stretch.colour, stretch.isDeclaration));
  }
  return builder.finish();
}

/** The marks of an editor, each made once. */
type Marks = (colour: Colour, isDeclaration: boolean) => Decoration;

function createMarks(): Marks {
  const made = new Map<string, Decoration>();
  return (colour, isDeclaration) => {
    const name = `hence-${colour}${isDeclaration ? " hence-declaration" : ""}`;
    const mark = made.get(name) ?? Decoration.mark({ class: name });
    made.set(name, mark);
    return mark;
  };
}
