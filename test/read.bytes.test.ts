import { expect, test } from "vitest";
import { decodeText } from "../src/read/decode.ts";
import { lineAndColumn } from "../src/read/position.ts";
import { readFiles, readText } from "./read.texts.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const wide = (text: string, swap: boolean) =>
  new Uint8Array(
    [...text].flatMap((char) => {
      const bytes = [char.charCodeAt(0) & 0xff, char.charCodeAt(0) >> 8];
      return swap ? bytes.reverse() : bytes;
    }),
  );

test.each([
  ["UTF-8", utf8("система ü"), "система ü"],
  ["UTF-8 with a byte order mark", utf8("\ufeffü"), "ü"],
  ["UTF-16, low byte first", wide("\ufeffсü", false), "сü"],
  ["UTF-16, high byte first", wide("\ufeffсü", true), "сü"],
  ["nothing", new Uint8Array(), ""],
])("%s is read as it is", (_, bytes, text) => {
  expect(decodeText(bytes, "a.hence")).toEqual({ text, diagnostics: [] });
});

test("Latin-1 is read with a warning", () => {
  const { text, diagnostics } = decodeText(new Uint8Array([0x66, 0xfc, 0x72]), "a.hence");
  expect(text).toBe("für");
  expect(diagnostics).toMatchObject([{ code: "not-utf-8", severity: "warning" }]);
});

test.each([
  ["bytes of a program", new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0xff, 0xfe])],
  ["text with a zero byte", utf8("system a\0b")],
])("%s are no text, and that is the only fault", (_, bytes) => {
  const { printed, diagnostics } = readFiles("a.hence", (path) => decodeText(bytes, path));
  expect(diagnostics.map(({ code }) => code)).toEqual(["no-text"]);
  expect(printed).toEqual([
    "1:1 error no-text: ‘a.hence’ is no text: it has bytes that occur in no text.\n" +
      "  note: Hence reads plain text, as an editor saves it, not documents of a word processor.",
  ]);
});

test("whatever ends a line, and with a byte order mark, the same is read and placed alike", () => {
  const text = "system s\ntime 0 to 10 by 1 year\n\naux a = 1 +\naux b = 2\n";
  const { printed } = readText(text);
  expect(printed).toEqual([
    "4:12 error missing-expression: After ‘+’ comes a number, a name or a bracket, but the statement ends.",
  ]);
  for (const other of [text.replaceAll("\n", "\r\n"), text.replaceAll("\n", "\r"), `\ufeff${text}`])
    expect(readText(other).printed).toEqual(printed);
});

test("columns count characters, not bytes or halves of pairs", () => {
  expect(lineAndColumn("a😀b\nü c", 3)).toEqual({ line: 1, column: 3 });
  expect(lineAndColumn("a😀b\nü c", 7)).toEqual({ line: 2, column: 3 });
  expect(lineAndColumn("a", 9)).toEqual({ line: 1, column: 2 });
});
