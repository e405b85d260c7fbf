import { useEffect, useRef } from "preact/hooks";
import { connectEditor } from "../editor/connect.ts";
import type { SaveState } from "../state/document.ts";
import { folderOf, textsOf } from "../state/files.ts";
import type { Workbench } from "../state/workbench.ts";

/** The texts of the system, one of them in the editor. */
export function TextPanel({ workbench }: { readonly workbench: Workbench }) {
  const { document, analysis } = workbench;
  const place = useRef<HTMLDivElement>(null);
  const shown = workbench.kept.signal("text shown", () => document.entry);
  useEffect(() => (place.current ? connectEditor(place.current, workbench, shown) : undefined), [workbench]);
  const paths = textsOf(document.entry, document.paths.value, analysis.latest.value?.sources);
  return (
    <div class="text-panel">
      {paths.length > 1 && (
        <div role="tablist" aria-label="Files" class="files">
          {paths.map((path) => (
            <FileTab
              key={path}
              path={path}
              title={path.slice(folderOf(document.entry).length).replace(/\.hence$/, "")}
              state={document.file(path)?.state.value}
              isShown={path === shown.value}
              onShow={() => {
                shown.value = path;
              }}
              onStep={(by) => {
                const next = paths[(paths.indexOf(path) + by + paths.length) % paths.length]!;
                shown.value = next;
                globalThis.document.getElementById(tabId(next))?.focus();
              }}
            />
          ))}
        </div>
      )}
      <div
        class="editor"
        ref={place}
        {...(paths.length > 1 && {
          id: "text-editor",
          role: "tabpanel",
          "aria-labelledby": tabId(shown.value),
        })}
      />
    </div>
  );
}

function FileTab(props: {
  readonly path: string;
  readonly title: string;
  readonly state: SaveState | undefined;
  readonly isShown: boolean;
  readonly onShow: () => void;
  readonly onStep: (by: number) => void;
}) {
  const { path, title, state, isShown, onShow, onStep } = props;
  const tab = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isShown) tab.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [isShown]);
  const said = state && saidOf(state);
  return (
    <button
      type="button"
      role="tab"
      ref={tab}
      id={tabId(path)}
      aria-selected={isShown}
      aria-controls="text-editor"
      tabIndex={isShown ? 0 : -1}
      onClick={onShow}
      onKeyDown={(event) => {
        if (event.key === "ArrowRight") onStep(1);
        else if (event.key === "ArrowLeft") onStep(-1);
      }}
    >
      {title}
      {said !== undefined && (
        <span class="unsaved" title={said.words}>
          <span aria-hidden="true">{said.sign}</span>
          <span class="spoken">, {said.words}</span>
        </span>
      )}
    </button>
  );
}

function tabId(path: string): string {
  return `file-${path.replace(/[^\w]/g, "-")}`;
}

/** What a tab shows of how a text stands to its file. */
function saidOf(state: SaveState): { readonly sign: string; readonly words: string } | undefined {
  switch (state.kind) {
    case "saved":
      return undefined;
    case "unsaved":
      return { sign: "●", words: "not saved yet" };
    case "read only":
      return { sign: "🔒︎", words: "read only" };
    case "refused":
      return { sign: "!", words: `not saved: ${state.problem}` };
    case "conflict":
      return { sign: "≠", words: "changed elsewhere, too" };
  }
}
