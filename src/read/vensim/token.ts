/** The words and signs of a stretch of Vensim text. Comments in braces are left out; no text makes it fail. */
export function tokenize(text: string, from: number, to: number): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = from; ; ) {
    at = endOfBlank(text, at, to);
    if (at >= to) return tokens;
    const token = tokenAt(text, at, to);
    tokens.push(token);
    at = token.to;
  }
}

export interface Token {
  readonly kind:
    | "name"
    /** A name in double quotes. */
    | "quoted"
    | "number"
    /** Text in single quotes: the name of a file or of a cell. */
    | "text"
    /** `:AND:` and the like; its `value` is the word in upper case. */
    | "keyword"
    | "mark"
    /** What means nothing: a stray character, or an opening quotation mark without its closing one. */
    | "fault";
  /** A name without quotes and with single spaces, a keyword without colons, a text without quotes, a sign. */
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

/** Behind white space, continued lines and comments in braces, which may stand one inside another. */
export function endOfBlank(text: string, from: number, to: number): number {
  let at = from;
  for (;;) {
    blank.lastIndex = at;
    blank.test(text);
    at = Math.min(blank.lastIndex, to);
    if (at >= to || text[at] !== "{") return at;
    at = endOfComment(text, at, to);
  }
}

/** Behind a comment in braces; at the end where it is not closed. */
export function endOfComment(text: string, from: number, to: number): number {
  let depth = 0;
  for (let at = from; at < to; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at + 1;
  }
  return to;
}

/** Behind a name in double quotes; undefined where its line ends first. A backslash takes the next character along. */
export function endOfQuoted(text: string, from: number, to: number): number | undefined {
  quoted.lastIndex = from;
  return quoted.test(text) && quoted.lastIndex <= to ? quoted.lastIndex : undefined;
}

/** Behind a text in single quotes; undefined where its line ends first. */
export function endOfText(text: string, from: number, to: number): number | undefined {
  singleQuoted.lastIndex = from;
  return singleQuoted.test(text) && singleQuoted.lastIndex <= to ? singleQuoted.lastIndex : undefined;
}

/** A name in one form: no quotes around it, and one space where there is white space. */
export function plainName(written: string): string {
  const inside = /^"(.*)"$/s.exec(written.trim())?.[1]?.replaceAll('\\"', '"') ?? written;
  return inside
    .replace(continued, "")
    .replace(/[\s\u00a0]+/gu, " ")
    .trim();
}

const continued = /\\[ \t]*\r?\n[ \t]*/g;
const blank = /(?:[\s\u00a0\ufeff]|\\[ \t]*\r?\n)*/y;
const quoted = /"(?:[^"\\\r\n]|\\[ \t]*\r?\n|\\.)*"/y;
const singleQuoted = /'(?:[^'\r\n\\]|\\[ \t]*\r?\n|\\)*'/y;
/** Letters of any script; digits too behind the first. Words have spaces between them, and a line may go on below. */
const name =
  /[A-Za-z_$\u0080-\u009f\u00a1-\uffff][\w'$\u0080-\u009f\u00a1-\uffff]*(?:(?:[ \t\u00a0]|\\[ \t]*\r?\n)+[\w$\u0080-\u009f\u00a1-\uffff][\w'$\u0080-\u009f\u00a1-\uffff]*|\\[ \t]*\r?\n[ \t]*[\w$\u0080-\u009f\u00a1-\uffff][\w'$\u0080-\u009f\u00a1-\uffff]*)*/y;
const number = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const keyword =
  /:\s*(AND|OR|NOT|NA|EXCEPT|RAW|INTERPOLATE|LOOK[\s_]+FORWARD|HOLD[\s_]+BACKWARD|TEST[\s_]+INPUT|THE[\s_]+CONDITION|IMPLIES|CROSSING|AT[\s_]+LEAST[\s_]+ONCE|IGNORE|IS|MACRO|END[\s_]+OF[\s_]+MACRO|SUPPLEMENTARY|SUP)\s*:/iy;
const longMarks = new Set(["<=", ">=", "<>", ":=", "==", "->"]);
const marks = new Set("()[],;:=+-*/^<>!|~");

function tokenAt(text: string, from: number, to: number): Token {
  const char = text[from]!;
  const make = (kind: Token["kind"], end: number, value = text.slice(from, end)): Token => ({
    kind,
    value,
    from,
    to: end,
  });
  const matched = (pattern: RegExp): number | undefined => {
    pattern.lastIndex = from;
    return pattern.test(text) && pattern.lastIndex <= to ? pattern.lastIndex : undefined;
  };
  if (char === '"') {
    const end = endOfQuoted(text, from, to);
    if (end !== undefined) return make("quoted", end, plainName(text.slice(from, end)));
    return make("fault", endOfLine(text, from, to));
  }
  if (char === "'") {
    const end = endOfText(text, from, to);
    if (end === undefined) return make("fault", endOfLine(text, from, to));
    return make("text", end, text.slice(from + 1, end - 1).replace(continued, ""));
  }
  if (char === ":") {
    const end = matched(keyword);
    if (end !== undefined) {
      const word = text.slice(from, end).replaceAll(":", "").trim().toUpperCase();
      return make("keyword", end, word.replace(/[\s_]+/g, " "));
    }
  }
  if (text.startsWith("<->", from) && from + 3 <= to) return make("mark", from + 3);
  const pair = text.slice(from, Math.min(from + 2, to));
  if (longMarks.has(pair)) return make("mark", from + 2);
  const numberEnd = matched(number);
  if (numberEnd !== undefined) return make("number", numberEnd);
  const nameEnd = matched(name) ?? nameCutAt(text, from, to);
  if (nameEnd !== undefined) return make("name", nameEnd, plainName(text.slice(from, nameEnd)));
  return make(marks.has(char) ? "mark" : "fault", from + 1);
}

/** A name that would go on behind the end of the stretch. */
function nameCutAt(text: string, from: number, to: number): number | undefined {
  name.lastIndex = 0;
  const piece = text.slice(from, to);
  return name.test(piece) ? from + name.lastIndex : undefined;
}

function endOfLine(text: string, from: number, to: number): number {
  const found = text.slice(from, to).search(/[\r\n]/);
  return found === -1 ? to : from + found;
}
