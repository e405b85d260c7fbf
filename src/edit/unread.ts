import type { NameIndex } from "./nameindex.ts";
import { isNamed } from "./words.ts";

/**
 * The first place in a text with faults where a name stands that no statement could be read from: what is changed
 * everywhere else would be left there. Undefined where there is none.
 */
export function unreadPlaceOf(
  index: NameIndex,
  folded: string,
): { readonly path: string; readonly line: number } | undefined {
  for (const { source, text, tokens, isSound } of index.reading.syntax) {
    if (isSound) continue;
    for (const token of tokens)
      if (isNamed(token, folded) && !index.at(source, token.from))
        return { path: source, line: text.slice(0, token.from).split(/\r\n?|\n/).length };
  }
  return undefined;
}
