import { foldName } from "../model/name.ts";
import type { Named } from "./named.ts";
import type { TextEdit } from "./textedit.ts";

/** The files in which is written where things lie on diagrams, by path. */
export type Layouts = ReadonlyMap<string, string>;

/**
 * Another name for a variable or sector in the files of layouts, so that it stays where it lies. They have a line for each
 * thing, as Hence writes them; lines in another form are left alone.
 */
export function renameInLayouts(layouts: Layouts, named: Named, name: string): readonly TextEdit[] {
  const isFrame = named.kind === "sector" || named.variable?.kind === "module";
  if (named.kind !== "variable" && named.kind !== "sector") return [];
  const folded = foldName(named.name);
  const edits: TextEdit[] = [];
  for (const [path, text] of layouts)
    for (const { index, 0: line } of text.matchAll(/[^\r\n]+/g)) {
      const kind = /"kind"\s*:\s*"(\w+)"/.exec(line)?.[1];
      const isView = kind === undefined && /"items"\s*:/.test(line) && named.kind === "sector";
      const isThing = kind !== undefined && (named.kind === "variable" ? things : frames).has(kind);
      if (!isView && !isThing && !(isFrame && kind === "frame")) continue;
      for (const match of line.matchAll(/"(?:name|flow|from|to)"\s*:\s*("(?:[^"\\]|\\.)*")/g)) {
        const written = match[1]!;
        if (foldName(JSON.parse(written)) !== folded) continue;
        const from = index + match.index + match[0].length - written.length;
        edits.push({ path, from, to: from + written.length, insert: JSON.stringify(name) });
      }
    }
  return edits;
}

/** What a layout names variables in. */
const things: ReadonlySet<string> = new Set(["variable", "pipe", "arrow"]);
const frames: ReadonlySet<string> = new Set(["frame"]);
