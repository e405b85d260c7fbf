/** The word or sign that comes next in a stretch of Vensim text, if any. Comments in braces are left out; no text makes it fail. */
export function nextToken(text: string, from: number, to: number): Token | undefined {
  const at = endOfBlank(text, from, to);
  return at >= to ? undefined : tokenAt(text, at, to);
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
    const code = text.charCodeAt(at);
    if (at < to && code > 0x20 && code < 0x7f && code !== backslash && code !== brace) return at;
    blank.lastIndex = at;
    blank.test(text);
    at = Math.min(blank.lastIndex, to);
    if (at >= to) return at;
    if (text[at] === "{") at = endOfComment(text, at, to);
    else if (text.charCodeAt(at) === endOfFile) at++;
    else return at;
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
  if (simple.test(written)) return written;
  const inside = /^"(.*)"$/s.exec(written.trim())?.[1]?.replaceAll('\\"', '"') ?? written;
  return inside
    .replace(continued, "")
    .replace(/[\s\u00a0]+/gu, " ")
    .trim();
}

/** Words with one space between them, as nearly all names are written. */
const simple = /^[\w$]+(?: [\w$]+)*$/;
const continued = /\\[ \t]*(?:\r\n?|\n)[ \t]*/g;
const blank = /(?:[\s\u00a0\ufeff]|\\[ \t]*(?:\r\n?|\n))*/y;
const quoted = /"(?:[^"\\\r\n]|\\[ \t]*(?:\r\n?|\n)|\\.)*"/y;
const singleQuoted = /'(?:[^'\r\n\\]|\\[ \t]*(?:\r\n?|\n)|\\)*'/y;
/**
 * Letters of any script; digits too behind the first. Words have spaces between them, and a line may go on below.
 * Vensim wants quotes around names with `.`, `%` or `&`; people who write the text by hand leave them out.
 */
const name =
  /[A-Za-z_$\u0080-\u009f\u00a1-\uffff][\w'$%&.\u0080-\u009f\u00a1-\uffff]*(?:(?:[ \t\u00a0]|\\[ \t]*(?:\r\n?|\n))+[\w$%&\u0080-\u009f\u00a1-\uffff][\w'$%&.\u0080-\u009f\u00a1-\uffff]*|\\[ \t]*(?:\r\n?|\n)[ \t]*[\w$\u0080-\u009f\u00a1-\uffff][\w'$%&.\u0080-\u009f\u00a1-\uffff]*)*/y;
const number = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const keyword =
  /:\s*(AND|OR|NOT|NA|EXCEPT|RAW|INTERPOLATE|LOOK[\s_]+FORWARD|HOLD[\s_]+BACKWARD|TEST[\s_]+INPUT|THE[\s_]+CONDITION|IMPLIES|CROSSING|AT[\s_]+LEAST[\s_]+ONCE|IGNORE|IS|MACRO|END[\s_]+OF[\s_]+MACRO|SUPPLEMENTARY|SUP)\s*:/iy;
const longMarks = new Set(["<=", ">=", "<>", ":=", "==", "->"]);
const marks = new Set("()[],;:=+-*/^<>!|~");

function tokenAt(text: string, from: number, to: number): Token {
  const code = text.charCodeAt(from);
  if (isNameStart(code)) {
    const end = matchAt(name, text, from, to) ?? nameCutAt(text, from, to);
    if (end !== undefined) return { kind: "name", value: plainName(text.slice(from, end)), from, to: end };
  }
  if (isDigit(code) || (code === dot && isDigit(text.charCodeAt(from + 1)))) {
    const end = matchAt(number, text, from, to) ?? to;
    return { kind: "number", value: text.slice(from, end), from, to: end };
  }
  switch (text[from]) {
    case '"': {
      const end = endOfQuoted(text, from, to);
      if (end !== undefined)
        return { kind: "quoted", value: plainName(text.slice(from, end)), from, to: end };
      return plainToken("fault", text, from, endOfLine(text, from, to));
    }
    case "'": {
      const end = endOfText(text, from, to);
      if (end === undefined) return plainToken("fault", text, from, endOfLine(text, from, to));
      return { kind: "text", value: text.slice(from + 1, end - 1).replace(continued, ""), from, to: end };
    }
    case ":": {
      const end = matchAt(keyword, text, from, to);
      if (end === undefined) break;
      const word = text.slice(from, end).replaceAll(":", "").trim().toUpperCase();
      return { kind: "keyword", value: word.replace(/[\s_]+/g, " "), from, to: end };
    }
    case "<":
      if (text.startsWith("<->", from) && from + 3 <= to) return plainToken("mark", text, from, from + 3);
      break;
    case "(":
    case ")":
    case ",":
      return plainToken("mark", text, from, from + 1);
    default:
      break;
  }
  if (from + 2 <= to && longMarks.has(text.slice(from, from + 2)))
    return plainToken("mark", text, from, from + 2);
  return plainToken(marks.has(text[from]!) ? "mark" : "fault", text, from, from + 1);
}

function plainToken(kind: Token["kind"], text: string, from: number, to: number): Token {
  return { kind, value: text.slice(from, to), from, to };
}

function matchAt(pattern: RegExp, text: string, from: number, to: number): number | undefined {
  pattern.lastIndex = from;
  return pattern.test(text) && pattern.lastIndex <= to ? pattern.lastIndex : undefined;
}

const dot = 0x2e;
/** Files from old systems end with it. */
const endOfFile = 0x1a;
const backslash = 0x5c;
const brace = 0x7b;

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isNameStart(code: number): boolean {
  const lower = code | 0x20;
  return (
    (lower >= 0x61 && lower <= 0x7a) || code === 0x5f || code === 0x24 || (code >= 0x80 && code !== 0xa0)
  );
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
