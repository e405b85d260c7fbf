import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { mostPublished, usuallyPublished } from "../../wire/publishing.ts";
import { folderOf } from "../state/files.ts";
import type { Workbench } from "../state/workbench.ts";

/** Publishes the system as a page for readers, into a folder of the project. */
export function Publish({
  workbench,
  onClose,
}: {
  readonly workbench: Workbench;
  readonly onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const folder = useSignal("published");
  const worlds = useSignal(usuallyPublished);
  const { publishing, analysis, document } = workbench;
  const { entry } = document;
  useEffect(() => dialog.current?.showModal(), []);
  const news = publishing.news.value;
  const isBusy = news?.kind === "working";
  const hasErrors = analysis.latest.value?.isRunnable === false;
  return (
    <dialog ref={dialog} class="publish" aria-labelledby="publish-title" onClose={onClose}>
      <h2 id="publish-title">Publish a page</h2>
      <p>
        One file that runs in the reader’s browser, with levers, charts and the argument. It needs no server:
        it opens from the disk, and any web host can give it out.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void publishing.publish({
            system: entry,
            folder: folderOf(entry) + folder.value.trim(),
            worlds: worlds.value,
          });
        }}
      >
        <label>
          Folder, inside of {workbench.folder}
          <input
            type="text"
            name="folder"
            required
            value={folder.value}
            disabled={isBusy}
            onInput={({ currentTarget }) => {
              folder.value = currentTarget.value;
            }}
          />
        </label>
        <label>
          Plausible worlds in it
          <input
            type="number"
            name="worlds"
            min="1"
            max={mostPublished}
            required
            value={worlds.value}
            disabled={isBusy}
            onInput={({ currentTarget }) => {
              worlds.value = currentTarget.valueAsNumber;
            }}
          />
        </label>
        {hasErrors && <p class="bad">The texts have errors; a page can be made once they are mended.</p>}
        <p role="status" class={news?.kind === "refused" ? "bad" : ""}>
          {isBusy && `Publishing: ${news.says} …`}
          {news?.kind === "published" && news.says}
          {news?.kind === "refused" && news.problem}
        </p>
        <p class="tools">
          {isBusy ? (
            <button type="button" onClick={publishing.stop}>
              Stop
            </button>
          ) : (
            <button type="submit" disabled={hasErrors}>
              Publish
            </button>
          )}
          <button type="button" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </p>
      </form>
    </dialog>
  );
}
