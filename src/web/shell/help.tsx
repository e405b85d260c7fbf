import { useEffect, useRef } from "preact/hooks";
import type { Command } from "./commands.ts";

type Keys = readonly (readonly [keys: string, meaning: string])[];

const anywhere: Keys = [
  ["← →", "Move a slider, or the border between two panes"],
  ["Esc", "Close what is open; it never deletes"],
];

const inDiagrams: Keys = [
  ["← → ↑ ↓", "Go to the nearest name"],
  ["Alt+↑ Alt+↓", "Walk to a cause or to an effect; Alt+← Alt+→ to the others beside it"],
  ["Enter", "Choose it, in all panels"],
  ["+ − 0", "Larger, smaller, all of it"],
  ["Shift+arrows", "Move it, as dragging does"],
  ["Shift+drag", "Draw an arrow to what it acts on, as the handle beside a chosen name does"],
  ["S F A", "Add a stock, a flow, an auxiliary"],
  ["L", "An arrow from it to something else"],
  ["F2", "Another name"],
  ["Delete", "Delete it: this asks first"],
];

const inTexts: Keys = [
  ["Ctrl+Space", "What could stand here"],
  ["F12", "Where the name is declared; a click with Ctrl does the same"],
  ["F2", "Another name, in all files"],
  ["Ctrl+F", "Find in the text"],
  ["Ctrl+S", "Lay the text out, and save"],
];

const inOutlines: Keys = [
  ["↑ ↓", "From line to line"],
  ["→ ←", "Open a line, or close it"],
  ["Enter", "Choose it, in all panels"],
];

/** The keys and their meaning. */
export function Help({
  commands,
  onClose,
}: {
  readonly commands: readonly Command[];
  readonly onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const ofCommands = commands.flatMap(({ keys, title }) =>
    keys === undefined ? [] : [[keys, title] as const],
  );
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={onClose}>
      <h2 id="help-title">Keys</h2>
      {/* What scrolls must be reached by keys. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above. */}
      <section class="help-lists" tabIndex={0} aria-label="All keys">
        <div class="columns">
          <KeyList title="Everywhere" keys={[...ofCommands, ...anywhere]} />
          <KeyList title="In a diagram" keys={inDiagrams} />
          <KeyList title="In a text" keys={inTexts} />
          <KeyList title="In the outline" keys={inOutlines} />
        </div>
      </section>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}

function KeyList({ title, keys }: { readonly title: string; readonly keys: Keys }) {
  return (
    <div>
      <h3>{title}</h3>
      <table>
        <tbody>
          {keys.map(([key, meaning]) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
