import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkModel } from "../src/check/check.ts";
import { createSimulator } from "../src/compile/simulator.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import type { Model } from "../src/model/system.ts";
import { readXmile } from "../src/read/xmile/xmile.ts";
import { seriesOf } from "../src/run/program.ts";
import { writeHence } from "../src/write/text/model.ts";
import { writeXmile } from "../src/write/xmile/model.ts";
import { drawSystem } from "./compile.systems.ts";
import { chapters, readFiles, readText, systemFiles, withoutSpans } from "./read.texts.ts";

function readBack(text: string): { readonly model: Model; readonly told: readonly Diagnostic[] } {
  const told: Diagnostic[] = [];
  const { model } = readXmile(
    "case.xmile",
    () => ({ text }),
    (one) => told.push(one),
  );
  return { model, told };
}

/** Hence → XMILE → Hence is the identity, and nothing is said about it. */
function expectSame(model: Model): void {
  const { model: again, told } = readBack(writeXmile(model, undefined, () => undefined));
  expect(told.map(({ message }) => message)).toEqual([]);
  expect(withoutSpans(again)).toBe(withoutSpans(model));
}

const entries = systemFiles()
  .map(([path]) => join("systems", path))
  .filter((path) => !path.includes("backlash/") || path.endsWith("backlash.hence"));

test.each(entries)("%s comes back from XMILE as it was", (path) => {
  expectSame(readFiles(path, (file) => ({ text: readFileSync(file, "utf8") })).model);
});

test.each(chapters())("the chapter ‘%s’ of the reference comes back from XMILE as it was", (_, text) => {
  expectSame(readText(text).model);
});

/** What another program sees: everything but what Hence says of its own. */
function withoutOwn(text: string): string {
  return text.replace(
    /<hence:system>.*<\/hence:system>|<hence:text[^>]*>.*?<\/hence:text>|<hence:made[^>]*\/>/gs,
    "",
  );
}

function numbersOf(model: Model): ReadonlyMap<string, number> {
  // XMILE has no units in equations: faults of units are to be expected, and stop no run.
  const report = () => undefined;
  const simulator = createSimulator(checkModel(model, report), report);
  expect(simulator).toBeDefined();
  const results = simulator!.run({ rows: "saved" });
  return new Map(
    [...results.program.slots].flatMap(([name, slot]) =>
      Array.from({ length: slot.size }, (_, element): [string, number] => {
        const course = seriesOf(results, slot, element);
        return [`${name} ${element}`, course.reduce((sum, each) => sum + each, 0)];
      }),
    ),
  );
}

test.each(entries)("what other programs see of %s runs to the same numbers", (path) => {
  const { model } = readFiles(path, (file) => ({ text: readFileSync(file, "utf8") }));
  const ours = numbersOf(model);
  const theirs = numbersOf(readBack(withoutOwn(writeXmile(model, undefined, () => undefined))).model);
  const compared = [...ours].filter(([name]) => theirs.has(name));
  expect(compared.length).toBeGreaterThan(0.9 * ours.size);
  for (const [name, number] of compared)
    expect(Math.abs(theirs.get(name)! - number), name).toBeLessThanOrEqual(1e-9 * Math.abs(number));
});

/** How files of Stella say that a graph spreads an inflow, and that a flow stamps, is not known. */
const discrete = readdirSync("test/cases/discrete").filter(
  (file) => !/ stamped$|spread on by/m.test(readFileSync(`test/cases/discrete/${file}`, "utf8")),
);

test.each(discrete)("%s: other programs find all of it in the file", (file) => {
  const [text = ""] = readFileSync(`test/cases/discrete/${file}`, "utf8").split("\n==>\n");
  const { model } = readText(text);
  const { model: again } = readBack(withoutOwn(writeXmile(model, undefined, () => undefined)));
  const [before, after] = [numbersOf(model), numbersOf(again)];
  const written = [...before].filter(([name]) => !name.includes(">"));
  expect(written.length).toBeGreaterThan(1);
  for (const [name, number] of written) expect(after.get(name), name).toBeCloseTo(number, 9);
});

const drains =
  "system s\ntime 0 to 10 by 1/4 year\nstock a : 1 starts 8 out b\nflow b : 1/year = a / 2 year\n";

test("where another program has changed a variable, that is believed", () => {
  const written = writeXmile(readText(drains).model, undefined, () => undefined);
  const changed = written.replace("<eqn>a / 2</eqn>", "<eqn>a / 4</eqn>");
  expect(changed).not.toBe(written);
  const { model, told } = readBack(changed);
  expect(told).toMatchObject([{ code: "changed-outside", severity: "note" }]);
  expect(writeHence(model).text).toContain("a / 4");
  expect(model.variables[0]).toEqual(readBack(written).model.variables[0]);
});

test("what of XMILE a file uses stands in its header, and macros stand behind the models", () => {
  const text = `system c
time 0 to 4 by 1 year
dim place = here, there
aux x[place] = log(2, 10)
stock s starts twice(1)
function twice(a)
= 2 * a
end
`;
  const written = writeXmile(readText(text).model, undefined, () => undefined);
  const options = /<options>(.*?)<\/options>/s.exec(written)?.[1]?.replace(/\s+/g, " ").trim();
  expect(options).toBe(
    '<uses_arrays maximum_dimensions="1"/> <uses_macros recursive_macros="false" option_filters="false"/> <has_model_view/>',
  );
  expect(written.lastIndexOf("</model>")).toBeLessThan(written.indexOf("<macro "));
});

test("where another program has changed the time, that is believed", () => {
  const written = writeXmile(readText(drains).model, undefined, () => undefined);
  const { model, told } = readBack(written.replace("<stop>10</stop>", "<stop>20</stop>"));
  expect(told).toMatchObject([{ code: "changed-outside" }]);
  expect(model.time.stop).toBe(20);
  expect(model.variables).toEqual(readBack(written).model.variables);
});

test("one of an array of graphs is read by other programs too", () => {
  const { model } = readText(`system s
time 0 to 3 by 1 year
dim kind = left, right
graph effect[kind] (x)
  [left] = (0, 1) (3, 4)
  [right] = (0, 10) (3, 40)
aux both[kind] = effect[kind](time / 1 year)
aux one = effect[right](1.5)
`);
  const ours = numbersOf(model);
  const theirs = numbersOf(readBack(withoutOwn(writeXmile(model, undefined, () => undefined))).model);
  for (const name of ["both 0", "both 1", "one 0"]) expect(theirs.get(name)).toBe(ours.get(name));
});

test("other programs see the steps that modules take, and those of the modules in them", () => {
  const inner = (text: string) =>
    `system inner\ntime 0 to 4 by 1 year\nstock x starts 1 in y\nflow y = x\n${text}`;
  const texts = new Map([
    ["whole.hence", 'system whole\ntime 0 to 4 by 1 year\nmodule quick from "quick.hence" steps 4\n'],
    ["quick.hence", inner('module deep from "deep.hence"\nmodule calm from "calm.hence" steps 1\n')],
    ["deep.hence", inner("")],
    ["calm.hence", inner("")],
  ]);
  const { model } = readFiles("whole.hence", (file) => ({ text: texts.get(file)! }));
  expectSame(model);
  const ours = numbersOf(model);
  const theirs = numbersOf(readBack(withoutOwn(writeXmile(model, undefined, () => undefined))).model);
  expect(theirs).toEqual(ours);
  expect(ours.get("quick.deep.x 0")).toBe(ours.get("quick.x 0"));
  expect(ours.get("quick.calm.x 0")).toBe(1 + 2 + 4 + 8 + 16);
});

test("other programs see arrays of modules", () => {
  const texts = new Map([
    [
      "whole.hence",
      `system whole
time 0 to 4 by 1 year
dim region = north, south
const supply[region]
  [north] = 1
  [south] = 2
module isle[region] from "isle.hence"
  port food = supply[region]
  port twice = 2 * supply[region]
aux all = sum(isle.x[*])
`,
    ],
    [
      "isle.hence",
      "system isle\ntime 0 to 4 by 1 year\ninput food\ninput twice\nstock x starts 1 in y\nflow y = food + twice * x\n",
    ],
  ]);
  const { model } = readFiles("whole.hence", (file) => ({ text: texts.get(file)! }));
  expectSame(model);
  const ours = numbersOf(model);
  const theirs = numbersOf(readBack(withoutOwn(writeXmile(model, undefined, () => undefined))).model);
  for (const [name, number] of ours) expect(theirs.get(name), name).toBe(number);
});

test("what was laid out anew is not changed", () => {
  const { model } = readText(drains);
  const written = writeXmile(model, undefined, () => undefined);
  const { model: again, told } = readBack(written.replaceAll("\t", "  ").replaceAll("\n<", "\r\n\r\n  <"));
  expect(told).toEqual([]);
  expect(withoutSpans(again)).toBe(withoutSpans(model));
});

test("random systems come back from XMILE as they were", () => {
  fc.assert(
    fc.property(fc.gen(), (draw) => expectSame(readText(drawSystem(draw)).model)),
    { numRuns: 100 },
  );
});
