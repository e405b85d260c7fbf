import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { RecordBatchReader, tableFromIPC } from "apache-arrow";
import { parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../src/cli/duckdb.ts";
import { openResults } from "../src/cli/results.ts";
import type { Study } from "../src/store/study.ts";
import { hence, inNewFolder } from "./cli.terminal.ts";
import { madeUp, numbersOf, runChunks } from "./store.study.ts";

inNewFolder();
const folder = "results";
beforeEach(() => rmSync(folder, { recursive: true, force: true }));

async function make(study: Study): Promise<void> {
  const results = await openResults(folder, { study, numbersOf });
  for await (const _ of results.chunks(runChunks(study)));
  await results.finish({ hash: "h" });
  await results.close();
}

/** A system may have no DuckDB for it; then what needs it cannot be tried, and the list of tests says so. */
const hasDuckDB = await openDatabase().then(
  (database) => {
    database.close();
    return true;
  },
  () => false,
);

const formats = ["parquet", "csv", "arrow"] as const;

test("another reader of Parquet finds numbers, empty cells, units and meanings", async () => {
  await make(madeUp);
  const bytes = new Uint8Array(readFileSync(join(folder, "runs/part-00000.parquet")));
  const metadata = await parquetMetadataAsync(bytes.buffer);
  const marks = new Map(metadata.key_value_metadata?.map(({ key, value }) => [key, value]));
  expect(marks.get("study")).toMatch(/^[0-9a-f]{64}$/);
  expect(marks.get("program")).toBe(madeUp.program);
  expect(marks.get("design")).toBe(madeUp.design);
  expect(JSON.parse(marks.get("columns") ?? "")).toContainEqual({
    name: "rate",
    kind: "number",
    unit: "1/year",
    meaning: "how fast, sampled",
  });
  const rows = await parquetReadObjects({ file: bytes.buffer });
  expect(rows[3]).toEqual({
    world: 3,
    fate: "failed",
    band: null,
    lost: "stock, or so",
    lost_element: 0,
    lost_value: Number.NaN,
    lost_at: 1.5,
    rate: 3 / 7,
    "share[a,b]": -3e-310,
  });
  expect(rows[1]).toMatchObject({ fate: "rejected", band: 'sum of "all", or part @ 3', lost: null });
});

test("Arrow's own reader finds units and meanings at the fields, and the study at the schema", async () => {
  await make({ ...madeUp, format: "arrow" });
  const bytes = readFileSync(join(folder, "outcomes/part-00001.arrow"));
  expect(RecordBatchReader.from(bytes).isFile()).toBe(true);
  const table = tableFromIPC(bytes);
  expect(table.schema.metadata.get("study")).toMatch(/^[0-9a-f]{64}$/);
  const field = table.schema.fields.find(({ name }) => name === "stock @ 4");
  expect(Object.fromEntries(field?.metadata ?? [])).toEqual({
    unit: "person",
    meaning: "who is there, at 4 year",
  });
  expect(table.schema.fields.map(({ name }) => name)).toEqual(["world", "stock @ 2", "stock @ 4", "flow"]);
  expect(table.numRows).toBe(22);
});

test("a row of CSV says of which study it is", async () => {
  await make({ ...madeUp, format: "csv" });
  const [head, first] = readFileSync(join(folder, "runs/part-00000.csv"), "utf8").split("\n");
  expect(head).toBe('study,world,fate,band,lost,lost_element,lost_value,lost_at,rate,"share[a,b]"');
  expect(first).toMatch(/^[0-9a-f]{16},0,kept,,,,,,0,-0$/);
});

test("a study in which no world is kept has tables without rows", async () => {
  const study = { ...madeUp, runs: 4 };
  for (const format of formats) {
    rmSync(folder, { recursive: true, force: true });
    const none = async function* () {
      const fates = Int32Array.of(1, 2, 1, 1);
      yield { chunk: 0, first: 0, fates, faults: [], values: new Float64Array(0) };
    };
    const results = await openResults(folder, { study: { ...study, format }, numbersOf });
    for await (const _ of results.chunks(none));
    await results.close();
    const again = await openResults(folder, { study: { ...study, format }, numbersOf });
    const run = () => Promise.reject(new Error("nothing is to be run"));
    for await (const chunk of again.chunks((chunks) =>
      chunks.length > 0 ? { [Symbol.asyncIterator]: run as never } : none(),
    ))
      expect([...chunk.fates]).toEqual([1, 2, 1, 1]);
    await again.close();
    if (hasDuckDB)
      expect((await hence("query", folder, "select count(*) from outcomes", "--json")).out).toContain(":0}");
  }
});

test("without a question, the columns are listed with units and meanings", async () => {
  await make(madeUp);
  const { code, out } = await hence("query", folder);
  expect(code).toBe(0);
  expect(out).toContain("made up: 100 worlds, 70 kept; chosen by random, seed 7, version 0.0.0 of Hence");
  expect(out).toMatch(/outcomes {2}70 rows\n {2}world .*\n {2}stock @ 2 +person +who is there, at 2 year\n/);
  expect(out).toMatch(/series {2}210 rows\n/);
  expect(JSON.parse((await hence("query", folder, "--json")).out).study).toEqual(madeUp);
});

describe.runIf(hasDuckDB)("through DuckDB", () => {
  test.each(formats)("questions are answered from tables in %s", async (format) => {
    await make({ ...madeUp, format });
    const question = "select fate, count(*) as n, avg(rate) as mean from runs group by fate order by n desc";
    const { out } = await hence("query", folder, question, "--json");
    expect(JSON.parse(out)).toEqual([
      { fate: "kept", n: 70, mean: expect.closeTo(3490 / 70 / 7, 0) },
      { fate: "rejected", n: 20, mean: expect.any(Number) },
      { fate: "failed", n: 10, mean: expect.closeTo(48 / 7, 10) },
    ]);
    const joined =
      'select world, rate, "stock @ 4", isnan(o.flow) from runs join outcomes o using (world) where world = 99';
    expect(JSON.parse((await hence("query", folder, joined, "--json")).out)).toEqual([
      { world: 99, rate: 99 / 7, "stock @ 4": 0, "isnan(o.flow)": false },
    ]);
    const lost = "select lost, lost_value from runs where fate = 'failed' order by world limit 2";
    expect(JSON.parse((await hence("query", folder, lost, "--json")).out)).toEqual([
      { lost: "stock, or so", lost_value: "NaN" },
      { lost: "flow", lost_value: "Infinity" },
    ]);
    const times = "select distinct time from series order by all";
    expect(
      JSON.parse((await hence("query", folder, times, "--json")).out).map(
        ({ time }: { time: number }) => time,
      ),
    ).toEqual([0, 2, 4]);
  });

  test("units can be asked for of each file", async () => {
    await make(madeUp);
    const path = resolve(folder, "outcomes/part-00000.parquet");
    const question = `select decode(value) as columns from parquet_kv_metadata('${path}') where decode(key) = 'columns'`;
    const [{ columns }] = JSON.parse((await hence("query", folder, question, "--json")).out);
    expect(JSON.parse(columns)).toContainEqual({
      name: "flow",
      kind: "number",
      unit: "person/year",
      meaning: "at 4 year",
    });
  });

  test("answers are tables for people, or files", async () => {
    await make(madeUp);
    const question = "select world, fate, rate from runs order by world";
    const { out } = await hence("query", folder, `${question} limit 2`);
    expect(out).toBe("world  fate          rate\n    0  kept             0\n    1  rejected  0.142857");
    expect((await hence("query", folder, question)).out).toMatch(
      /\n… 100 rows in all; --csv FILE or --json gives every one\.$/,
    );
    expect((await hence("query", folder, `${question} limit 0`)).out).toContain("No rows.");
    await hence("query", folder, question, "--csv", "answer.csv");
    expect(readFileSync("answer.csv", "utf8").split("\n").slice(0, 3)).toEqual([
      "world,fate,rate",
      "0,kept,0",
      "1,rejected,0.14285714285714285",
    ]);
  });

  test("a question that cannot be answered is told in the words of DuckDB", async () => {
    await make(madeUp);
    const { code, complaints } = await hence("query", folder, "select rat from runs");
    expect(code).toBe(2);
    expect(complaints).toMatch(/DuckDB cannot answer that\. Binder Error: .*"rat" not found.*rate/s);
  });

  test("results that are not all there are answered from what is whole, with a note", async () => {
    const results = await openResults(folder, { study: madeUp, numbersOf });
    let passed = 0;
    for await (const _ of results.chunks(runChunks(madeUp))) if (++passed === 10) break;
    await results.close();
    writeFileSync(join(folder, "runs/part-00002.parquet"), "half a f");
    const { out, complaints } = await hence("query", folder, "select max(world) as most from runs", "--json");
    expect(JSON.parse(out)).toEqual([{ most: 63 }]);
    expect(complaints).toBe("note: 64 of 100 worlds are here; the same command goes on with the others.");
  });

  test.each(formats)("a mixture of studies in %s is refused", async (format) => {
    await make({ ...madeUp, format, seed: 8 });
    const stranger = readFileSync(join(folder, `runs/part-00001.${format}`));
    rmSync(folder, { recursive: true });
    await make({ ...madeUp, format });
    writeFileSync(join(folder, `runs/part-00001.${format}`), stranger);
    const { code, complaints } = await hence("query", folder, "select 1");
    expect(code).toBe(2);
    expect(complaints).toMatch(/is of another study than its folder|not as it was written/);
    expect(complaints).toContain(`part-00001.${format}`);
  });
});

test("where DuckDB is not installed, it is said what to do", async () => {
  const missing = Object.assign(new Error("Cannot find package"), { code: "ERR_MODULE_NOT_FOUND" });
  await expect(openDatabase(() => Promise.reject(missing))).rejects.toMatchObject({
    message: "Questions in SQL are answered by DuckDB, which is not installed.",
    hint: expect.stringContaining("npm install @duckdb/node-api@1.5.6-r.1"),
  });
  const broken = new Error("no binary for this machine");
  await expect(openDatabase(() => Promise.reject(broken))).rejects.toThrow(
    "cannot be loaded: no binary for this machine.",
  );
});

test("the version that is named is the one that is tested", () => {
  const { devDependencies, peerDependencies } = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  expect(devDependencies["@duckdb/node-api"]).toBe(peerDependencies["@duckdb/node-api"]);
  expect(readFileSync(new URL("../src/cli/duckdb.ts", import.meta.url), "utf8")).toContain(
    `"${peerDependencies["@duckdb/node-api"]}"`,
  );
});

test("a folder without results is told", async () => {
  const { code, complaints } = await hence("query", "nowhere");
  expect(code).toBe(2);
  expect(complaints).toContain("There are no results in ‘nowhere’");
});
