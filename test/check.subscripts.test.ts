import { expect, test } from "vitest";
import type { Facts } from "../src/check/facts.ts";
import { sizeOf } from "../src/check/facts.ts";
import { createSimulator } from "../src/compile/simulator.ts";
import { seriesOf } from "../src/run/program.ts";
import { checkText, runSlowly, variableIn } from "./check.reading.ts";

// What Vensim and XMILE say with subscripts, in the words of Hence.

const head = `system case
time 0 to 3 by 1 year
dim region = khatlon, sughd, gbao
dim south of region = khatlon, gbao
dim place = region
dim zone = plain, mountain
dim age = baby, young, mid, old
dim older of age = young, mid, old
dim younger of age = baby, young, mid
map older to younger (young: baby; mid: young; old: mid)
map region to zone (khatlon, sughd: plain; gbao: mountain)
const r[region] = region
const z[zone] = 100 * zone
const m[region, zone] = 10 * region + zone
const q[region, place] = 10 * region + place
`;

function check(text: string): { facts: Facts; faults: readonly string[] } {
  const { facts, diagnostics } = checkText(head + text);
  return {
    facts,
    faults: diagnostics.filter(({ severity }) => severity !== "note").map(({ code }) => code),
  };
}

/** The values of all elements of `a` at a step, which the oracle of checks and the compiled program agree on. */
function valuesOf(text: string, step = 0): readonly number[] {
  const { facts, faults } = check(text);
  expect(faults).toEqual([]);
  const variable = variableIn(facts, "a");
  const size = sizeOf(facts.shapes.axes.get(variable)!);
  const run = runSlowly(facts);
  const slow = Array.from({ length: size }, (_, element) => run.value(step, variable, element));
  const results = createSimulator(facts, () => undefined)!.run({ rows: "every step" });
  const slot = results.program.slots.get("a")!;
  expect(slow.map((_, element) => seriesOf(results, slot, element)[step])).toEqual(slow);
  return slow;
}

test("all stars of one name run together, also twice in one reference", () => {
  expect(valuesOf("aux a = sum(r[region.*] * q[region.*, khatlon])")).toEqual([11 + 2 * 21 + 3 * 31]);
  expect(valuesOf("aux a = sum(q[region.*, region.*])")).toEqual([11 + 22 + 33]);
  expect(valuesOf("aux a = sum(r[south.*])")).toEqual([4]);
});

test("stars of two names are nested, though the names be of one dimension", () => {
  expect(valuesOf("aux a = sum(r[region.*] * r[place.*])")).toEqual([36]);
  expect(valuesOf("aux a = sum(r[south.*] * r[region.*])")).toEqual([24]);
  expect(valuesOf("aux a[region] = sum(q[region, place.*])")).toEqual([36, 66, 96]);
});

test("plain stars over the same elements run together, whatever their dimensions are called", () => {
  expect(valuesOf("aux a = sum(q[sughd, *] * q[*, sughd])")).toEqual([21 * 12 + 22 * 22 + 23 * 32]);
  expect(valuesOf("aux a = sum(q[*, *])")).toEqual([198]);
  expect(valuesOf("aux a[region] = sum(q[region, *] * r[*])")).toEqual([74, 134, 194]);
});

test("a star of a subrange may stand where the equation is over the same dimension", () => {
  expect(valuesOf("aux a[region] = r[region] / sum(r[region.*])")).toEqual([1 / 6, 2 / 6, 3 / 6]);
  expect(valuesOf("aux a[south] = sum(r[south.*])")).toEqual([4, 4]);
});

test("a star of another dimension, or of one that has more than the array, is a fault", () => {
  expect(check("aux a = sum(r[zone.*])").faults).toContain("wrong-dimension");
  expect(check("const s[south] = 1\naux a = sum(s[region.*])").faults).toContain("outside-array");
  expect(check("aux a = sum(r[nowhere.*])").faults).toContain("unknown-dimension");
});

test("the size of a dimension is the number of its elements, in every equation", () => {
  expect(valuesOf("aux a = size(region) + 10 * size(south)")).toEqual([23]);
  expect(valuesOf("aux a[region] = size(region) - region")).toEqual([2, 1, 0]);
});

test("a dimension as a number goes along with the stars of its name", () => {
  expect(valuesOf("aux a = sum(r[region.*] * region)")).toEqual([14]);
  expect(valuesOf("aux a[zone] = sum(m[region.*, zone] * region)")).toEqual([
    11 + 2 * 21 + 3 * 31,
    12 + 2 * 22 + 3 * 32,
  ]);
});

test("a dimension twice on the left is followed place by place", () => {
  const square = "const w[zone, zone]\n  [plain, plain] = 1\n  [plain, mountain] = 2\n  [mountain, *] = 3\n";
  expect(valuesOf(`${square}aux a[zone, zone] = w[zone, zone]`)).toEqual([1, 2, 3, 3]);
  expect(valuesOf(`${square}aux a[zone, zone] = w'`)).toEqual([1, 3, 2, 3]);
  expect(valuesOf(`${square}aux a[zone] = w[zone, zone]`)).toEqual([1, 3]);
  expect(valuesOf(`${square}aux a = sum(w[*, *])`)).toEqual([9]);
  expect(check(`${square}aux a[zone, zone] = z[zone]`).faults).toEqual(["dimension-twice"]);
});

test("the name in the brackets of a part is followed, inside reducers too", () => {
  expect(valuesOf("aux a[region]\n  [south] = sum(m[south, zone.*])\n  else = 0")).toEqual([23, 0, 63]);
  expect(valuesOf("aux a[region, place]\n  [south, *] = q[south, place]\n  else = 0")).toEqual([
    11, 12, 13, 0, 0, 0, 31, 32, 33,
  ]);
});

test("a mapping between the very names is followed before shared elements, and backwards where it is unique", () => {
  const cohorts = `const flex[age] = age
aux a[older] = flex[younger]`;
  expect(valuesOf(cohorts)).toEqual([1, 2, 3]);
  expect(valuesOf("const back[older] = 10 * older\naux a[younger] = back[older]")).toEqual([10, 20, 30]);
  expect(valuesOf("aux a[region] = z[zone]")).toEqual([100, 100, 200]);
  expect(check("aux a[zone] = r[region]").faults).toContain("not-at-hand");
});

test("elements may be computed in a circle of variables that is none of elements", () => {
  const chain = `aux a[age]
  [baby] = 1
  [older] = before[older] * 2
aux before[older] = a[younger]`;
  expect(valuesOf(chain)).toEqual([1, 2, 4, 8]);
});

test("a mapping need not say all, as long as equations do not ask for it", () => {
  const partial = "dim crop = wheat, cotton\nmap region to crop (khatlon: cotton)\nconst c[crop] = crop\n";
  expect(valuesOf(`${partial}aux a[region]\n  [khatlon] = c[crop]\n  else = 0`)).toEqual([2, 0, 0]);
  expect(check(`${partial}aux a[region] = c[crop]`).faults).toContain("not-at-hand");
});

test("a mapping may speak of whole subranges", () => {
  const by =
    "dim crop = wheat, cotton\nmap region to crop (south: cotton; sughd: wheat)\nconst c[crop] = crop\n";
  expect(valuesOf(`${by}aux a[region] = c[crop]`)).toEqual([2, 1, 2]);
});

test("a position may change during a run, and is 0 outside", () => {
  const text = "aux a = r[@(time + 1)] + 0";
  expect([0, 1, 2, 3].map((step) => valuesOf(text, step)[0])).toEqual([1, 2, 3, 0]);
  expect(valuesOf("aux choice = 2.9\naux a = r[@choice]")).toEqual([2]);
  expect(valuesOf("aux choice = -1\naux a = r[@choice]")).toEqual([0]);
  expect(valuesOf("aux lost = 0 / 0\naux a = r[@lost]")).toEqual([0]);
});

test("each element may choose another, and both dimensions may be chosen", () => {
  expect(valuesOf("aux choice[region] = 4 - region\naux a[region] = r[@choice[region]]")).toEqual([3, 2, 1]);
  expect(valuesOf("aux i = 2\naux j = 1\naux a = m[@(i + 0), @(j + 0)]")).toEqual([21]);
  expect(valuesOf("aux i = 2\naux a = sum(m[@(i + 0), *])")).toEqual([21 + 22]);
});

test("one position of an array of several dimensions counts in row-major order", () => {
  expect(valuesOf("aux a = m[@4]")).toEqual([22]);
  expect(valuesOf("aux n = 5\naux a = m[@n]")).toEqual([31]);
  expect(valuesOf("aux n = 7\naux a = m[@n]")).toEqual([0]);
});

test("a range outside of reducers follows the equation from its first element on", () => {
  expect(valuesOf("const x[age] = 10 * age\naux a[region] = x[young:old]")).toEqual([20, 30, 40]);
});

test("three dimensions are transposed from the last to the first", () => {
  const text =
    "const t[region, zone, age] = 100 * region + 10 * zone + age\naux a = sum(t'[baby, zone.*, region.*])";
  expect(valuesOf(text)).toEqual([111 + 121 + 211 + 221 + 311 + 321]);
});

test("brackets before its input choose one of an array of graphs", () => {
  const text = `graph effect[zone] (x : 1) : 1
  [plain]    = (0, 0) (10, 10)
  [mountain] = (0, 5) (10, 15)
`;
  expect(valuesOf(`${text}aux a = effect[mountain](3)`)).toEqual([8]);
  expect(valuesOf(`${text}aux a = sum(effect[zone.*](3))`)).toEqual([11]);
  expect(valuesOf(`${text}aux i = 1\naux a = effect[@i](3)`)).toEqual([3]);
  expect(check(`${text}aux a = effect(3)`).faults).toContain("not-at-hand");
  expect(check("aux a = max[region](3, 4)").faults).toContain("not-callable");
});

test("a flow of an element that only the run knows is a fault", () => {
  const text = "flow f[region] = 1\nconst k = 2\nstock s starts 0 in f[@k]";
  expect(check(text).faults).toContain("position-not-fixed");
});

test("what an array over a subrange does not have may be left out of it", () => {
  expect(valuesOf("aux a[south]\n  [*] except [sughd] = r[south]")).toEqual([1, 3]);
  expect(valuesOf("aux a[south]\n  [*] except [region] = 1\n  else = 2")).toEqual([2, 2]);
  expect(check("aux a[south]\n  [*] except [nobody] = 1\n  else = 2").faults).toContain("unknown-element");
});

test("what a function finds its own way through gets a name where it is worked out, and is counted from the first", () => {
  expect(valuesOf("aux a[region] = vector_elm_map(r[region] * 10, region.gbao - region)")).toEqual([
    30, 20, 10,
  ]);
  expect(valuesOf("aux a[region] = vector_elm_map(r[khatlon], region - 1)")).toEqual([1, 2, 3]);
  expect(valuesOf("aux a[region] = vector_elm_map(r[region], 0)")).toEqual([1, 2, 3]);
});

test("positions that change among too many elements are refused before they fill the memory", () => {
  const big = "dim a = 1..500\nconst k[a] = 1\nconst w[a, a] = 1\nconst j = 3\n";
  const long = Array.from({ length: 100 }, (_, i) => `aux x${i}[a] = k[@j]`).join("\n");
  const head = "system big\ntime 0 to 2 by 1 year\n";
  const faultsOf = (text: string) => checkText(head + big + text).diagnostics.map(({ code }) => code);
  expect(faultsOf("aux x = k[@j]")).not.toContain("too-many-elements");
  expect(faultsOf(long)).toContain("too-many-elements");
  expect(faultsOf("aux x[a] = w[@j, @j]")).toContain("too-many-elements");
  expect(faultsOf("aux x[a] = sum(w[*, @j])")).toContain("too-many-elements");
  expect(faultsOf("aux x[a] = k[@sum(w[*, *])]")).toContain("too-many-elements");
});
