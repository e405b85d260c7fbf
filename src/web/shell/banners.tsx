import type { Connection } from "../state/connection.ts";
import type { Workbench } from "../state/workbench.ts";
import { Conflict } from "./conflict.tsx";

/** What the user must know now: the server is gone, a text could not be saved, or was changed on both sides. */
export function Banners({
  workbench,
  connection,
}: {
  readonly workbench: Workbench;
  readonly connection: Connection;
}) {
  const { document, analysis, runs, shared } = workbench;
  const files = document.paths.value.map((path) => document.file(path)!);
  const problem = analysis.problem.value ?? runs.problem.value;
  const linked = shared.value?.program;
  const program = runs.program.value;
  const isOther = linked !== undefined && program !== undefined && !program.startsWith(linked);
  return (
    <div class="banners" role="alert">
      {!connection.isThere.value && (
        <p class="banner bad">
          The server of this workbench has stopped. Your edits are kept in this page. Start it again with
          ‘hence open’; once its link has been opened in this browser, this page connects by itself.
        </p>
      )}
      {isOther && (
        <p class="banner">
          This link was made for another state of the model: its numbers may come out differently here.
        </p>
      )}
      {problem !== undefined && <p class="banner bad">{problem}</p>}
      {files.map(({ path, state }) => {
        const now = state.value;
        // That nobody answers has been said already.
        if (now.kind === "refused" && !connection.isThere.value) return null;
        if (now.kind === "refused")
          return (
            <p class="banner bad" key={path}>
              ‘{path}’ could not be saved: {now.problem}{" "}
              <button type="button" onClick={() => void document.save()}>
                Try again
              </button>
            </p>
          );
        if (now.kind !== "conflict") return null;
        return <Conflict key={path} document={document} file={document.file(path)!} theirs={now.theirs} />;
      })}
    </div>
  );
}
