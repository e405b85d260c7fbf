import type { Piece, Statement } from "./piece.ts";
import { lineWidth, wrapPiece } from "./wrap.ts";

/** Pieces that stand on one line. */
export type Row = readonly [Piece, ...Piece[]];

/** A row, and below it the rows of the array parts that belong to its clause. */
export type Group = readonly [Row, ...Row[]];

/** The rows of a statement in its author's order: a clause stays on the line where it was put, if it fits there. */
export function groupRows(statement: Statement, indent: number, wordWidth: number): readonly Group[] {
  const groups: [[Piece, ...Piece[]], ...[Piece, ...Piece[]][]][] = [];
  let width = Number.POSITIVE_INFINITY;
  for (const [i, piece] of statement.pieces.entries()) {
    const column = indent + (i === 0 ? 0 : piece.kind === "part" ? 4 : 2);
    const frame = { statementWord: statement.word, column, wordWidth: i === 0 ? wordWidth : 0, leftWidth: 0 };
    const own = widthOf(piece, wrapPiece(piece, frame));
    const group = groups.at(-1);
    const row = group?.at(-1);
    if (row && !isOnOwnLine(piece) && width + 1 + own <= lineWidth) {
      row.push(piece);
      width += 1 + own;
      continue;
    }
    if (group && piece.kind === "part") group.push([piece]);
    else groups.push([[piece]]);
    width = column + own;
  }
  return groups;
}

/** Strings always are, and what stands below a comment; the rest where its author put it there. */
function isOnOwnLine(piece: Piece): boolean {
  return piece.word === "text" || piece.comments.length > 0 || piece.tokens[0]!.first;
}

/** The width of one line to which more can be added; infinite where there are several or a comment ends it. */
function widthOf(piece: Piece, lines: readonly string[]): number {
  const endsOpen = lines.length === 1 && piece.tokens.at(-1)?.kind !== "comment";
  return endsOpen ? lines[0]!.length : Number.POSITIVE_INFINITY;
}
