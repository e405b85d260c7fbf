import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openSystem } from "../src/cli/opening.ts";
import { aliasesIn, type Language } from "../src/functions/dialect.ts";
import { corpusEvidence } from "../src/functions/evidence.ts";
import { findFunction, functions } from "../src/functions/functions.ts";
import { evidenceOf, keyOf, standings } from "../src/functions/standing.ts";
import { foldName } from "../src/model/name.ts";
import { hence } from "./cli.terminal.ts";
import { type CorpusRow, findCorpus, readManifest } from "./corpus.manifest.ts";

const project = process.cwd();
const path = join(project, "src/functions/evidence.ts");
const corpus = findCorpus();
afterAll(() => process.chdir(project));

/** Rows that docs/conformance.md, which a test keeps true, does not count among the passed. */
const failing = readFileSync("docs/conformance.md", "utf8");

test("the evidence that is written down is what the corpus’s passing models call", () => {
  if (!corpus) return;
  const found = evidenceIn(corpus);
  if (process.env.UPDATE === "1") {
    const text = readFileSync(path, "utf8").replace(/> = \{.*/s, `> = ${JSON.stringify(found)};\n`);
    writeFileSync(path, text);
    execFileSync("npx", ["biome", "format", "--write", path], { cwd: project });
  } else expect(corpusEvidence).toEqual(found);
});

test("what no model calls is no evidence", () => {
  const row = findFunction("random_pareto", 2)!;
  expect(evidenceOf(row, "stella")).toEqual({ kind: "law" });
});

test("every documented name of the other languages stands somewhere", () => {
  for (const language of ["vensim", "xmile", "stella"] as const) {
    const open = standings(functions, language).filter(({ standing }) => standing.kind === "not yet");
    for (const { name } of open) expect(notYet[language]).toContain(name);
  }
});

/** What is still to come; it is listed in docs/functions.md. */
const notYet: Readonly<Record<Language, readonly string[]>> = {
  vensim: [],
  xmile: [],
  stella: ["CTMAX", "CTMEAN", "CTMIN", "CTSTDDEV", "REWORK", "THROUGHPUT"],
};

test("docs/functions.md is printed from the rows", async () => {
  const { out } = await hence("functions", "--markdown");
  const page = join(project, "docs/functions.md");
  if (process.env.UPDATE === "1") writeFileSync(page, out);
  expect(readFileSync(page, "utf8").trim()).toBe(out.trim());
});

function evidenceIn(root: string) {
  const found = new Map<string, Map<Language, Set<string>>>();
  for (const row of readManifest(root)) {
    if (row.expect !== "run" || row.reference === "" || failing.includes(`\`${row.model}\``)) continue;
    for (const [key, language] of callsIn(root, row)) {
      const languages = found.get(key) ?? new Map<Language, Set<string>>();
      const cases = languages.get(language) ?? new Set<string>();
      found.set(key, languages.set(language, cases.add(row.model)));
    }
  }
  const keys = [...found.keys()].sort();
  return Object.fromEntries(
    keys.map((key) => [
      key,
      Object.fromEntries(
        [...found.get(key)!].sort().map(([language, cases]) => [language, [...cases].sort()]),
      ),
    ]),
  );
}

/** The functions that a model calls, each with the language under whose name it does. */
function callsIn(root: string, { model, format }: CorpusRow): readonly (readonly [string, Language])[] {
  process.chdir(join(root, dirname(model)));
  const { written } = openSystem(join(root, model));
  return [...callsOf(written)].flatMap((call): (readonly [string, Language])[] => {
    const [name = "", count = "0"] = call.split("/");
    const row = findFunction(foldName(name), Number(count));
    if (!row) return [];
    const languages: readonly Language[] = format === "mdl" ? ["vensim"] : ["xmile", "stella"];
    const language = languages.find((one) => aliasesIn(row, one).length > 0);
    return language ? [[keyOf(row), language]] : [];
  });
}

/** Names and numbers of arguments of all calls anywhere in a model. */
function callsOf(part: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(part)) for (const one of part) callsOf(one, found);
  else if (typeof part === "object" && part !== null) {
    if (
      "kind" in part &&
      part.kind === "call" &&
      "name" in part &&
      "args" in part &&
      Array.isArray(part.args)
    )
      found.add(`${String(part.name)}/${part.args.length}`);
    for (const one of Object.values(part)) callsOf(one, found);
  }
  return found;
}
