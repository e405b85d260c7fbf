import { readdirSync, readFileSync } from "node:fs";
import type { Port } from "../src/web/engine/client.ts";
import type { Asked } from "../src/web/engine/messages.ts";
import { createSession, problemWords, type Session } from "../src/web/engine/session.ts";
import type { Platform } from "../src/web/state/workbench.ts";
import type { Project } from "../src/wire/files.ts";

/** A session without files of data. */
export function sessionAlone(): Session {
  return createSession({
    load: () => ({ missing: "there are no files here" }),
    allows: () => false,
    tag: () => undefined,
    inflate: () => ({ fault: "damaged" }),
  });
}

/** The texts of a folder as the server gives them. */
export function projectIn(folder: string, entry: string): Project {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".hence"))
    .map((path) => ({
      path,
      text: readFileSync(`${folder}/${path}`, "utf8"),
      version: "1",
      isWritable: true,
    }));
  return { entry, folder, files, sources: {} };
}

export function projectOf(texts: Readonly<Record<string, string>>): Project {
  const files = Object.entries(texts).map(([path, text]) => ({ path, text, version: "1", isWritable: true }));
  return { entry: files[0]!.path, folder: "here", files, sources: {} };
}

/** A worker that answers in this thread, a moment later; `mayEnd` says whether a question ends it. */
export function portHere(mayEnd: (asked: Asked) => boolean = () => false): Port {
  const session = sessionAlone();
  let isOver = false;
  const port: Port = {
    post(asked) {
      setTimeout(() => {
        if (isOver) return;
        if (mayEnd(asked)) {
          isOver = true;
          port.onEnd("it was ended");
          return;
        }
        try {
          const answer = session.answer(asked.kind, structuredClone(asked.question));
          port.onReply({ id: asked.id, answer: structuredClone(answer) });
        } catch (problem) {
          port.onReply({ id: asked.id, problem: problemWords(problem) });
        }
      }, 0);
    },
    onReply: () => undefined,
    onEnd: () => undefined,
    end: () => {
      isOver = true;
    },
  };
  return port;
}

/** What a workbench needs, in this thread and without a server. */
export function platformHere(given: Partial<Platform> = {}): Platform {
  return {
    makePort: () => portHere(),
    threads: 2,
    put: async () => ({ kind: "saved", version: "2" }),
    publishSystem: async () => ({ kind: "refused", problem: "There is no server here." }),
    now: () => performance.now(),
    later: (milliseconds, call) => {
      const timer = setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    },
    store: { read: () => undefined, write: () => undefined },
    saved: [],
    hash: "",
    ...given,
  };
}

/** Waits until something is so. */
export async function until(is: () => boolean, milliseconds = 50_000): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!is()) {
    if (performance.now() > end) throw new Error(`It did not come to this: ${is}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
