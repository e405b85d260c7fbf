import type { Reading } from "../read/hence.ts";
import { contentOf } from "../read/token.ts";
import type { StatementWord } from "../read/words.ts";
import { beginsStatement } from "./clausewords.ts";

/** A statement of a text, for a list of what is in it and for folding it away. */
export interface OutlineItem {
  readonly word: string;
  /** Its name; undefined where it has none, such as `time`. */
  readonly name?: string;
  readonly title?: string;
  readonly from: number;
  readonly to: number;
  /** The sector that it stands in. */
  readonly sector?: string;
}

/** The statements of one file in order. */
export function outlineOf({ syntax }: Reading, path: string): readonly OutlineItem[] {
  const file = syntax.find(({ source }) => source === path);
  if (!file) return [];
  const starts = file.marks.filter(({ kind, isInner }) => kind === "statement" && !isInner);
  const tokens = file.tokens.filter(({ kind }) => kind !== "comment");
  const items: OutlineItem[] = [];
  let sector: string | undefined;
  let at = 0;
  for (const [i, { word, from }] of starts.entries()) {
    const end = starts[i + 1]?.from ?? Number.POSITIVE_INFINITY;
    while (tokens[at] && tokens[at]!.from < from) at++;
    const first = at;
    while (tokens[at] && tokens[at]!.from < end) at++;
    const [, name, title] = tokens.slice(first, first + 3);
    const isNamed =
      name && word !== "time" && word !== "use" && (name.kind === "word" || name.kind === "quoted");
    if (word === "sector") sector = isNamed ? contentOf(name) : undefined;
    const isTitled = isNamed && title?.kind === "text" && !title.first;
    items.push({
      word,
      ...(isNamed && { name: contentOf(name) }),
      ...(isTitled && { title: contentOf(title) }),
      from,
      to: tokens[at - 1]?.to ?? from,
      ...(sector !== undefined && word !== "sector" && { sector }),
    });
  }
  return items;
}

/** The lines of a text, as an editor has them. */
export interface Lines {
  readonly count: number;
  /** Counted from 1. */
  readonly line: (number: number) => string;
}

/**
 * The last line of what can be folded away below a line, or undefined: of a statement its clauses, of a sector all
 * statements up to the next one. The line is looked at as it stands, so that a text need not have been read.
 */
export function foldEnd({ count, line }: Lines, number: number): number | undefined {
  const word = beginsStatement(line(number));
  if (word === undefined) return undefined;
  let end = number;
  for (let i = number + 1; i <= count; i++) {
    const text = line(i);
    const next = beginsStatement(text);
    if (next !== undefined && (word === "sector" ? next === "sector" : !isInside(word, text))) break;
    // Comments right above the next statement belong to that.
    if (text.trim() !== "" && !text.startsWith("#")) end = i;
    if (word === "function" && /^\s*end\b/.test(text)) return i;
  }
  return end > number ? end : undefined;
}

/** Whether a line that looks like a statement belongs to one before it: in a function, or setting something. */
function isInside(word: StatementWord, line: string): boolean {
  if (word === "function") return true;
  return word === "scenario" && /^\s+(time\b|(graph|data)\s+\S+\s*=)/.test(line);
}
