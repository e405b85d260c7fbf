import { expect, test } from "vitest";
import type { Verdicts } from "../src/argument/verdict.ts";
import { chooseItems, itemsOf, type Wanted } from "../src/web/argument/items.ts";
import type { Analysis, ClaimInfo } from "../src/web/engine/analysis.ts";
import { paragraphsOf } from "../src/web/source/sentences.ts";
import { aboutOf } from "../src/web/state/about.ts";
import type { Choice } from "../src/web/state/choice.ts";

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

test("what is chosen lights up what has to do with it, whichever panel it is chosen in", () => {
  const place = { source: "Essay", paragraph: 2, sentence: 1 };
  const wells = {
    ...analysis,
    claims: [
      claim("C1", { places: [place], variables: ["rain", "well"], effects: ["well"] }),
      claim("C2", { variables: ["draw", "well"], effects: ["well"] }),
    ],
    checks: [{ id: "RC1", because: ["c1"], variables: ["well"], span }],
    links: [{ id: "L1", because: ["C1", "C2"], variables: ["rain", "well"], span }],
    loops: [{ id: "B1", because: ["C2"], variables: ["well", "draw"], span }],
    history: [{ id: "H1", bands: [{ label: "well", variable: "well", time: 3, low: 0, high: 1 }], span }],
  } as unknown as Analysis;
  const lit = (choice: Choice | undefined) => {
    const { courses, ...ids } = aboutOf(choice, wells);
    return [[...Object.values(ids)].flatMap((some) => [...some]).join(" "), courses.join(" ")];
  };
  expect(lit({ kind: "sentence", ...place, source: "essay" })).toEqual(["c1 rc1 l1", "well"]);
  expect(lit({ kind: "sentence", ...place, sentence: 2 })).toEqual(["", ""]);
  expect(lit({ kind: "claim", id: "C2" })).toEqual(["c2 l1 b1", "well"]);
  expect(lit({ kind: "check", id: "RC1" })).toEqual(["c1 rc1", "well"]);
  expect(lit({ kind: "link", id: "L1" })).toEqual(["c1 c2 l1", "rain well"]);
  expect(lit({ kind: "loop", id: "B1" })).toEqual(["c2 b1", "well draw"]);
  expect(lit({ kind: "history", id: "H1" })).toEqual(["h1", "well"]);
  expect(lit({ kind: "variable", key: "draw" })).toEqual(["c2 b1", "draw"]);
  expect(lit(undefined)).toEqual(["", ""]);
});
