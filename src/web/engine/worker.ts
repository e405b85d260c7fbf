import { Inflate as Inflater } from "fflate";
import type { DataAccess } from "../../read/data/library.ts";
import type { Answers, Asked, Kind, Reply } from "./messages.ts";
import { createSession, problemWords } from "./session.ts";

/**
 * The worker behind the workbench: a session, asked by messages. Files of data are fetched while it waits, so that the
 * core, which is the same in the terminal, need not know of waiting.
 */
interface WorkerScope {
  onmessage: ((event: { readonly data: Asked }) => void) | null;
  postMessage(message: unknown, hands: readonly ArrayBuffer[]): void;
}

const access: DataAccess = {
  load: (path) => {
    const request = new XMLHttpRequest();
    request.open("GET", `api/bytes/${path.split("/").map(encodeURIComponent).join("/")}`, false);
    request.responseType = "arraybuffer";
    try {
      request.send();
    } catch {
      return { missing: "the server of the workbench does not answer" };
    }
    if (request.status === 200) return { bytes: new Uint8Array(request.response as ArrayBuffer) };
    return { missing: request.status === 404 ? "there is no such file" : "the server does not give it" };
  },
  allows: () => false,
  tag: () => undefined,
  inflate: (packed, most) => {
    const pieces: Uint8Array[] = [];
    let length = 0;
    let isWhole = false;
    const inflater = new Inflater((piece, isLast) => {
      length += piece.length;
      if (length <= most) pieces.push(piece);
      isWhole = isLast;
    });
    try {
      // In stretches, so that what grows without end is stopped.
      for (let from = 0; from < packed.length && length <= most; from += stretch)
        inflater.push(packed.subarray(from, from + stretch), from + stretch >= packed.length);
    } catch {
      return { fault: "damaged" };
    }
    if (length > most) return { fault: "too much" };
    if (!isWhole) return { fault: "cut short" };
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const piece of pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return { bytes };
  },
};

const stretch = 65_536;

const session = createSession(access);
// What a worker's own scope has of this; the page's types are about windows.
const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }) => {
  const { reply, hands } = replyTo(data);
  scope.postMessage(reply, hands);
};

function replyTo({ id, kind, question }: Asked): { readonly reply: Reply; readonly hands: ArrayBuffer[] } {
  try {
    const answer = session.answer(kind, question);
    return { reply: { id, answer }, hands: handsOf(kind, answer) };
  } catch (problem) {
    return { reply: { id, problem: problemWords(problem) }, hands: [] };
  }
}

/** The arrays of an answer that nobody here needs any more. */
function handsOf(kind: Kind, answer: Answers<Kind>): ArrayBuffer[] {
  if (kind === "replay") return [(answer as Answers<"replay">).values.buffer as ArrayBuffer];
  if (kind === "filter") return [(answer as Answers<"filter">).kept.buffer as ArrayBuffer];
  if (kind !== "run" && kind !== "compare") return [];
  const { base, current } = answer as Answers<"run">;
  return [base, current].flatMap(({ times, series }) =>
    [times, ...series.values()].map(({ buffer }) => buffer as ArrayBuffer),
  );
}
