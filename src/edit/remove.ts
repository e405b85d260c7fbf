import { foldName } from "../model/name.ts";
import type { Span } from "../model/span.ts";
import { contentOf } from "../read/token.ts";
import { removePiece } from "./clauses.ts";
import type { Named } from "./named.ts";
import type { NameIndex } from "./nameindex.ts";
import { endOfLine, type StatementText, startOfLine, statementAt } from "./statement.ts";
import type { Refused, TextEdit } from "./textedit.ts";
import { isName } from "./words.ts";

/** What goes, and what would still speak of it. */
export interface Removal {
  readonly edits: readonly TextEdit[];
  /** Where its name still stands: each place, and the statement that it is in, `claim C25`. */
  readonly left: readonly { readonly span: Span; readonly statement: string }[];
}

/** Removes what is named at an offset of a text. */
export function removeAt(index: NameIndex, path: string, offset: number): Removal | Refused {
  const here = index.at(path, offset);
  return here
    ? remove(index, here.named)
    : { refused: "Here stands no name of anything that could be removed." };
}

/** Removes the statement of a thing; a flow also goes from the lists of the stocks that it fills and empties. */
export function remove(index: NameIndex, named: Named): Removal | Refused {
  const { statement: span, kind, name } = named;
  if (!span || kind === "element" || kind === "parameter" || kind === "member")
    return { refused: `‘${name}’ has no statement of its own that could be removed.` };
  const statement = statementAt(index, span);
  if (!statement || kind === "function" || kind === "sector")
    return { refused: `The ${kind} ‘${name}’ holds other statements: remove it in the text.` };
  const edits: TextEdit[] = [wholeLines(statement)];
  const others = index.placesOf(named).filter(({ span: place }) => !isInside(place, statement));
  const left: Removal["left"][number][] = [];
  for (const { span: place } of others) {
    const around = statementAt(index, place);
    const stream = named.variable?.kind === "flow" && around ? streamOf(around, place) : undefined;
    if (stream) edits.push(stream);
    else left.push({ span: place, statement: around ? labelOf(around) : place.source });
  }
  return { edits, left };
}

function isInside({ source, from, to }: Span, statement: StatementText): boolean {
  return source === statement.path && from >= statement.from && to <= statement.to;
}

/** A statement with its lines, and one of the blank lines around it. */
function wholeLines({ path, text, from, to }: StatementText): TextEdit {
  let begin = startOfLine(text, from);
  let end = afterLine(text, to);
  const isBlankBefore =
    begin === 0 || /(\r\n?|\n)[^\S\r\n]*(\r\n?|\n)$/.test(text.slice(Math.max(0, begin - 200), begin));
  while (isBlankBefore && end < text.length && /^[^\S\r\n]*$/.test(text.slice(end, endOfLine(text, end))))
    end = afterLine(text, end);
  // At the end of a file the blank lines before it go.
  if (end >= text.length)
    begin =
      text.slice(0, begin).trimEnd().length === 0
        ? 0
        : afterLine(text, text.slice(0, begin).trimEnd().length);
  return { path, from: begin, to: end, insert: "" };
}

function afterLine(text: string, offset: number): number {
  const end = endOfLine(text, offset);
  return text.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, text.length);
}

/** A flow with its share in a list of a stock; with the last one the clause goes. */
function streamOf(statement: StatementText, { from }: Span): TextEdit | undefined {
  const at = statement.pieces.findLastIndex(({ tokens }) => tokens[0]!.from <= from);
  const piece = statement.pieces[at];
  if (!piece || (piece.word !== "in" && piece.word !== "out")) return undefined;
  const [, ...tokens] = piece.tokens.filter(({ kind }) => kind !== "comment");
  let depth = 0;
  const commas = tokens.flatMap(({ text }, i) => {
    if ("([".includes(text)) depth++;
    if (")]".includes(text)) depth--;
    return text === "," && depth === 0 ? [i] : [];
  });
  if (commas.length === 0) return removePiece(statement, at);
  const own = tokens.findIndex((token) => token.from === from);
  const before = commas.findLast((i) => i < own);
  const behind = commas.find((i) => i > own);
  // What is in the share of a flow that stays is a reference like others.
  const stream = tokens.slice((before ?? -1) + 1, behind ?? tokens.length);
  const isShare = stream
    .slice(stream.findIndex((token) => token.from === from) + 1)
    .some(({ text }) => text === "*");
  if (isShare) return undefined;
  const { path } = statement;
  if (before !== undefined) return { path, from: tokens[before]!.from, to: stream.at(-1)!.to, insert: "" };
  return { path, from: stream[0]!.from, to: tokens[behind! + 1]!.from, insert: "" };
}

/** `claim C25`, `aux pressure`. */
function labelOf({ word, pieces }: StatementText): string {
  const name = pieces[0]!.tokens.find((token, i) => i > 0 && isName(token));
  return name ? `${word} ${contentOf(name)}` : word;
}

/** Removes a variable by its name. */
export function removeVariable(index: NameIndex, name: string): Removal | Refused {
  const named = index.names.variables.get(foldName(name));
  return named ? remove(index, named) : { refused: `Nothing in this system is called ‘${name}’.` };
}
