import { variableWords } from "../read/words.ts";
import { orderClauses } from "./order.ts";
import type { Piece, Pieces, Statement } from "./piece.ts";
import { groupRows, type Row } from "./row.ts";
import { leftWidthOf, wrapPiece } from "./wrap.ts";

/** The text of statements and the comments between them, with at most one blank line between two. */
export function layOutStatements({ statements, rest }: Pieces): string {
  const lines: string[] = [];
  const wordWidths = alignNames(statements);
  const addComments = (comments: Piece["comments"], indent: string) => {
    for (const { token, isBlankBefore } of comments) {
      if (isBlankBefore && lines.length > 0) lines.push("");
      lines.push(indent + token.text.trimEnd());
    }
  };
  for (const [i, statement] of statements.entries()) {
    const head = statement.pieces[0]!;
    const indent = indentOf(statement);
    addComments(head.comments, " ".repeat(indent));
    if (head.isBlankBefore && lines.length > 0) lines.push("");
    for (const line of layOutStatement(statement, indent, wordWidths[i]!)) lines.push(line);
  }
  addComments(rest, "");
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

function indentOf(statement: Statement): number {
  return statement.isInner ? 2 : 0;
}

/** The statements of variables on neighbouring lines have their names in one column. */
function alignNames(statements: readonly Statement[]): readonly number[] {
  const widths: number[] = [];
  for (let from = 0, to = 1; from < statements.length; from = to, to++) {
    while (to < statements.length && isNeighbour(statements[to - 1]!, statements[to]!)) to++;
    const widest = statements.slice(from, to).reduce((most, { word }) => Math.max(most, word.length), 0);
    for (let i = from; i < to; i++) widths.push(to - from > 1 ? widest : 0);
  }
  return widths;
}

function isNeighbour(before: Statement, statement: Statement): boolean {
  const { comments, isBlankBefore } = statement.pieces[0]!;
  const isClose = !isBlankBefore && !comments.some((comment) => comment.isBlankBefore);
  return isClose && isVariable(before) && isVariable(statement) && before.isInner === statement.isInner;
}

const variables: ReadonlySet<string> = new Set(variableWords);

function isVariable({ word }: Statement): boolean {
  return variables.has(word);
}

/** The lines of one statement. */
function layOutStatement(statement: Statement, indent: number, wordWidth: number): readonly string[] {
  const rows = orderClauses(groupRows(statement, indent, wordWidth), statement.word).flat();
  const wordWidths = alignClauses(statement.word, rows);
  const leftWidths = alignMiddles(statement.word, rows);
  return rows.flatMap(([first, ...joined], i) => {
    const column = indent + (i === 0 ? 0 : first.kind === "part" ? 4 : 2);
    const frame = {
      statementWord: statement.word,
      column,
      wordWidth: i === 0 ? wordWidth : wordWidths[i]!,
      leftWidth: leftWidths[i]!,
    };
    const comments = i === 0 ? [] : first.comments.map(({ token }) => token.text.trimEnd());
    const lines = wrapPiece(first, frame);
    const others = joined.map((piece) =>
      wrapPiece(piece, { ...frame, wordWidth: 0, leftWidth: 0 }).join(" "),
    );
    const last = [lines.at(-1), ...others].join(" ");
    const indentation = " ".repeat(column);
    const [top = "", ...below] = [...lines.slice(0, -1), last];
    return [...comments.map((comment) => indentation + comment), indentation + top, ...below];
  });
}

const ofDiscreteStocks = [
  ...["starts", "in", "out", "transit", "capacity", "limit", "fill", "clean"],
  ...["sample", "arrest", "spread", "leak", "overflow"],
];

/** By statement: clauses whose values stand in one column. */
const aligned: ReadonlyMap<string, readonly string[]> = new Map([
  ["stock", ["starts", "in", "out"]],
  ["count", ["of", "starts"]],
  ["conveyor", ofDiscreteStocks],
  ["queue", ofDiscreteStocks],
  ["oven", ofDiscreteStocks],
  ["source", ["file", "notes", "anchors"]],
  ["link", ["because", "for", "against", "basis", "context"]],
]);

/** For each row the width of its first word: that of the longest that may stand in a column with it. */
function alignClauses(statementWord: string, rows: readonly Row[]): readonly number[] {
  const words = aligned.get(statementWord) ?? [];
  const widest = words.reduce((most, word) => Math.max(most, word.length), 0);
  const inColumn = rows.map(([{ kind, word }]) => kind === "clause" && words.includes(word));
  const isColumn = inColumn.filter(Boolean).length > 1;
  return inColumn.map((isIn) => (isIn && isColumn ? widest : 0));
}

/** Lines and parts of arrays that follow one another have their middles in one column. */
function alignMiddles(statementWord: string, rows: readonly Row[]): readonly number[] {
  const widths = rows.map(([piece]) => (hasMiddle(piece) ? leftWidthOf(piece, statementWord) : undefined));
  const result: number[] = [];
  for (let from = 0, to = 1; from < widths.length; from = to, to++) {
    while (widths[from] !== undefined && to < widths.length && widths[to] !== undefined) to++;
    const widest = widths.slice(from, to).reduce<number>((most, width) => Math.max(most, width ?? 0), 0);
    for (let i = from; i < to; i++) result.push(widest);
  }
  return result;
}

function hasMiddle({ kind, word }: Piece): boolean {
  return kind === "part" || word === "[" || word === "else" || word === "line";
}
