import { expect, test } from "vitest";
import { formatHence } from "../src/write/hence.ts";
import { readText } from "./read.texts.ts";

const head = "system s\ntime 0 to 10 by 1 year\n";

/** Texts that no person would write, each with the faults that are told. */
const hostile: readonly (readonly [what: string, text: string, codes: readonly string[]])[] = [
  ["100,000 brackets", `${head}aux x = ${"(".repeat(100_000)}1${")".repeat(100_000)}`, ["too-deep"]],
  ["100,000 open brackets", `${head}aux x = ${"max(a[".repeat(50_000)}`, ["too-deep"]],
  ["a sum of 300,000 terms", `${head}aux x = ${"1+".repeat(300_000)}1`, ["too-deep"]],
  ["powers of powers", `${head}aux x = ${"2^".repeat(100_000)}1`, ["too-deep"]],
  ["signs before signs", `${head}aux x = ${"-".repeat(100_000)}1`, ["too-deep"]],
  ["conditions in conditions", `${head}aux x = ${"if 1 then 2 else ".repeat(100_000)}1`, ["too-deep"]],
  ["conditions of conditions", `${head}aux x = ${"if ".repeat(100_000)}1`, ["too-deep"]],
  ["products without signs", `${head}aux x = 2 ${"a^2 ".repeat(100_000)}`, ["too-deep"]],
  ["brackets in a unit", `${head}aux x : ${"(".repeat(100_000)}a = 1`, ["unclosed-bracket"]],
  ["a dimension of many ranges", `${head}dim d = ${"1..100000,".repeat(1000)}b`, ["element-range"]],
  ["many flows of a stock", `${head}stock x starts 1 in ${"a,".repeat(130_000)}a`, []],
  ["many elements", `${head}dim d = ${Array.from({ length: 90_000 }, (_, i) => `e${i}`).join(",")}`, []],
  ["many comments", `${head}${"# a\n".repeat(100_000)}`, []],
  ["20 MB in one word", `${head}${"a".repeat(20_000_000)} b`, ["unknown-clause"]],
  ["20 MB in one string", `${head}aux x = 1\n"${"a".repeat(20_000_000)}`, ["unclosed-text"]],
  ["2 MB without meaning", `${head}aux x = ${"?".repeat(2_000_000)}`, ["stray-character"]],
];

test.each(hostile)(
  "%s are told in time, and laid out or left alone",
  { timeout: 30_000 },
  (_, text, codes) => {
    expect(readText(text).diagnostics.map(({ code }) => code)).toEqual(codes);
    const { text: laidOut, diagnostics } = formatHence(text, "case.hence");
    expect(diagnostics.map(({ code }) => code)).toEqual(codes);
    if (codes.length > 0) expect(laidOut === text).toBe(true);
  },
);

test("a text full of faults is told in part, in order", () => {
  const { diagnostics } = readText(`${head}${"≤ aux = ? (\n".repeat(10_000)}`);
  expect(diagnostics.length).toBe(201);
  expect(diagnostics.at(-1)!.code).toBe("too-many-faults");
  const places = diagnostics.map(({ span }) => span!.from);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});
