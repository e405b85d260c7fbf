/** How many columns a text takes in a terminal: marks that combine take none, wide letters two. */
export function widthOf(text: string): number {
  // Nearly all text is plain, and asking so is far cheaper than looking at each letter.
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const letter of text) {
    if (/[\p{M}\p{Cf}]/u.test(letter)) continue;
    width += wideLetter.test(letter) ? 2 : 1;
  }
  return width;
}

const wideLetter =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/u;

/** A text with spaces behind it (or before it), so that it takes so many columns. */
export function pad(text: string, width: number, side: "left" | "right" = "left"): string {
  const space = " ".repeat(Math.max(0, width - widthOf(text)));
  return side === "left" ? text + space : space + text;
}

/** A text cut to so many columns, with an ellipsis where something is missing. */
export function clip(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = "";
  let used = 0;
  for (const letter of text) {
    used += widthOf(letter);
    if (used > width - 1) break;
    kept += letter;
  }
  return `${kept}…`;
}

/** The same, where a name that is longer than a line is parted behind an underscore or a full stop in it. */
export function wrapNames(text: string, width: number): string[] {
  return wrap(text, width).flatMap((line) => partName(line, width));
}

function partName(line: string, width: number): readonly string[] {
  if (widthOf(line) <= width) return [line];
  const parts = line.split(/(?<=[_.])/);
  let fits = 1;
  while (fits < parts.length && widthOf(parts.slice(0, fits + 1).join("")) <= width) fits++;
  if (fits === parts.length) return [line];
  return [parts.slice(0, fits).join(""), ...partName(`  ${parts.slice(fits).join("")}`, width)];
}

/** A text in lines of at most so many columns. A word that is longer than a line has a line to itself. */
export function wrap(text: string, width: number, first = "", rest = first): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(/[ \n\r\t]+/).filter((word) => word !== "")) {
    if (!empty && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = rest;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  lines.push(line);
  return lines;
}
