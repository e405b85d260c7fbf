import { type ReadonlySignal, signal } from "@preact/signals";
import type { FileEvent, Project } from "../../wire/files.ts";
import type { Document } from "./document.ts";

/** Whether the server beside the files answers. */
export interface Connection {
  readonly isThere: ReadonlySignal<boolean>;
}

export interface ConnectionOptions {
  readonly listen: (heard: (event: FileEvent) => void, told: (isThere: boolean) => void) => () => void;
  readonly fetchProject: () => Promise<Project>;
  readonly document: Pick<Document, "hear" | "catchUp">;
}

/** Listens to what happens to the files. After the connection was lost, all that happened meanwhile is caught up with. */
export function createConnection({ listen, fetchProject, document }: ConnectionOptions): Connection {
  const isThere = signal(true);
  listen(document.hear, (is) => {
    const wasThere = isThere.peek();
    isThere.value = is;
    if (!is || wasThere) return;
    fetchProject().then(
      (project) => document.catchUp(project),
      () => {
        isThere.value = false;
      },
    );
  });
  return { isThere };
}
