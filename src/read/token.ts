/** The words and signs of a text, in order. Comments and strings are tokens too: the editor colours with them. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let before: Token | undefined;
  let end = text.charCodeAt(0) === byteOrderMark ? 1 : 0;
  for (;;) {
    const from = endOfBlank(text, end);
    if (from === text.length) return tokens;
    const first = before === undefined || hasLineBreak(text, end, from);
    const glued =
      before?.to === from && (before.kind === "word" || before.kind === "quoted" || before.text === "]");
    const tooLong = tokens.length === mostTokens;
    const kind = tooLong ? "fault" : kindAt(text, from, glued);
    end = tooLong ? text.length : endOf(text, from, kind);
    const whole = (kind !== "text" && kind !== "quoted") || isClosed(text, from, end);
    before = { kind: whole ? kind : "fault", text: text.slice(from, end), from, to: end, first };
    tokens.push(before);
  }
}

/** A longer text than this many words and signs is cut off; the last token is then a fault. */
export const mostTokens = 2_000_000;

export type TokenKind =
  /** A plain name or a word of the language. */
  | "word"
  /** A name in single quotes. */
  | "quoted"
  /** A string in double quotes. */
  | "text"
  | "number"
  /** An operator or a sign of punctuation. */
  | "mark"
  | "comment"
  /** Characters that mean nothing, or an opening quotation mark without its closing one. */
  | "fault"
  /** Behind the last token; only the reader's cursor makes it. */
  | "end";

export interface Token {
  readonly kind: TokenKind;
  /** As written, quotation marks included. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** Whether nothing but space stands before it on its line. */
  readonly first: boolean;
}

/** What stands between the quotation marks of a string or a quoted name; a plain word as it is. */
export function contentOf(token: Token): string {
  if (token.kind !== "text" && token.kind !== "quoted") return token.text;
  const inside = token.text.slice(1, -1);
  return inside.includes("\\")
    ? inside.replace(/\\(.)/gsu, (_, escaped) => (escaped === "n" ? "\n" : escaped))
    : inside;
}

/** A word for a message, cut where it is very long. */
export function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

const byteOrderMark = 0xfeff;
const marks = new Set("()[],;:=+-*/^<>@%.'");
const longMarks = new Set(["->", "<=", ">=", "<>", ".."]);
/** What other languages and word processors write; one fault each, so that the reader can say what is meant. */
const foreignMarks = ["==", "!=", "&&", "||", "**"];
/** Quotation marks of word processors, which the reader takes for ours once it has complained. */
const closingQuotes = new Map([
  ["“", "”“"],
  ["„", "“”"],
  ["«", "»"],
  ["‘", "’"],
]);

function kindAt(text: string, at: number, glued: boolean): TokenKind {
  const code = text.charCodeAt(at);
  if (isPlainWordCode(code)) return isDigit(code) ? "number" : "word";
  const char = text[at]!;
  if (char === "#") return "comment";
  if (char === '"') return "text";
  if (char === "'") return glued ? "mark" : "quoted";
  if (char === "." && isDigit(text.charCodeAt(at + 1))) return "number";
  if (code >= 0x80 && isWordStart(text, at)) return "word";
  if ("=!&|*".includes(char) && foreignMarks.includes(text.slice(at, at + 2))) return "fault";
  return marks.has(char) ? "mark" : "fault";
}

function endOf(text: string, from: number, kind: TokenKind): number {
  switch (kind) {
    case "comment":
      return endOfLine(text, from);
    case "text":
    case "quoted":
      return endOfQuoted(text, from);
    case "number":
      return endOfNumber(text, from);
    case "word":
      return endOfWord(text, from);
    case "mark":
      return from + ("-<>.".includes(text[from]!) && longMarks.has(text.slice(from, from + 2)) ? 2 : 1);
    default:
      return endOfFault(text, from);
  }
}

function endOfLine(text: string, from: number): number {
  return skip(restOfLine, text, from);
}

/** Behind the characters from a place on that a sticky pattern takes, if any; most of a text is passed over so. */
function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  pattern.test(text);
  return pattern.lastIndex;
}

/** Behind white space. Between most words there is one blank, or none. */
function endOfBlank(text: string, from: number): number {
  const at = text.charCodeAt(from) === 0x20 ? from + 1 : from;
  const code = text.charCodeAt(at);
  return code > 0x20 && code < 0x80 ? at : skip(blank, text, at);
}

const blank = /[\s\u200b\ufeff]*/y;
const restOfLine = /[^\r\n]*/y;
const plainText = /[^"'\\\r\n]*/y;
const plainWord = /[a-zA-Z0-9_]*/y;

/** Behind the closing quotation mark, or at the end of the line where there is none. */
function endOfQuoted(text: string, from: number): number {
  const quote = text.charCodeAt(from);
  for (let at = from + 1; at < text.length; at++) {
    at = skip(plainText, text, at);
    const code = text.charCodeAt(at);
    if (isLineBreak(code)) return at;
    if (code === quote) return at + 1;
    if (code === backslash && !isLineBreak(text.charCodeAt(at + 1))) at++;
  }
  return text.length;
}

function isClosed(text: string, from: number, to: number): boolean {
  if (to - from < 2 || text[to - 1] !== text[from]) return false;
  let escapes = 0;
  while (text.charCodeAt(to - 2 - escapes) === backslash && to - 2 - escapes > from) escapes++;
  return escapes % 2 === 0;
}

const backslash = 0x5c;

/** `1..10` is 1, `..` and 10; a dot at the end belongs to the number unless a word or another dot follows. */
function endOfNumber(text: string, from: number): number {
  let at = endOfDigits(text, from);
  if (text[at] === "." && text[at + 1] !== ".") {
    const end = endOfDigits(text, at + 1);
    if (end > at + 1 || !isWordStart(text, end)) at = end;
  }
  if (text[at] === "e" || text[at] === "E") {
    const sign = text[at + 1] === "+" || text[at + 1] === "-" ? 1 : 0;
    const end = endOfDigits(text, at + 1 + sign);
    if (end > at + 1 + sign) at = end;
  }
  return at;
}

function endOfDigits(text: string, from: number): number {
  let at = from;
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}

function endOfWord(text: string, from: number): number {
  if (!isWordStart(text, from)) return from;
  let at = skip(plainWord, text, from);
  for (;;) {
    const code = text.codePointAt(at) ?? 0;
    if (code < 0x80 || !wordPart.test(String.fromCodePoint(code))) return at;
    at = skip(plainWord, text, at + (code > 0xffff ? 2 : 1));
  }
}

function isWordStart(text: string, at: number): boolean {
  const code = text.codePointAt(at) ?? 0;
  return code < 0x80 ? isPlainWordCode(code) && !isDigit(code) : wordStart.test(String.fromCodePoint(code));
}

const wordStart = /^[\p{L}\p{M}_]$/u;
/** Joiners belong to words of several scripts, such as Persian. */
const wordPart = /^[\p{L}\p{M}\p{N}_\u200c\u200d]$/u;

/** A run of characters that mean nothing, or a string in the quotation marks of a word processor. */
function endOfFault(text: string, from: number): number {
  if (foreignMarks.includes(text.slice(from, from + 2))) return from + 2;
  const closing = closingQuotes.get(text[from]!);
  if (closing !== undefined) {
    const end = endOfLine(text, from + 1);
    for (let at = from + 1; at < end; at++) if (closing.includes(text[at]!)) return at + 1;
    return end;
  }
  let at = from;
  do at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  while (at < text.length && !isLoneFault(text[from]!) && isNoise(text, at));
  return at;
}

/** Signs that are mended one by one. */
function isLoneFault(char: string): boolean {
  return "≤≥≠→×·÷−–—".includes(char);
}

function isNoise(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const char = text[at]!;
  return (
    !isSpace(code) &&
    !isLoneFault(char) &&
    !closingQuotes.has(char) &&
    char !== "#" &&
    kindAt(text, at, false) === "fault"
  );
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isPlainWordCode(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || isDigit(code);
}

function hasLineBreak(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isLineBreak(text.charCodeAt(at))) return true;
  return false;
}

function isLineBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}

function isSpace(code: number): boolean {
  return (
    code === 0x20 ||
    (code >= 0x09 && code <= 0x0d) ||
    (code > 0x7f && /[\s\u200b\ufeff]/u.test(String.fromCharCode(code)))
  );
}
