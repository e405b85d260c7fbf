import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkModel } from "../src/check/check.ts";
import { everySeries } from "../src/cli/columns.ts";
import { printTable } from "../src/cli/csv.ts";
import { createSimulator } from "../src/compile/simulator.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import type { LayoutItem } from "../src/model/layout.ts";
import { formats } from "../src/read/formats.ts";
import type { Reading } from "../src/read/hence.ts";
import { readXml } from "../src/read/xmile/xml.ts";
import { writeHence } from "../src/write/text/model.ts";

/**
 * Each file is a model in XMILE or SD-JSON, and further files behind lines `=== name`; then a line `==>`, what is said
 * about it, the model as Hence, what lies in its views, and the first two rows and the last one of a run.
 */
const folder = "test/cases/xmile";
const arrow = "\n==>\n";

test.each(readdirSync(folder).sort())("%s is read and run as its case says", (file) => {
  const path = join(folder, file);
  const [input = "", expected = ""] = readFileSync(path, "utf8").split(arrow);
  const result = describe(input);
  if (process.env.UPDATE) writeFileSync(path, `${input}${arrow}${result}`);
  else expect(result).toBe(expected);
});

function describe(input: string): string {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => {
    diagnostics.push(diagnostic);
  };
  const { model, readLayout } = read(input, report);
  const reading = diagnostics.map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
  const { text, systems } = writeHence(model);
  const texts = [text, ...systems.map((system) => `=== ${system.path}\n${system.text}`)];
  const views = (readLayout?.().views ?? []).flatMap(({ name, items }) => [
    `view ${name}`,
    ...items.map((item) => `  ${placeText(item)}`),
  ]);
  return [...reading, ...texts, ...views, "run", ...rowsOf(model, report), ""].join("\n");
}

function read(input: string, report: (diagnostic: Diagnostic) => void): Reading {
  const [first = "", ...others] = input.split(/^=== /m);
  const files = new Map([["case", first]]);
  for (const other of others) {
    const end = other.indexOf("\n");
    files.set(other.slice(0, end).trim(), other.slice(end + 1));
  }
  const load = (path: string) => {
    const text = files.get(path);
    return text === undefined ? { missing: "it does not exist" } : { text };
  };
  return formats.find(({ looksLike }) => looksLike(first))!.read("case", load, report);
}

function rowsOf(model: Reading["model"], report: (diagnostic: Diagnostic) => void): readonly string[] {
  const faults: Diagnostic[] = [];
  const facts = checkModel(model, (diagnostic) => {
    report(diagnostic);
    if (diagnostic.severity === "error" && !diagnostic.code.startsWith("unit")) faults.push(diagnostic);
  });
  if (faults.length > 0) return faults.map(({ code, message }) => `  not run: ${code}: ${message}`);
  const results = createSimulator(facts, report)?.run({ rows: "saved" });
  if (!results) return ["  not run"];
  const written = everySeries(results.program).filter(({ name }) => !name.includes(">"));
  const [head = "", ...rows] = [...printTable(results, written)].join("").trim().split("\n");
  return [head, ...rows.slice(0, 2), rows.at(-1)!].map((line) => `  ${line}`);
}

function placeText(item: LayoutItem): string {
  const { kind, ...rest } = item;
  return `${kind} ${Object.entries(rest)
    .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
    .join(", ")}`;
}

test("a million nested elements, and entities that would grow without end, are refused at once", () => {
  const codesOf = (text: string) => {
    const codes: string[] = [];
    readXml(text, "case", ({ code }) => codes.push(code));
    return codes;
  };
  const before = performance.now();
  expect(codesOf("<a>".repeat(1e6))).toEqual(["xml-too-deep"]);
  const bomb = Array.from({ length: 30 }, (_, i) => `<!ENTITY e${i + 1} "&e${i};&e${i};">`).join("");
  expect(codesOf(`<!DOCTYPE a [<!ENTITY e0 "x">${bomb}]><a>&e30;</a>`)).toEqual(["xml-document-type"]);
  expect(codesOf("<a>&lol;</a>")).toEqual(["xml-broken"]);
  expect(performance.now() - before).toBeLessThan(1000);
});

test("a place in a text is that of the file, behind entities, comments and CDATA", () => {
  const file = "<a>1 &lt; <!-- & < -->two<![CDATA[ & three]]> &#x3b1;beta</a>";
  const root = readXml(file, "case", () => undefined);
  const text = root!.text;
  expect(text.text).toBe("1 < two & three αbeta");
  for (const word of ["two", "three", "beta"]) {
    const at = text.text.indexOf(word);
    const { from, to } = text.span(at, at + word.length);
    expect(file.slice(from, to)).toBe(word);
  }
});
