import { type Anchor, type Anchors, makeAnchors } from "./anchors.ts";
import { likeness } from "./likeness.ts";

/** What has become of an anchored sentence in a text. */
export type AnchorState =
  | { readonly anchor: Anchor; readonly state: "unchanged" }
  /** The same words at another place. */
  | { readonly anchor: Anchor; readonly state: "moved"; readonly now: Anchor }
  /** Probably this one, in other words; `score` is 1 for the same words and about 0 for others altogether. */
  | { readonly anchor: Anchor; readonly state: "changed"; readonly now: Anchor; readonly score: number }
  | { readonly anchor: Anchor; readonly state: "lost" };

/** A text held against its anchors. */
export interface Verification {
  /** Whether it is the anchored text to the last character. */
  readonly same: boolean;
  /** One for each anchor, in order. */
  readonly states: readonly AnchorState[];
  /** Sentences of the text that no anchor points at. */
  readonly added: readonly Anchor[];
}

/** Looks for every anchored sentence in a text: at its place, then elsewhere by its hash, then by likeness. */
export function verifyAnchors(anchors: Anchors, text: string): Verification {
  const now = makeAnchors(anchors.file, text);
  const free = new Set(now.sentences);
  const states = new Map<Anchor, AnchorState>();

  const atPlace = new Map(now.sentences.map((anchor) => [`${anchor.start} ${anchor.sha256}`, anchor]));
  for (const anchor of anchors.sentences) {
    const found = atPlace.get(`${anchor.start} ${anchor.sha256}`);
    if (!found || found.paragraph !== anchor.paragraph || found.sentence !== anchor.sentence) continue;
    free.delete(found);
    states.set(anchor, { anchor, state: "unchanged" });
  }

  const elsewhere = new Map<string, Anchor[]>();
  for (const anchor of free) {
    const same = elsewhere.get(anchor.sha256);
    if (same) same.push(anchor);
    else elsewhere.set(anchor.sha256, [anchor]);
  }
  for (const anchor of anchors.sentences) {
    if (states.has(anchor)) continue;
    const found = elsewhere.get(anchor.sha256)?.shift();
    if (!found) continue;
    free.delete(found);
    states.set(anchor, { anchor, state: "moved", now: found });
  }

  for (const { anchor, candidate, score } of likePairs(anchors.sentences, states, free)) {
    if (states.has(anchor) || !free.delete(candidate)) continue;
    states.set(anchor, { anchor, state: "changed", now: candidate, score });
  }
  return {
    same: now.sha256 === anchors.sha256,
    states: anchors.sentences.map((anchor) => states.get(anchor) ?? { anchor, state: "lost" }),
    added: [...free],
  };
}

/** Less alike than this, two sentences are not taken for versions of one. */
const leastLikeness = 0.5;

/** More pairs than this are not compared: a text so different is another text. */
const mostPairs = 1_000_000;

interface LikePair {
  readonly anchor: Anchor;
  readonly candidate: Anchor;
  readonly score: number;
}

/** Sentences that were not found, with those of the text that no anchor has, most alike first. */
function likePairs(
  anchors: readonly Anchor[],
  found: ReadonlyMap<Anchor, AnchorState>,
  free: ReadonlySet<Anchor>,
): readonly LikePair[] {
  const missing = anchors.filter((anchor) => !found.has(anchor));
  if (missing.length * free.size > mostPairs) return [];
  return missing
    .flatMap((anchor) =>
      [...free].map((candidate) => ({
        anchor,
        candidate,
        score: likeness(anchor.fingerprint, candidate.fingerprint),
      })),
    )
    .filter(({ score }) => score >= leastLikeness)
    .sort((left, right) => right.score - left.score);
}
