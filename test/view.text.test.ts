import fc from "fast-check";
import { expect, test } from "vitest";
import { drawTable } from "../src/view/table.ts";
import { clip, pad, widthOf, wrap } from "../src/view/text.ts";

test("wide letters take two columns and combining marks none", () => {
  expect(widthOf("abc")).toBe(3);
  expect(widthOf("漢字")).toBe(4);
  expect(widthOf("e\u0301")).toBe(1);
  expect(pad("漢", 4)).toBe("漢  ");
  expect(pad("7", 3, "right")).toBe("  7");
});

test("a text is clipped with an ellipsis", () => {
  expect(clip("grievance", 9)).toBe("grievance");
  expect(clip("grievance at home", 9)).toBe("grievanc…");
  expect(widthOf(clip("漢字漢字漢字", 6))).toBeLessThanOrEqual(6);
});

test("a paragraph is wrapped, and its further lines are set in", () => {
  expect(wrap("one two three four", 9, "- ", "  ")).toEqual(["- one two", "  three", "  four"]);
  expect(wrap("", 9, "- ")).toEqual(["- "]);
});

test("no line is longer than asked, but for a single long word; and no word is lost", () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z]{1,12}$/)),
      fc.integer({ min: 1, max: 40 }),
      (words, width) => {
        const lines = wrap(words.join(" "), width);
        expect(lines.filter((line) => line.length > width && line.includes(" "))).toEqual([]);
        expect(
          lines
            .join(" ")
            .split(" ")
            .filter((word) => word !== ""),
        ).toEqual(words);
      },
    ),
  );
});

test("a name that is too long for its column is parted, and the numbers beside it stay in theirs", () => {
  const rows = [
    ["collective_arrest_rate", "1"],
    ["a", "2"],
  ];
  expect(drawTable([{ gives: "wrap" }, { side: "right" }], rows, 20)).toEqual([
    `collective_${" ".repeat(8)}1`,
    "  arrest_rate",
    `a${" ".repeat(18)}2`,
  ]);
});

test("a table stands in columns, and one of them gives way", () => {
  const rows = [
    ["a", "12", "short"],
    ["long name", "3", "a sentence that does not fit into the line"],
  ];
  expect(drawTable([{ title: "name" }, { title: "n", side: "right" }, { gives: "wrap" }], rows, 40)).toEqual([
    "name        n",
    "a          12  short",
    "long name   3  a sentence that does not",
    "               fit into the line",
  ]);
  expect(drawTable([{}, { side: "right" }, { gives: "clip" }], rows, 40)).toEqual([
    "a          12  short",
    "long name   3  a sentence that does not…",
  ]);
});
