import { reservedOperands } from "../../read/operator.ts";
import { statementWords, wordsBehindExpressions } from "../../read/words.ts";

/** A name as it stands in a text: in quotes where it is no plain word, or would be taken for something else. */
export function nameText(name: string): string {
  return isPlain(name) && !reserved.has(name) ? name : quotedName(name);
}

/** A name that begins a line of its own, where the word of a statement or clause would be taken for that. */
export function lineNameText(name: string): string {
  return isPlain(name) && !reserved.has(name) && !beginnings.has(name) ? name : quotedName(name);
}

/** An element may be called by its number. */
export function elementText(name: string): string {
  return /^\d+$/.test(name) ? name : nameText(name);
}

/** Whether a name may stand right behind a number, as in `5 year`. */
export function mayFollowNumber(name: string): boolean {
  return !isPlain(name) || !(reserved.has(name) || wordsBehindExpressions.has(name) || /^e\d*$/i.test(name));
}

/** A string in double quotes. */
export function stringText(text: string): string {
  return `"${escaped(text, '"')}"`;
}

/** A description: one string, or several below one another where it is long; they are read as one text. */
export function descriptionLines(text: string): readonly string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > widest) {
    const near = rest.lastIndexOf(" ", widest);
    const at = near > 0 ? near : rest.indexOf(" ", widest);
    if (at < 0) break;
    lines.push(stringText(rest.slice(0, at)));
    rest = rest.slice(at + 1);
  }
  return [...lines, stringText(rest)];
}

/** A string is broken where it would be longer. */
const widest = 110;

function isPlain(name: string): boolean {
  return /^[\p{L}\p{M}_][\p{L}\p{M}\p{N}_\u200c\u200d]*$/u.test(name);
}

/** A name in single quotes. */
export function quotedName(name: string): string {
  return `'${escaped(name, "'")}'`;
}

function escaped(text: string, quote: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll(quote, `\\${quote}`)
    .replace(/\r\n?|\n/g, "\\n");
}

/** Words that are never names in an expression. */
const reserved: ReadonlySet<string> = new Set([...reservedOperands, "if", "not", "base"]);

/** Words that begin a statement, a clause or a line of another meaning. */
const beginnings: ReadonlySet<string> = new Set([
  ...statementWords,
  ...wordsBehindExpressions,
  ...[
    "purpose",
    "threshold",
    "file",
    "notes",
    "anchors",
    "context",
    "for",
    "every",
    "each",
    "rival",
    "except",
  ],
]);
