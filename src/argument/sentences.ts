/** A sentence of a text: where it stands, counted from 1, and its stretch of characters without the spaces around it. */
export interface Sentence {
  readonly paragraph: number;
  readonly sentence: number;
  readonly start: number;
  readonly end: number;
}

/** Every sentence of a text. A paragraph is a line that is not empty. */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let paragraph = 0;
  for (const line of text.matchAll(/[^\n]+/gu)) {
    if (line[0].trim() === "") continue;
    paragraph++;
    let sentence = 0;
    for (const { start, end } of splitParagraph(line[0]))
      sentences.push({ paragraph, sentence: ++sentence, start: line.index + start, end: line.index + end });
  }
  return sentences;
}

/** The form of a text in which positions are counted and hashes taken: no byte-order mark, every line ended by a line feed. */
export function normalizeText(text: string): string {
  return text.replace(/^\ufeff/u, "").replace(/\r\n?/gu, "\n");
}

function* splitParagraph(line: string): Generator<{ start: number; end: number }> {
  let start = skip(line, 0, space);
  for (let at = start; at < line.length; at++) {
    if (!stop.test(line[at]!)) continue;
    const behind = skip(line, at, stop);
    const end = skip(line, behind, closing);
    const next = skip(line, end, space);
    const ends = fullWidthStop.test(line[behind - 1]!)
      ? next < line.length
      : next > end && next < line.length && !goesOn(line, start, at, behind, next);
    at = end - 1;
    if (!ends) continue;
    yield { start, end };
    start = next;
  }
  const end = line.trimEnd().length;
  if (start < end) yield { start, end };
}

const space = /\s/u;
const stop = /[.!?…؟۔।॥。！？｡]/u;
/** These have no space behind them. */
const fullWidthStop = /[。！？｡]/u;
const closing = /[”’»"')\]}*」』）]/u;

/** The first place from `at` on where a character is of another kind. */
function skip(line: string, at: number, kind: RegExp): number {
  let place = at;
  while (place < line.length && kind.test(line[place]!)) place++;
  return place;
}

/** No word that is judged here is longer. */
const longestWord = 40;

/**
 * Whether the sentence from `start` goes on behind the stop that stands from `at` to `behind`, judged by the word before
 * it and by the one that begins at `next`.
 */
function goesOn(line: string, start: number, at: number, behind: number, next: number): boolean {
  const follower = line.slice(next, next + longestWord).replace(/^[“‘«»"'([{¿¡*—–-]+/u, "");
  if (/^\p{Ll}/u.test(follower)) return true;
  if (line.slice(at, behind) !== ".") return false;
  const before = line.slice(Math.max(start, at - longestWord), at);
  const word = /[^\s“‘«"'([—–/]*$/u.exec(before)![0].toLowerCase();
  const isInitial = /^\p{L}$/u.test(word);
  // A list's own number, as in "2. Method".
  if (at - start === word.length && (isInitial || /^\d+$/u.test(word))) return true;
  if (neverLast.has(word) || isInitial) return true;
  if (!mayBeLast.has(word) && !/^\p{L}(?:\.\p{L})+$/u.test(word)) return false;
  // "the U.S. The": an abbreviation is the last word where a word follows that seldom has a capital elsewhere.
  return !openers.has(/^\p{L}*/u.exec(follower)![0].toLowerCase());
}

const wordList = (words: string): ReadonlySet<string> => new Set(words.split(" "));

/** Abbreviations that something always follows. */
const neverLast = wordList(
  "mr mrs ms dr prof rev fr st sr hon gen col lt maj sgt capt cpl cmdr adm gov sen rep pres amb messrs mme mlle " +
    "no nos vol fig figs eq ch sec p pp art vs cf e.g i.e ca approx viz ed eds jan feb mar apr jun jul aug sep sept oct " +
    "nov dec op cit al",
);

/** Abbreviations that may end a sentence. */
const mayBeLast = wordList("inc ltd corp co jr etc bros ave blvd rd dept est ph.d a.m p.m a.d b.c");

/** Words that, with a capital, begin a sentence far more often than they stand inside one. */
const openers = wordList(
  "the a an this that these those he she it we they you his her its our their there here in on at by for from with " +
    "without and but or so yet if when while where after before since because although though as to of what who why how " +
    "which not no nor some many most all both each such another one still then thus even only",
);
