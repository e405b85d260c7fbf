import { effect } from "@preact/signals";
import type { Hover } from "../../edit/hover.ts";
import type { Lexicon } from "../../edit/lexicon.ts";
import type { EditRequest } from "../../edit/request.ts";
import { isRefused } from "../../edit/textedit.ts";
import type { Span } from "../../model/span.ts";
import type { Client } from "../engine/client.ts";
import type { PlaceInText } from "../engine/editing.ts";
import type { AnalysisState } from "./analysis.ts";
import type { Document } from "./document.ts";

/** Edits the system from anywhere: the answer is undefined where it was done, else why it was not. */
export type Edit = (request: EditRequest, label: string) => Promise<string | undefined>;

export interface EditsOptions {
  readonly analysis: AnalysisState;
  readonly document: Document;
  readonly client: Client;
}

/** A text that changes while an edit of it is worked out has it worked out again, so often. */
const mostTries = 4;

/** One way to edit for all panels: what is asked for becomes changes of the texts, in the one log. */
export function createEdit({ analysis, document, client }: EditsOptions): Edit {
  return async (request, label) => {
    for (let tries = 0; tries < mostTries; tries++) {
      await untilRead(analysis);
      const revision = document.revision.peek();
      const edited = await client.ask("edit", request);
      if (document.revision.peek() !== revision) continue;
      if (isRefused(edited)) return edited.refused;
      document.edit(edited, { label });
      return undefined;
    }
    return "The text keeps changing: try again in a moment.";
  };
}

/** What an editor asks of the texts. Answers are of the texts as they are now; where they change meanwhile there is none. */
export interface Texts {
  lexicon(): Promise<Lexicon>;
  hover(place: PlaceInText): Promise<Hover | undefined>;
  define(place: PlaceInText): Promise<Span | undefined>;
  /** The equations of variables in words. */
  say(names: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Lays a file out, if it can be read; the answer is why not, or undefined. */
  layOut(path: string): Promise<string | undefined>;
}

export function createTexts({ analysis, document, client }: EditsOptions): Texts {
  return {
    lexicon: () => client.ask("lexicon", {}),
    hover: async (place) => {
      await untilRead(analysis);
      return client.ask("hover", place);
    },
    define: async (place) => {
      await untilRead(analysis);
      return client.ask("define", place);
    },
    say: (names) => client.ask("say", { names }),
    layOut: async (path) => {
      const text = document.file(path)?.text.peek();
      if (text === undefined) return `There is no file ‘${path}’.`;
      const edited = await client.ask("layOut", { path, text });
      if (isRefused(edited)) return edited.refused;
      if (document.file(path)?.text.peek() === text) document.edit(edited, { label: "laying out" });
      return undefined;
    },
  };
}

/** Waits until what is known is known of the texts as they are now. */
export function untilRead({ isBehind, problem }: AnalysisState): Promise<void> {
  return new Promise((resolve, reject) => {
    let stop = () => {};
    let isDone = false;
    stop = effect(() => {
      if (problem.value !== undefined) reject(new Error(problem.value));
      else if (isBehind.value) return;
      else resolve();
      isDone = true;
      queueMicrotask(() => stop());
    });
    if (isDone) stop();
  });
}
