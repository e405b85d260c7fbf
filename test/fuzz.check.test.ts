import { readFileSync } from "node:fs";
import { array, assert, constantFrom, integer, property, record } from "fast-check";
import { expect, test } from "vitest";
import { createSimulator } from "../src/compile/simulator.ts";
import { tokenize } from "../src/read/token.ts";
import { checkText } from "./check.reading.ts";

/** Texts with a little of everything, as lists of words and signs. */
const texts = [
  readFileSync("systems/examples/provinces.hence", "utf8"),
  readFileSync("systems/examples/smoothing.hence", "utf8"),
  readFileSync("systems/examples/school.hence", "utf8"),
  ...[...readFileSync("docs/language.md", "utf8").matchAll(/```hence\n(.*?)```/gsu)].map(([, text]) => text!),
].map(wordsOf);

function wordsOf(text: string): readonly string[] {
  const tokens = tokenize(text);
  return tokens.map(({ from }, i) => text.slice(i === 0 ? 0 : from, tokens[i + 1]?.from ?? text.length));
}

const mutations = array(
  record({
    how: constantFrom("drop", "double", "swap", "copy"),
    at: integer({ min: 0, max: 100_000 }),
    from: integer({ min: 0, max: 100_000 }),
  }),
  { minLength: 1, maxLength: 4 },
);

test("whatever words are lost, doubled or exchanged, checking gives diagnostics, and what is runnable compiles", () => {
  assert(
    property(integer({ min: 0, max: texts.length - 1 }), mutations, (number, changes) => {
      const words = [...texts[number]!];
      for (const { how, at, from } of changes) {
        const [to, other] = [at % words.length, from % words.length];
        if (how === "drop") words.splice(to, 1);
        else if (how === "double") words.splice(to, 0, words[to]!);
        else if (how === "copy") words[to] = words[other]!;
        else [words[to], words[other]] = [words[other]!, words[to]!];
        if (words.length === 0) return;
      }
      const { facts, diagnostics } = checkText(words.join(""));
      const hasFault = diagnostics.some(
        ({ severity, code }) => severity === "error" && !code.startsWith("unit-"),
      );
      if (!hasFault) expect(facts.runnable).toBe(true);
      if (!facts.runnable) return;
      const more: string[] = [];
      if (!createSimulator(facts, ({ code }) => more.push(code))) expect(more).not.toEqual([]);
    }),
    { numRuns: Number(process.env.FUZZ ?? 300) },
  );
});
