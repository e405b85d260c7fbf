import type { Mark } from "../read/cursor.ts";
import type { Token } from "../read/token.ts";

/** A statement's head, a clause, or a part of an array in a clause: what stays together when a text is laid out. */
export interface Piece {
  /** The word or sign that it begins with; `head` for the head, `text` for a string, `line` for neither. */
  readonly word: string;
  readonly kind: Mark["kind"];
  /** Without the comments in front of it; those within it are among them. */
  readonly tokens: readonly Token[];
  /** Comments on lines of their own before it. */
  readonly comments: readonly Line[];
  /** Whether a blank line stands before it, behind its comments. */
  readonly isBlankBefore: boolean;
}

/** A comment on a line of its own. */
interface Line {
  readonly token: Token;
  readonly isBlankBefore: boolean;
}

/** The pieces of one statement, the head first. */
export interface Statement {
  readonly word: string;
  /** Inside `function … end`. */
  readonly isInner: boolean;
  readonly pieces: readonly Piece[];
}

/** A text cut into statements, and the comments behind the last one. */
export interface Pieces {
  readonly statements: readonly Statement[];
  readonly rest: readonly Line[];
}

/** Cuts the tokens of a text at the marks that its reader left. */
export function cutPieces(text: string, tokens: readonly Token[], marks: readonly Mark[]): Pieces {
  const statements: { word: string; isInner: boolean; pieces: Piece[] }[] = [];
  let waiting: Line[] = [];
  let inside: Token[] = [];
  let nextMark = 0;
  let following = 0;
  for (const [index, token] of tokens.entries()) {
    const isBlankBefore = countLineBreaks(text, tokens[index - 1]?.to ?? 0, token.from) > 1;
    const mark = marks[nextMark];
    if (token.kind === "comment") {
      following = Math.max(following, index);
      while (tokens[following]?.kind === "comment") following++;
      const isBetween = following === tokens.length || tokens[following]?.from === mark?.from;
      if (token.first && isBetween) waiting.push({ token, isBlankBefore });
      else inside.push(token);
    } else if (token.from === mark?.from) {
      nextMark++;
      inside = [token];
      const isHead = mark.kind === "statement";
      const piece = {
        word: isHead ? "head" : mark.word,
        kind: mark.kind,
        tokens: inside,
        comments: waiting,
        isBlankBefore,
      };
      waiting = [];
      if (isHead) statements.push({ word: mark.word, isInner: mark.isInner, pieces: [piece] });
      else statements.at(-1)?.pieces.push(piece);
    } else {
      inside.push(token);
    }
  }
  return { statements, rest: waiting };
}

function countLineBreaks(text: string, from: number, to: number): number {
  return text.slice(from, to).match(/\r\n?|\n/g)?.length ?? 0;
}
