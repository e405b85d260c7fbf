import type { BringingState } from "../state/bringing.ts";
import type { Sitting } from "../state/desk.ts";
import { countRemarks, RemarkList } from "./remarklist.tsx";

/** How the system that is shown came here, and what can be done with one that cannot be edited as it is. */
export function Arrival({
  sitting,
  bringing,
}: {
  readonly sitting: Sitting;
  readonly bringing: BringingState;
}) {
  const { document, folder } = sitting.workbench;
  const { entry } = document;
  const now = bringing.now.value;
  const opened = sitting.opened.value;
  const isForeign = !entry.endsWith(".hence");
  return (
    <div role="status">
      {now.kind === "reading" && <p class="banner">Reading {now.what} …</p>}
      {isForeign && now.kind !== "reading" && (
        <p class="banner">
          ‘{entry}’ is a model of another tool: it is shown as it is, and never written over.{" "}
          <button type="button" onClick={() => void bringing.makeEditable(entry)}>
            Edit it as text of Hence, in a new file
          </button>
        </p>
      )}
      {opened && (
        <div class="banner arrival">
          <p>
            ‘{opened.from}’ was read, and stays as it is. What you see and edit is a new file,{" "}
            <strong>{nameOf(opened.system)}</strong> in {folder}: {opened.contents}
          </p>
          {opened.unused.length > 0 && (
            <p>It does not need {opened.unused.map((name) => `‘${name}’`).join(", ")}.</p>
          )}
          {opened.remarks.shown.length > 0 && (
            <details>
              <summary>What reading it found: {countRemarks(opened.remarks)}</summary>
              <RemarkList remarks={opened.remarks} />
            </details>
          )}
          <button
            type="button"
            onClick={() => {
              sitting.opened.value = undefined;
            }}
          >
            Close
          </button>
        </div>
      )}
    </div>
  );
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
