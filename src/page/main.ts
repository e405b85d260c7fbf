import type { PageQuestion } from "./messages.ts";
import { play } from "./play.ts";
import { createWork } from "./work.ts";

// One script is both the page and, from its own text, its workers: a page from a file can load no other.
if (typeof document === "undefined") {
  const work = createWork((answer, hands) => postMessage(answer, { transfer: hands }));
  addEventListener("message", ({ data }: MessageEvent<PageQuestion>) => work(data));
} else play(document.currentScript?.textContent ?? "");
