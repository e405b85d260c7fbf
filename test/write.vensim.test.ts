import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkModel } from "../src/check/check.ts";
import { createSimulator } from "../src/compile/simulator.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import type { Layout } from "../src/model/layout.ts";
import { foldName } from "../src/model/name.ts";
import type { Model } from "../src/model/system.ts";
import { readVensim } from "../src/read/vensim/vensim.ts";
import { seriesOf } from "../src/run/program.ts";
import { writeVensim } from "../src/write/vensim/model.ts";
import { readFiles, readText, systemFiles } from "./read.texts.ts";

function write(model: Model): { readonly text: string; readonly told: readonly Diagnostic[] } {
  const told: Diagnostic[] = [];
  return { text: writeVensim(model, undefined, (one) => told.push(one)), told };
}

function numbersOf(model: Model): ReadonlyMap<string, readonly number[]> {
  const faults: string[] = [];
  const report = ({ severity, message, code }: Diagnostic) => {
    if (severity === "error" && !code.includes("unit")) faults.push(message);
  };
  const simulator = createSimulator(checkModel(model, report), report);
  if (!simulator) throw new Error(faults.join("\n"));
  const results = simulator.run({ rows: "saved" });
  return new Map(
    [...results.program.slots].flatMap(([name, slot]) =>
      Array.from({ length: slot.size }, (_, element): [string, readonly number[]] => [
        // A variable of a module has the name of the module before its own.
        `${foldName(name).replaceAll(".", "_")} ${element}`,
        [...seriesOf(results, slot, element)],
      ]),
    ),
  );
}

function readBack(text: string): Model {
  const told: string[] = [];
  const { model } = readVensim(
    "case.mdl",
    () => ({ text }),
    ({ severity, message }) => {
      if (severity === "error") told.push(message);
    },
  );
  expect(told).toEqual([]);
  return model;
}

const entries = systemFiles()
  .map(([path]) => join("systems", path))
  .filter((path) => !path.includes("backlash/") || path.endsWith("backlash.hence"));

test.each(entries)("%s comes back from Vensim with the same numbers, or is refused with places", (path) => {
  const { model } = readFiles(path, (file) => ({ text: readFileSync(file, "utf8") }));
  const { text, told } = write(model);
  const faults = told.filter(({ severity }) => severity === "error");
  if (faults.length > 0) {
    for (const fault of faults) expect(fault).toMatchObject({ code: "not-in-vensim" });
    console.log(
      path,
      faults.map(({ message }) => message),
    );
    return;
  }
  const [ours, theirs] = [numbersOf(model), numbersOf(readBack(text))];
  const compared = [...ours].filter(([name]) => theirs.has(name));
  expect(compared.length).toBeGreaterThan(0.9 * ours.size);
  for (const [name, course] of compared)
    for (const [i, value] of course.entries())
      expect(Math.abs(theirs.get(name)![i]! - value), `${name} at row ${i}`).toBeLessThanOrEqual(
        1e-9 * Math.max(1, Math.abs(value)),
      );
});

test("a queue is asked by its name, or not at all", () => {
  const text = `{UTF-8}
flat((0,1),(1,1)) ~~|
line : fast, slow ~~|
pace[line] = 4, 0 ~~|
waiting[line] = QUEUE FIFO(3, pace[line], flat, 8, 4) ~~|
oldest[line] = QUEUE AGE OLDEST(waiting[line]) ~~|
FINAL TIME = 4 ~~| INITIAL TIME = 0 ~~| TIME STEP = 1 ~~| SAVEPER = 1 ~~|
`;
  const model = readBack(text);
  const written = write(model);
  expect(written.told).toEqual([]);
  expect(written.text).toContain("QUEUE AGE OLDEST(waiting[line])");
  expect(numbersOf(readBack(written.text))).toEqual(numbersOf(model));
  const attributed = readBack(
    text
      .replace(
        "QUEUE FIFO(3, pace[line], flat, 8, 4)",
        "QUEUE FIFO ATTRIB(3, pace[line], 2, 1, flat, flat, 8, 5, 4)",
      )
      .replace("FINAL TIME", "mean[line] = QUEUE ATTRIB AVERAGE(waiting[line], 5) ~~| FINAL TIME"),
  );
  const again = write(attributed);
  expect(again.told).toEqual([]);
  expect(again.text).toContain("QUEUE AGE OLDEST(waiting[line])");
  expect(again.text).toContain("QUEUE ATTRIB AVERAGE(waiting[line], 5)");
  expect(numbersOf(readBack(again.text))).toEqual(numbersOf(attributed));
  const other = readBack(text.replace("OLDEST(waiting[line])", "OLDEST(waiting[slow])"));
  expect(write(other).told).toMatchObject([{ code: "not-in-vensim" }]);
});

/** What a system comes to, and what is told, when it has been written for Vensim and read again. */
function thereAndBack(files: Readonly<Record<string, string>>) {
  const { model } = readFiles("case.hence", (path) => ({ text: files[path]! }));
  const { text, told } = write(model);
  expect(told.filter(({ severity }) => severity === "error")).toEqual([]);
  return { text, told, before: numbersOf(model), after: numbersOf(readBack(text)) };
}

test("a conveyor is a level that is emptied by what went in some time ago", () => {
  const { text, before, after } = thereAndBack({
    "case.hence": `system c
time 0 to 12 by 1/2 year
flow on = 6/year + step(3/year, 2 year)
flow back = 4/year - 8/year * (time - 3 year)
conveyor belt starts 6 in on, back out off transit length
flow off
conveyor next starts 0 in off out gone transit 1.3 year discrete
flow gone
conveyor slow starts 2 in gone out last transit 1 year + step(1.5 year, 4 year) - step(2 year, 7 year)
flow last
const length : year = 2
`,
  });
  expect(text).toContain("off=\n\tDELAY FIXED(on + back, length, belt / (");
  expect(text).toContain("gone=\n\tDELAY FIXED(off, 1.3, 0)");
  expect(text).toContain("last=\n\tDELAY MATERIAL(gone, ");
  for (const name of ["belt 0", "off 0", "next 0", "gone 0", "slow 0", "last 0", "back 0"]) {
    expect(after.get(name)).toHaveLength(25);
    for (const [i, value] of before.get(name)!.entries())
      expect(after.get(name)![i], `${name} at row ${i}`).toBeCloseTo(value, 9);
  }
});

test.each([
  ["starts 1, 5", "that starts with a list,"],
  ["starts 6 fifo", "on which nothing overtakes,"],
  ["starts 6 spread on evenly", "that spreads what comes in,"],
])("Vensim has no words for a conveyor with: %s", (clauses, words) => {
  const head = "system c\ntime 0 to 4 by 1 year\nflow on = 6/year\nflow off\n";
  const { model } = readText(`${head}conveyor belt in on out off transit 2 year ${clauses}\n`);
  const message = `Vensim has no words for a conveyor ${words} such as ‘belt’.`;
  expect(write(model).told).toMatchObject([{ code: "not-in-vensim", message }]);
});

test("the variables of modules carry the names of their modules, and stand in groups", () => {
  const { text, told, before, after } = thereAndBack({
    "case.hence": `system c
time 0 to 4 by 1/2 year
dim place = here, there
module farm "a farm" from "farm.hence"
  port rain = weather
  port land = fields
aux weather = 1 + 0.1 * time
const fields[place] = 5
const 'farm yield' = 7
aux double = 2 * farm.yield[there] + farm.depth.level + 'farm yield'
`,
    "farm.hence": `system farm
time 0 to 4 by 1/2 year
dim place = here, there
input rain = 0
input land[place] = 0
aux yield[place] = richness(rain) * land[place] + twice(depth.level)
graph richness (x) = (0, 0) (2, 4)
module depth from "depth.hence"
  port into = rain + twice(1)
function twice(x)
= 2 * x
end
`,
    "depth.hence": `system depth
time 0 to 4 by 1/2 year
input into = 0
stock level starts 1 in into_it
flow into_it = into
`,
  });
  expect(told).toMatchObject([{ code: "modules-in-groups", severity: "note" }]);
  expect(text).toContain(".farm depth\n");
  expect(text).toContain("farm rain=\n\tweather\n");
  expect(text).toContain("farm yield 2[place]=\n\tfarm richness(farm rain) * farm land[place]");
  expect(after.get("double 0")).toEqual(before.get("double 0"));
  expect(after.get("farm_depth_level 0")).toEqual(before.get("farm_depth_level 0"));
});

test("a function that Vensim has under the same name, with other arguments, becomes a macro of another name", () => {
  const { model } = readText(`system case
time 0 to 5 by 1 year
aux x = time / 1 year
aux y = delay_fixed(x, 2 year)
`);
  const { text, told } = write(model);
  expect(told.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(text).toContain(":MACRO: delay_fixed macro(input, delay)");
  expect(numbersOf(readBack(text)).get("y 0")).toEqual(numbersOf(model).get("y 0"));
});

test("equations, units and remarks are laid out as Vensim does it", () => {
  const long = "word ".repeat(30).trim();
  const { text } = thereAndBack({
    "case.hence": `system c
time 0 to 4 by 1 year
unit person
const effort : person*hour/year/task = 3 "${long}"
graph effect (x) = (0, 1) (2, 0)
stock left starts 9 out done
flow done = effort * effect(left)
unit hour
unit task
`,
  });
  expect(text).toContain("effort=\n\t3\n\t~\tperson*hour/(year*task)\n\t~\tword word ");
  expect(text).toContain("word \\\n\t\tword");
  expect(text).toContain("effect(\n\t[(0,0)-(2,1)], (0,1), (2,0))\n");
  expect(text).toContain("left=\n\tINTEG(-done, 9)\n");
});

test("a flow stands at its valve, once, with the way of its pipe", () => {
  const { model } = readFiles("case.hence", () => ({
    text: "system c\ntime 0 to 4 by 1 year\nstock s starts 9 out f\nflow f = 1\n",
  }));
  const layout: Layout = {
    views: [
      {
        name: "Main",
        items: [
          { kind: "variable", name: "s", at: [100, 100], size: [80, 40], ghost: false },
          {
            kind: "pipe",
            flow: "f",
            from: "s",
            points: [
              [100, 100],
              [200, 100],
              [250, 100],
              [250, 200],
            ],
          },
          { kind: "variable", name: "f", at: [240, 80], size: [60, 22], ghost: false },
          { kind: "text", text: "A remark", at: [10, 10], size: [100, 20] },
        ],
      },
    ],
  };
  const text = writeVensim(model, layout, () => undefined);
  expect(text.match(/^10,\d+,f,240,80,30,11,40,3/gm)).toHaveLength(1);
  expect(text).toMatch(/^11,\d+,0,250,100,/m);
  expect(text).toMatch(/^12,\d+,0,10,10,50,10,/m);
  const again = readVensim(
    "case.mdl",
    () => ({ text }),
    () => undefined,
  ).readLayout?.();
  expect(again?.views[0]?.items).toMatchObject([
    layout.views[0]!.items[0]!,
    {
      kind: "pipe",
      flow: "f",
      from: "s",
      points: [
        [100, 100],
        [200, 100],
        [250, 100],
        [250, 150],
        [250, 200],
      ],
    },
    layout.views[0]!.items[2]!,
    layout.views[0]!.items[3]!,
  ]);
});
