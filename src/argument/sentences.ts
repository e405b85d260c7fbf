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

/** A full stop or its like, marks that close behind it, and what stands next to be judged by. */
const possibleEnd = /(?:(?<stop>[.!?…؟۔।॥]+)[”’»"')\]}*]*(?=\s+(?<next>\S+))|[。！？｡]+[”’»」』）"')\]]*)/gu;

function* splitParagraph(line: string): Generator<{ start: number; end: number }> {
  let start = line.search(/\S/u);
  for (const found of line.matchAll(possibleEnd)) {
    const end = found.index + found[0].length;
    const { stop, next } = found.groups!;
    if (stop !== undefined && next !== undefined && goesOn(line.slice(start, found.index), stop, next))
      continue;
    yield { start, end };
    const rest = line.slice(end).search(/\S/u);
    if (rest < 0) return;
    start = end + rest;
  }
  const end = line.trimEnd().length;
  if (start < end) yield { start, end };
}

/** Whether a sentence goes on behind a full stop, judged by the words on both sides of it. */
function goesOn(before: string, stop: string, next: string): boolean {
  const follower = next.replace(/^[“‘«»"'([{¿¡*—–-]+/u, "");
  if (/^\p{Ll}/u.test(follower)) return true;
  if (stop !== ".") return false;
  const word = /[^\s“‘«"'([—–/]*$/u.exec(before)![0];
  // A list's own number, as in "2. Method".
  if (before.trim() === word && /^(?:\d+|\p{L})$/u.test(word)) return true;
  if (neverLast.has(word.toLowerCase())) return true;
  if (!mayBeLast.has(word.toLowerCase()) && !/^\p{L}(?:\.-?\p{L})*$/u.test(word)) return false;
  // "the U.S. The": an abbreviation is the last word where a word follows that seldom has a capital elsewhere.
  return !openers.has(follower.replace(/\P{L}.*$/u, "").toLowerCase()) || /^\p{Lu}$/u.test(word);
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
