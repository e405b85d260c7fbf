import { textWidth } from "./glyphs.ts";

/** A text in lines, and the room that they take. */
export interface Label {
  readonly lines: readonly string[];
  /** Of the type. */
  readonly size: number;
  readonly weight: "plain" | "strong";
  readonly width: number;
  readonly height: number;
}

/** From one line of type to the next. */
export const lineHeight = 1.18;

/**
 * Sets a text in as few lines as its width needs, broken at words, and evens these out. A word that is too long is broken
 * behind a stroke or dot, else anywhere.
 */
export function setLabel(
  text: string,
  {
    size,
    weight = "plain",
    most,
  }: { readonly size: number; readonly weight?: Label["weight"]; readonly most: number },
): Label {
  const measure = (words: string) => textWidth(words, size, weight);
  const words = text
    .trim()
    .split(/\s+/u)
    .flatMap((word) => breakWord(word, most, measure));
  const wide = fill(words, most, measure);
  let lines = wide;
  // The narrowest width that needs no further line leaves none of them short.
  for (let width = most - 4; width > 24; width -= 4) {
    const narrower = fill(words, width, measure);
    if (narrower.length > wide.length || narrower.some((line) => measure(line) > width)) break;
    lines = narrower;
  }
  const width = lines.reduce((widest, line) => Math.max(widest, measure(line)), 0);
  return {
    lines,
    size,
    weight,
    width: Math.ceil(width),
    height: Math.ceil(lines.length * size * lineHeight),
  };
}

function fill(words: readonly string[], most: number, measure: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && measure(longer) <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function breakWord(word: string, most: number, measure: (text: string) => number): readonly string[] {
  if (measure(word) <= most) return [word];
  const pieces = word.split(/(?<=[_.\-/])/u);
  const parts = pieces.length > 1 ? pieces : [...word];
  const lines: string[] = [];
  for (const part of parts) {
    const longer = `${lines.at(-1) ?? ""}${part}`;
    if (lines.length > 0 && measure(longer) <= most) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return parts.length === word.length ? lines : lines.flatMap((line) => breakWord(line, most, measure));
}
