import { asBuffer, browserAccess } from "./access.ts";
import { replyOf } from "./answering.ts";
import type { Answers, Asked, Kind } from "./messages.ts";
import { createSession } from "./session.ts";

/** The worker behind the workbench: a session, asked by messages. */
interface WorkerScope {
  onmessage: ((event: { readonly data: Asked }) => void) | null;
  postMessage(message: unknown, hands: readonly ArrayBuffer[]): void;
}

const session = createSession(browserAccess(asBuffer));
// What a worker's own scope has of this; the page's types are about windows.
const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }) => {
  const reply = replyOf(session, data);
  scope.postMessage(reply, "answer" in reply ? handsOf(data.kind, reply.answer) : []);
};

/** The arrays of an answer that nobody here needs any more. */
function handsOf(kind: Kind, answer: Answers<Kind>): ArrayBuffer[] {
  if (kind === "replay")
    return (answer as Answers<"replay">).parts.flatMap(({ courses, beside }) =>
      [courses, ...(beside ? [beside.without, beside.changed] : [])].map(
        ({ replayed }) => replayed.values.buffer as ArrayBuffer,
      ),
    );
  if (kind === "filter") return [(answer as Answers<"filter">).kept.buffer as ArrayBuffer];
  if (kind !== "run" && kind !== "compare") return [];
  const { base, current } = answer as Answers<"run">;
  return [base, current].flatMap(({ times, series }) =>
    [times, ...series.values()].map(({ buffer }) => buffer as ArrayBuffer),
  );
}
