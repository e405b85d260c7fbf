import { type ReadonlySignal, signal } from "@preact/signals";
import type { Publish, Published, PublishNews } from "../../wire/publishing.ts";
import type { Document } from "./document.ts";

/** How the publication of the system is getting on. */
export interface Publishing {
  readonly news: ReadonlySignal<PublishNews | undefined>;
  /** Writes all texts to their files, and publishes what they say then. */
  publish(asked: Publish): Promise<void>;
  stop(): void;
}

export interface PublishingOptions {
  readonly document: Pick<Document, "save" | "unsaved">;
  readonly publishSystem: (
    asked: Publish,
    tell: (news: PublishNews) => void,
    signal: AbortSignal,
  ) => Promise<Published>;
}

export function createPublishing({ document, publishSystem }: PublishingOptions): Publishing {
  const news = signal<PublishNews | undefined>(undefined);
  let leave: AbortController | undefined;
  return {
    news,
    async publish(asked) {
      if (news.peek()?.kind === "working") return;
      news.value = { kind: "working", says: "saving the texts" };
      await document.save();
      if (document.unsaved.peek() > 0) {
        news.value = {
          kind: "refused",
          problem: "Some texts are not on the disk yet, and a page is made of what is there. See above.",
        };
        return;
      }
      leave = new AbortController();
      news.value = { kind: "working", says: "reading the system" };
      const tell = (told: PublishNews) => {
        news.value = told;
      };
      news.value = await publishSystem(asked, tell, leave.signal);
    },
    stop: () => leave?.abort(),
  };
}
