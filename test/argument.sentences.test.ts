import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { splitSentences } from "../src/argument/sentences.ts";

function sentencesOf(text: string): string[] {
  return splitSentences(text).map(({ start, end }) => text.slice(start, end));
}

test("a full stop, a question mark and an exclamation mark end a sentence before a capital", () => {
  expect(sentencesOf("One. Two? Three! Four")).toEqual(["One.", "Two?", "Three!", "Four"]);
});

test("closing quotation marks and brackets belong to the sentence that they close", () => {
  expect(sentencesOf("He said “no nation.” So far, (all of them.) Next")).toEqual([
    "He said “no nation.”",
    "So far, (all of them.)",
    "Next",
  ]);
});

test("abbreviations, initials and numbers end nothing", () => {
  for (const text of [
    "The U.S. Army trained J. R. Smith in No. 5 barracks.",
    "Dr. Who met Mr. Bean at 3.5 degrees.",
    "Surveys, e.g. Levada, grew from 57 to 68 percent.",
    "“Why?” he asked.",
    "2. Method and data",
  ])
    expect(sentencesOf(text)).toEqual([text]);
});

test("an abbreviation ends a sentence where the next word says so", () => {
  expect(sentencesOf("They trained in the U.S. The base closed.")).toEqual([
    "They trained in the U.S.",
    "The base closed.",
  ]);
  expect(sentencesOf("It began in 2014. Many left. In 1992 etc. He stayed.")).toEqual([
    "It began in 2014.",
    "Many left.",
    "In 1992 etc.",
    "He stayed.",
  ]);
});

test("empty lines are no paragraphs, and scripts without capitals have sentences", () => {
  expect(
    splitSentences("One.\n\n   \nTwo. Three.\n").map((place) => [place.paragraph, place.sentence]),
  ).toEqual([
    [1, 1],
    [2, 1],
    [2, 2],
  ]);
  expect(sentencesOf("这是一句。这是两句！")).toEqual(["这是一句。", "这是两句！"]);
  expect(sentencesOf("هل هذا صحيح؟ نعم هو كذلك.")).toEqual(["هل هذا صحيح؟", "نعم هو كذلك."]);
});

test("sentences cover every character of a text but spaces, in order", () => {
  const fragment = fc.constantFrom(
    "Mr.",
    "U.S.",
    "The end.",
    "“So?”",
    " ",
    "\n",
    "a",
    "Ångström!",
    "5.",
    "。",
    "…",
  );
  fc.assert(
    fc.property(
      fc.array(fragment).map((parts) => parts.join(" ")),
      (text) => {
        let last = 0;
        for (const { start, end } of splitSentences(text)) {
          expect(text.slice(last, start).trim()).toBe("");
          expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(text.slice(last).trim()).toBe("");
      },
    ),
  );
});

test("a line of many full stops is split in reasonable time", () => {
  const began = performance.now();
  splitSentences("a. ".repeat(100_000));
  splitSentences(`${".".repeat(300_000)}x`);
  splitSentences(`${"word".repeat(100_000)}. ${")".repeat(300_000)}`);
  expect(performance.now() - began).toBeLessThan(5_000);
});

const given = "../shared";
if (existsSync(`${given}/essay/essay.txt`))
  test("the flagship's essay has the sentences that were anchored by hand", () => {
    const text = readFileSync(`${given}/essay/essay.txt`, "utf8");
    const anchors = JSON.parse(readFileSync(`${given}/system/essay-anchors.json`, "utf8"));
    expect(splitSentences(text)).toEqual(
      anchors.sentences.map((place: Record<string, number>) => ({
        paragraph: place.paragraph,
        sentence: place.sentence,
        start: place.start,
        end: place.end,
      })),
    );
  });
