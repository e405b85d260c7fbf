import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { BringingState } from "../state/bringing.ts";
import { droppedFiles, hasFiles } from "./dropped.ts";

/** Shows itself while files are dragged over the window, and takes them wherever they are dropped. */
export function Dropzone({ bringing }: { readonly bringing: BringingState }) {
  const isOver = useSignal(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      isOver.value = true;
    };
    const leave = (event: DragEvent) => {
      // From one part of the page to another it is still over the window.
      if (event.relatedTarget === null) isOver.value = false;
    };
    const drop = (event: DragEvent) => {
      isOver.value = false;
      if (!hasFiles(event.dataTransfer)) return;
      // An editor under it would take the text of the file as its own.
      event.preventDefault();
      event.stopPropagation();
      void droppedFiles(event.dataTransfer).then(bringing.bring);
    };
    const stop = new AbortController();
    const how = { capture: true, signal: stop.signal };
    addEventListener("dragenter", over, how);
    addEventListener("dragover", over, how);
    addEventListener("dragleave", leave, how);
    addEventListener("drop", drop, how);
    return () => stop.abort();
  }, [bringing]);
  useEffect(() => {
    // Above whatever dialog is open.
    if (isOver.value) place.current?.showPopover();
    else place.current?.hidePopover();
  }, [isOver.value]);
  const waits = bringing.now.value;
  return (
    <div ref={place} class="dropzone" popover="manual">
      <p>
        <strong>
          {waits.kind === "incomplete" ? `Drop what ‘${waits.model}’ needs` : "Drop a model to open it"}
        </strong>
      </p>
      {waits.kind !== "incomplete" && (
        <p>
          Vensim (.mdl), Stella (.stmx, .itmx), XMILE, SD-JSON or Hence, with its files of data or its whole
          folder. It becomes text of Hence in new files; what you drop stays as it is.
        </p>
      )}
    </div>
  );
}
