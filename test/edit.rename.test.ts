import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { createSimulator } from "../src/compile/simulator.ts";
import { rename, renameAt } from "../src/edit/rename.ts";
import { editSystem } from "../src/edit/request.ts";
import { editText, isRefused } from "../src/edit/textedit.ts";
import { foldName } from "../src/model/name.ts";
import { seriesOf } from "../src/run/program.ts";
import { writeLayoutFile } from "../src/write/diagram.ts";
import { after, codesOf, made, open, plainModel, type Texts, textsIn, textsOf } from "./edit.systems.ts";

const classics = readdirSync("systems/classics").filter((file) => file.endsWith(".hence"));
const flagship = textsIn("systems/backlash", "backlash.hence");

/** Renames a variable, and back: what is told of it, and whether every letter is as before. */
function thereAndBack(texts: Texts, before: ReturnType<typeof open>, name: string, other: string) {
  const there = after(texts, rename(before.index, before.index.names.variables.get(foldName(name))!, other));
  const opened = open(there);
  expect(codesOf(opened), name).toEqual(codesOf(before));
  expect(plainModel(opened, other, name)).toBe(plainModel(before));
  const back = after(there, rename(opened.index, opened.index.names.variables.get(foldName(other))!, name));
  for (const [path, text] of texts.texts) expect(back.texts.get(path), `${name} in ${path}`).toBe(text);
}

test.each(classics)("%s: every variable takes another name in all places, and back again", (file) => {
  const texts = textsIn("systems/classics", file);
  const before = open(texts);
  for (const { name } of before.index.reading.model.variables) thereAndBack(texts, before, name, "zz_other");
});

test("in the flagship every 20th variable takes a name with blanks, and back again", () => {
  const before = open(flagship);
  const { variables } = before.index.reading.model;
  expect(variables.length).toBeGreaterThan(200);
  for (let i = 0; i < variables.length; i += 20)
    thereAndBack(flagship, before, variables[i]!.name, "Another name (of it)");
});

test.each(["claim", "scenario", "source"] as const)("in the flagship a %s takes another name", (kind) => {
  const before = open(flagship);
  const { names } = before.index;
  const lists = { claim: names.claims, scenario: names.scenarios, source: names.sources };
  for (const named of [...lists[kind].values()].slice(0, 4)) {
    const opened = open(after(flagship, rename(before.index, named, "zz_other")));
    expect(codesOf(opened), named.name).toEqual(codesOf(before));
    expect(plainModel(opened, "zz_other", named.name)).toBe(plainModel(before));
  }
});

test.each(["logistic_growth.hence", "predator_and_prey.hence"])(
  "%s: the numbers of a run stay as they are",
  (file) => {
    const texts = textsIn("systems/classics", file);
    const before = open(texts);
    const names = before.index.reading.model.variables.map(({ name }) => name);
    const numbersOf = (opened: ReturnType<typeof open>, all: readonly string[]) => {
      const results = createSimulator(opened.facts, () => {})!.run({ rows: "every step" });
      return all.flatMap((name) => {
        const slot = results.program.slots.get(foldName(name));
        return slot ? [[...seriesOf(results, slot, 0)]] : [];
      });
    };
    const numbers = numbersOf(before, names);
    expect(numbers.length).toBeGreaterThan(2);
    for (const name of names) {
      const renamed = open(
        after(texts, rename(before.index, before.index.names.variables.get(name)!, "aa_first")),
      );
      expect(
        numbersOf(
          renamed,
          names.map((each) => (each === name ? "aa_first" : each)),
        ),
      ).toEqual(numbers);
    }
  },
);

/** What a system becomes when what is marked by `‹›` takes another name, or why it does not. */
function renamed(
  marked: string | Readonly<Record<string, string>>,
  name: string,
): string | readonly string[] {
  const given = typeof marked === "string" ? { "case.hence": marked } : marked;
  const [path, text] = Object.entries(given).find(([, each]) => each.includes("‹"))!;
  const offset = text.indexOf("‹") + 1;
  const plain = Object.fromEntries(
    Object.entries(given).map(([file, each]) => [file, each.replace(/[‹›]/g, "")]),
  );
  const texts = textsOf(plain);
  const edited = renameAt(open(texts).index, path, offset - 1, name);
  if (isRefused(edited)) return edited.refused;
  const result = [...after(texts, edited).texts.values()];
  return result.length === 1 ? result[0]! : result;
}

const head = "system s\ntime 0 to 10 by 1 year\n";

test("a name is changed where it stands in quotes, spelt in other ways, and in a check", () => {
  expect(
    renamed(
      `${head}const ‹'my rate'› = 1 between 0 and 2\naux b = My_Rate + 'my rate'\ncheck K1\n  b @ 1 in s1 > 0\nscenario s1\n  'my rate' = 1\n`,
      "rate",
    ),
  ).toBe(
    `${head}const rate = 1 between 0 and 2\naux b = rate + rate\ncheck K1\n  b @ 1 in s1 > 0\nscenario s1\n  rate = 1\n`,
  );
});

test("a name that begins a line is in quotes where it would begin a clause", () => {
  expect(renamed(`${head}const ‹a› = 1\nscenario x\n  a = 2\naux b = a + 1\n`, "data")).toBe(
    `${head}const data = 1\nscenario x\n  'data' = 2\naux b = data + 1\n`,
  );
});

test("a name does not grow together with what stands beside it", () => {
  expect(renamed(`${head}const ‹'a b'› = 1\naux b = 5 + 'a b'mod 2\n`, "ab")).toBe(
    `${head}const ab = 1\naux b = 5 + 'ab'mod 2\n`,
  );
});

test("comments, strings and units of the same name stay", () => {
  expect(renamed(`${head}unit a\naux ‹x› : a = 1 a # x\n  "x is x"\naux y = x\n`, "z")).toBe(
    `${head}unit a\naux z : a = 1 a # x\n  "x is x"\naux y = z\n`,
  );
});

test("a variable of a module is changed in its system and where the module is spoken of", () => {
  const files = {
    "two.hence": `${head}module north from "island.hence"\n  port food = 2\naux all = north.‹rabbits›\nscenario s1\n  north.food = 1\n`,
    "island.hence": `system island\ntime 0 to 10 by 1 year\ninput food = 1\naux rabbits = food\n`,
  };
  expect(renamed(files, "hares")).toEqual([
    files["two.hence"].replace("‹rabbits›", "hares"),
    files["island.hence"].replace("rabbits", "hares"),
  ]);
  const ports = {
    "two.hence": files["two.hence"].replace(/[‹›]/g, ""),
    "island.hence": files["island.hence"].replace("input food", "input ‹food›"),
  };
  expect(renamed(ports, "feed")).toEqual([
    ports["two.hence"].replaceAll("food", "feed"),
    ports["island.hence"].replace("‹food›", "feed").replaceAll("food", "feed"),
  ]);
});

test("a parameter of a function is changed inside of it, and a variable of the system outside", () => {
  const text = `${head}function twice(‹x›)\n  aux y = x\n  = x + y\nend\naux x = 1\naux z = twice(x)\n`;
  expect(renamed(text, "n")).toBe(
    `${head}function twice(n)\n  aux y = n\n  = n + y\nend\naux x = 1\naux z = twice(x)\n`,
  );
  expect(renamed(text.replace("‹x›", "x").replace("aux x", "aux ‹x›"), "n")).toBe(
    `${head}function twice(x)\n  aux y = x\n  = x + y\nend\naux n = 1\naux z = twice(n)\n`,
  );
});

test("what is read of a function besides its result is changed with it", () => {
  const text = `${head}function split(a)\n  aux ‹rest› = a / 2\n  = a - rest\nend\naux b = split(3).rest\n`;
  expect(renamed(text, "half")).toBe(text.replace("‹rest›", "half").replaceAll("rest", "half"));
});

test("a series goes on reading the column that it has read", () => {
  const text = `${head}data ‹oil› from "prices.csv"\naux a = oil\n`;
  expect(renamed(text, "price")).toBe(`${head}data price from "prices.csv" column "oil"\naux a = price\n`);
});

test("a conveyor's overflow, leak and spread are changed", () => {
  const text = `${head}flow ‹f› = 1\nflow g\nqueue q starts 0 in f out h, g overflow g\nflow h\nconveyor c starts 0 in h out k transit 2\n  spread h evenly\nflow k\n`;
  expect(renamed(text.replace("‹f›", "f").replace("flow g", "flow ‹g›"), "gg")).toBe(
    text.replace("‹f›", "f").replace("flow g", "flow gg").replace("h, g overflow g", "h, gg overflow gg"),
  );
  expect(renamed(text.replace("‹f›", "f").replace("flow h", "flow ‹h›"), "hh")).toBe(
    text
      .replace("‹f›", "f")
      .replace("flow h", "flow hh")
      .replace("out h, g", "out hh, g")
      .replace("in h out", "in hh out")
      .replace("spread h", "spread hh"),
  );
});

test("dimensions and elements are changed on both sides of equations", () => {
  const text = `${head}dim ‹region› = a, b\nconst c[region]\n  [a] = 1\n  [b] = 2\naux d[region] = c[region]\naux e = c[a] + sum(d[region.*])\n`;
  expect(renamed(text, "place")).toBe(text.replace("‹region›", "place").replaceAll("region", "place"));
  expect(renamed(text.replace("‹region›", "region").replace("= a, b", "= ‹a›, b"), "north")).toBe(
    text.replace("‹region›", "region").replace("= a, b", "= north, b").replaceAll("[a]", "[north]"),
  );
});

test("what a family of scenarios is called one by one is changed in its line", () => {
  const text = `${head}const a = 1\nscenario s1\n  a = 2\nscenario all\n  each of s1\ncheck K1\n  for each ‹one› in all: a @ 1 in one > 0\n`;
  expect(renamed(text, "it")).toBe(text.replace("‹one›", "it").replace("in one", "in it"));
});

test.each([
  [
    "another variable has the name",
    `${head}aux ‹a› = 1\naux B = 2\n`,
    "b",
    "There is a variable called ‘B’ already.",
  ],
  ["the clock has it", `${head}aux ‹a› = 1\n`, "Time", "‘time’ is what the clock says in every equation."],
  [
    "a function has it, and a graph is called like one",
    `${head}graph ‹g› (x) = (0, 0) (1, 1)\n`,
    "min",
    "Hence has a function called ‘min’, which is called the same way as a graph.",
  ],
  [
    "an equation speaks of a unit of that name",
    `${head}unit cow\naux ‹a› = 1\naux b : cow = 2 cow\n`,
    "cow",
    "In line 5 of ‘case.hence’ ‘cow’ is a unit, and would then mean this variable.",
  ],
  [
    "in brackets it would be an element",
    `${head}dim d = p, q\nconst c[d]\n  [p] = 1\n  [q] = 2\naux ‹i› = 1\naux e = c[@i]\n`,
    "p",
    "In line 8 of ‘case.hence’ it stands in brackets, where ‘p’ is an element.",
  ],
  [
    "it is a word of the language",
    `${head}aux b : ‹year› = 1\n`,
    "age",
    "‘year’ is a word of the language, and has the same name everywhere.",
  ],
  ["there is no name", `${head}aux b = ‹1›\n`, "age", "Here stands no name that could be changed."],
  ["the new name is none", `${head}aux ‹b› = 1\n`, " ", "A name has at least one letter."],
  [
    "a scenario would be the base run",
    `${head}aux b = 1\nscenario ‹x›\n`,
    "base",
    "‘base’ is the run without a scenario.",
  ],
  [
    "a statement with a fault speaks of it",
    `${head}aux ‹b› = 1\nclaim C1\n  b rises c\n`,
    "e",
    "Line 5 of ‘case.hence’ has a fault and speaks of ‘b’: mend that first.",
  ],
  [
    "an element belongs to two dimensions",
    `${head}dim d = p, q\ndim e = ‹p›, r\n`,
    "z",
    "‘p’ is an element of ‘d’ and ‘e’: change its name in the text, where it is plain which is meant.",
  ],
])("a name is refused where %s", (_, text, name, refused) => {
  expect(renamed(text, name)).toBe(refused);
});

test("what has another name keeps its place on diagrams", () => {
  const layout = writeLayoutFile({
    views: [
      {
        name: "a",
        items: [
          { kind: "variable", name: "A", at: [1, 2], ghost: false },
          { kind: "pipe", flow: "f", from: "a", points: [] },
          { kind: "arrow", from: "b", to: "a" },
          { kind: "text", text: "a", at: [0, 0] },
          { kind: "frame", name: "a", at: [0, 0], size: [1, 1] },
        ],
      },
    ],
  });
  const { index } = open(textsOf(`${head}sector a\naux a = 1\naux b = a\n`));
  const layouts = new Map([["a.layout.json", layout]]);
  const edits = made(editSystem(index, { kind: "rename", variable: "a", name: 'the "a"' }, layouts));
  const now = editText(layout, edits, "a.layout.json");
  expect(JSON.parse(now)).toEqual({
    views: [
      {
        name: "a",
        items: [
          { kind: "variable", name: 'the "a"', at: [1, 2], ghost: false },
          { kind: "pipe", flow: "f", from: 'the "a"', points: [] },
          { kind: "arrow", from: "b", to: 'the "a"' },
          { kind: "text", text: "a", at: [0, 0] },
          { kind: "frame", name: "a", at: [0, 0], size: [1, 1] },
        ],
      },
    ],
  });
  const ofSector = made(rename(index, index.names.sectors[0]!, "z", layouts));
  expect(editText(layout, ofSector, "a.layout.json")).toBe(
    layout
      .replace('"name": "a", "items"', '"name": "z", "items"')
      .replace('"frame","name":"a"', '"frame","name":"z"'),
  );
});

test("letter case may be changed", () => {
  expect(renamed(`${head}aux ‹anger› = 1\naux b = anger\n`, "Anger")).toBe(
    `${head}aux Anger = 1\naux b = Anger\n`,
  );
});

test("edits are of the names alone", () => {
  const before = open(flagship);
  const named = before.index.names.variables.get("grievance_home")!;
  for (const { path, from, to, insert } of made(rename(before.index, named, "anger_home"))) {
    expect(flagship.texts.get(path)!.slice(from, to)).toBe("grievance_home");
    expect(insert).toBe("anger_home");
  }
});
