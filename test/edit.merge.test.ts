import fc from "fast-check";
import { expect, test } from "vitest";
import { editsBetween } from "../src/edit/difference.ts";
import { mergeTexts } from "../src/edit/merge.ts";
import { editText } from "../src/edit/textedit.ts";

const path = "a.hence";
const lines = fc
  .array(fc.constantFrom("a", "b", "c", "d", ""), { maxLength: 14 })
  .map((all) => all.join("\n"));

test("the edits between two texts make the one into the other", () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      expect(editText(before, editsBetween(path, before, after), path)).toBe(after);
    }),
  );
});

test("they are of what differs, line by line and letter by letter", () => {
  expect(editsBetween(path, "one\ntwo\nthree\nfour\n", "one\ntwx\nthree\nfour\nfive\n")).toEqual([
    { path, from: 6, to: 7, insert: "x" },
    { path, from: 19, to: 19, insert: "five\n" },
  ]);
  expect(editsBetween(path, "same\n", "same\n")).toEqual([]);
  expect(editsBetween(path, "a\r\nb\rc", "a\r\nB\rc")).toEqual([{ path, from: 3, to: 4, insert: "B" }]);
});

test("as few lines as possible are touched", () => {
  const before = Array.from({ length: 400 }, (_, i) => `line ${i}`);
  const after = before.toSpliced(300, 0, "new").toSpliced(100, 2).toSpliced(50, 1, "other");
  const edits = editsBetween(path, before.join("\n"), after.join("\n"));
  expect(edits.length).toBe(3);
});

test("two texts without a line in common differ as a whole, however long they are", () => {
  const before = Array.from({ length: 3000 }, (_, i) => `a${i}\n`).join("");
  const after = Array.from({ length: 3000 }, (_, i) => `b${i}\n`).join("");
  expect(editText(before, editsBetween(path, before, after), path)).toBe(after);
});

test("what only one side has changed is taken, whichever side it is", () => {
  fc.assert(
    fc.property(lines, lines, (base, changed) => {
      expect(mergeTexts(base, changed, base)).toEqual({ text: changed, conflicts: [] });
      expect(mergeTexts(base, base, changed)).toEqual({ text: changed, conflicts: [] });
      expect(mergeTexts(base, changed, changed)).toEqual({ text: changed, conflicts: [] });
    }),
  );
});

test("merging is the same from both sides where nothing is in conflict, and otherwise in conflict from both", () => {
  fc.assert(
    fc.property(lines, lines, lines, (base, mine, theirs) => {
      const merged = mergeTexts(base, mine, theirs);
      const other = mergeTexts(base, theirs, mine);
      expect(other.conflicts.length).toBe(merged.conflicts.length);
      if (merged.conflicts.length === 0) expect(other.text).toBe(merged.text);
      for (const conflict of merged.conflicts)
        expect(merged.text.slice(conflict.from, conflict.to)).toBe(conflict.mine);
    }),
  );
});

test("changes of different lines are put together, also of neighbouring ones", () => {
  expect(mergeTexts("a\nb\nc\nd\n", "A\nb\nc\nd\n", "a\nb\nc\nD\n")).toEqual({
    text: "A\nb\nc\nD\n",
    conflicts: [],
  });
  expect(mergeTexts("a\nb\n", "A\nb\n", "a\nB\n")).toEqual({ text: "A\nB\n", conflicts: [] });
  expect(mergeTexts("a\nb\n", "a\nb\nmine\n", "theirs\na\nb\n")).toEqual({
    text: "theirs\na\nb\nmine\n",
    conflicts: [],
  });
});

test("where both have changed the same lines, mine stands and theirs is told", () => {
  expect(mergeTexts("a\nb\nc\n", "a\nmine\nc\n", "a\ntheirs\nc\n")).toEqual({
    text: "a\nmine\nc\n",
    conflicts: [{ base: "b\n", mine: "mine\n", theirs: "theirs\n", from: 2, to: 7 }],
  });
});

test("two inserts at one place are a conflict, unless they are the same", () => {
  expect(mergeTexts("a\n", "a\nx\n", "a\ny\n").conflicts).toEqual([
    { base: "", mine: "x\n", theirs: "y\n", from: 2, to: 4 },
  ]);
  expect(mergeTexts("a\n", "a\nx\n", "a\nx\n")).toEqual({ text: "a\nx\n", conflicts: [] });
});
