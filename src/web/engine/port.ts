import { type ReadonlySignal, signal } from "@preact/signals";
import type { Port } from "./client.ts";
import type { Reply } from "./messages.ts";

/** Where questions go in this browser. */
export interface Ports {
  readonly make: () => Port;
  /** Makes one before anybody asks for it: the next one asked for is ready sooner. */
  readonly warm: () => void;
  /** Whether there are no workers, so that everything is worked out in the page itself: slower, and the same bits. */
  readonly areHere: ReadonlySignal<boolean>;
}

export function createPorts(): Ports {
  const areHere = signal(typeof Worker !== "function");
  let haveAnswered = false;
  let ready: Port | undefined;

  function fresh(): Port {
    if (areHere.peek()) return pagePort();
    try {
      return workerPort({
        answered: () => {
          haveAnswered = true;
        },
        // One that never says a word cannot even be started: an old browser, or a rule of its owner.
        failed: () => {
          if (!haveAnswered) areHere.value = true;
        },
      });
    } catch {
      areHere.value = true;
      return pagePort();
    }
  }

  return {
    areHere,
    make: () => {
      const port = ready ?? fresh();
      ready = undefined;
      return port;
    },
    warm: () => {
      ready ??= fresh();
      ready.onEnd = () => {
        ready = undefined;
      };
    },
  };
}

/** A worker of the browser. */
function workerPort(told: { readonly answered: () => void; readonly failed: () => void }): Port {
  const worker = new Worker(new URL("worker.js", document.baseURI), { type: "module" });
  const port: Port = {
    post: (asked) => worker.postMessage(asked),
    onReply: () => undefined,
    onEnd: () => undefined,
    end: () => worker.terminate(),
  };
  worker.onmessage = ({ data }: { readonly data: Reply }) => {
    told.answered();
    port.onReply(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    worker.terminate();
    told.failed();
    port.onEnd(event.message || "it ended by itself");
  };
  return port;
}

/** The page itself, which answers a moment later, so that it is drawn in between. */
function pagePort(): Port {
  let isOver = false;
  const port: Port = {
    post: (asked) => {
      import("./answering.ts")
        .then(async ({ answeringHere }) => {
          answer ??= answeringHere();
          const own = answer;
          await new Promise((drawn) => setTimeout(drawn));
          if (!isOver) port.onReply(own(asked));
        })
        .catch((problem: unknown) => {
          if (!isOver) port.onEnd(problem instanceof Error ? problem.message : String(problem));
        });
    },
    onReply: () => undefined,
    onEnd: () => undefined,
    end: () => {
      isOver = true;
    },
  };
  let answer: ReturnType<typeof import("./answering.ts").answeringHere> | undefined;
  return port;
}
