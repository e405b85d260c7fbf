import type { Diagnostic } from "../model/diagnostic.ts";
import { mostTokens, type Token } from "./token.ts";

/** What is wrong with a fault, token number `index` of a text, and what was probably meant, with which reading goes on. */
export function explainFault(
  token: Token,
  index: number,
  source: string,
): { diagnostic: Diagnostic; meant: Token | undefined } {
  const { text } = token;
  const span = { source, from: token.from, to: token.to };
  const opening = text[0]!;
  if (index === mostTokens) {
    const message = `This text has more than ${mostTokens / 1e6} million words and signs; the rest was not read.`;
    return { diagnostic: { code: "text-too-long", severity: "error", message, span }, meant: undefined };
  }
  const fault = (code: string, message: string, title: string, insert: string, meant: Token | undefined) => ({
    diagnostic: { code, severity: "error", message, span, fix: { title, span, insert } } as const,
    meant,
  });

  if (opening === '"' || opening === "'") {
    const kind = opening === '"' ? "text" : "quoted";
    const code = kind === "text" ? "unclosed-text" : "unclosed-name";
    const what =
      kind === "text" ? "This text begins with a double quote" : "This name begins with a single quote";
    // An odd backslash at the end would swallow the quotation mark that we add.
    const insert = `${text.trimEnd().replace(/\\+$/, "")}${opening}`;
    const message = `${what}, and its line ends without a second one.`;
    return fault(code, message, `Close it at the end of the line: ${opening}`, insert, {
      ...token,
      kind,
      text: insert,
    });
  }

  const closed = quotedAs.get(opening);
  if (closed !== undefined) {
    const insert = `${closed}${text
      .slice(1)
      .replace(/[”“’»]$/u, "")
      .replaceAll(closed, "")}${closed}`;
    const what =
      closed === '"' ? "Text is put in straight double quotes" : "A name is put in straight single quotes";
    const message = `${what}, ${closed}…${closed}. These are the curved ones of a word processor.`;
    const kind = closed === '"' ? "text" : "quoted";
    return fault("curved-quotes", message, "Use straight quotes", insert, { ...token, kind, text: insert });
  }

  const mark = meantMarks.get(text);
  if (mark !== undefined) {
    const kind = /[a-z]/.test(mark) ? "word" : "mark";
    const message = `Hence writes ‘${mark}’ for ‘${text}’.`;
    return fault("foreign-sign", message, `Write ${mark}`, mark, { ...token, kind, text: mark });
  }

  const shown = text.length > 20 ? `${text.slice(0, 20)}…` : text;
  const message = `‘${printable(shown)}’ means nothing in Hence.`;
  const notes = [{ message: "A name with special characters is put in single quotes: 'GDP per head (%)'." }];
  return {
    diagnostic: { code: "stray-character", severity: "error", message, span, notes },
    meant: undefined,
  };
}

const quotedAs: ReadonlyMap<string, '"' | "'"> = new Map([
  ["“", '"'],
  ["”", '"'],
  ["„", '"'],
  ["«", '"'],
  ["‘", "'"],
  ["’", "'"],
]);

const meantMarks: ReadonlyMap<string, string> = new Map([
  ["≤", "<="],
  ["≥", ">="],
  ["≠", "<>"],
  ["!=", "<>"],
  ["==", "="],
  ["→", "->"],
  ["×", "*"],
  ["·", "*"],
  ["÷", "/"],
  ["**", "^"],
  ["−", "-"],
  ["–", "-"],
  ["—", "-"],
  ["&&", "and"],
  ["||", "or"],
]);

/** Control characters shown as their number, so that a message stays on its line. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`);
}
