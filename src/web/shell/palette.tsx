import { useEffect, useRef, useState } from "preact/hooks";
import type { Choice } from "../state/choice.ts";
import type { Workbench } from "../state/workbench.ts";
import type { Command } from "./commands.ts";
import { fits } from "./search.ts";

interface Found {
  readonly kind: string;
  readonly title: string;
  readonly more: string;
  run(): void;
}

const mostFound = 40;

/** Finds variables, claims and commands by parts of their names. */
export function Palette({
  workbench,
  commands,
  onClose,
}: {
  readonly workbench: Workbench;
  readonly commands: readonly Command[];
  readonly onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  useEffect(() => dialog.current?.showModal(), []);

  const found = everything(workbench, commands)
    .filter(({ title, more }) => fits(words, `${title} ${more}`))
    .slice(0, mostFound);
  const chosen = Math.min(at, found.length - 1);
  const take = (one: Found | undefined) => {
    if (!one) return;
    onClose();
    one.run();
  };
  return (
    <dialog ref={dialog} class="palette" aria-label="Find" onClose={onClose}>
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={chosen >= 0 ? `palette-${chosen}` : undefined}
        aria-label="Find a variable, a claim or a command"
        placeholder="Find a variable, a claim, a command …"
        value={words}
        onInput={({ currentTarget }) => {
          setWords(currentTarget.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
          if (step !== 0) {
            event.preventDefault();
            setAt((chosen + step + found.length) % Math.max(1, found.length));
          }
          if (event.key === "Enter") take(found[chosen]);
        }}
      />
      <div id="palette-list" role="listbox" aria-label="Found">
        {found.map((one, i) => (
          <div
            key={`${one.kind} ${one.title} ${one.more}`}
            id={`palette-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === chosen}
            ref={(element) => {
              if (i === chosen) element?.scrollIntoView({ block: "nearest" });
            }}
            onClick={() => take(one)}
            onKeyDown={() => undefined}
          >
            <span class="kind">{one.kind}</span> {one.title} <span class="more">{one.more}</span>
          </div>
        ))}
        {found.length === 0 && <p>Nothing has this in its name.</p>}
      </div>
    </dialog>
  );
}

function everything(workbench: Workbench, commands: readonly Command[]): readonly Found[] {
  const { choice, analysis, runs } = workbench;
  const found = analysis.latest.value;
  const choose = (chosen: Choice) => () => {
    choice.value = chosen;
  };
  return [
    ...commands.map(({ title, keys = "", run }) => ({ kind: "do", title, more: keys, run })),
    ...(found?.claims ?? []).map(({ id, sentence = "" }) => ({
      kind: "claim",
      title: id,
      more: sentence,
      run: choose({ kind: "claim", id }),
    })),
    ...(found?.checks ?? []).map(({ id, title = "" }) => ({
      kind: "check",
      title: id,
      more: title,
      run: choose({ kind: "check", id }),
    })),
    ...(found?.variables ?? [])
      .filter(({ isMade }) => !isMade)
      .map(({ key, name, title, kind }) => ({
        kind,
        title: title ?? name,
        more: title === undefined ? "" : name,
        run: choose({ kind: "variable", key }),
      })),
    ...(found?.variables ?? [])
      .filter(({ isMade, kind, elements }) => !isMade && !elements && kind !== "lever" && kind !== "const")
      .map(({ key, name, title }) => ({
        kind: "chart",
        title: `Show a chart of ${title ?? name}`,
        more: name,
        run: () => {
          runs.charts.value = [[key], ...runs.charts.value.slice(1)];
        },
      })),
  ];
}
