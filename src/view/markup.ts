/**
 * A piece of HTML or SVG that may stand on a page as it is. It is made by `markup` alone, which escapes whatever is put into
 * it, so that no text of a model can become a tag.
 */
export class Markup {
  readonly text: string;
  private constructor(text: string) {
    this.text = text;
  }

  /** For what `markup` has escaped, and for nothing else. */
  static of(strings: readonly string[], pieces: readonly Piece[]): Markup {
    return new Markup(
      strings.reduce((text, string, i) => text + string + (i < pieces.length ? textOf(pieces[i]) : ""), ""),
    );
  }
}

/** What can be put into markup: text and numbers are escaped, markup and lists stand as they are, undefined is nothing. */
export type Piece = string | number | Markup | undefined | readonly Piece[];

/** `markup\`<b>${title}</b>\``; attributes stand in double quotes. */
export function markup(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return Markup.of(strings, pieces);
}

function textOf(piece: Piece): string {
  if (piece === undefined) return "";
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === "object") return piece.map(textOf).join("");
  return escapeText(String(piece));
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it stands between tags or in an attribute; signs that no page may have become the sign for what is missing. */
export function escapeText(text: string): string {
  return text
    .replace(/[&<>"']/g, (sign) => escapes[sign]!)
    .replace(/[^\P{Cc}\n\r\t]|[\p{Cs}\ufdd0-\ufdef\ufffe\uffff]/gu, "\ufffd");
}
