import type { Port } from "./client.ts";
import type { Reply } from "./messages.ts";

/** A worker of the browser. */
export function workerPort(): Port {
  const worker = new Worker(new URL("worker.js", document.baseURI), { type: "module" });
  const port: Port = {
    post: (asked) => worker.postMessage(asked),
    onReply: () => undefined,
    onEnd: () => undefined,
    end: () => worker.terminate(),
  };
  worker.onmessage = ({ data }: { readonly data: Reply }) => port.onReply(data);
  worker.onerror = (event) => {
    event.preventDefault();
    worker.terminate();
    port.onEnd(event.message || "it ended by itself");
  };
  return port;
}
