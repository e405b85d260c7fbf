import { formatNumber } from "../../view/number.ts";
import type { Workbench } from "../state/workbench.ts";
import type { ShellHands } from "./commands.ts";

/** The name of the system, what it is for, and how the engine is doing. */
export function Header({
  workbench,
  hands,
  home,
}: {
  readonly workbench: Workbench;
  readonly hands: ShellHands;
  /** The system that the workbench was opened on, where this is another. */
  readonly home: string | undefined;
}) {
  const { analysis, folder, log } = workbench;
  const found = analysis.latest.value ?? analysis.lastGood.value;
  const errors = found?.diagnostics.filter(({ severity }) => severity === "error").length ?? 0;
  return (
    <header class="top">
      {home !== undefined && (
        <a
          href="./"
          class="home"
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            hands.go(undefined);
          }}
        >
          ← {home.replace(/\.hence$/, "")}
        </a>
      )}
      <h1>{found?.title ?? folder}</h1>
      {found?.purpose !== undefined && (
        <details class="purpose">
          <summary>Purpose</summary>
          <p>{found.purpose}</p>
        </details>
      )}
      <Engine workbench={workbench} />
      {errors > 0 && (
        <span class="flag bad">
          ✕ {errors === 1 ? "1 error" : `${errors} errors`}
          {found?.isRunnable ? "" : ": results are those of the last whole model"}
        </span>
      )}
      <div class="tools" role="toolbar" aria-label="Workbench">
        <button
          type="button"
          disabled={log.undoable.value === undefined}
          onClick={() => workbench.undo()}
          title={`Undo ${log.undoable.value ?? ""} (Ctrl+Z)`}
        >
          Undo
        </button>
        <button
          type="button"
          disabled={log.redoable.value === undefined}
          onClick={() => workbench.redo()}
          title={`Redo ${log.redoable.value ?? ""} (Shift+Ctrl+Z)`}
        >
          Redo
        </button>
        <button
          type="button"
          onClick={hands.openModel}
          title="Open a model of Vensim, Stella, XMILE, SD-JSON or Hence (or drop it anywhere)"
        >
          Open …
        </button>
        <button
          type="button"
          onClick={hands.openPalette}
          title="Find a variable, a claim or a command (Ctrl+K)"
        >
          Find
        </button>
        <button type="button" onClick={hands.openPublish} title="As a page that runs in the reader’s browser">
          Publish
        </button>
        <button type="button" onClick={hands.themes.next} title="Light, dark, or as the system has it">
          <span class="word">Theme: </span>
          {hands.themes.chosen.value}
        </button>
        <button type="button" onClick={hands.openHelp} title="Keys and their meaning (?)" aria-label="Help">
          ?
        </button>
      </div>
    </header>
  );
}

/** How long the last run took, how many plausible worlds there are, and what is out of date. */
function Engine({ workbench }: { readonly workbench: Workbench }) {
  const { runs, worlds, document, analysis, publishing } = workbench;
  const run = runs.run.value;
  const search = worlds.search.value;
  const current = worlds.current.value;
  const ago = runs.editsAgo.value;
  const unsaved = document.unsaved.value;
  return (
    <div class="engine" role="status">
      {workbench.isAlone.value && (
        <span
          class="flag"
          title="This browser starts no workers, so that everything is worked out in the page itself. The numbers are the same."
        >
          without workers: slower, same numbers
        </span>
      )}
      {run && <span>run {formatNumber(run.milliseconds, 2)} ms</span>}
      {current && (
        <span>
          {formatNumber(current.worlds, 4)} worlds {formatNumber(current.milliseconds, 2)} ms
        </span>
      )}
      {search.kind === "searching" && (
        <span class="search">
          <progress value={search.kept} max={1000} aria-label="Plausible worlds found" />{" "}
          {formatNumber(search.kept, 4)} plausible of {formatNumber(search.candidates, 6)} worlds{" "}
          <button type="button" onClick={worlds.stop}>
            Stop
          </button>
        </span>
      )}
      {search.kind === "stopped" && (
        <button type="button" onClick={worlds.goOn}>
          Look for more worlds
        </button>
      )}
      {ago > 0 && run && !analysis.isBehind.value && (
        <span class="flag">results are from {ago === 1 ? "1 edit" : `${ago} edits`} ago</span>
      )}
      {publishing.news.value?.kind === "working" && <span>publishing …</span>}
      {unsaved > 0 && <span class="flag">{unsaved === 1 ? "1 text" : `${unsaved} texts`} not saved yet</span>}
    </div>
  );
}
