import { useSignal } from "@preact/signals";
import { changedLines, linesOf } from "../../edit/difference.ts";
import type { DocumentFile } from "../state/document.ts";
import type { Workbench } from "../state/workbench.ts";

/** More would be a text, not a look at what differs. */
const mostPlaces = 8;
const mostLines = 12;

/** A text that has been changed on both sides, or deleted on the disk: what differs, and a choice. */
export function Conflict({
  document,
  file,
  theirs,
}: {
  readonly document: Workbench["document"];
  readonly file: DocumentFile;
  readonly theirs: string | undefined;
}) {
  const isOpen = useSignal(false);
  const { path } = file;
  return (
    <div class="banner bad">
      {theirs === undefined
        ? `‘${path}’ has been deleted on the disk.`
        : `‘${path}’ has been changed here and on the disk, in the same place.`}{" "}
      <button type="button" onClick={() => document.settle(path, "mine")}>
        Keep mine
      </button>{" "}
      {theirs !== undefined && (
        <>
          <button type="button" onClick={() => document.settle(path, "theirs")}>
            Take the other
          </button>{" "}
          <span class="more">Both can be undone.</span>
          <details
            class="differs"
            onToggle={({ currentTarget }) => {
              isOpen.value = currentTarget.open;
            }}
          >
            <summary>What differs</summary>
            {isOpen.value && <Differences mine={file.text.value} theirs={theirs} />}
          </details>
        </>
      )}
    </div>
  );
}

function Differences({ mine, theirs }: { readonly mine: string; readonly theirs: string }) {
  const here = linesOf(mine);
  const there = linesOf(theirs);
  const places = changedLines(here, there);
  return (
    <>
      {places.slice(0, mostPlaces).map(({ from, to, otherFrom, otherTo }) => (
        <dl key={`${from} ${otherFrom}`}>
          <dt>Mine, from line {from + 1}</dt>
          <dd>
            <pre>{some(here.slice(from, to))}</pre>
          </dd>
          <dt>The other, from line {otherFrom + 1}</dt>
          <dd>
            <pre>{some(there.slice(otherFrom, otherTo))}</pre>
          </dd>
        </dl>
      ))}
      {places.length > mostPlaces && <p>And {places.length - mostPlaces} places more.</p>}
    </>
  );
}

function some(lines: readonly string[]): string {
  if (lines.length === 0) return "(nothing)";
  const left = lines.length - mostLines;
  return lines.slice(0, mostLines).join("") + (left > 0 ? `… and ${left} lines more` : "");
}
