import { foldName } from "../model/name.ts";
import type { Span } from "../model/span.ts";
import type { Reading } from "../read/hence.ts";
import { contentOf, type Token } from "../read/token.ts";

/** The tokens of the texts of a system, by place. */
export interface Words {
  /** All tokens of a file, comments among them; none of one that was not read as Hence. */
  readonly of: (path: string) => readonly Token[];
  /** The plain and quoted names of a stretch, in order. */
  readonly within: (span: Span) => readonly Token[];
  /** The name that an offset is in or right behind. */
  readonly at: (path: string, offset: number) => Token | undefined;
}

/** The words of all texts of a reading. */
export function wordsOf({ syntax }: Reading): Words {
  const byPath = new Map(syntax.map(({ source, tokens }) => [source, tokens]));
  const of = (path: string) => byPath.get(path) ?? none;
  return {
    of,
    within: ({ source, from, to }) => {
      const tokens = of(source);
      const found: Token[] = [];
      for (let i = firstFrom(tokens, from); i < tokens.length && tokens[i]!.from < to; i++)
        if (isName(tokens[i]!)) found.push(tokens[i]!);
      return found;
    },
    at: (path, offset) => {
      const tokens = of(path);
      const next = firstFrom(tokens, offset + 1);
      return [tokens[next - 1], tokens[next - 2]].find(
        (token) => token && isName(token) && token.from <= offset && offset <= token.to,
      );
    },
  };
}

const none: readonly Token[] = [];

/** Whether a token can be a name. */
export function isName({ kind }: Token): boolean {
  return kind === "word" || kind === "quoted";
}

/** Whether a token is a name, however it is spelt. */
export function isNamed(token: Token, folded: string): boolean {
  return isName(token) && foldName(contentOf(token)) === folded;
}

/** The place of the first token that begins at an offset or behind it. */
export function firstFrom(tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.from < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
