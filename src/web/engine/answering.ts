import { asLetters, browserAccess } from "./access.ts";
import type { Asked, Reply } from "./messages.ts";
import { createSession, problemWords, type Session } from "./session.ts";

/** What a session replies. */
export function replyOf(session: Session, { id, kind, question }: Asked): Reply {
  try {
    return { id, answer: session.answer(kind, question) };
  } catch (problem) {
    return { id, problem: problemWords(problem) };
  }
}

/** A session in the page itself, where there are no workers. */
export function answeringHere(): (asked: Asked) => Reply {
  const session = createSession(browserAccess(asLetters));
  return (asked) => replyOf(session, asked);
}
