import { textOf } from "./element.ts";
import type { XmlElement } from "./xml.ts";

/** The text of a `<doc>`; of HTML only the words. */
export function readDocumentation(doc: XmlElement | undefined): string | undefined {
  const text = textOf(doc);
  if (text === undefined) return undefined;
  const plain = /^\s*(<!doctype|<html)/i.test(text)
    ? text.replace(/<style[\s\S]*?<\/style>|<[^>]*>/gi, " ")
    : text;
  const words = plain
    .replace(/\\n|\r/g, "\n")
    .replace(/\\t/g, " ")
    .replace(/[ \t\u00a0]+/g, " ")
    .replace(/ *\n\s*/g, "\n")
    .trim();
  return words === "" ? undefined : words;
}
