import { expect, test } from "vitest";
import { clauseWords } from "../src/edit/clausewords.ts";
import { type Colour, colourLines, coloursOf } from "../src/edit/colours.ts";
import { complete } from "../src/edit/completion.ts";
import { hoverAt } from "../src/edit/hover.ts";
import { emptyLexicon, lexiconOf } from "../src/edit/lexicon.ts";
import { definitionAt, referencesAt } from "../src/edit/lookup.ts";
import { foldEnd, outlineOf } from "../src/edit/outline.ts";
import { tokenize } from "../src/read/token.ts";
import { statementWords } from "../src/read/words.ts";
import { open, textsIn, textsOf } from "./edit.systems.ts";

const text = `system cups "Cups that cool"
time 0 to 10 by 1/4 year, rk4, save every 1
unit degree = degrees
source essay "An essay"
dim cup = red, blue
sector warmth "Warmth"

stock heat[cup] "how warm" : degree
  starts 90 between 1 and 99
  out    cooling   # loses
  "How warm the tea is."
flow cooling[cup] : degree/year = (heat - room) / patience
const room : degree = 20
  basis guess "a guess"
const patience : year = 12
graph effect (x : 1) : 1 = (0, 1) (1, 0.5), extrapolate
aux all_heat = sum(heat[*]) * effect(0.3) + smooth(room, 2 year) + 5 degree

claim C1 at essay 1.2, "often"
  "Rooms warm tea."
  room raises all_heat after 2 years from 1, moved by 5 %
loop B1 balancing
  heat -> cooling
scenario hot "Hot"
  room = 30
check K1 "Never colder" because C1
  all_heat @ 3 in hot > 1.05 * base
`;
const texts = textsOf(text);
const { index, facts } = open(texts);
const lexicon = lexiconOf(index, facts);
const offsetOf = (words: string) => text.indexOf(words);

test("a definition is found from wherever the name stands", () => {
  for (const place of ["room) / patience", "room raises", "room = 30", "room, 2 year"])
    expect(definitionAt(index, "case.hence", offsetOf(place) + 1)).toEqual({
      source: "case.hence",
      from: offsetOf("room : degree"),
      to: offsetOf("room : degree") + 4,
    });
  expect(definitionAt(index, "case.hence", offsetOf("hot >"))?.from).toBe(offsetOf('hot "Hot"'));
  expect(definitionAt(index, "case.hence", offsetOf("essay 1.2"))?.from).toBe(offsetOf('essay "An'));
  expect(definitionAt(index, "case.hence", offsetOf("C1\n  all"))?.from).toBe(offsetOf("C1 at"));
  expect(definitionAt(index, "case.hence", offsetOf("90"))).toBeUndefined();
});

test("all places of a name are found, its declaration among them", () => {
  const found = referencesAt(index, "case.hence", offsetOf("heat -> cooling"));
  expect(found.map(({ from }) => text.slice(from).split("\n")[0])).toEqual([
    'heat[cup] "how warm" : degree',
    "heat - room) / patience",
    "heat[*]) * effect(0.3) + smooth(room, 2 year) + 5 degree",
    "heat -> cooling",
  ]);
  expect(found.map(({ isDeclaration }) => isDeclaration)).toEqual([true, false, false, false]);
});

test("what is told of a variable is what it means, its unit, equation, range and what speaks of it", () => {
  expect(hoverAt(index, facts, "case.hence", offsetOf("heat - room"))).toEqual({
    span: { source: "case.hence", from: offsetOf("heat - room"), to: offsetOf("heat - room") + 4 },
    kind: "stock",
    name: "heat",
    title: "how warm",
    meaning: "How warm the tea is.",
    unit: "degree",
    equation: ["starts 90", "out cooling"],
    range: "1 to 99, uniform",
    argument: [{ kind: "loop", text: "B1" }],
    variable: "heat",
  });
  expect(hoverAt(index, facts, "case.hence", offsetOf("room raises"))?.argument).toEqual([
    { kind: "claim", text: "C1 Rooms warm tea." },
  ]);
});

test("of functions, claims, scenarios, dimensions and units is told what they are", () => {
  const of = (words: string) => hoverAt(index, facts, "case.hence", offsetOf(words));
  expect(of("smooth(")).toMatchObject({ kind: "function", name: expect.stringContaining("smooth(") });
  expect(of("C1\n")).toMatchObject({ kind: "claim", title: "often", meaning: "Rooms warm tea." });
  expect(of("hot >")).toMatchObject({ kind: "scenario", title: "Hot" });
  expect(of("cup]")).toMatchObject({ kind: "dimension", equation: ["dim cup = red, blue"] });
  expect(of("degree/year")).toMatchObject({ kind: "unit", equation: ["unit degree = degrees"] });
  expect(of("90")).toBeUndefined();
});

/** What may be written at the end of a text. */
function labels(before: string): readonly string[] {
  return (complete(before, lexicon)?.suggestions ?? [])
    .toSorted((a, b) => b.boost - a.boost)
    .map(({ label }) => label);
}

test.each<[string, string, readonly string[], readonly string[]]>([
  ["a statement's word at the beginning of a line", "", ["stock", "claim"], ["room"]],
  ["the clauses of a stock", "stock a : degree\n  ", ["starts", "in", "out", "never"], ["room", "rival"]],
  [
    "names and functions in an equation",
    "aux b = ",
    ["room", "all_heat", "smooth", "if", "time"],
    ["starts"],
  ],
  ["a name behind an operator", "aux b = room * a", ["all_heat"], ["basis"]],
  ["operators and clauses behind an operand", "aux b = room ", ["mod", "between", "basis"], ["all_heat"]],
  ["units behind a colon", "aux b : ", ["degree", "year"], ["room"]],
  ["units behind a number", "aux b = 5 ", ["degree", "years"], ["all_heat"]],
  ["flows for a stock", "stock b starts 1\n  in ", ["cooling"], []],
  ["elements in brackets", "aux b = heat[", ["cup", "red", "blue"], []],
  ["words for a basis", "const b = 1\n  basis ", ["guess", "official"], ["room"]],
  ["shapes of a range", "const b = 1 between 0 and 2, ", ["triangular", "pert"], ["room"]],
  ["sources of a claim", "claim C2 at ", ["essay"], ["room"]],
  ["causes on a line of a claim", 'claim C2\n  "x"\n  ', ["room", "context"], []],
  ["what a claim says", "claim C2\n  room ", ["raises", "lowers", "leaves"], ["all_heat"]],
  ["the unit of a delay", "claim C2\n  room raises all_heat after 4 ", ["years"], ["room"]],
  ["claims behind because", "check K2\n  because ", ["C1"], ["room"]],
  ["scenarios in a check", "check K2\n  room @ 3 in ", ["hot", "base"], ["room"]],
  [
    "levers and constants in a scenario",
    "scenario s2\n  ",
    ["room", "patience", "heat"],
    ["cooling", "all_heat"],
  ],
  ["what a scenario builds on", "scenario s2 on ", ["hot"], ["room"]],
  ["methods of the time", "time 0 to 10 by 1 year, ", ["rk4", "euler"], ["room"]],
  ["the second of two words", "stock b starts 1\n  never ", ["below"], ["room"]],
  ["an expression that goes on", "aux b = room *\n  ", ["all_heat"], ["basis"]],
])("%s: the right things are offered", (_, before, offered, others) => {
  const found = labels(before);
  expect(found).toEqual(expect.arrayContaining([...offered]));
  for (const other of others) expect(found).not.toContain(other);
});

test("nothing is offered in comments, strings and numbers", () => {
  for (const before of ['aux b = 1 "te', "aux b = 1 # te", "aux b = 12", "aux b = 1 # te "])
    expect(complete(before, lexicon)).toBeUndefined();
});

test("before any text has been read, the words of the language are offered", () => {
  expect(complete("aux b = ", emptyLexicon)?.suggestions.map(({ label }) => label)).toEqual([
    "if",
    "not",
    "time",
    "dt",
  ]);
});

test("what has been typed of a word is replaced, and a name is in quotes where it must be", () => {
  expect(complete("aux b = ro", lexicon)?.typed).toBe(2);
  expect(complete("aux b = 'my va", lexicon)?.typed).toBe(6);
  const other = open(textsOf("system s\ntime 0 to 1 by 1 year\nconst 'my rate' = 1\nconst data = 2\n"));
  const inserts = (before: string) =>
    complete(before, lexiconOf(other.index, other.facts))?.suggestions.map(({ insert }) => insert);
  expect(inserts("aux b = ")).toEqual(expect.arrayContaining(["'my rate'", "data"]));
  expect(inserts("scenario x\n  ")).toEqual(expect.arrayContaining(["'my rate'", "'data'"]));
});

test("the list of what begins a clause is that of the reader", () => {
  for (const word of statementWords) {
    const body = {
      map: "a to b (c: d)",
      use: '"x.hence"',
      time: "0 to 1 by 1 year",
      unit: "u",
      dim: "d = e",
    };
    const sample: Readonly<Record<string, string>> = {
      ...body,
      function: "f(a)\n  = a\nend",
      graph: "g (x) = (0, 0)",
      loop: "L1 balancing",
    };
    const { diagnostics } = open(textsOf(`${word} ${sample[word] ?? "a"}\n  zzzzzz zzzzzz\n`));
    const note = diagnostics
      .flatMap(({ notes }) => notes ?? [])
      .find(({ message }) => / may be: /.test(message));
    const listed =
      note?.message
        .replace(/^.* may be: |\.$/g, "")
        .split(", ")
        .map((each) => each.split(" ")[0]) ?? [];
    // Parts of arrays the reader does not name among the words.
    const own = clauseWords[word].clauses.filter((clause) => clause !== "else");
    if (listed.length > 0) expect([...own].sort(), word).toEqual([...listed].sort());
  }
});

/** Each word of some lines with its colour, but for signs. */
function coloured(lines: string, before = ""): readonly string[] {
  return colourLines(lines, before, coloursOf(lexicon))
    .filter(({ colour }) => colour !== "mark" && colour !== "operator")
    .map(({ from, to, colour }) => `${lines.slice(from, to)}:${colour}`);
}

test("each word has the colour of what it is", () => {
  const lines = text.split("\n");
  const show = (from: string, count = 1) => {
    const at = lines.findIndex((line) => line.startsWith(from));
    return coloured(lines.slice(at, at + count).join("\n"), lines.slice(0, at).join("\n"));
  };
  expect(show("stock heat", 4)).toEqual([
    ...["stock:statement", "heat:stock", "cup:dimension", '"how warm":text', "degree:unit"],
    ...["starts:keyword", "90:number", "between:keyword", "1:number", "and:keyword", "99:number"],
    ...["out:keyword", "cooling:flow", "# loses:comment", '"How warm the tea is.":text'],
  ]);
  expect(show("time 0")).toEqual([
    ...[
      "time:statement",
      "0:number",
      "to:keyword",
      "10:number",
      "by:keyword",
      "1:number",
      "4:number",
      "year:unit",
    ],
    ...["rk4:keyword", "save:keyword", "every:keyword", "1:number"],
  ]);
  expect(show("aux all")).toEqual([
    ...["aux:statement", "all_heat:aux", "sum:function", "heat:stock", "effect:graph", "0.3:number"],
    ...["smooth:function", "room:const", "2:number", "year:unit", "5:number", "degree:unit"],
  ]);
  expect(show("  room raises")).toEqual([
    ...[
      "room:const",
      "raises:keyword",
      "all_heat:aux",
      "after:keyword",
      "2:number",
      "years:unit",
      "from:keyword",
    ],
    ...["1:number", "moved:keyword", "by:keyword", "5:number"],
  ]);
  expect(show("check K1", 2)).toEqual([
    ...["check:statement", "K1:name", '"Never colder":text', "because:keyword", "C1:claim"],
    ...["all_heat:aux", "3:number", "in:keyword", "hot:scenario", "1.05:number", "base:keyword"],
  ]);
  expect(show("  basis")).toEqual(["basis:keyword", "guess:keyword", '"a guess":text']);
});

test("every token of the flagship has a colour, whichever lines are looked at", () => {
  const flagship = textsIn("systems/backlash", "backlash.hence");
  const opened = open(flagship);
  const colourOf = coloursOf(lexiconOf(opened.index, opened.facts));
  const counts = new Map<Colour, number>();
  for (const whole of flagship.texts.values()) {
    const all = colourLines(whole, "", colourOf);
    expect(all.map(({ from, to }) => [from, to])).toEqual(tokenize(whole).map(({ from, to }) => [from, to]));
    for (const { colour } of all) counts.set(colour, (counts.get(colour) ?? 0) + 1);
    const at = whole.indexOf("\n", whole.length / 2) + 1;
    const part = colourLines(whole.slice(at), whole.slice(0, at), colourOf);
    expect(part.map((each) => ({ ...each, from: each.from + at, to: each.to + at }))).toEqual(
      all.filter(({ from }) => from >= at),
    );
  }
  // Names that nobody knows are those of links, loops, checks, sectors, histories.
  expect(counts.get("fault")).toBeUndefined();
  expect(
    (counts.get("name") ?? 0) / [...counts.values()].reduce((sum, count) => sum + count, 0),
  ).toBeLessThan(0.03);
});

test("the outline of a file has its statements, with names, titles and sectors", () => {
  const outline = outlineOf(index.reading, "case.hence");
  expect(outline.map(({ word, name, title, sector }) => [word, name, title, sector]).slice(0, 9)).toEqual([
    ["system", "cups", "Cups that cool", undefined],
    ["time", undefined, undefined, undefined],
    ["unit", "degree", undefined, undefined],
    ["source", "essay", "An essay", undefined],
    ["dim", "cup", undefined, undefined],
    ["sector", "warmth", "Warmth", undefined],
    ["stock", "heat", undefined, "warmth"],
    ["flow", "cooling", undefined, "warmth"],
    ["const", "room", undefined, "warmth"],
  ]);
  expect(outlineOf(index.reading, "other.hence")).toEqual([]);
});

test("statements fold to their last line, sectors to the next one, and comments above a statement stay", () => {
  const fold = (given: string, line: number) => {
    const lines = given.split("\n");
    return foldEnd({ count: lines.length, line: (number) => lines[number - 1]! }, line);
  };
  const sectors =
    "sector a\nstock x\n  starts 1\n\n# about y\naux y = 1\nsector b\nfunction f(a)\n  aux z = a\n  = z\nend\n";
  expect(fold(sectors, 1)).toBe(6);
  expect(fold(sectors, 2)).toBe(3);
  expect(fold(sectors, 3)).toBeUndefined();
  expect(fold(sectors, 6)).toBeUndefined();
  expect(fold(sectors, 8)).toBe(11);
  expect(fold("scenario s\n  time by 1 year\n  graph g = (0, 1)\naux b = 1\n", 1)).toBe(3);
});
