import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkModel } from "../src/check/check.ts";
import { inflate } from "../src/cli/inflate.ts";
import { createSimulator } from "../src/compile/simulator.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import type { Span } from "../src/model/span.ts";
import { attachData } from "../src/read/data/attach.ts";
import { tellUngiven } from "../src/read/data/given.ts";
import { DataLibrary } from "../src/read/data/library.ts";
import { type Format, formats } from "../src/read/formats.ts";
import type { Loaded } from "../src/read/hence.ts";
import { writeVensim } from "../src/write/vensim/model.ts";
import { writeXmile } from "../src/write/xmile/model.ts";

/**
 * Each diagnostic has a case file of its name: a system, a line `==>`, and what is said about it. Further files of the
 * system follow lines `=== name`. A first line `# reader only` keeps the system from being checked. UPDATE=1 rewrites
 * what is said.
 */
const folder = new URL("cases/diagnostics/", import.meta.url);
const caseFiles = readdirSync(folder).toSorted();
const arrow = "==>\n";
const entry = "case.hence";

for (const file of caseFiles) {
  const code = file.replace(/\.txt$/, "");
  test(`the case of ‘${code}’ says what it should`, () => {
    const content = readFileSync(new URL(file, folder), "utf8");
    const [system = "", said = ""] = content.split(arrow);
    const diagnostics = diagnose(system, code);
    if (process.env.UPDATE) writeFileSync(new URL(file, folder), system + arrow + diagnostics.text);
    else expect(diagnostics.text).toBe(said);
    expect(diagnostics.codes).toContain(code);
  });
}

/** Diagnostics that no small text can bring about; another test shows each. */
const shownElsewhere = [
  "text-too-long",
  "too-many-faults",
  "no-text",
  "place-unknown",
  "row-needed",
  "changed-outside",
  "vdf-array",
  "layout-form",
];

test("every diagnostic has a case, or a test elsewhere that shows it", () => {
  const tests = readdirSync(new URL(".", import.meta.url)).filter(
    (file) => file.endsWith(".test.ts") && !import.meta.url.endsWith(file),
  );
  const texts = tests.map((file) => readFileSync(new URL(file, import.meta.url), "utf8"));
  const elsewhere = shownElsewhere.filter((code) => texts.some((text) => text.includes(`"${code}"`)));
  const shown = new Set([...caseFiles.map((file) => file.replace(/\.txt$/, "")), ...elsewhere]);
  expect(codesInSource().filter((code) => !shown.has(code))).toEqual([]);
});

test("a code without a case is found, however it is passed on", () => {
  const found = codesIn(`
    report({ code: "first-code", severity: "error" });
    cursor.fault("second-code", message);
    fault(
      "third-code",
      message);
    return { code: isOne ? "fourth-code" : "fifth-code", says: "no-code" };`);
  expect(found).toEqual(["first-code", "second-code", "third-code", "fourth-code", "fifth-code"]);
});

test("every case has the name of a diagnostic", () => {
  const codes = new Set(codesInSource());
  expect(caseFiles.map((file) => file.replace(/\.txt$/, "")).filter((code) => !codes.has(code))).toEqual([]);
});

/** All codes that the source passes to a report. */
function codesInSource(): readonly string[] {
  const source = new URL("../src/", import.meta.url);
  const files = ["model", "read", "write", "flatten", "check", "compile", "argument"].flatMap((name) =>
    readdirSync(new URL(`${name}/`, source), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => new URL(`${name}/${file}`, source)),
  );
  return [...new Set(files.flatMap((file) => codesIn(readFileSync(file, "utf8"))))].toSorted();
}

function codesIn(text: string): readonly string[] {
  const passed =
    /\bcode(?::| =)\s*([^,;{}()]*?"[^,;{}]*)[,;}]|\b(?:fault|missing|errorAt|warningAt|noteAt|XmlFault)\(\s*"([a-z-]+)"/g;
  return [...text.matchAll(passed)].flatMap(([, inRecord, inCall]) =>
    inCall !== undefined
      ? [inCall]
      : [...(inRecord ?? "").matchAll(/(?:^|[?:]\s*)"([a-z-]+)"/g)].map(([, code]) => code!),
  );
}

/** What is said about a system, line by line as text, and the codes; notes about other things are left out. */
function diagnose(
  system: string,
  wanted: string,
): { readonly text: string; readonly codes: readonly string[] } {
  const [first = "", ...others] = system.split(/^=== /m);
  const files = new Map([[entry, first]]);
  for (const other of others) {
    const end = other.indexOf("\n");
    files.set(other.slice(0, end).trim(), other.slice(end + 1));
  }
  const load = (path: string): Loaded => {
    const text = files.get(path);
    return text === undefined ? { missing: "it does not exist" } : { text };
  };
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => {
    if (diagnostic.severity !== "note" || diagnostic.code === wanted) diagnostics.push(diagnostic);
  };
  const bytesOf = (path: string) => {
    const text = files.get(path);
    return text === undefined ? { missing: "it does not exist" } : { bytes: new TextEncoder().encode(text) };
  };
  const access = { load: bytesOf, allows: () => false, tag: () => undefined, inflate };
  const library = new DataLibrary(access, entry, report);
  const { model } = formatOf(first).read(entry, load, report, library);
  if (first.startsWith("# to XMILE")) writeXmile(model, undefined, report);
  else if (first.startsWith("# to Vensim")) writeVensim(model, undefined, report);
  else if (!first.startsWith("# reader only")) {
    const whole = attachData(model, library, report);
    const facts = checkModel(whole, report);
    tellUngiven(whole, [], report);
    if (facts.runnable) createSimulator(facts, report);
  }
  return {
    text: diagnostics.map((diagnostic) => `${printed(diagnostic, files)}\n`).join(""),
    codes: diagnostics.map(({ code }) => code),
  };
}

/** A case may be in any format; Hence's own is the one that nothing else looks like. */
function formatOf(text: string): Format {
  return formats.slice(1).find(({ looksLike }) => looksLike(text)) ?? formats[0]!;
}

function printed(diagnostic: Diagnostic, files: ReadonlyMap<string, string>): string {
  const { code, severity, message, span, notes = [], fix } = diagnostic;
  return [
    `${placeOf(span, files)}${severity} ${code}: ${message}`,
    ...notes.map((note) => `  note ${placeOf(note.span, files)}`.trimEnd().concat(`: ${note.message}`)),
    ...(fix ? [`  fix: ${fix.title}`] : []),
  ].join("\n");
}

/** `3:7 ` in the entry, `other.hence:3:7 ` in another file, nothing where there is no place. */
function placeOf(span: Span | undefined, files: ReadonlyMap<string, string>): string {
  if (!span) return "";
  const before = (files.get(span.source) ?? "").slice(0, span.from).split("\n");
  const file = span.source === entry ? "" : `${span.source}:`;
  return `${file}${before.length}:${before.at(-1)!.length + 1} `;
}
