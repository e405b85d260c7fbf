import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { DataColumn } from "../src/read/data/series.ts";
import { seriesKey, takeNameApart } from "../src/read/data/series.ts";
import { BrokenFile } from "../src/read/data/sheet.ts";
import { readTable } from "../src/read/data/table.ts";
import { readVdf } from "../src/read/data/vdf.ts";
import { elementsOfShape, readShape } from "../src/read/data/vdfshape.ts";

const corpus = process.env.HENCE_CORPUS ?? "../shared/corpus";
const folder = `${corpus}/simlin`;

/** Files of results with tables of what is in them, and how many series they share. */
const known = [
  ["bobby/vdf/pop/pop.vdf", "bobby/vdf/pop/reference.csv", 12],
  ["bobby/vdf/pop/Current.vdf", "bobby/vdf/pop/reference_Current.csv", 12],
  ["bobby/vdf/lookups/lookup_ex.vdf", "bobby/vdf/lookups/reference.csv", 7],
  ["metasd/WRLD3-03/experiment.vdf", "metasd/WRLD3-03/reference.csv", 260],
] as const;

const bytesOf = (path: string) => new Uint8Array(readFileSync(`${folder}/${path}`));
const noReport = () => undefined;
const byKey = (columns: readonly DataColumn[]) =>
  new Map(columns.map((column) => [seriesKey(takeNameApart(column.name)), column]));

test.skipIf(!existsSync(folder)).each(known)("%s has the numbers of its table", (path, table, count) => {
  const read = byKey(readVdf(bytesOf(path), path, noReport));
  const wanted = readTable(readFileSync(`${folder}/${table}`, "utf8"), table, noReport);
  const shared = wanted.filter(({ name }) => !name.startsWith("#"));
  expect(shared.length).toBe(count);
  for (const { name, pairs } of shared) {
    const found = read.get(seriesKey(takeNameApart(name)))?.pairs ?? [];
    // A number that never changes is stored once.
    const values = pairs.map(([time], i) => [time, Math.fround((found[i] ?? found[0]!)[1])]);
    expect({ name, values }).toEqual({ name, values: pairs });
  }
});

test.skipIf(!existsSync(folder))("wherever a file of results is cut, that is told", () => {
  const whole = bytesOf("bobby/vdf/lookups/lookup_ex.vdf");
  for (let length = 0; length < whole.length; length += 7)
    expect(() => readVdf(whole.subarray(0, length), "cut.vdf", noReport), `${length}`).toThrow(BrokenFile);
  expect(() => readVdf(whole.subarray(0, whole.length - 1), "cut.vdf", noReport)).toThrow(/cut short/);
});

test.skipIf(!existsSync(folder))(
  "an array whose elements cannot be told is left out, and that is told",
  () => {
    const bytes = bytesOf("bobby/vdf/pop/pop.vdf");
    const view = new DataView(bytes.buffer);
    // The record of ‘young population’ lies before that of ‘.Control’; word 4 of it is its shape.
    const control = 0x144 + 4 * (268 - 1);
    view.setUint32(control - 64 + 16, 40, true);
    const told: string[] = [];
    const names = readVdf(bytes, "pop.vdf", ({ code }) => told.push(code)).map(({ name }) => name);
    expect(told).toEqual(["vdf-array"]);
    expect(names).not.toContain("young population");
    expect(names).toContain("producing population");
  },
);

/** Words of a section behind its header. */
function section(words: readonly number[]): DataView {
  const view = new DataView(new ArrayBuffer(4 * (6 + words.length)));
  for (const [i, word] of words.entries()) view.setUint32(4 * (6 + i), word, true);
  return view;
}

test("the elements of an array are those of its axes, the last running fastest", () => {
  const names = new Map([
    [60, "a"],
    [76, "b"],
    [92, "x"],
    [108, "y"],
    [124, "z"],
  ]);
  // The shape lies behind 25 words of nothing: 6 elements, 2 by 3, over the dimensions 140 and 156.
  const shape = [0, 6, 2, 3, 0, 0, 0, 0, 0, 0, 3, 1, 0, 0, 0, 0, 0, 0, 140, 156, 0, 0, 0, 0, 0, 0, 2];
  const read = readShape(section([...Array.from({ length: 25 }, () => 0), ...shape, 0]), 32)!;
  expect(read.axes).toEqual([
    { length: 2, dimension: 140 },
    { length: 3, dimension: 156 },
  ]);
  const sets = section([2, 0, 60, 76, 140, 3, 1, 92, 108, 124, 172, 156]);
  const directory = { section: () => sets, nameAt: (reference: number) => names.get(reference) };
  expect(elementsOfShape(directory, read)?.map((labels) => labels.join(","))).toEqual([
    "a,x",
    "a,y",
    "a,z",
    "b,x",
    "b,y",
    "b,z",
  ]);
  names.set(76, "a");
  expect(elementsOfShape(directory, read)).toBeUndefined();
  expect(readShape(section([]), 5)).toBeUndefined();
});
