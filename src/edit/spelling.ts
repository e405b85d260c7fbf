import type { Token } from "../read/token.ts";
import { lineNameText, mayFollowNumber, nameText, quotedName } from "../write/text/name.ts";

/** A name as it is written in the place of a token: plain where it is read as that name there, else in quotation marks. */
export function spelt(name: string, text: string, token: Token, before: Token | undefined): string {
  // A plain word would grow together with letters right behind it.
  if (/^[\p{L}\p{M}\p{N}_]/u.test(text.slice(token.to, token.to + 2))) return quotedName(name);
  if (before?.kind === "number" && !mayFollowNumber(name)) return quotedName(name);
  return token.first ? lineNameText(name) : nameText(name);
}
