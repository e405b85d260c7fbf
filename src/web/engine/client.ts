import type { Answers, Asked, Asks, Kind, OpenQuestion, Reply } from "./messages.ts";

/** Where questions go: a worker, or whatever stands in for one. */
export interface Port {
  post(asked: Asked): void;
  onReply: (reply: Reply) => void;
  /** Told that it will answer no more, and why. */
  onEnd: (why: string) => void;
  end(): void;
}

/** Thrown where a newer question has taken the place of one, or it is not wanted any more. */
export class Overtaken extends Error {
  override readonly name = "Overtaken";
}

/** Asks one worker, which is replaced when it ends unasked: the system is opened there again, and what was asked is asked again. */
export interface Client {
  /** A newer `open` or `run` overtakes one that waits. */
  ask<Of extends Kind>(kind: Of, question: Asks<Of>): Promise<Answers<Of>>;
  /** How many questions wait or are being answered. */
  readonly waiting: number;
  close(): void;
}

interface Waiting {
  readonly asked: Asked;
  readonly resolve: (answer: Answers<Kind>) => void;
  readonly reject: (problem: Error) => void;
  tries: number;
}

/** A question that ends its worker this often is not asked again. */
const mostTries = 2;

/** Of these only the newest counts. */
const overtaking: ReadonlySet<Kind> = new Set<Kind>(["open", "run"]);

export function createClient(makePort: () => Port): Client {
  const queue: Waiting[] = [];
  let port: Port | undefined;
  let busy: Waiting | undefined;
  let opened: OpenQuestion | undefined;
  let isReopening = false;
  let next = 0;
  let isClosed = false;

  function connect(): Port {
    const made = makePort();
    made.onReply = (reply) => {
      if (port !== made || !busy || busy.asked.id !== reply.id) return;
      const { resolve, reject } = busy;
      busy = undefined;
      if ("problem" in reply) reject(new Error(reply.problem));
      else resolve(reply.answer);
      feed();
    };
    made.onEnd = (why) => {
      if (port !== made || isClosed) return;
      port = undefined;
      const lost = busy;
      busy = undefined;
      if (lost) {
        lost.tries++;
        if (lost.tries < mostTries) queue.unshift(lost);
        else lost.reject(new Error(`This ended the worker ${mostTries} times: ${why}`));
      }
      isReopening = opened !== undefined && lost?.asked.kind !== "open";
      feed();
    };
    return made;
  }

  function feed(): void {
    if (busy || isClosed) return;
    if (queue.length === 0) return;
    port ??= connect();
    if (isReopening && opened) {
      isReopening = false;
      const asked = { id: next++, kind: "open", question: opened } as const;
      // Whoever opened the system has been answered; this is for the new worker alone.
      busy = { asked, resolve: () => undefined, reject: () => undefined, tries: 0 };
    } else busy = queue.shift()!;
    if (busy.asked.kind === "open") opened = busy.asked.question as OpenQuestion;
    port.post(busy.asked);
  }

  return {
    get waiting() {
      return queue.length + (busy ? 1 : 0);
    },
    ask<Of extends Kind>(kind: Of, question: Asks<Of>): Promise<Answers<Of>> {
      if (overtaking.has(kind)) {
        for (const old of queue.filter(({ asked }) => asked.kind === kind)) {
          queue.splice(queue.indexOf(old), 1);
          old.reject(new Overtaken("A newer question has taken its place."));
        }
      }
      return new Promise((resolve, reject) => {
        queue.push({
          asked: { id: next++, kind, question },
          // What answers a question of a kind is declared at `Questions`.
          resolve: resolve as Waiting["resolve"],
          reject,
          tries: 0,
        });
        feed();
      });
    },
    close() {
      isClosed = true;
      port?.end();
      for (const { reject } of [...queue, ...(busy ? [busy] : [])])
        reject(new Overtaken("The workbench was closed."));
      queue.length = 0;
    },
  };
}
