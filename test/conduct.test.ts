import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { expect, test } from "vitest";
import { tokenize } from "../src/read/token.ts";

// Rules of conduct for what this project says about people. The list of words stands here, and is exempt from itself.

const root = join(import.meta.dirname, "..");

/** Fields by which persons are told apart or judged. */
const personalFields = ["religion", "ethnicity", "surname", "passport", "phone", "address"];

/** Words that the texts of the flagship do without. */
const looseWords = [
  /\bpredict/iu,
  /\bforecast/iu,
  /\bwaves?\b/iu,
  /\bflood/iu,
  /\bbreeding ground/iu,
  /\bhotbed/iu,
];

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return ["node_modules", "dist", ".git"].includes(entry.name) ? [] : filesIn(path);
    return /\.(hence|md|txt|csv|json|ts|js|xmile|mdl)$/u.test(entry.name) ? [path.split(sep).join("/")] : [];
  });

const read = (path: string) => readFileSync(join(root, path), "utf8");

/** Whether a place in the computer's memory is what an address is here. */
const isAboutMemory = (path: string) =>
  /^src\/((wasm|run|compile|numerics|procedures)\/|(check\/evaluate|functions\/vector)\.ts)/u.test(path);

/** The words of a text and of the identifiers in it, in lower case and in the singular. */
function wordsOf(text: string): Set<string> {
  const apart = text.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").toLowerCase();
  return new Set(
    apart.split(/[^\p{L}]+/u).flatMap((word) => [word, word.replace(/s$/u, ""), word.replace(/es$/u, "")]),
  );
}

function personalFieldsIn(text: string, path = ""): string[] {
  const words = wordsOf(text);
  return personalFields.filter((field) => words.has(field) && !(field === "address" && isAboutMemory(path)));
}

/** What people are shown of a system: titles, descriptions and every other string. */
const stringsOf = (text: string) =>
  tokenize(text)
    .filter((token) => token.kind === "text")
    .map((token) => token.text);

const prose = (text: string) => text.replace(/```[\s\S]*?```|`[^`\n]*`/gu, " ");

test("no field by which persons are told apart occurs in systems, documents or sources", () => {
  const faults = [...filesIn("systems"), ...filesIn("docs"), ...filesIn("src"), ...filesIn("bin")].flatMap(
    (path) => personalFieldsIn(`${path}\n${read(path)}`, path).map((field) => `${path}: ${field}`),
  );
  expect(faults).toEqual([]);
});

test("a planted field is found, in whatever spelling, and a place in memory is none", () => {
  expect(personalFieldsIn('stock people : person "by Religion"')).toEqual(["religion"]);
  expect(personalFieldsIn("const home_address = 3")).toEqual(["address"]);
  expect(personalFieldsIn("readonly phoneNumber: string")).toEqual(["phone"]);
  expect(personalFieldsIn("surnames, passports and addresses")).toEqual(["surname", "passport", "address"]);
  expect(personalFieldsIn("headphones are redressed")).toEqual([]);
  expect(personalFieldsIn("the address in memory", "src/run/memory.ts")).toEqual([]);
  expect(personalFieldsIn("the address in memory", "src/model/system.ts")).toEqual(["address"]);
});

const flagship = filesIn("systems/backlash");
const models = flagship.filter((path) => path.endsWith(".hence"));
const papers = flagship.filter((path) => path.endsWith(".md"));

test("the texts of the flagship avoid loose and stigmatising words", () => {
  const texts = [
    ...models.flatMap((path) => stringsOf(read(path)).map((text) => ({ path, text }))),
    ...papers.map((path) => ({ path, text: prose(read(path)) })),
  ];
  expect(texts.length).toBeGreaterThan(1000);
  const faults = texts.flatMap(({ path, text }) => [
    ...looseWords.flatMap((word) => word.exec(text)?.map((found) => `${path}: ${found}`) ?? []),
    ...(/\bradicals\b/iu.test(text) ? [`${path}: radicals`] : []),
    ...(/\bTajiks\b/u.test(text) ? [`${path}: Tajiks`] : []),
  ]);
  expect(faults).toEqual([]);
});

test("a planted loose word is found in strings, and names and comments are none of them", () => {
  const text = 'stock home_radicals "a wave of radicals" : person starts 1 # a forecast';
  expect(stringsOf(text).some((string) => looseWords.some((word) => word.test(string)))).toBe(true);
  expect(stringsOf("stock home_radicals starts 1 # a forecast")).toEqual([]);
});

test("the flagship says what it is for, and calls no lever a solution", () => {
  expect(read("systems/backlash/backlash.hence")).toMatch(/^ {2}purpose "[^"]*never persons/mu);
  expect(read("systems/backlash/README.md")).toMatch(/\*\*Purpose\.\*\*/u);
  const levers = tokenize(read("systems/backlash/policy.hence")).filter(
    (token, index, all) => token.kind === "text" && all[index - 2]?.text === "lever",
  );
  expect(levers.length).toBeGreaterThanOrEqual(15);
  for (const { text } of levers) expect(text).not.toMatch(/solution|cure|remedy/iu);
});

/** Runs of so many words in a row would be copying. */
const longestRun = 8;

function runsIn(text: string): string[] {
  const words =
    text
      .toLowerCase()
      .replaceAll("’", "'")
      .match(/[\p{L}\p{N}']+/gu) ?? [];
  return words.flatMap((_, at) =>
    at + longestRun <= words.length ? [words.slice(at, at + longestRun).join(" ")] : [],
  );
}

const essayPath = join(root, "..", "shared", "essay", "essay.txt");

if (existsSync(essayPath)) {
  const essay = readFileSync(essayPath, "utf8");
  const runs = new Set(runsIn(essay));

  test("no eight words of the essay in a row occur anywhere in the project", () => {
    const faults = filesIn(".").flatMap((path) =>
      runsIn(read(path))
        .filter((run) => runs.has(run))
        .map((run) => `${relative(".", path)}: ${run}`),
    );
    expect(faults).toEqual([]);
  });

  test("a planted sentence of the essay is found", () => {
    const planted = essay.split(/\s+/u).slice(3, 13).join(" ").toUpperCase();
    expect(runsIn(`In our words: ${planted}.`).some((run) => runs.has(run))).toBe(true);
  });
} else {
  test("the essay is not at hand, so nothing was compared with it", () => {
    console.log(
      "The essay (../shared/essay/essay.txt) is not here: that none of it is copied was not checked.",
    );
  });
}

test("the digest has every sentence of the essay once, in order", () => {
  const sentencesOfParagraphs = [1, 1, 3, 5, 4, 4, 4, 3, 4, 3, 2, 3, 3, 4, 2, 2, 4, 5];
  const places = sentencesOfParagraphs.flatMap((count, p) =>
    Array.from({ length: count }, (_, s) => `${p + 1}.${s + 1}`),
  );
  const found = [...read("systems/backlash/digest.md").matchAll(/^- \*\*(\d+\.\d+)\*\* \S/gmu)].map(
    (match) => match[1],
  );
  expect(found).toEqual(places);
  expect(found.length).toBe(57);
});
