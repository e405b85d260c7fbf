import fc from "fast-check";
import { expect, test } from "vitest";
import {
  editsOf,
  editText,
  editTexts,
  invertEdits,
  mapOffset,
  mapStretch,
  type TextEdit,
} from "../src/edit/textedit.ts";

const path = "a.hence";
const edit = (from: number, to: number, insert: string): TextEdit => ({ path, from, to, insert });

/** A text and edits of it, none of which overlap. */
const edited = fc
  .tuple(fc.string({ maxLength: 30 }), fc.array(fc.tuple(fc.nat(6), fc.nat(5), fc.string({ maxLength: 4 }))))
  .map(([text, steps]) => {
    let at = 0;
    const edits: TextEdit[] = [];
    for (const [skip, length, insert] of steps) {
      const from = at + skip;
      const to = from + length;
      if (to > text.length) break;
      edits.push(edit(from, to, insert));
      at = to + 1;
    }
    return { text, edits };
  });

test("edits that are made together speak of the text before them", () => {
  expect(editText("one two three", [edit(8, 13, "3"), edit(0, 3, "1")], path)).toBe("1 two 3");
});

test("inserts at one place keep their order", () => {
  expect(editText("ab", [edit(1, 1, "x"), edit(1, 1, "y")], path)).toBe("axyb");
});

test("edits of other files leave a text alone, and a file that was not there begins empty", () => {
  const other = { path: "b.hence", from: 0, to: 0, insert: "new" };
  expect(editsOf([other], path)).toEqual([]);
  expect([...editTexts(new Map([[path, "old"]]), [other])]).toEqual([
    [path, "old"],
    ["b.hence", "new"],
  ]);
});

test("undoing edits gives the text before them, whatever they were", () => {
  fc.assert(
    fc.property(edited, ({ text, edits }) => {
      const after = editText(text, edits, path);
      const back = invertEdits(edits, () => text);
      expect(editText(after, back, path)).toBe(text);
    }),
  );
});

test("an offset outside of what edits replace has the same letters before and behind it", () => {
  fc.assert(
    fc.property(edited, fc.nat(30), ({ text, edits }, at) => {
      fc.pre(at < text.length && !edits.some(({ from, to }) => from <= at && at < to));
      const after = editText(text, edits, path);
      expect(after[mapOffset(edits, path, at, "behind")]).toBe(text[at]);
    }),
  );
});

test("what is inserted at an offset goes behind it or before it", () => {
  const edits = [edit(2, 2, "new")];
  expect(mapOffset(edits, path, 2, "before")).toBe(2);
  expect(mapOffset(edits, path, 2, "behind")).toBe(5);
});

test("a stretch stays what it is where something is inserted at its ends, and grows with what is inside", () => {
  const edits = [edit(2, 2, "<<"), edit(4, 4, "-"), edit(6, 6, ">>")];
  const { from, to } = mapStretch(edits, path, { from: 2, to: 6 });
  expect(editText("..abcd..", edits, path).slice(from, to)).toBe("ab-cd");
});

test("a stretch that is replaced as a whole becomes what stands there now", () => {
  const { from, to } = mapStretch([edit(2, 6, "xy")], path, { from: 2, to: 6 });
  expect(editText("..abcd..", [edit(2, 6, "xy")], path).slice(from, to)).toBe("xy");
});
