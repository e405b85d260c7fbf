import { type FSWatcher, watch } from "node:fs";
import type { FileEvent } from "../../wire/files.ts";
import { type FileMark, listTexts, type ProjectFolder, readState } from "./project.ts";

/** Tells what happens to the files of a project. */
export interface Watch {
  /** Calls back until the answer is called. */
  listen(tell: (event: FileEvent) => void): () => void;
  close(): void;
}

/** Editors write in several steps; after the last one there is quiet for this long, in milliseconds. */
const quiet = 40;
/** Not every file system tells of changes, so that it is asked this often, in milliseconds. */
const often = 1500;

/** Watches the texts of a project. */
export async function watchProject(
  project: ProjectFolder,
  report: (problem: unknown) => void,
): Promise<Watch> {
  const listeners = new Set<(event: FileEvent) => void>();
  let known = marksBy(await listTexts(project));
  const tell = (event: FileEvent) => {
    for (const listener of listeners) listener(event);
  };

  const look = async (): Promise<void> => {
    const now = marksBy(await listTexts(project));
    const changed = [...now].filter(([path, mark]) => known.get(path) !== mark).map(([path]) => path);
    const gone = [...known.keys()].filter((path) => !now.has(path));
    known = now;
    for (const path of gone) tell({ kind: "deleted", path });
    for (const path of changed) {
      const file = await readState(project, path);
      if (file) tell({ kind: "changed", file });
    }
  };

  // One look at a time: what happens during one is seen by the next.
  let looking: Promise<void> = Promise.resolve();
  const lookAgain = () => {
    looking = looking.then(look).catch(report);
  };
  let soon: NodeJS.Timeout | undefined;
  const stir = () => {
    clearTimeout(soon);
    soon = setTimeout(lookAgain, quiet);
  };
  const watcher = startWatcher(project.root, stir);
  const timer = setInterval(lookAgain, often);
  timer.unref();
  return {
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      clearTimeout(soon);
      clearInterval(timer);
      watcher?.close();
    },
  };
}

function marksBy(files: readonly FileMark[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ path, mark }) => [path, mark]));
}

/** What the system itself tells of a folder; undefined where it tells nothing. */
function startWatcher(root: string, stir: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(root, { recursive: true, persistent: false }, stir);
    watcher.on("error", () => watcher.close());
    return watcher;
  } catch {
    return undefined; // Asking now and then goes on.
  }
}
