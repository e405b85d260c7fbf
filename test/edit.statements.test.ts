import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { addVariable } from "../src/edit/add.ts";
import { addClaim } from "../src/edit/claim.ts";
import { setBasis, setRange, setTitle, setUnit } from "../src/edit/clauses.ts";
import { connect } from "../src/edit/connect.ts";
import { applyFix } from "../src/edit/fix.ts";
import { layOut } from "../src/edit/layout.ts";
import type { NameIndex } from "../src/edit/nameindex.ts";
import { removeAt, removeVariable } from "../src/edit/remove.ts";
import { type EditRequest, editSystem } from "../src/edit/request.ts";
import { saveScenario } from "../src/edit/scenario.ts";
import { type Edited, editText, isRefused } from "../src/edit/textedit.ts";
import { addUse, removeUse } from "../src/edit/uses.ts";
import { setEquation, setNumber } from "../src/edit/value.ts";
import { after, codesOf, open, textsIn, textsOf } from "./edit.systems.ts";

const head = "system s\ntime 0 to 10 by 1/4 year\nunit person = people\n\n";

/** The text behind its head after an edit, or why it was refused. */
function edited(body: string, edit: (index: NameIndex) => Edited): string {
  const texts = textsOf(head + body);
  const result = edit(open(texts).index);
  return isRefused(result)
    ? result.refused
    : after(texts, result).texts.get("case.hence")!.slice(head.length);
}

const tea = `stock heat "how warm" : degree   # measured
  starts 90   # at noon
  out    cooling
  "How warm the tea is."

# why it cools
flow cooling : degree/year = (heat - room)   # Newton
    / patience

const room : degree = 20   # a guess
  basis guess
const patience : year = 12 between 8 and 20
lever lev = 0 between -1 and 1
unit degree
`;

test("a number takes the place of another, and comments stay", () => {
  expect(edited(tea, (index) => setNumber(index, "room", 21.5))).toBe(tea.replace("= 20 ", "= 21.5 "));
  expect(edited(tea, (index) => setNumber(index, "heat", 80))).toBe(tea.replace("starts 90", "starts 80"));
  expect(edited(tea, (index) => setNumber(index, "patience", 8))).toBe(tea.replace("= 12", "= 8"));
  expect(edited(tea, (index) => setNumber(index, "room", 20))).toBe(tea);
});

test("a number of one element of an array is set", () => {
  const body = "dim d = a, b\nconst c[d]\n  [a] = 1   # one\n  [b] = 2\nstock s[d] starts [a] = 1 [b] = 2\n";
  expect(edited(body, (index) => setNumber(index, "c", 5, ["A"]))).toBe(body.replace("= 1   #", "= 5   #"));
  expect(edited(body, (index) => setNumber(index, "s", 7, ["b"]))).toBe(
    body.replace("[b] = 2\n", "[b] = 2\n").replace(/2\n$/, "7\n"),
  );
  expect(edited(body, (index) => setNumber(index, "c", 5))).toBe(
    "‘c’ has an equation for each of several parts: say which, by what stands in its brackets.",
  );
});

test.each<[string, (index: NameIndex) => Edited, string]>([
  ["of an aux", (index) => setNumber(index, "cooling", 1), "‘cooling’ is a flow: it follows its equation."],
  [
    "outside of the range",
    (index) => setNumber(index, "patience", 30),
    "30 lies outside of the range of ‘patience’, 8 to 20. Widen that first.",
  ],
  ["that is none", (index) => setNumber(index, "room", Number.NaN), "‘room’ needs a number."],
  ["of nothing", (index) => setNumber(index, "rom", 1), "Nothing in this system is called ‘rom’."],
])("a number %s is refused", (_, edit, refused) => {
  expect(edited(tea, edit)).toBe(refused);
});

test("an equation is changed as text, and must be one that can be read", () => {
  expect(edited(tea, (index) => setEquation(index, "room", "18 + 3"))).toBe(
    tea.replace("= 20 ", "= 18 + 3 "),
  );
  expect(edited(tea, (index) => setEquation(index, "room", "18 +"))).toMatch(/^After ‘\+’|but/);
  expect(edited(tea, (index) => setEquation(index, "room", "18\naux b = 2"))).not.toContain("aux b");
  expect(edited(tea, (index) => setEquation(index, "room", "18) + (3"))).not.toContain("18)");
  expect(edited(tea, (index) => setEquation(index, "cooling", "1"))).toBe(
    "A comment stands inside the equation of ‘cooling’: change it in the text.",
  );
});

test("a range comes behind the equation, changes, and goes", () => {
  const range = { low: 15, high: 25, shape: "uniform" } as const;
  expect(edited(tea, (index) => setRange(index, "room", range))).toBe(
    tea.replace("# a guess\n", "# a guess\n  between 15 and 25\n"),
  );
  expect(edited(tea, (index) => setRange(index, "patience", { ...range, low: 1, shape: "pert" }))).toBe(
    tea.replace("between 8 and 20", "between 1 and 25, pert"),
  );
  expect(edited(tea, (index) => setRange(index, "patience", undefined))).toBe(
    tea.replace(" between 8 and 20", ""),
  );
  expect(edited(tea, (index) => setRange(index, "room", { ...range, low: 21 }))).toBe(
    "‘room’ is 20, which lies outside of this range.",
  );
});

test("a basis, a unit and a title are set where they stand, or where they belong", () => {
  expect(edited(tea, (index) => setBasis(index, "room", { word: "data", text: "a thermometer" }))).toBe(
    tea.replace("basis guess", 'basis data "a thermometer"'),
  );
  expect(edited(tea, (index) => setBasis(index, "patience", { word: "guess" }))).toBe(
    tea.replace("8 and 20\n", "8 and 20\n  basis guess\n"),
  );
  expect(edited(tea, (index) => setUnit(index, "room", "degree/year"))).toBe(
    tea.replace("room : degree =", "room : degree/year ="),
  );
  expect(edited(tea, (index) => setUnit(index, "lev", "1/year"))).toBe(
    tea.replace("lever lev", "lever lev : 1/year"),
  );
  expect(edited(tea, (index) => setUnit(index, "lev", "cows"))).toBe(
    "There is no unit called ‘cows’. Declare it first: unit cows",
  );
  expect(edited(tea, (index) => setUnit(index, "lev", "1 = 2"))).toBe("‘1 = 2’ is no unit.");
  expect(edited(tea, (index) => setTitle(index, "lev", 'the "lever"'))).toBe(
    tea.replace("lever lev", 'lever lev "the \\"lever\\""'),
  );
  expect(edited(tea, (index) => setTitle(index, "heat", "warmth"))).toBe(tea.replace("how warm", "warmth"));
});

test("a variable is added behind another, with blank lines as around it", () => {
  expect(
    edited(tea, (index) =>
      addVariable(index, { kind: "const", name: "cup", equation: "2" }, { behind: "room" }),
    ),
  ).toBe(tea.replace("basis guess\n", "basis guess\n\nconst cup = 2\n\n"));
  expect(edited(tea, (index) => addVariable(index, { kind: "lever", name: "new lever", unit: "1" }))).toBe(
    tea.replace("between -1 and 1\n", "between -1 and 1\nlever 'new lever' : 1 = 0 between 0 and 1\n"),
  );
  expect(
    edited(tea, (index) => addVariable(index, { kind: "stock", name: "milk", title: "in the cup" })),
  ).toBe(tea.replace("-1 and 1\n", '-1 and 1\n\nstock milk "in the cup"\n  starts 0\n\n'));
});

test("a flow is added with its name in the lists of its stocks", () => {
  const body = "stock a\n  starts 1\n\nstock b starts 2 in old\nflow old = 1\n";
  expect(edited(body, (index) => addVariable(index, { kind: "flow", name: "f", from: "a", to: "b" }))).toBe(
    "stock a\n  starts 1\n  out    f\n\nflow f = 0\n\nstock b starts 2 in old, f\nflow old = 1\n",
  );
});

test.each<[string, Parameters<typeof addVariable>[1], string]>([
  ["whose name is taken", { kind: "aux", name: "Room" }, "There is a variable called ‘room’ already."],
  ["that the clock has", { kind: "aux", name: "dt" }, "‘dt’ is what the clock says in every equation."],
  ["without a name", { kind: "aux", name: " " }, "A name stands on one line, and has at least one letter."],
  [
    "from what is no stock",
    { kind: "flow", name: "f", from: "room" },
    "‘room’ is no stock: nothing flows in or out.",
  ],
])("a variable %s is refused", (_, added, refused) => {
  expect(edited(tea, (index) => addVariable(index, added))).toBe(refused);
});

test("a variable is added to an empty system, and at the end of a sector", () => {
  expect(edited("", (index) => addVariable(index, { kind: "aux", name: "a" }))).toBe("aux a = 0\n");
  const body = "sector one\nconst a = 1\n\nsector two\nconst b = 1\n";
  expect(edited(body, (index) => addVariable(index, { kind: "const", name: "c" }, { sector: "one" }))).toBe(
    body.replace("a = 1\n", "a = 1\nconst c = 0\n"),
  );
});

test("an arrow brings the cause into the equation, and leaves the rest of it", () => {
  const body = "aux a = 1\naux b = 2 + 3\naux c = if a > 1 then 2 else 3\nflow f = 2 * a\nstock s starts 0\n";
  expect(edited(body, (index) => connect(index, "a", "b"))).toBe(body.replace("2 + 3", "(2 + 3) * a"));
  expect(edited(body, (index) => connect(index, "a", "b", "-"))).toBe(body.replace("2 + 3", "2 + 3 - a"));
  expect(edited(body, (index) => connect(index, "b", "c", "+"))).toBe(
    body.replace("if a > 1 then 2 else 3", "(if a > 1 then 2 else 3) + b"),
  );
  expect(edited(body, (index) => connect(index, "b", "f"))).toBe(body.replace("2 * a", "2 * a * b"));
  expect(edited(body, (index) => connect(index, "f", "s", "in"))).toBe(
    body.replace("starts 0", "starts 0\n  in f"),
  );
});

test.each<[string, string, string]>([
  ["a", "a", "‘a’ cannot act on itself at the same time."],
  ["a", "b", "‘a’ is in the equation of ‘b’ already."],
  ["b", "k", "‘k’ is a const, which nothing acts on. Make it an aux first."],
  ["b", "s", "‘s’ is a stock: only flows fill and empty it, and ‘b’ is an aux."],
  ["f", "t", "‘f’ flows into ‘s’: a flow has one stock at each end."],
  ["v", "a", "‘v’ is an array over d: say in the equation which elements are meant."],
  ["g", "a", "‘g’ is a graph: call it with its input in the equation, g(…)."],
  ["x", "a", "Nothing in this system is called ‘x’."],
])("an arrow from %s to %s is refused", (cause, effect, refused) => {
  const body =
    "dim d = p, q\naux a = 1\naux b = a\nconst k = 1\nflow f = 1\nstock s starts 0 in f\nstock t starts 0\naux v[d] = 1\ngraph g (x) = (0, 0) (1, 1)\n";
  expect(edited(body, (index) => connect(index, cause, effect))).toBe(refused);
});

test("what is removed goes with its lines, a flow from the lists; what still speaks of it is told", () => {
  const body = `stock a starts 1 in f, 0.5 * g out h\n\n# why\nflow f = 1   # so\n  "text"\n\nflow g = 2 * f\nflow h = 1\ncheck K1\n  f >= 0 always\n`;
  const texts = textsOf(head + body);
  const removal = removeVariable(open(texts).index, "f");
  if ("refused" in removal) throw new Error(removal.refused);
  expect(after(texts, removal.edits).texts.get("case.hence")!.slice(head.length)).toBe(
    `stock a starts 1 in 0.5 * g out h\n\n# why\n\nflow g = 2 * f\nflow h = 1\ncheck K1\n  f >= 0 always\n`,
  );
  expect(removal.left.map(({ statement }) => statement)).toEqual(["flow g", "check K1"]);
  const last = removeVariable(open(texts).index, "h");
  if ("refused" in last) throw new Error(last.refused);
  expect(after(texts, last.edits).texts.get("case.hence")).toContain("in f, 0.5 * g\n");
});

test("what has no statement of its own is not removed", () => {
  const body = "dim d = p, q\naux a = 1\nfunction f(x)\n  = x\nend\n";
  const at = (words: string) =>
    removeAt(open(textsOf(head + body)).index, "case.hence", (head + body).indexOf(words));
  expect(at("p, q")).toEqual({ refused: "‘p’ has no statement of its own that could be removed." });
  expect(at("f(x)")).toEqual({ refused: "The function ‘f’ holds other statements: remove it in the text." });
  expect(at("= 1")).toEqual({ refused: "Here stands no name of anything that could be removed." });
  expect(at("a = 1")).toMatchObject({ left: [] });
});

test("what is still spoken of is removed only if that is wanted", () => {
  const body =
    "aux a = 1\naux b = a\nclaim C1\n  a raises b after 1 year\nlink K1 a -> b raises\n  because C1\n";
  expect(edited(body, (index) => editSystem(index, { kind: "remove", variable: "a" }))).toBe(
    "‘a’ is still spoken of: aux b, claim C1, link K1.",
  );
  expect(
    edited(body, (index) => editSystem(index, { kind: "remove", variable: "a", evenIfUsed: true })),
  ).toBe(body.replace("aux a = 1\n", ""));
  expect(edited(body, (index) => editSystem(index, { kind: "remove claim", claim: "c1" }))).toBe(
    "‘C1’ is still spoken of: link K1.",
  );
});

test.each<[EditRequest, string | RegExp]>([
  [{ kind: "rename", variable: "room", name: "cellar" }, "const cellar : degree = 20"],
  [
    { kind: "rename at", path: "case.hence", offset: 0, name: "x" },
    "Here stands no name that could be changed.",
  ],
  [
    { kind: "add variable", variable: { kind: "aux", name: "milk" }, where: { behind: "room" } },
    "aux milk = 0",
  ],
  [{ kind: "add claim", claim: { places: [], says: { context: "why" } } }, 'claim C1\n  context "why"'],
  [{ kind: "connect", cause: "lev", effect: "cooling", how: "+" }, "/ patience + lev"],
  [{ kind: "set number", variable: "room", value: 3 }, "const room : degree = 3 "],
  [{ kind: "set equation", variable: "room", equation: "1 + 2" }, "const room : degree = 1 + 2 "],
  [
    { kind: "set range", variable: "room", range: { low: 1, high: 30, shape: "pert" } },
    "between 1 and 30, pert",
  ],
  [{ kind: "set basis", variable: "lev", basis: { word: "choice" } }, "basis choice"],
  [{ kind: "set unit", variable: "lev", unit: "1" }, "lever lev : 1 = 0"],
  [{ kind: "set title", variable: "lev", title: "T" }, 'lever lev "T" = 0'],
  [{ kind: "save scenario", scenario: { name: "s1", settings: [] } }, "scenario s1\n"],
  [{ kind: "use", path: "more.hence" }, 'use "more.hence"'],
  [{ kind: "use no more", path: "more.hence" }, "No file of the system uses ‘more.hence’."],
  [
    { kind: "mend", diagnostic: { code: "x", severity: "note", message: "x" } },
    "Nothing is offered that would mend this.",
  ],
])("any edit may be asked for as data: %j", (request, result) => {
  const texts = textsOf(head + tea);
  const made = editSystem(open(texts).index, request);
  expect(isRefused(made) ? made.refused : after(texts, made).texts.get("case.hence")).toContain(result);
});

test("a text is laid out by edits of what differs, in its own line breaks, and left alone while it has faults", () => {
  const text = "system   s\r\n# why\r\ntime 0 to 1 by 1 year\r\naux a=1\r\n";
  const made = layOut("case.hence", text);
  if (isRefused(made)) throw new Error(made.refused);
  expect(editText(text, made, "case.hence")).toBe(
    "system s\r\n# why\r\ntime 0 to 1 by 1 year\r\naux a = 1\r\n",
  );
  expect(made.every(({ from, to }) => to - from < 4)).toBe(true);
  expect(layOut("case.hence", "aux a = 1 +\n")).toEqual({
    refused: expect.stringMatching(/^The text is laid out when its faults are mended: /),
  });
});

test("a claim is added behind the last one, by the next number", () => {
  const body = `source essay "E"\nlever lev = 0 between 0 and 1\naux a = lev\n\nclaim C8\n  lev raises a after 2 years\n\nscenario x\n`;
  const claim = {
    places: [{ source: "essay", paragraph: 3, sentence: 2 }],
    strength: "often",
    sentence: "A lever lifts.",
    says: { cause: "lev", effect: "a", direction: "raises", after: { amount: 4 }, from: 2, setTo: 1 },
  } as const;
  expect(edited(body, (index) => addClaim(index, claim))).toBe(
    body.replace(
      "2 years\n",
      `2 years\n\nclaim C9 at essay 3.2, "often"\n  "A lever lifts."\n  lev raises a after 4 years from 2, set to 1\n`,
    ),
  );
  expect(edited(body, (index) => addClaim(index, { ...claim, id: "c8" }))).toBe(
    "There is a claim called ‘C8’ already.",
  );
  expect(edited(body, (index) => addClaim(index, { ...claim, says: { context: "no variable" } }))).toContain(
    'claim C9 at essay 3.2, "often"\n  "A lever lifts."\n  context "no variable"\n',
  );
  const elsewhere = { ...claim, places: [{ source: "paper", paragraph: 1, sentence: 1 }] };
  expect(edited(body, (index) => addClaim(index, elsewhere))).toBe("There is no source called ‘paper’.");
});

test("what the levers are set to becomes a scenario, or takes the place of one", () => {
  const body =
    "lever lev = 0 between 0 and 1\nconst 'in' = 1\nstock s starts 0\n\nscenario x   # kept\n  lev = 1\n";
  const settings = [
    { name: "lev", value: 0.5 },
    { name: "in", value: 2 },
    { name: "s", value: 3 },
  ];
  expect(
    edited(body, (index) => saveScenario(index, { name: "mine", title: "Mine", on: "x", settings })),
  ).toBe(`${body}\nscenario mine on x "Mine"\n  lev  = 0.5\n  'in' = 2\n  s starts 3\n`);
  expect(edited(body, (index) => saveScenario(index, { name: "X", settings }))).toBe(
    "There is a scenario called ‘x’ already.",
  );
  expect(
    edited(body, (index) =>
      saveScenario(index, { name: "x", settings: settings.slice(0, 1), replaces: true }),
    ),
  ).toContain("scenario x\n  lev = 0.5");
});

test("files are used and no longer used", () => {
  const texts = textsOf({
    "a.hence": 'system a\ntime 0 to 1 by 1 year\nuse "b.hence"\naux x = 1\n',
    "b.hence": "aux y = 1\n",
    "c.hence": "",
  });
  const { index } = open(texts);
  const more = after(texts, addUse(index, "c.hence"));
  expect(more.texts.get("a.hence")).toContain('use "b.hence"\nuse "c.hence"\naux x');
  expect(after(texts, removeUse(index, "b.hence")).texts.get("a.hence")).toBe(
    "system a\ntime 0 to 1 by 1 year\naux x = 1\n",
  );
  expect(addUse(index, "b.hence")).toEqual({ refused: "‘b.hence’ is used already." });
  expect(removeUse(index, "c.hence")).toEqual({ refused: "No file of the system uses ‘c.hence’." });
});

test("what a diagnostic offers is applied", () => {
  const texts = textsOf(`${head}aux anger = 1\naux b = angr\n`);
  const { diagnostics } = open(texts);
  const mended = after(texts, applyFix(diagnostics.find(({ fix }) => fix !== undefined)!));
  expect(mended.texts.get("case.hence")).toBe(`${head}aux anger = 1\naux b = anger\n`);
});

test("on all systems of the repository, edits of every variable read without new faults", () => {
  const systems = [
    ...readdirSync("systems/classics").map((file) => textsIn("systems/classics", file)),
    textsIn("systems/examples", "provinces.hence"),
  ].filter(({ entry }) => entry.endsWith(".hence"));
  let made = 0;
  for (const texts of systems) {
    const before = open(texts);
    const { index } = before;
    const { variables } = index.reading.model;
    for (const { name, range } of variables.filter((_, i) => i % 3 === 0)) {
      const edits: readonly Edited[] = [
        setNumber(index, name, range ? (range.low + range.high) / 2 : 1),
        setRange(index, name, { low: -1e9, high: 1e9, shape: "uniform" }),
        setBasis(index, name, { word: "guess" }),
        setTitle(index, name, "a title"),
        addVariable(index, { kind: "aux", name: "zz_other", equation: "1" }, { behind: name }),
      ];
      for (const edit of edits) {
        if (isRefused(edit)) continue;
        made++;
        const now = open(after(texts, edit));
        expect(
          codesOf(now).filter((code) => !advice.has(code)),
          `${texts.entry} ${name}`,
        ).toEqual(codesOf(before).filter((code) => !advice.has(code)));
      }
    }
  }
  expect(made).toBeGreaterThan(200);
});

/** What is told of a system that is no fault of its text. */
const advice = new Set(["unused"]);
