/**
 * One change of a text: what stands from `from` to `to` gives way to `insert`. The offsets of edits that are made
 * together are those of the text before any of them; no two overlap.
 */
export interface TextEdit {
  /** The file, by its path in the project. */
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** Why something cannot be done, in a sentence for the modeller. */
export interface Refused {
  readonly refused: string;
}

/** What an edit of the system is as changes of its texts, or why it cannot be made. */
export type Edited = readonly TextEdit[] | Refused;

export function isRefused<Made extends object>(made: Made | Refused): made is Refused {
  return "refused" in made;
}

/** The edits of one file in the order of the text; several that insert at one place keep their order. */
export function editsOf(edits: readonly TextEdit[], path: string): readonly TextEdit[] {
  return edits.filter((edit) => edit.path === path).sort((a, b) => a.from - b.from || a.to - b.to);
}

/** A text after edits of its file. */
export function editText(text: string, edits: readonly TextEdit[], path: string): string {
  let result = "";
  let end = 0;
  for (const { from, to, insert } of editsOf(edits, path)) {
    result += text.slice(end, from) + insert;
    end = to;
  }
  return result + text.slice(end);
}

/** All texts after edits of some of them. */
export function editTexts(
  texts: ReadonlyMap<string, string>,
  edits: readonly TextEdit[],
): ReadonlyMap<string, string> {
  const after = new Map(texts);
  for (const path of new Set(edits.map((edit) => edit.path)))
    after.set(path, editText(texts.get(path) ?? "", edits, path));
  return after;
}

/** The edits that undo others, from the texts before these. */
export function invertEdits(
  edits: readonly TextEdit[],
  textOf: (path: string) => string,
): readonly TextEdit[] {
  return [...new Set(edits.map((edit) => edit.path))].flatMap((path) => {
    let shift = 0;
    return editsOf(edits, path).map(({ from, to, insert }) => {
      const start = from + shift;
      shift += insert.length - (to - from);
      return { path, from: start, to: start + insert.length, insert: textOf(path).slice(from, to) };
    });
  });
}

/**
 * Where an offset of a text lies after edits of its file. Inside what is replaced it goes to one end of what stands there
 * now; where something is inserted right at the offset, `side` says whether it ends up before or behind that.
 */
export function mapOffset(
  edits: readonly TextEdit[],
  path: string,
  offset: number,
  side: "before" | "behind" = "before",
): number {
  let shift = 0;
  for (const { from, to, insert } of editsOf(edits, path)) {
    if (from > offset || (from === offset && to > from)) break;
    if (to < offset || (to === offset && to > from)) shift += insert.length - (to - from);
    else return from + shift + (side === "behind" ? insert.length : 0);
  }
  return offset + shift;
}

/** A stretch of a text after edits of its file: what is inserted at its ends stays outside of it. */
export function mapStretch<Stretch extends { readonly from: number; readonly to: number }>(
  edits: readonly TextEdit[],
  path: string,
  stretch: Stretch,
): Stretch {
  const from = mapOffset(edits, path, stretch.from, "behind");
  return { ...stretch, from, to: Math.max(from, mapOffset(edits, path, stretch.to, "before")) };
}
