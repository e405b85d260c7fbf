import type { Span } from "../model/span.ts";
import type { Token } from "../read/token.ts";
import { clauseRank } from "../write/order.ts";
import { cutPieces, type Piece } from "../write/piece.ts";
import type { NameIndex } from "./nameindex.ts";
import type { TextEdit } from "./textedit.ts";
import { firstFrom } from "./words.ts";

/** A statement as it stands in its file. */
export interface StatementText {
  readonly path: string;
  /** The text of the file. */
  readonly text: string;
  /** All tokens of the file. */
  readonly tokens: readonly Token[];
  readonly word: string;
  /** Its head and its clauses in the order of the text. */
  readonly pieces: readonly Piece[];
  /** Its first letter, and behind its last one. */
  readonly from: number;
  readonly to: number;
}

/** The statement that a span lies in; undefined where its file was not read as Hence. */
export function statementAt({ reading }: NameIndex, { source, from }: Span): StatementText | undefined {
  const all = statementsOf(reading.syntax.find((file) => file.source === source));
  return all.findLast((each) => each.from <= from);
}

/** The statements of a file in order, those inside of functions too. */
export function statementsOf(
  file: NameIndex["reading"]["syntax"][number] | undefined,
): readonly StatementText[] {
  if (!file) return [];
  const { source: path, text, tokens, marks } = file;
  return cutPieces(text, tokens, marks).statements.map(({ word, pieces }) => ({
    path,
    text,
    tokens,
    word,
    pieces,
    from: pieces[0]!.tokens[0]!.from,
    to: endOf(pieces.at(-1)!),
  }));
}

/** Behind the last word of a piece; comments at its end are not of it. */
export function endOf({ tokens }: Piece): number {
  return tokens.findLast(({ kind }) => kind !== "comment")!.to;
}

/** The piece that an offset lies in. */
export function pieceAt({ pieces }: StatementText, offset: number): Piece | undefined {
  return pieces.findLast(({ tokens }) => tokens[0]!.from <= offset);
}

/** A new clause behind a piece: on a line of its own, or on the line if further clauses follow there. */
export function insertBehind(statement: StatementText, piece: Piece, clause: string): TextEdit {
  const { path, text, tokens } = statement;
  const end = endOf(piece);
  const next = tokens.slice(firstFrom(tokens, end)).find(({ kind }) => kind !== "comment");
  if (next && !next.first && next.from < statement.to)
    return { path, from: end, to: end, insert: ` ${clause}` };
  const at = endOfLine(text, end);
  return { path, from: at, to: at, insert: `${lineBreakOf(text)}${indentOf(statement)}${clause}` };
}

/** The piece behind which a new clause belongs, in the order that the formatter gives to clauses. */
export function pieceBefore({ pieces, word }: StatementText, clause: string): Piece {
  const rank = clauseRank(clause, word);
  const at = pieces.findIndex((piece, i) => i > 0 && clauseRank(piece.word, word) > rank);
  return pieces[(at < 0 ? pieces.length : at) - 1]!;
}

/** How far its clauses are indented. */
function indentOf({ text, pieces, from }: StatementText): string {
  const onLine = pieces.slice(1).find(({ tokens, kind }) => tokens[0]!.first && kind === "clause");
  const start = onLine?.tokens[0]?.from;
  if (start !== undefined) return text.slice(startOfLine(text, start), start);
  return `${text.slice(startOfLine(text, from), from)}  `;
}

export function startOfLine(text: string, offset: number): number {
  return Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}

/** Before the line break, or the end of the text. */
export function endOfLine(text: string, offset: number): number {
  const at = text.slice(offset).search(/[\r\n]/);
  return at < 0 ? text.length : offset + at;
}

/** The line break that a text uses. */
export function lineBreakOf(text: string): string {
  return /\r\n/.test(text) ? "\r\n" : "\n";
}
