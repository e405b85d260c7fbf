import type { Fix, Remark } from "../../model/diagnostic.ts";
import { foldName, isWord, nearestName } from "../../model/name.ts";
import type { Span } from "../../model/span.ts";

/** What to add to a diagnostic about a name that means nothing: what was probably meant. */
export interface Suggestion {
  readonly notes?: readonly Remark[];
  readonly fix?: Fix;
}

/** Finds the name that was probably meant, and offers it as a fix of the span, or as a note where there is none. */
export type Suggest = (name: string, candidates: Iterable<string>, span?: Span) => Suggestion;

/** So many names are looked at for all suggestions together: a text of nothing but unknown names must not take hours. */
const mostComparisons = 100_000;
/** Of C1 and C2, either may be meant, or neither. */
const shortestName = 3;
const longestName = 60;

/** A finder of suggestions that gives up when it has worked enough. */
export function createSuggest(): Suggest {
  let left = mostComparisons;
  return (name, candidates, span) => {
    const { length } = foldName(name);
    if (length < shortestName || length > longestName) return {};
    const near: string[] = [];
    const reach = Math.max(1, Math.floor(length / 3));
    for (const candidate of candidates) {
      if (left-- <= 0) return {};
      if (Math.abs(candidate.length - length) <= reach + 1) near.push(candidate);
    }
    const meant = nearestName(name, near);
    if (meant === undefined) return {};
    if (!span) return { notes: [{ message: `Is ‘${meant}’ meant?` }] };
    return { fix: { title: `Write ‘${meant}’`, span, insert: writtenName(meant) } };
  };
}

/** A name as it is written in a text: plain where that is possible, else in single quotes. */
export function writtenName(name: string): string {
  if (isWord(name) || /^[0-9]+$/.test(name)) return name;
  return `'${name.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

/** Names in a row for a sentence: ‘a’, ‘b’ and ‘c’; of many, the first few and how many more. */
export function listNames(names: readonly string[], most = 6): string {
  const quoted = names.slice(0, most).map((name) => `‘${name}’`);
  const rest = names.length - quoted.length;
  if (rest > 0) return `${quoted.join(", ")} and ${rest} more`;
  const last = quoted.at(-1) ?? "";
  return quoted.length > 1 ? `${quoted.slice(0, -1).join(", ")} and ${last}` : last;
}
