import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Model } from "../src/model/system.ts";
import { writeHence } from "../src/write/text/model.ts";
import { drawSystem } from "./compile.systems.ts";
import { chapters, readFiles, readText, systemFiles, withoutSpans } from "./read.texts.ts";

/** What is read again from the text that is written of a model. */
function again(model: Model): Model {
  const { text, systems } = writeHence(model);
  const files = new Map([["case.hence", text], ...systems.map((one) => [one.path, one.text] as const)]);
  const { model: result, printed } = readFiles("case.hence", (path) => {
    const file = files.get(path);
    return file === undefined ? { missing: "there is no such file" } : { text: file };
  });
  expect(printed.filter((line) => line.includes("error") && !line.includes("missing-file"))).toEqual([]);
  return result;
}

function expectSame(model: Model): void {
  expect(withoutSpans(again(model))).toBe(withoutSpans(model));
}

const entries = systemFiles()
  .map(([path]) => join("systems", path))
  .filter((path) => !path.includes("backlash/") || path.endsWith("backlash.hence"));

test.each(entries)("%s is written as it was read", (path) => {
  expectSame(readFiles(path, (file) => ({ text: readFileSync(file, "utf8") })).model);
});

// What has faults is no whole model: it is never written.
const cases = readdirSync("test/cases/read").filter((file) => file !== "mending.txt");

test.each(cases)("what is read from %s is written as it was read", (file) => {
  const [input = ""] = readFileSync(join("test/cases/read", file), "utf8").split("\n==>\n");
  const { model } = readText(input);
  expectSame(model);
});

test.each(chapters())("the chapter ‘%s’ of the reference is written as it was read", (_, text) => {
  expectSame(readText(text).model);
});

test("random systems are written as they were read", () => {
  fc.assert(
    fc.property(fc.gen(), (draw) => expectSame(readText(drawSystem(draw)).model)),
    { numRuns: 300 },
  );
});
