import type { SourceText } from "./text.ts";

/** A word or sign of an XMILE equation. */
export type EquationToken =
  | { readonly kind: "number"; readonly value: number; readonly from: number; readonly to: number }
  /** `area`, `"wom/day"`, `hares.area`, `.area`; an empty first part is the dot that begins at the root. */
  | {
      readonly kind: "name";
      readonly parts: readonly string[];
      readonly quoted: boolean;
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: "word"; readonly word: Word; readonly from: number; readonly to: number }
  | { readonly kind: "mark"; readonly mark: string; readonly from: number; readonly to: number }
  /** A letter that means nothing, or a comment or quotation mark that is not closed. */
  | { readonly kind: "fault"; readonly text: string; readonly from: number; readonly to: number }
  | { readonly kind: "end"; readonly from: number; readonly to: number };

export type Word = "if" | "then" | "else" | "and" | "or" | "not" | "mod";

const words: ReadonlySet<string> = new Set<Word>(["if", "then", "else", "and", "or", "not", "mod"]);

const pieces = {
  blank: /[\s\u00a0]+|\{[^}]*\}/uy,
  number: /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y,
  plain: /[\p{L}\p{M}\p{N}\p{So}_$\u0080-\uffff]+/uy,
  quoted: /"(?:[^"\\]|\\[\s\S])*"/y,
  mark: /<>|<=|>=|!=|==|\/\/|\*\.\*|[-+*/^()[\],:<>='@]/y,
};

/** Cuts an equation into its words and signs; comments in braces are left out (XMILE 1.0, 3.3.4). */
export function tokenizeEquation({ text }: SourceText): readonly EquationToken[] {
  const tokens: EquationToken[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  while (at < text.length) {
    const blank = match(pieces.blank);
    if (blank !== undefined) {
      at += blank.length;
      continue;
    }
    const from = at;
    const number = match(pieces.number);
    // `[0_to_4]`: Stella's elements may begin with a digit.
    const isName = number !== undefined && /^\d+$/.test(number) && partAt(text, at)!.length > number.length;
    if (number !== undefined && !isName) {
      at += number.length;
      tokens.push({ kind: "number", value: Number(number), from, to: at });
      continue;
    }
    const name = readName(text, at);
    if (name) {
      at = name.to;
      const word = name.parts[0]!.toLowerCase();
      if (!name.quoted && name.parts.length === 1 && isWord(word))
        tokens.push({ kind: "word", word, from, to: at });
      else tokens.push(name);
      continue;
    }
    const mark = match(pieces.mark);
    if (mark !== undefined) {
      at += mark.length;
      tokens.push({ kind: "mark", mark: spellings.get(mark) ?? mark, from, to: at });
      continue;
    }
    // What opens and is not closed takes the rest with it; of a run of question marks there is one fault.
    const stray =
      text[at] === "{" || text[at] === '"' ? text.slice(at) : (/^\?+/.exec(text.slice(at))?.[0] ?? text[at]!);
    at += stray.length;
    tokens.push({ kind: "fault", text: stray, from, to: at });
  }
  tokens.push({ kind: "end", from: text.trimEnd().length, to: text.trimEnd().length });
  return tokens;
}

const spellings: ReadonlyMap<string, string> = new Map([
  ["!=", "<>"],
  ["==", "="],
]);

function isWord(text: string): text is Word {
  return words.has(text);
}

/** Parts joined by dots without blanks, each plain or in quotes. */
function readName(
  text: string,
  start: number,
): Extract<EquationToken, { readonly kind: "name" }> | undefined {
  const parts: string[] = [];
  let at = start;
  let quoted = false;
  if (text[at] === ".") {
    parts.push("");
    at++;
  }
  for (;;) {
    const part = partAt(text, at);
    if (part === undefined) break;
    at += part.length;
    quoted ||= part.startsWith('"');
    parts.push(part.startsWith('"') ? unescapeName(part.slice(1, -1)) : part);
    if (text[at] !== "." || partAt(text, at + 1) === undefined) break;
    at++;
  }
  if (parts.every((part) => part === "")) return undefined;
  return { kind: "name", parts, quoted, from: start, to: at };
}

function partAt(text: string, at: number): string | undefined {
  for (const pattern of [pieces.quoted, pieces.plain]) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A name with its escapes carried out: a line break in a name is a blank (XMILE 1.0, 3.2.2.1). */
export function unescapeName(name: string): string {
  return name
    .replace(/\\([\s\S])/g, (whole, letter: string) =>
      letter === "n" ? " " : letter === "\\" || letter === '"' ? letter : whole,
    )
    .replace(/[\s\u00a0]+/g, " ")
    .trim();
}

/** The name in an attribute, which may be quoted there as it is in equations. */
export function nameOf(written: string): string {
  const trimmed = written.trim();
  const inner = /^"(?:[^"\\]|\\[\s\S])*"$/.test(trimmed) ? trimmed.slice(1, -1) : trimmed;
  return unescapeName(inner);
}
