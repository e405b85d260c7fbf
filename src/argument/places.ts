import type { Place } from "../model/argument.ts";
import type { Report } from "../model/diagnostic.ts";
import { foldName } from "../model/name.ts";
import type { Model } from "../model/system.ts";
import type { Anchors } from "./anchors.ts";

/** A place with the claim that points at it. */
export interface ClaimedPlace extends Place {
  readonly claim: string;
}

/** Every place that a claim points at, in the order of the claims. */
export function placesOf(model: Pick<Model, "claims">): readonly ClaimedPlace[] {
  return model.claims.flatMap(({ id, places }) => places.map((place) => ({ ...place, claim: id })));
}

/** Looks up every place of the claims in the anchors of its source, by folded name; sources without any are left out. */
export function checkPlaces(
  model: Pick<Model, "claims">,
  anchors: ReadonlyMap<string, Anchors>,
  report: Report,
): void {
  for (const { source, paragraph, sentence, claim, span } of placesOf(model)) {
    const sentences = anchors.get(foldName(source))?.sentences;
    if (!sentences || sentences.some((at) => at.paragraph === paragraph && at.sentence === sentence))
      continue;
    const inParagraph = sentences.filter((at) => at.paragraph === paragraph).length;
    const paragraphs = new Set(sentences.map((at) => at.paragraph)).size;
    report({
      code: "place-unknown",
      severity: "error",
      message: `The claim ‘${claim}’ points at ${paragraph}.${sentence}, which ‘${source}’ does not have.`,
      span,
      notes: [
        {
          message:
            inParagraph > 0
              ? `Paragraph ${paragraph} has ${counted(inParagraph, "sentence")}.`
              : `‘${source}’ has ${counted(paragraphs, "paragraph")}.`,
        },
      ],
    });
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
