import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import type { Model } from "../src/model/system.ts";
import { type Loaded, type Reading, readHence } from "../src/read/hence.ts";
import { printDiagnostic } from "../src/read/position.ts";

/** What reading gives, and its diagnostics as they are printed. */
export interface ReadText extends Reading {
  readonly diagnostics: readonly Diagnostic[];
  readonly printed: readonly string[];
}

export function readText(text: string): ReadText {
  return readFiles("case.hence", (path) =>
    path === "case.hence" ? { text } : { missing: "there is no such file" },
  );
}

export function readFiles(entry: string, load: (path: string) => Loaded, previous?: Reading): ReadText {
  const diagnostics: Diagnostic[] = [];
  const reading = readHence(entry, load, (diagnostic) => diagnostics.push(diagnostic), previous);
  return {
    ...reading,
    diagnostics,
    printed: diagnostics.map((one) => printDiagnostic(one, reading.sources)),
  };
}

/** A model as text, without the places where it stands in its files. */
export function withoutSpans(model: Model): string {
  const plain = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => !/span$/i.test(key))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  };
  return JSON.stringify(model, (_, value) => plain(value), 1);
}

/** The framed examples of each chapter of the reference, put together. */
export function chapters(): readonly (readonly [title: string, text: string])[] {
  return readFileSync("docs/language.md", "utf8")
    .split(/^## /m)
    .slice(1)
    .map((chapter) => {
      const blocks = [...chapter.matchAll(/^```hence\n(.*?)^```$/gms)].map(([, block]) => block);
      return [chapter.split("\n")[0]!, blocks.join("\n")] as const;
    })
    .filter(([, text]) => text.length > 0);
}

/** The files that the examples of the reference use, each framed with its name behind `hence`. */
export function filesOfReference(): ReadonlyMap<string, string> {
  const page = readFileSync("docs/language.md", "utf8");
  return new Map(
    [...page.matchAll(/^```hence (\S+)\n(.*?)^```$/gms)].map(([, name, text]) => [name!, text!]),
  );
}

/** All files of the systems that come with Hence. */
export function systemFiles(): readonly (readonly [path: string, text: string])[] {
  return readdirSync("systems", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".hence"))
    .sort()
    .map((path) => [path, readFileSync(join("systems", path), "utf8")] as const);
}
