import { type Notes, readNotes } from "../../argument/notes.ts";
import { normalizeText, splitSentences } from "../../argument/sentences.ts";
import type { ClaimInfo } from "../engine/analysis.ts";

/** A sentence of a source with its words, and the claims that rest on it. */
export interface ShownSentence {
  readonly paragraph: number;
  readonly sentence: number;
  readonly text: string;
  readonly claims: readonly ClaimInfo[];
}

export interface ShownParagraph {
  readonly paragraph: number;
  readonly sentences: readonly ShownSentence[];
}

/** Where the words of a source come from: its own text, or the notes on it. */
export type Telling =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "notes"; readonly text: string };

/** A source, paragraph by paragraph; claims by the name of the source in their places. */
export function paragraphsOf(
  telling: Telling,
  source: string,
  claims: readonly ClaimInfo[],
): readonly ShownParagraph[] {
  const byPlace = new Map<string, ClaimInfo[]>();
  for (const claim of claims)
    for (const place of claim.places) {
      if (place.source !== source) continue;
      const key = `${place.paragraph}.${place.sentence}`;
      const known = byPlace.get(key);
      if (known) known.push(claim);
      else byPlace.set(key, [claim]);
    }
  const paragraphs = new Map<number, ShownSentence[]>();
  for (const { paragraph, sentence, text } of sentencesOf(telling)) {
    const own = paragraphs.get(paragraph) ?? [];
    paragraphs.set(paragraph, own);
    own.push({ paragraph, sentence, text, claims: byPlace.get(`${paragraph}.${sentence}`) ?? [] });
  }
  return [...paragraphs].map(([paragraph, sentences]) => ({ paragraph, sentences }));
}

function sentencesOf(
  telling: Telling,
): readonly { readonly paragraph: number; readonly sentence: number; readonly text: string }[] {
  switch (telling.kind) {
    case "notes": {
      const { sentences }: Notes = readNotes(telling.text);
      return sentences;
    }
    case "text": {
      const text = normalizeText(telling.text);
      return splitSentences(text).map(({ paragraph, sentence, start, end }) => ({
        paragraph,
        sentence,
        text: text.slice(start, end),
      }));
    }
  }
}
