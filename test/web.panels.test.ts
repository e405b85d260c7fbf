import { expect, test } from "vitest";
import type { Verdicts } from "../src/argument/verdict.ts";
import { chooseItems, itemsOf, type Wanted } from "../src/web/argument/items.ts";
import type { Analysis, ClaimInfo } from "../src/web/engine/analysis.ts";
import { paragraphsOf } from "../src/web/source/sentences.ts";

const span = { source: "a.hence", from: 0, to: 1 };

function claim(id: string, more: Partial<ClaimInfo> = {}): ClaimInfo {
  return { id, places: [], variables: [], effects: [], lines: [], span, ...more };
}

const analysis = {
  claims: [
    claim("C10", { sentence: "Rain fills the well.", strength: "always" }),
    claim("C2", { sentence: "Drawing empties it." }),
    claim("C3", { context: "no variable carries it" }),
  ],
  checks: [{ id: "RC1", title: "It never dries", because: ["C2"], variables: [], span }],
  loops: [],
  links: [],
  history: [],
} as unknown as Analysis;

const verdicts = {
  claims: [
    { id: "C10", verdict: "holds", change: 12, context: null },
    { id: "C2", verdict: "fails", change: -1, context: null },
    { id: "C3", verdict: "context", change: null, context: "no variable carries it" },
  ],
  checks: [{ id: "RC1", verdict: "holds", rival: true, lines: [] }],
  loops: [],
  links: [],
  history: [],
} as unknown as Verdicts;

const shares = new Map([
  ["C10", { holds: 30, worlds: 40 }],
  ["C2", { holds: 0, worlds: 40 }],
]);

const items = itemsOf({ analysis, verdicts, shares });
const everything: Wanted = { kinds: new Set(["claim", "check"]), verdicts: "all", words: "", sort: "order" };
const ids = (wanted: Partial<Wanted>) => chooseItems(items, { ...everything, ...wanted }).map(({ id }) => id);

test("parts of an argument stand with what came of them, and wait without", () => {
  expect(items.map(({ id, verdict, word }) => [id, verdict, word])).toEqual([
    ["C10", "holds", "always"],
    ["C2", "fails", ""],
    ["C3", "context", ""],
    ["RC1", "holds", "rival theory"],
  ]);
  const untested = itemsOf({ analysis, verdicts: undefined, shares: undefined });
  expect(untested.map(({ verdict }) => verdict)).toEqual([undefined, undefined, undefined, undefined]);
});

test("the table is narrowed down by kind, verdict and words, and sorted", () => {
  expect(ids({})).toEqual(["C10", "C2", "C3", "RC1"]);
  expect(ids({ kinds: new Set(["check"]) })).toEqual(["RC1"]);
  expect(ids({ verdicts: "failing" })).toEqual(["C2"]);
  expect(ids({ verdicts: "not everywhere" })).toEqual(["C10", "C2"]);
  expect(ids({ words: "WELL rain" })).toEqual(["C10"]);
  expect(ids({ sort: "id" })).toEqual(["C2", "C3", "C10", "RC1"]);
  expect(ids({ sort: "verdict" })[0]).toBe("C2");
  expect(ids({ sort: "share" }).slice(0, 2)).toEqual(["C2", "C10"]);
});

test("a sentence stands with the claims that rest on it, in the source's words or in ours", () => {
  const claims = [
    claim("C1", {
      places: [
        { source: "essay", paragraph: 1, sentence: 2 },
        { source: "other", paragraph: 1, sentence: 1 },
      ],
    }),
  ];
  const inOurs = paragraphsOf(
    { kind: "notes", text: "- **1.1** One.\n- **1.2** Two. (C1)\n" },
    "essay",
    claims,
  );
  const inTheirs = paragraphsOf({ kind: "text", text: "One is. Two is.\r\n\r\nThree is." }, "essay", claims);
  const shown = (paragraphs: typeof inOurs) =>
    paragraphs.map(({ paragraph, sentences }) => [
      paragraph,
      ...sentences.map(({ text, claims: own }) => [text, ...own.map(({ id }) => id)]),
    ]);
  expect(shown(inOurs)).toEqual([[1, ["One."], ["Two.", "C1"]]]);
  expect(shown(inTheirs)).toEqual([
    [1, ["One is."], ["Two is.", "C1"]],
    [2, ["Three is."]],
  ]);
});
