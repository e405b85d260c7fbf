import { expect, test } from "vitest";
import { equationsOf } from "../src/check/definition.ts";
import type { Facts, Pick } from "../src/check/facts.ts";
import { checkText, runSlowly, variableIn } from "./check.reading.ts";

const head = `system case
time 0 to 2 by 1 year
dim region = khatlon, sughd, gbao
dim south of region = khatlon, gbao
dim place = region
dim zone = plain, mountain
dim age = 1..3
map region to zone (khatlon, sughd: plain; gbao: mountain)
const r[region] = region
const s[south] = 10 * south
const z[zone] = 100 * zone
const m[region, age] = 10 * region + age
`;

/** Checks the text, which has no faults. */
function soundly(text: string): Facts {
  const { facts, diagnostics } = checkText(head + text);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return facts;
}

/** The picks of the references to a variable, in the order of the text. */
function picksOf(facts: Facts, name: string): readonly (readonly Pick[])[] {
  return [...facts.shapes.picks].filter(([expr]) => expr.name === name).map(([, picks]) => picks);
}

/** The values of all elements of a variable at the start. */
function valuesOf(text: string, name: string): readonly number[] {
  const facts = soundly(text);
  const variable = variableIn(facts, name);
  const size = (facts.shapes.axes.get(variable) ?? []).reduce((n, { elements }) => n * elements.length, 1);
  const run = runSlowly(facts);
  return Array.from({ length: size }, (_, element) => run.value(0, variable, element));
}

test("subranges and aliases have the elements of their dimension", () => {
  const facts = soundly("aux a[south, place] = 1");
  const axes = facts.shapes.axes.get(variableIn(facts, "a"))!;
  expect(axes.map(({ name, elements }) => [name, elements])).toEqual([
    ["south", ["khatlon", "gbao"]],
    ["place", ["khatlon", "sughd", "gbao"]],
  ]);
});

test("a dimension's name follows the equation: itself, the whole of a subrange, a subrange of a part, a mapping", () => {
  expect(valuesOf("aux a[region] = r[region]", "a")).toEqual([1, 2, 3]);
  expect(valuesOf("aux a[south] = r[south]", "a")).toEqual([1, 3]);
  expect(valuesOf("aux a[south] = r[region]", "a")).toEqual([1, 3]);
  expect(valuesOf("aux a[place] = r[place]", "a")).toEqual([1, 2, 3]);
  expect(valuesOf("aux a[place] = r[region]", "a")).toEqual([1, 2, 3]);
  expect(valuesOf("aux a[region]\n  [south] = s[south]\n  else = 0", "a")).toEqual([10, 0, 20]);
  expect(valuesOf("aux a[region] = z[zone]", "a")).toEqual([100, 100, 200]);
  expect(valuesOf("aux a[south] = z[zone]", "a")).toEqual([100, 200]);
});

test("with two dimensions of one family at hand each name follows its own", () => {
  expect(valuesOf("aux a[south, place] = 10 * r[south] + r[place]", "a")).toEqual([11, 12, 13, 31, 32, 33]);
  expect(valuesOf("aux a[place, region] = r[region]", "a")).toEqual([1, 2, 3, 1, 2, 3, 1, 2, 3]);
});

test("positions are counted from 1, and outside of the dimension is 0", () => {
  expect(valuesOf("aux a[region] = r[region - 1]", "a")).toEqual([0, 1, 2]);
  expect(valuesOf("aux a[region] = r[4 - region]", "a")).toEqual([3, 2, 1]);
  expect(valuesOf("aux a = r[@2]", "a")).toEqual([2]);
  expect(valuesOf("aux a[age] = r[age mod 3 + 1]", "a")).toEqual([2, 3, 1]);
});

test("a dimension or an element as a number is its position", () => {
  expect(valuesOf("aux a[south] = south", "a")).toEqual([1, 2]);
  expect(valuesOf("aux a[south] = region", "a")).toEqual([1, 3]);
  expect(valuesOf("aux a = gbao", "a")).toEqual([3]);
});

test("a transposed array swaps its two dimensions", () => {
  expect(valuesOf("aux a[age, region] = m'", "a")).toEqual([11, 21, 31, 12, 22, 32, 13, 23, 33]);
  expect(valuesOf("aux a[age] = m'[age, sughd]", "a")).toEqual([21, 22, 23]);
});

test("reducers go over all of it, over a subrange, over a range", () => {
  expect(valuesOf("aux a = sum(r[*])", "a")).toEqual([6]);
  expect(valuesOf("aux a = sum(r[south])", "a")).toEqual([4]);
  expect(valuesOf("aux a = sum(r[region])", "a")).toEqual([6]);
  expect(valuesOf("aux a = sum(r[sughd:gbao])", "a")).toEqual([5]);
  expect(valuesOf("aux a = sum(m[*, 2:3])", "a")).toEqual([12 + 13 + 22 + 23 + 32 + 33]);
  expect(valuesOf("aux a = size(m[*, *])", "a")).toEqual([9]);
});

test("under a reducer the name at hand is followed, and a subrange or alias of it stands for all of its elements", () => {
  expect(valuesOf("aux a[region] = sum(m[region, *])", "a")).toEqual([36, 66, 96]);
  expect(valuesOf("aux a[region] = r[region] / sum(r[south])", "a")).toEqual([0.25, 0.5, 0.75]);
  expect(valuesOf("aux a[region] = sum(r[place])", "a")).toEqual([6, 6, 6]);
});

test("in one reducer what goes over one dimension runs together, and different dimensions are nested", () => {
  expect(valuesOf("aux a = sum(r[*] * r[*])", "a")).toEqual([1 + 4 + 9]);
  expect(valuesOf("aux a = sum(r[south] * s[*])", "a")).toEqual([10 + 60]);
  expect(valuesOf("aux a = sum(r[*] * z[*])", "a")).toEqual([6 * 300]);
  expect(valuesOf("aux a = sum(m[*, *] * r[*])", "a")).toEqual([36 + 2 * 66 + 3 * 96]);
  const facts = soundly("aux a = sum(m[*, *] * z[*])");
  expect([...facts.shapes.loops.values()]).toEqual([[3, 3, 2]]);
});

test("two stars over one dimension in one reference are two loops", () => {
  const text =
    "const q[region, place] = 10 * region + place\naux a = sum(q[*, *])\naux b = sum(q[*, *] * r[*])";
  expect(valuesOf(text, "a")).toEqual([11 + 12 + 13 + 21 + 22 + 23 + 31 + 32 + 33]);
  expect(valuesOf(text, "b")).toEqual([36 + 2 * 66 + 3 * 96]);
  const repeated = "const w[south, region] = 1\naux a = sum(w[*, *])";
  expect(valuesOf(repeated, "a")).toEqual([6]);
});

test("a reducer inside another has loops of its own", () => {
  const text = "aux a = sum(r[*] * max(z[*]))";
  expect(valuesOf(text, "a")).toEqual([6 * 200]);
  const facts = soundly(text);
  expect([...facts.shapes.loops.values()].toSorted()).toEqual([[2], [3]]);
});

test("an array of graphs follows the equation that it is called in", () => {
  const text = `graph effect[zone] (x : 1) : 1
  [plain]    = (0, 0) (10, 10)
  [mountain] = (0, 5) (10, 5)
aux a[region] = effect(r[region])
graph jobs[zone] (time : year) : 1
  [plain] = (0, 7) (2, 7)
  else    = (0, 8) (2, 8)
aux b = jobs[plain] + 10 * jobs[mountain]`;
  expect(valuesOf(text, "a")).toEqual([1, 2, 5]);
  expect(valuesOf(text, "b")).toEqual([87]);
});

test("each element has the part that names it", () => {
  const facts = soundly(`aux a[region, age]
  [khatlon, 1] = 1
  [south, *] except [khatlon, 1], [gbao, 3] = 2
  else = 3`);
  const variable = variableIn(facts, "a");
  const [definition] = equationsOf(variable);
  const numbers = Array.from({ length: 9 }, (_, i) =>
    definition!.parts.indexOf(facts.partOf(variable, definition!.parts, i)!),
  );
  expect(numbers).toEqual([0, 1, 1, 2, 2, 2, 1, 1, 2]);
});

test("a reference within a part need only suit the elements of that part", () => {
  expect(valuesOf("aux a[region]\n  [sughd] = 5\n  [*] except [sughd] = s[region]", "a")).toEqual([
    10, 5, 20,
  ]);
  const { diagnostics } = checkText(`${head}aux a[region]\n  [khatlon] = 5\n  else = s[region]`);
  expect(diagnostics.map(({ code }) => code)).toContain("outside-array");
});

test("a stock's flows follow its elements, or are elements themselves", () => {
  const facts = soundly(`stock people[region] starts 1 in births[region], 0.5 * moves out deaths[region]
stock one starts 0 in deaths[gbao], 0.5 * moves
flow births[region] = 1
flow deaths[region] = 1
flow moves = 1`);
  expect(picksOf(facts, "births")).toEqual([[{ kind: "along", axis: 0, indices: [0, 1, 2] }]]);
  expect(picksOf(facts, "deaths").at(-1)).toEqual([{ kind: "fixed", index: 2 }]);
});

test("each element of a flow may fill another stock", () => {
  const text = `stock a starts 1 in moves[khatlon]
stock b starts 1 in moves[sughd]
flow moves[region] = 1`;
  soundly(text);
  const { diagnostics } = checkText(head + text.replace("sughd", "khatlon"));
  expect(diagnostics.map(({ code }) => code)).toContain("flow-ends");
});

test("a whole array, some of its elements or one may be set, moved and checked", () => {
  const facts = soundly(`stock people[region] starts k[region] in births[region]
flow births[region] = k[region]
const k[region] = 1
scenario some
  k[south] = 2
scenario all
  k = 3
check K1
  each of people, births[south] >= 0 always
claim C1
  k[khatlon] raises people[khatlon] after 1 year
loop R1 "Round" reinforcing
  births -> people`);
  const [inScenario] = picksOf(facts, "k").filter(([pick]) => pick?.kind === "over");
  expect(inScenario).toEqual([{ kind: "over", loop: 0, indices: [0, 2] }]);
});

test("huge dimensions are refused and do not fill the memory", () => {
  const text = "system big\ntime 0 to 2 by 1 year\ndim a = 1..1000\ndim b = 1..1000\nconst k[a] = 1\n";
  const equations = Array.from({ length: 200 }, (_, i) => `aux x${i}[a] = sum(k[*] * k[a])`);
  const { diagnostics } = checkText(text + equations.join("\n"));
  expect(diagnostics.filter(({ code }) => code === "too-many-elements")).toHaveLength(1);
});

test("long chains of dimensions do not overflow the stack", () => {
  const chain = Array.from({ length: 20_000 }, (_, i) => `dim d${i} = d${i + 1}`);
  const { facts } = checkText(
    `system deep\ntime 0 to 2 by 1 year\n${chain.join("\n")}\ndim d20000 = x, y\nconst k[d0] = 1\naux a = k[y]`,
  );
  expect(facts.shapes.axes.get(variableIn(facts, "k"))![0]!.elements).toEqual(["x", "y"]);
});
