import { effect, type Signal } from "@preact/signals";
import { emptyLexicon, type Lexicon } from "../../edit/lexicon.ts";
import { formatNumber } from "../../view/number.ts";
import type { Choice } from "../state/choice.ts";
import type { Workbench } from "../state/workbench.ts";
import { choiceAt, statementOf } from "./chosen.ts";
import { createEditor, type TextPlace } from "./editor.ts";

/** An editor of the texts of a workbench, inside of an element; `shown` is the file that it shows. Gives what ends it. */
export function connectEditor(parent: HTMLElement, workbench: Workbench, shown: Signal<string>): () => void {
  const { document, analysis, choice, runs, texts, kept } = workbench;
  const places = kept.signal("text places", (): ReadonlyMap<string, TextPlace> => new Map());
  const marked = kept.signal("text marked", (): Choice | undefined => undefined);
  const self = {};
  let lexicon: Lexicon = emptyLexicon;
  let isStepping = false;
  const step = (take: () => unknown) => () => {
    isStepping = true;
    take();
    isStepping = false;
  };
  const numberOf = async (variable: string): Promise<string | undefined> => {
    const info = analysis.variable(variable);
    if (!info || info.elements) return undefined;
    const answer = await runs.runOf([info.key]).catch(() => undefined);
    const series = answer?.current.series.get(info.key);
    if (!answer || !series || series.length === 0) return undefined;
    const { times } = answer.current;
    const [first, last] = [series[0]!, series.at(-1)!].map((value) => formatNumber(value));
    return first === last
      ? `${first}`
      : `${first} in ${formatNumber(times[0]!, 6).replace(",", "")}, ${last} in ${formatNumber(times.at(-1)!, 6).replace(",", "")}`;
  };
  const editor = createEditor(
    parent,
    {
      textOf: (path) => document.file(path)?.text.peek(),
      isReadOnly: (path) => document.file(path)?.state.peek().kind === "read only",
      lexicon: () => lexicon,
      onEdit: (edits, key) =>
        document.edit(edits, { label: "typing", origin: self, ...(key !== undefined && { key }) }),
      edit: (edits, label) => document.edit(edits, { label }),
      undo: step(workbench.undo),
      redo: step(workbench.redo),
      save: (path) => {
        void texts.layOut(path).finally(() => document.save());
      },
      hover: (path, offset) => texts.hover({ path, offset }),
      numberOf,
      define: (path, offset) => texts.define({ path, offset }),
      rename: (path, offset, name) =>
        workbench.edit({ kind: "rename at", path, offset, name }, `rename to ${name}`),
      onShow: (path) => {
        shown.value = path;
      },
      onSelect: (path, offset) => {
        const known = analysis.latest.peek();
        const chosen = known && !analysis.isBehind.peek() ? choiceAt(known, path, offset) : undefined;
        if (chosen && JSON.stringify(chosen) !== JSON.stringify(choice.peek())) choice.value = chosen;
      },
    },
    places.peek(),
  );
  const ends = [
    document.listen((edits, origin) => {
      if (origin !== self) editor.take(edits, isStepping);
    }),
    effect(() => editor.show(shown.value)),
    effect(() => {
      const known = analysis.latest.value;
      if (!known || analysis.isBehind.value) return;
      editor.tell(known.diagnostics);
      void texts.lexicon().then((names) => {
        lexicon = names;
        editor.refresh();
      });
    }),
    effect(() => {
      const chosen = choice.value;
      // What is chosen stays marked while the text is read again.
      const known = analysis.latest.peek();
      if (!known) return;
      // What was chosen when the panel was left does not move what it comes back to.
      editor.mark(chosen && statementOf(known, chosen), {
        stays: chosen !== undefined && chosen === marked.peek(),
      });
      marked.value = chosen;
    }),
  ];
  return () => {
    for (const end of ends) end();
    places.value = editor.places();
    editor.destroy();
  };
}
