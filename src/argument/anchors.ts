import { sha256, utf8Bytes } from "../model/sha256.ts";
import { fingerprint } from "./likeness.ts";
import { normalizeText, splitSentences } from "./sentences.ts";

/**
 * Where the sentences of a source stand and what they hash to, so that a project can point at a text that it does not
 * carry. All of it is taken from the text without byte-order mark and with a line feed at the end of each line, so that
 * the same text from another machine has the same anchors.
 */
export interface Anchors {
  readonly format: 1;
  /** What the text's file is called. */
  readonly file: string;
  /** Of the whole text, in UTF-8. */
  readonly sha256: string;
  readonly sentences: readonly Anchor[];
}

/** One sentence; `start` and `end` count characters as JavaScript and editors do, in UTF-16 units. */
export interface Anchor {
  readonly paragraph: number;
  readonly sentence: number;
  readonly start: number;
  readonly end: number;
  readonly sha256: string;
  /** What tells a sentence that was edited from another one; see `likeness.ts`. */
  readonly fingerprint: string;
}

/** Makes the anchors of a text. */
export function makeAnchors(file: string, text: string): Anchors {
  const normal = normalizeText(text);
  const sentences = splitSentences(normal).map((place) => {
    const words = normal.slice(place.start, place.end);
    return { ...place, sha256: hashOf(words), fingerprint: fingerprint(words) };
  });
  return { format: 1, file, sha256: hashOf(normal), sentences };
}

/** Anchors as they are kept in a file: a sentence a line. */
export function printAnchors({ format, file, sha256, sentences }: Anchors): string {
  const lines = sentences.map((anchor) => `    ${JSON.stringify(anchor)}`);
  const head = Object.entries({ format, file, sha256 }).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},`,
  );
  return ["{", ...head, '  "sentences": [', lines.join(",\n"), "  ]", "}", ""].join("\n");
}

/** Reads a file of anchors; undefined where it is none. */
export function readAnchors(text: string): Anchors | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isAnchors(value) ? value : undefined;
}

function hashOf(text: string): string {
  return sha256(utf8Bytes(text));
}

function isAnchors(value: unknown): value is Anchors {
  return (
    isObject(value) &&
    value.format === 1 &&
    typeof value.file === "string" &&
    typeof value.sha256 === "string" &&
    Array.isArray(value.sentences) &&
    value.sentences.every(isAnchor)
  );
}

function isAnchor(value: unknown): value is Anchor {
  if (!isObject(value)) return false;
  const { paragraph, sentence, start, end, sha256: hash, fingerprint: likeness } = value;
  const places = [paragraph, sentence, start, end];
  return (
    places.every((place) => typeof place === "number" && Number.isSafeInteger(place) && place >= 0) &&
    typeof hash === "string" &&
    typeof likeness === "string" &&
    /^[0-9a-f]{32}$/u.test(likeness)
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
