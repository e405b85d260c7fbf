import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { makeAnchors, printAnchors, readAnchors } from "../src/argument/anchors.ts";
import { verifyAnchors } from "../src/argument/anchorstate.ts";
import { checkPlaces, placesOf } from "../src/argument/places.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import type { Model } from "../src/model/system.ts";

const text = [
  "The river rises every spring. Farmers on the left bank move their herds to the hills.",
  "In some years the water comes before the herds have left. Then half of the village loses what it has.",
  "A dam was promised in 1974. Nobody has seen it yet.",
].join("\n");
const anchors = makeAnchors("river.txt", text);

function statesOf(changed: string): string[] {
  return verifyAnchors(anchors, changed).states.map(({ state }) => state);
}

test("the anchors of a text find all its sentences unchanged", () => {
  expect(anchors.sentences).toHaveLength(6);
  expect(verifyAnchors(anchors, text)).toMatchObject({ same: true, added: [] });
  expect(new Set(statesOf(text))).toEqual(new Set(["unchanged"]));
});

test("line ends and a byte-order mark make no difference", () => {
  expect(makeAnchors("river.txt", `\ufeff${text.replaceAll("\n", "\r\n")}`)).toEqual(anchors);
});

test("what is printed is read back as it was, and anything else is refused", () => {
  expect(readAnchors(printAnchors(anchors))).toEqual(anchors);
  for (const bad of [
    "",
    "{",
    "[]",
    "null",
    '{"format":2}',
    printAnchors(anchors).replace('"start":0', '"start":"0"'),
  ])
    expect(readAnchors(bad)).toBeUndefined();
});

test("a sentence in other words is found as changed, with a score", () => {
  const states = verifyAnchors(anchors, text.replace("loses what it has", "loses all that it has")).states;
  expect(states.map(({ state }) => state)).toEqual([
    "unchanged",
    "unchanged",
    "unchanged",
    "changed",
    "moved",
    "moved",
  ]);
  const changed = states[3]!;
  expect(changed.state === "changed" && changed.score).toBeGreaterThan(0.5);
});

test("a paragraph put before the others moves them, and is reported as added", () => {
  const { states, added, same } = verifyAnchors(anchors, `A new beginning.\n${text}`);
  expect(same).toBe(false);
  expect(new Set(states.map(({ state }) => state))).toEqual(new Set(["moved"]));
  expect(states[0]!.state === "moved" && states[0]!.now).toMatchObject({ paragraph: 2, sentence: 1 });
  expect(added.map(({ paragraph, sentence }) => [paragraph, sentence])).toEqual([[1, 1]]);
});

test("a sentence that is gone is lost, also where an unlike one stands in its place", () => {
  expect(statesOf(text.replace(" Nobody has seen it yet.", ""))[5]).toBe("lost");
  expect(statesOf(text.replace("Nobody has seen it yet.", "Trade with the coast keeps prices low."))[5]).toBe(
    "lost",
  );
});

test("a sentence that stands twice is found twice", () => {
  const twice = makeAnchors("song.txt", "Come. Go. Come.");
  expect(verifyAnchors(twice, "Now. Come. Go. Come.").states.map(({ state }) => state)).toEqual(
    Array.from({ length: 3 }, () => "moved"),
  );
});

const given = "../shared";
if (existsSync(`${given}/essay/essay.txt`))
  test("the essay's anchors have the hashes that were taken by hand", () => {
    const essay = readFileSync(`${given}/essay/essay.txt`, "utf8");
    const wanted = JSON.parse(readFileSync(`${given}/system/essay-anchors.json`, "utf8"));
    const made = makeAnchors("essay.txt", essay);
    expect(made.sha256).toBe(wanted.sha256);
    expect(made.sentences.map((anchor) => anchor.sha256)).toEqual(
      wanted.sentences.map((place: { sha256: string }) => place.sha256),
    );
  });

test("a place that the source does not have is reported, with how many sentences its paragraph has", () => {
  const span = { source: "a.hence", from: 0, to: 1 };
  const claims = [
    [1, 2],
    [1, 3],
    [4, 1],
  ].map(([paragraph, sentence], i) => ({
    id: `C${i}`,
    places: [{ source: "River", paragraph: paragraph!, sentence: sentence!, span }],
    tests: [],
    span,
  }));
  const model: Pick<Model, "claims"> = { claims };
  const found: Diagnostic[] = [];
  checkPlaces(model, new Map([["river", anchors]]), (diagnostic) => found.push(diagnostic));
  expect(placesOf(model)).toHaveLength(3);
  expect(found.map(({ code, message, notes }) => [code, message, notes?.[0]?.message])).toEqual([
    [
      "place-unknown",
      "The claim ‘C1’ points at 1.3, which ‘River’ does not have.",
      "Paragraph 1 has 2 sentences.",
    ],
    [
      "place-unknown",
      "The claim ‘C2’ points at 4.1, which ‘River’ does not have.",
      "‘River’ has 3 paragraphs.",
    ],
  ]);
});
