import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { testArgument } from "../src/argument/test.ts";
import { checkModel } from "../src/check/check.ts";
import { commands } from "../src/cli/commands.ts";
import { inflate } from "../src/cli/inflate.ts";
import { createSimulator } from "../src/compile/simulator.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import { attachData } from "../src/read/data/attach.ts";
import { DataLibrary } from "../src/read/data/library.ts";
import { readHence } from "../src/read/hence.ts";
import { hence, inNewFolder } from "./cli.terminal.ts";

/** The framed examples under one heading: taken together in order, one system. */
interface Chapter {
  readonly title: string;
  readonly text: string;
  /** The tables framed as `csv NAME` and the other systems framed as `hence NAME`, which lie beside it. */
  readonly files: ReadonlyMap<string, string>;
}

function chaptersOf(path: string): Chapter[] {
  return readFileSync(path, "utf8")
    .split(/^## /m)
    .map((chapter) => ({
      title: chapter.slice(0, chapter.indexOf("\n")),
      text: [...chapter.matchAll(/^```hence\n(.*?)^```$/gms)].map(([, example]) => example).join("\n"),
      files: new Map(
        [...chapter.matchAll(/^```(?:csv|hence) (\S+)\n(.*?)^```$/gms)].map(([, name, table]) => [
          name!,
          table!,
        ]),
      ),
    }))
    .filter(({ text }) => text !== "");
}

const project = process.cwd();
const language = chaptersOf("docs/language.md");
const readme = chaptersOf("README.md");
const readmeText = readFileSync("README.md", "utf8");
const contributing = readFileSync("CONTRIBUTING.md", "utf8");

function read(text: string, files: ReadonlyMap<string, string> = new Map()) {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => {
    diagnostics.push(diagnostic);
  };
  const beside = (path: string) => {
    const found = path === "chapter.hence" ? text : files.get(path);
    return found === undefined ? { missing: "it does not exist" } : { text: found };
  };
  const { model } = readHence("chapter.hence", beside, report);
  const load = (path: string) => {
    const table = files.get(path);
    return table === undefined
      ? { missing: "it does not exist" }
      : { bytes: new TextEncoder().encode(table) };
  };
  const library = new DataLibrary(
    { load, allows: () => false, tag: () => undefined, inflate },
    "chapter.hence",
    report,
  );
  const facts = checkModel(attachData(model, library, report), report);
  const simulator = facts.runnable ? createSimulator(facts, report) : undefined;
  return { facts, simulator, diagnostics };
}

test("the reference and the README have examples", () => {
  expect(language.length).toBeGreaterThanOrEqual(18);
  expect(readme.map(({ title }) => title)).toEqual(["A first system"]);
});

test.each([...language, ...readme].map(({ title, text, files }) => [title, text, files] as const))(
  "the example of ‘%s’ works",
  (_, text, files) => {
    const { facts, simulator, diagnostics } = read(text, files);
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(simulator).toBeDefined();
    expect(simulator!.run({ rows: "saved" }).fault).toBeUndefined();
    const { claims, checks, loops, links, history } = testArgument(facts, simulator!);
    for (const item of [...claims, ...checks, ...loops, ...links, ...history])
      expect(["holds", "context"], `${item.id} ${item.verdict}`).toContain(item.verdict);
  },
);

test("an example with a fault would be noticed", () => {
  const { diagnostics } = read("system x\ntime 0 to 1 by 1 year\naux a = nothing_of_that_name\n");
  expect(diagnostics.filter(({ severity }) => severity === "error")).not.toEqual([]);
});

/** Every line of a frame of commands, and every line that help shows, without its remark. */
function commandLines(markdown: string): string[] {
  return [...markdown.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, frame]) =>
    frame!
      .split("\n")
      .map((line) => line.replace(/ +#.*/, "").trim())
      .filter((line) => line.startsWith("hence ")),
  );
}

const folder = inNewFolder();

test("the README's commands work, on the README's own first system", async () => {
  writeFileSync(`${folder}/club.hence`, readme[0]!.text);
  const lines = commandLines(readmeText);
  expect(lines.length).toBeGreaterThan(6);
  for (const line of lines) expect(await hence(...wordsOf(line)), line).toMatchObject({ code: 0 });
});

test("the README shows what testing its first system prints", async () => {
  const shown = /^```text\n( {2}holds.*?)\n```$/ms.exec(readmeText)![1]!;
  const squeeze = (text: string) => text.replace(/\s+/g, " ");
  const { out } = await hence("test", "club.hence");
  expect(squeeze(out)).toContain(squeeze(shown));
});

test("the README lists the commands that there are", () => {
  const listed = [...readmeText.matchAll(/^hence (\w+)(?: [A-Z[|.\]]+)*(?: {2,}|$)/gm)].map(
    ([, name]) => name,
  );
  expect(listed).toEqual(commands.filter(({ hidden }) => !hidden).map(({ name }) => name));
});

test("the examples that help shows work", async () => {
  for (const { examples } of commands)
    for (const { line } of examples)
      for (const part of line.split(" && ")) {
        const { code, complaints } = await toItsEnd(...wordsOf(part));
        expect({ part, code, complaints }).toMatchObject({ code: 0 });
      }
}, 300_000);

test("the code that CONTRIBUTING.md walks through is the code that there is", () => {
  const frames = [...contributing.matchAll(/^`(\S+)`:\n\n```ts\n(.*?)^```$/gms)];
  expect(frames.length).toBeGreaterThan(2);
  for (const [, path, code] of frames) expect(readFileSync(join(project, path!), "utf8")).toContain(code);
});

/** Runs a command; one that goes on until it is interrupted is interrupted once it has begun. */
async function toItsEnd(...words: string[]) {
  if (words[0] !== "open") return hence(...words);
  const begun = setInterval(() => process.listenerCount("SIGINT") > 0 && process.emit("SIGINT"), 20);
  try {
    return await hence(...words, "--no-browser");
  } finally {
    clearInterval(begun);
  }
}

function wordsOf(line: string): string[] {
  return line.split(" ").slice(1);
}
