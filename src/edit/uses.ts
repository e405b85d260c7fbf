import { pathBeside } from "../read/path.ts";
import { contentOf } from "../read/token.ts";
import { stringText } from "../write/text/name.ts";
import type { NameIndex } from "./nameindex.ts";
import { insertStatement } from "./place.ts";
import { endOfLine, statementsOf } from "./statement.ts";
import type { Edited } from "./textedit.ts";

/** Brings another file into the system: `use "society.hence"`, behind the last one or behind the head of the entry. */
export function addUse(index: NameIndex, path: string): Edited {
  const entry = index.reading.syntax.at(-1);
  if (!entry) return { refused: "There is no text of Hence to write it into." };
  const wanted = pathBeside(entry.source, path);
  if (wanted === entry.source) return { refused: "A file does not use itself." };
  if (usesOf(index).some((use) => use.target === wanted)) return { refused: `‘${path}’ is used already.` };
  const own = statementsOf(entry);
  const last =
    own.findLast(({ word }) => word === "use") ??
    own.findLast(({ word }) => word === "time" || word === "system");
  if (!last) return [insertStatement(index, `use ${stringText(path)}`, ["use"])];
  const at = endOfLine(last.text, last.to);
  const blank = last.word === "use" ? "\n" : "\n\n";
  return [{ path: entry.source, from: at, to: at, insert: `${blank}use ${stringText(path)}` }];
}

/** Takes a file out of the system; the file itself stays. */
export function removeUse(index: NameIndex, path: string): Edited {
  const found = usesOf(index).find((use) => use.target === path);
  if (!found) return { refused: `No file of the system uses ‘${path}’.` };
  const { source, from, to, text } = found;
  const end = endOfLine(text, to);
  const after = text.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, text.length);
  return [{ path: source, from, to: after, insert: "" }];
}

function usesOf({ reading }: NameIndex) {
  return reading.syntax.flatMap((file) =>
    statementsOf(file).flatMap(({ word, pieces, from, to, text }) => {
      const name = pieces[0]!.tokens.find(({ kind }) => kind === "text");
      if (word !== "use" || !name) return [];
      const target = pathBeside(file.source, contentOf(name));
      return [{ source: file.source, target, from, to, text }];
    }),
  );
}
