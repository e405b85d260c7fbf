import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readNotes } from "../src/argument/notes.ts";

const notes = `# Digest

What this is,
in two lines.

## 1

- **1.1** A first sentence, that goes
  on. (F1)
- **1.2** A second one (with a remark).

## 12

* **12.10** A third. (C1, C22)

| id | what |
|---|---|
| F1 | **1.1** |
`;

test("sentences have their places, their words in one line, and their marks", () => {
  const { before, sentences } = readNotes(notes);
  expect(before).toEqual(["What this is, in two lines."]);
  expect(sentences.map(({ from: _, to: __, ...sentence }) => sentence)).toEqual([
    { paragraph: 1, sentence: 1, text: "A first sentence, that goes on.", marks: ["F1"] },
    { paragraph: 1, sentence: 2, text: "A second one (with a remark).", marks: [] },
    { paragraph: 12, sentence: 10, text: "A third.", marks: ["C1", "C22"] },
  ]);
  const [first] = sentences;
  expect(notes.slice(first!.from, first!.to)).toMatch(/^- \*\*1\.1\*\* .*\(F1\)$/s);
});

test("of a text that is no notes there are no sentences", () => {
  expect(readNotes("")).toEqual({ before: [], sentences: [] });
  expect(readNotes("- **bold** item\n").sentences).toEqual([]);
});

test("the flagship's digest has every sentence that is anchored, and no other", () => {
  const { sentences } = readNotes(readFileSync("systems/backlash/digest.md", "utf8"));
  const anchored = JSON.parse(readFileSync("systems/backlash/essay.anchors.json", "utf8")) as {
    readonly sentences: readonly { readonly paragraph: number; readonly sentence: number }[];
  };
  const places = (all: readonly { readonly paragraph: number; readonly sentence: number }[]) =>
    all.map(({ paragraph, sentence }) => `${paragraph}.${sentence}`);
  expect(places(sentences)).toEqual(places(anchored.sentences));
  expect(sentences.every(({ text }) => text.length > 10)).toBe(true);
});
