/** A source told sentence by sentence in our own words. */
export interface Notes {
  /** What stands before the first sentence, without headings: paragraphs. */
  readonly before: readonly string[];
  /** In the order of the file. */
  readonly sentences: readonly NotedSentence[];
}

export interface NotedSentence {
  readonly paragraph: number;
  readonly sentence: number;
  /** In one line, without the marks in brackets at its end. */
  readonly text: string;
  /** The marks: claims `C1` and figures `F1`, as they are written. */
  readonly marks: readonly string[];
  /** Where it stands in the text of the notes. */
  readonly from: number;
  readonly to: number;
}

/**
 * Reads notes on a source: Markdown, in which each sentence is an item of a list that begins with its place, as in
 * `- **11.2** What it says. (C23, C24)`. Whatever else stands there (headings, tables) is left out.
 */
export function readNotes(text: string): Notes {
  const sentences: NotedSentence[] = [];
  for (const item of text.matchAll(/^[-*] \*\*(\d+)\.(\d+)\*\*[ \t]+(.*(?:\n[ \t]+\S.*)*)/gm)) {
    const [whole, paragraph, sentence, words] = item;
    const line = words!.replace(/\s+/g, " ").trim();
    const found = /^(.*\S)\s*\(([A-Z]+\d+(?:,\s*[A-Z]+\d+)*)\)$/.exec(line);
    sentences.push({
      paragraph: Number(paragraph),
      sentence: Number(sentence),
      text: found ? found[1]! : line,
      marks: found ? found[2]!.split(/,\s*/) : [],
      from: item.index,
      to: item.index + whole.length,
    });
  }
  return { before: paragraphsOf(text.slice(0, sentences[0]?.from ?? text.length)), sentences };
}

function paragraphsOf(text: string): readonly string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
    .filter((paragraph) => paragraph !== "" && !paragraph.startsWith("#"));
}
