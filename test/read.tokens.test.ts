import { expect, test } from "vitest";
import { contentOf, mostTokens, tokenize } from "../src/read/token.ts";
import { readText } from "./read.texts.ts";

const kindsOf = (text: string) => tokenize(text).map(({ kind, text: written }) => `${kind} ${written}`);

test.each([
  ["1..10", ["number 1", "mark ..", "number 10"]],
  ["essay 11.2, 4.10", ["word essay", "number 11.2", "mark ,", "number 4.10"]],
  ["1.05e6 .5 2. 3e", ["number 1.05e6", "number .5", "number 2.", "number 3", "word e"]],
  ["300USD", ["number 300", "word USD"]],
  ["x' + 'x'", ["word x", "mark '", "mark +", "quoted 'x'"]],
  ["x[1]'", ["word x", "mark [", "number 1", "mark ]", "mark '"]],
  ["'a''", ["quoted 'a'", "mark '"]],
  [
    "a->b<=c<>d>=e",
    ["word a", "mark ->", "word b", "mark <=", "word c", "mark <>", "word d", "mark >=", "word e"],
  ],
  [
    "радикалы شهر_۱ 名前 m² می\u200cروم",
    ["word радикалы", "word شهر_۱", "word 名前", "word m²", "word می\u200cروم"],
  ],
  ['"a \\" b" # c "', ['text "a \\" b"', 'comment # c "']],
  ['"open\nnext', ['fault "open', "word next"]],
  ['"open\\', ['fault "open\\']],
  ["'open", ["fault 'open"]],
  ["“curved” != ≤ ?!", ["fault “curved”", "fault !=", "fault ≤", "fault ?!"]],
  ["😀a", ["fault 😀", "word a"]],
])("%j is cut into its words and signs", (text, tokens) => {
  expect(kindsOf(text)).toEqual(tokens);
});

test("tokens know whether they begin a line, whatever ends a line", () => {
  const first = (text: string) => tokenize(text).map((token) => token.first);
  expect(first("a b\nc\r\n d\re # f\n# g")).toEqual([true, false, true, true, true, false, true]);
});

test("tokens lie where they say, and nothing but space is left between them", () => {
  const text = '\ufeffsystem a "b"\r\n\t# c\u00a0\naux x = y\'[1] ≤ “z”';
  for (const { from, to, text: written } of tokenize(text)) expect(text.slice(from, to)).toBe(written);
  const rest = tokenize(text).reduceRight((left, { from, to }) => left.slice(0, from) + left.slice(to), text);
  expect(rest.trim()).toBe("");
});

test("escapes stand for a quotation mark, a backslash and a line break", () => {
  expect(tokenize(String.raw`"a\"b\\c\nd"`).map(contentOf)).toEqual(['a"b\\c\nd']);
  expect(tokenize(String.raw`'it\'s'`).map(contentOf)).toEqual(["it's"]);
});

test("a text without end is cut off, and that is said", () => {
  const text = `${"a ".repeat(mostTokens)}b c d`;
  const { syntax, diagnostics } = readText(text);
  const [{ tokens }] = syntax as [(typeof syntax)[number]]; // One file was read.
  expect(tokens.length).toBe(mostTokens + 1);
  expect(tokens.at(-1)).toMatchObject({ kind: "fault", text: "b c d" });
  expect(diagnostics.map(({ code }) => code)).toContain("text-too-long");
});
