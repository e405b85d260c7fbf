import { expect, test } from "vitest";
import { drawDiagnostic, plainDiagnostic, Texts } from "../src/view/diagnostic.ts";
import { plainPaint } from "../src/view/paint.ts";
import { findLines, lineOf, placeOf } from "../src/view/place.ts";

const text = "system x\n\naux a = b + rom\naux 漢字 = c\n";
const texts = new Texts(new Map([["x.hence", text]]));

test("lines and columns are counted from one, whatever ends the lines", () => {
  const lines = findLines("ab\r\ncd\n");
  expect(placeOf(lines, 0)).toEqual({ line: 1, column: 1 });
  expect(placeOf(lines, 4)).toEqual({ line: 2, column: 1 });
  expect(placeOf(lines, 99)).toEqual({ line: 3, column: 1 });
  expect([lineOf(lines, 1), lineOf(lines, 2), lineOf(lines, 3)]).toEqual(["ab", "cd", ""]);
});

test("a diagnostic shows its place, its sentence and the spot in its line", () => {
  const from = text.indexOf("rom");
  const span = { source: "x.hence", from, to: from + 3 };
  const lines = drawDiagnostic(
    {
      code: "unknown-name",
      severity: "error",
      message: "Nothing in this system is called ‘rom’.",
      span,
      notes: [{ message: "Names are compared without regard to case." }],
      fix: { title: "Write room", span, insert: "room" },
    },
    texts,
    plainPaint,
    80,
  );
  expect(lines).toEqual([
    "x.hence:3:13: error: Nothing in this system is called ‘rom’. [unknown-name]",
    "    3 | aux a = b + rom",
    "      |             ^^^",
    "  note: Names are compared without regard to case.",
    "  fix: Write room",
  ]);
});

test("the caret stands under wide letters too", () => {
  const from = text.indexOf("c\n");
  const lines = drawDiagnostic(
    { code: "k", severity: "warning", message: "Here.", span: { source: "x.hence", from, to: from + 1 } },
    texts,
    plainPaint,
    80,
  );
  expect(lines[2]).toBe("      |            ^");
});

test("what is only worth knowing is told in a line", () => {
  const span = { source: "x.hence", from: 10, to: 13 };
  const lines = drawDiagnostic(
    {
      code: "k",
      severity: "note",
      message: "A is here.",
      span,
      notes: [{ message: "And here.", span }, { message: "So." }],
    },
    texts,
    plainPaint,
    80,
  );
  expect(lines).toEqual(["x.hence:3:1: note: A is here. [k]", "  note: So."]);
});

test("of a line without an end only the part around the fault is shown", () => {
  const long = `${"x".repeat(1_000_000)}?${"y".repeat(1_000_000)}`;
  const span = { source: "l", from: 1_000_000, to: 1_000_001 };
  const lines = drawDiagnostic(
    { code: "stray-character", severity: "error", message: "‘?’ means nothing.", span },
    new Texts(new Map([["l", long]])),
    plainPaint,
    60,
  );
  expect(lines.every((line) => line.length <= 60)).toBe(true);
  expect(lines[1]).toContain("x?y");
  expect(lines[2]!.indexOf("^")).toBe(lines[1]!.indexOf("?"));
});

test("for programs a diagnostic has lines and columns, and null where it has no place", () => {
  const from = text.indexOf("rom");
  const plain = plainDiagnostic(
    {
      code: "unknown-name",
      severity: "error",
      message: "?",
      span: { source: "x.hence", from, to: from + 3 },
    },
    texts,
  );
  expect(plain).toMatchObject({
    file: "x.hence",
    line: 3,
    column: 13,
    endLine: 3,
    endColumn: 16,
    notes: [],
    fix: null,
  });
  const placeless = plainDiagnostic({ code: "k", severity: "note", message: "?" }, texts);
  expect(placeless).toMatchObject({ file: null, line: null, column: null });
});
