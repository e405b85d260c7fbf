import { readPlain } from "../publish/plain.ts";
import { createPublishedRunner, type PublishedRunner } from "../publish/runner.ts";
import type { PublishedSystem } from "../publish/system.ts";
import type { PageAnswer, PageQuestion } from "./messages.ts";

/** Answers questions one after another, in a worker or, where there are none, on the page itself. */
export function createWork(answer: (answer: PageAnswer, hands: ArrayBuffer[]) => void) {
  let runner: PublishedRunner | undefined;
  return (question: PageQuestion): void => {
    if (question.kind === "open") {
      // Whoever made the page wrote the text from a `PublishedSystem`.
      runner = createPublishedRunner(readPlain(question.system) as PublishedSystem, question.worlds);
      return;
    }
    if (!runner) throw new Error("A worker was asked before it was told what to run.");
    const { turn, numbers } = question;
    if (question.kind === "one") {
      const columns = runner.one(numbers);
      answer(
        { kind: "one", turn, columns },
        columns.map(({ buffer }) => buffer as ArrayBuffer),
      );
    } else {
      const replayed = runner.worlds(numbers);
      answer({ kind: "worlds", turn, replayed }, [replayed.values.buffer as ArrayBuffer]);
    }
  };
}
