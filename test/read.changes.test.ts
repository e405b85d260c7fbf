import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { openRunnable } from "../src/cli/opening.ts";
import { resolveScenarios } from "../src/compile/scenario.ts";
import { createSimulator } from "../src/compile/simulator.ts";
import { foldName } from "../src/model/name.ts";
import { tablesOf } from "../src/run/overrides.ts";
import { type Results, type Slot, seriesOf } from "../src/run/program.ts";
import { findCorpus } from "./corpus.manifest.ts";

/** Numbers by `name`, or `name[element]`, and points by name: what a run goes by, before and after the changes. */
type Inputs = ReadonlyMap<string, unknown>;

interface Changed {
  readonly before: Inputs;
  readonly after: Inputs;
  readonly results: Results;
}

function changedBy(model: string, cin: string): Changed {
  const options = { brought: [], changes: [cin], allowed: [], tags: new Map() };
  const { facts, report, changes } = openRunnable(model, options);
  const simulator = createSimulator(facts, report);
  if (!simulator || changes === undefined) throw new Error(`‘${model}’ cannot be run.`);
  const { program } = simulator;
  const runs = [undefined, changes].map((scenario) =>
    simulator.run({ rows: "saved", ...(scenario !== undefined && { scenario }) }),
  );
  const { tables } = resolveScenarios(facts).changes.get(foldName(changes))!.change.inputs;
  const points = [program.tables, tablesOf(program, tables)].map((all) =>
    [...program.tableSlots.values()].flatMap((slot) =>
      elementsOf(slot).map(([key, offset]): [string, unknown] => [key, all[offset]!.pairs]),
    ),
  );
  const inputs = (i: number) => new Map([...numbersIn(runs[i]!), ...points[i]!]);
  return { before: inputs(0), after: inputs(1), results: runs[1]! };
}

/** The inputs of a run at its end: nothing has touched them on the way. */
function numbersIn(results: Results): readonly (readonly [string, unknown])[] {
  return [...results.program.slots.values()]
    .filter(({ role }) => role === "input")
    .flatMap((slot) => elementsOf(slot).map(([key], i) => [key, seriesOf(results, slot, i).at(-1)] as const));
}

function elementsOf({ variable, dimensions, offset, size }: Slot): readonly (readonly [string, number])[] {
  return Array.from({ length: size }, (_, i) => {
    const label = dimensions.length === 0 ? "" : `[${foldName(dimensions[0]!.elements[i]!)}]`;
    return [`${foldName(variable)}${label}`, offset + i] as const;
  });
}

/** What a changes file names, read once more by a plain search: numbers, and points. */
function namedIn(text: string): Inputs {
  const named = new Map<string, unknown>();
  for (const [, name, , number, points] of text.matchAll(
    /([A-Za-z][\w ]*(\[\w+\])?)\s*(?:=\s*([-+.\deE]+)|\(((?:\s*\([^()]*\),?\s*)+)\))/g,
  )) {
    const pairs = [...(points ?? "").matchAll(/\(([^,]*),([^)]*)\)/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    named.set(foldName(name!.trim()), number === undefined ? pairs : Number(number));
  }
  return named;
}

/** Changed is exactly what the file names, to what it says; and what it says was not so before. */
function expectExactly({ before, after, results }: Changed, text: string): ReadonlySet<string> {
  const named = namedIn(text);
  for (const [name, value] of named) expect(after.get(name), name).toEqual(value);
  const differing = [...after.keys()].filter(
    (name) => JSON.stringify(after.get(name)) !== JSON.stringify(before.get(name)),
  );
  expect(differing.filter((name) => !named.has(name))).toEqual([]);
  const unchanged = [...named].filter(
    ([name, value]) => JSON.stringify(before.get(name)) === JSON.stringify(value),
  );
  expect(differing).toHaveLength(named.size - unchanged.length);
  expect(results.rows.length).toBeGreaterThan(results.program.width);
  expect(results.rows.findIndex(Number.isNaN)).toBe(-1);
  expect(results.fault).toBeUndefined();
  return new Set(differing);
}

test("a changes file changes exactly the numbers and points that it names", () => {
  const [model, cin] = ["test/cases/changes/town.mdl", "test/cases/changes/town.cin"];
  const changed = changedBy(model, cin);
  const differing = expectExactly(changed, readFileSync(cin, "utf8"));
  expect([...differing].sort()).toEqual(["crowding", "rate", "start[shore]"]);
  expect([...changed.after.keys()].sort()).toEqual([
    "crowding",
    "dryness",
    "rate",
    "room[hill]",
    "room[shore]",
    "start[hill]",
    "start[shore]",
    "unmoved",
  ]);
});

const corpus = findCorpus();
const folder = corpus && join(corpus, "simlin/metasd/WRLD3-03");

describe("World3's scenarios", () => {
  if (!folder) {
    test("are in the corpus", () => {
      console.log("The corpus of public models is not here: no scenario of World3 was run.");
    });
    return;
  }
  const files = readdirSync(folder).filter((name) => /\.cin$/i.test(name));
  test("are thirteen", () => {
    expect(files).toHaveLength(13);
  });
  test.each(files)("%s changes exactly what it names, and runs without NaN", (name) => {
    const path = join(folder, name);
    const changed = changedBy(join(folder, "wrld3-03.mdl"), path);
    const differing = expectExactly(changed, readFileSync(path, "utf8"));
    expect(differing.size, basename(path)).toBeGreaterThan(0);
    expect(changed.after.size).toBe(133);
  });
});
