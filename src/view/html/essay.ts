import type { NotedSentence, Notes } from "../../argument/notes.ts";
import type { ClaimVerdict } from "../../argument/verdict.ts";
import type { Claim } from "../../model/argument.ts";
import { foldName } from "../../model/name.ts";
import { shareHolding } from "../../study/shares.ts";
import { verdictWords } from "../item.ts";
import { type Markup, markup } from "../markup.ts";
import { formatShare } from "../share.ts";
import { type ItemShares, sharesOf } from "./itemshares.ts";
import type { PageSection } from "./page.ts";
import { anchorOf } from "./pieces.ts";
import type { ShownReport } from "./shown.ts";

/** A source as it is told in the system's own words. */
export interface ShownNotes {
  /** The name of the source. */
  readonly source: string;
  readonly title: string;
  readonly notes: Notes;
}

/** What a source says, sentence by sentence, each with the claims that rest on it and what came of them. */
export function drawEssay({ source, title, notes }: ShownNotes, shown: ShownReport): PageSection {
  const { model, verdicts, worlds } = shown;
  const shares = sharesOf(verdicts, typeof worlds === "string" ? undefined : worlds.argument).claims;
  const claimed = model.claims.map((claim, i) => ({
    claim,
    verdict: verdicts.claims[i]!,
    shares: shares[i],
  }));
  const paragraphs = [...new Set(notes.sentences.map(({ paragraph }) => paragraph))];
  const drawn = paragraphs.map((paragraph) => {
    const sentences = notes.sentences.filter((one) => one.paragraph === paragraph);
    return markup`<li value="${paragraph}"><p>${sentences.map((sentence) => [
      drawSentence(
        sentence,
        claimed.filter(({ claim }) => restsOn(claim, source, sentence)),
      ),
      " ",
    ])}</p></li>`;
  });
  return {
    id: "essay",
    title: "What it says, and what comes of it",
    body: markup`<p class="quiet">${title}, in the words of those who wrote the system down; a sentence is followed by the claims that rest on it, and by the share of plausible worlds in which each of them holds. Choose one to see how it was tested, and the evidence for and against.</p><ol class="essay">${drawn}</ol>`,
  };
}

interface Claimed {
  readonly claim: Claim;
  readonly verdict: ClaimVerdict;
  readonly shares: ItemShares | undefined;
}

function restsOn({ places }: Claim, source: string, { paragraph, sentence }: NotedSentence): boolean {
  return places.some(
    (place) =>
      foldName(place.source) === foldName(source) &&
      place.paragraph === paragraph &&
      place.sentence === sentence,
  );
}

function drawSentence({ paragraph, sentence, text }: NotedSentence, claimed: readonly Claimed[]): Markup {
  const chips = claimed.map(
    ({ claim: { id }, verdict: { verdict }, shares }) =>
      markup` <a class="chip ${verdict}" href="#${anchorOf("claim", id)}">${id} ${saysOf(verdict, shares)}</a>`,
  );
  return markup`<span class="sentence" id="s${paragraph}-${sentence}">${text}${chips}</span>`;
}

/** The share of worlds, where it was tested in several; the verdict of the one run otherwise. */
function saysOf(verdict: ClaimVerdict["verdict"], shares: ItemShares | undefined): string {
  const share = shares && verdict !== "context" ? shareHolding(shares.counts) : undefined;
  return share ? `holds in ${formatShare(share.value)} %` : verdictWords[verdict];
}
