import { readdirSync, readFileSync } from "node:fs";
import { checkModel } from "../src/check/check.ts";
import type { Facts } from "../src/check/facts.ts";
import { indexNames, type NameIndex } from "../src/edit/nameindex.ts";
import { type Edited, editTexts, isRefused, type TextEdit } from "../src/edit/textedit.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import { readHence } from "../src/read/hence.ts";

/** The texts of a system, by path; the entry is one of them. */
export interface Texts {
  readonly entry: string;
  readonly texts: ReadonlyMap<string, string>;
}

/** All texts of Hence in a folder. */
export function textsIn(folder: string, entry: string): Texts {
  const files = readdirSync(folder).filter((file) => file.endsWith(".hence"));
  return { entry, texts: new Map(files.map((file) => [file, readFileSync(`${folder}/${file}`, "utf8")])) };
}

/** One text, or several by path of which the first is the entry. */
export function textsOf(text: string | Readonly<Record<string, string>>): Texts {
  const texts = new Map(Object.entries(typeof text === "string" ? { "case.hence": text } : text));
  return { entry: [...texts.keys()][0]!, texts };
}

/** A system as it is read, with what there is to say against it. */
export interface Opened {
  readonly index: NameIndex;
  readonly facts: Facts;
  readonly diagnostics: readonly Diagnostic[];
}

export function open({ entry, texts }: Texts): Opened {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => {
    diagnostics.push(diagnostic);
  };
  const load = (path: string) => {
    const text = texts.get(path);
    return text === undefined ? { missing: "there is no such file" } : { text };
  };
  const reading = readHence(entry, load, report);
  return { index: indexNames(reading), facts: checkModel(reading.model, report), diagnostics };
}

/** The edits; where they are refused the test fails with the reason. */
export function made(edited: Edited): readonly TextEdit[] {
  if (isRefused(edited)) throw new Error(edited.refused);
  return edited;
}

/** The texts after edits. */
export function after(texts: Texts, edited: Edited): Texts {
  return { entry: texts.entry, texts: editTexts(texts.texts, made(edited)) };
}

/** Codes of diagnostics, as a multiset in order. */
export function codesOf({ diagnostics }: Opened): readonly string[] {
  return diagnostics.map(({ code }) => code).toSorted();
}

/** The model without its places in the texts, and with a name in the place of another one. */
export function plainModel({ index }: Opened, name = "", other = ""): string {
  return JSON.stringify(index.reading.model, (key, value: unknown) => {
    if (/span$/i.test(key)) return undefined;
    return typeof value === "string" && value === name ? other : value;
  });
}
