import { createHash } from "node:crypto";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { putWhole } from "../src/cli/files.ts";
import { openResults, type ResultsOptions } from "../src/cli/results.ts";
import { reasonAgainst } from "../src/store/manifest.ts";
import { type Study, studyId } from "../src/store/study.ts";
import type { ChunkResults } from "../src/study/ensemble.ts";
import { inNewFolder } from "./cli.terminal.ts";
import { expectedHash, hashOf, madeUp, numbersOf, runChunks } from "./store.study.ts";

inNewFolder();

const folder = "results";
beforeEach(() => rmSync(folder, { recursive: true, force: true }));

interface Outcome {
  readonly hash: string;
  /** The chunks that were run. */
  readonly run: readonly number[];
}

/** Makes a study, or goes on with it, and finishes it. */
async function sweep(study: Study = madeUp, more: Partial<ResultsOptions> = {}): Promise<Outcome> {
  const run: number[] = [];
  const results = await openResults(folder, { study, numbersOf, ...more });
  try {
    const chunks: ChunkResults[] = [];
    for await (const chunk of results.chunks(runChunks(study, run))) chunks.push(chunk);
    const hash = hashOf(chunks);
    await results.finish({ hash });
    return { hash, run };
  } finally {
    await results.close();
  }
}

const formats = ["parquet", "csv", "arrow"] as const;

test.each(formats)(
  "a finished study in %s is read back bit for bit, and nothing is run again",
  async (format) => {
    const study = { ...madeUp, format };
    const first = await sweep(study);
    expect(first).toEqual({ hash: expectedHash(study), run: Array.from({ length: 13 }, (_, i) => i) });
    expect(await sweep(study)).toEqual({ hash: first.hash, run: [] });
    expect(existsSync(join(folder, "lock"))).toBe(false);
    for (const table of ["runs", "outcomes", "series"])
      expect(readdirSync(join(folder, table)).sort()).toEqual(
        [0, 1, 2, 3].map((part) => `part-0000${part}.${format}`),
      );
  },
);

test("a study that is stopped goes on behind its whole parts, with the same hash", async () => {
  const results = await openResults(folder, { study: madeUp, numbersOf });
  let passed = 0;
  for await (const _ of results.chunks(runChunks(madeUp))) if (++passed === 10) break;
  expect(results.worlds()).toBe(64);
  await results.close();
  expect(await sweep()).toEqual({ hash: expectedHash(madeUp), run: [8, 9, 10, 11, 12] });
});

test("a file that has changed since, or is gone, is made again; what came out otherwise is told", async () => {
  await sweep();
  rmSync(join(folder, "series/part-00001.parquet"));
  appendFileSync(join(folder, "runs/part-00002.parquet"), "x");
  expect(await sweep()).toEqual({ hash: expectedHash(madeUp), run: [4, 5, 6, 7, 8, 9, 10, 11] });
  expect(await sweep()).toMatchObject({ run: [] });
  rmSync(join(folder, "series/part-00001.parquet"));
  const results = await openResults(folder, { study: madeUp, numbersOf });
  await expect(results.finish({ hash: "other" })).rejects.toThrow(
    "is not what ‘results’ says came out first",
  );
  await results.close();
});

test("a study grows by random worlds: what is there stays, the last part is made whole", async () => {
  await sweep();
  const more = { ...madeUp, runs: 200, design: "e".repeat(64) };
  const { hash, run } = await sweep(more);
  expect(hash).toBe(expectedHash(more));
  expect(run).toEqual(Array.from({ length: 13 }, (_, i) => 12 + i));
  await expect(sweep()).rejects.toThrow("it is of 200 worlds, and cannot become one of 100");
  expect((await sweep(more)).run).toEqual([]);
});

test("a study goes on in parts of the size that it has", async () => {
  await sweep();
  expect((await sweep({ ...madeUp, chunksInPart: 1 })).run).toEqual([]);
});

test("a Latin hypercube does not grow, and says so", async () => {
  await sweep({ ...madeUp, sampler: "latin" });
  await expect(sweep({ ...madeUp, sampler: "latin", runs: 200 })).rejects.toThrow(
    /100 worlds chosen by latin, which cannot grow to 200/,
  );
});

test.each<[string, Partial<Study>, RegExp]>([
  [
    "another model",
    { model: "other", program: "q" },
    /of the model ‘made up’, not ‘other’; the program is another/,
  ],
  ["another program", { program: "q".repeat(64) }, /equations, declared numbers or times have changed/],
  ["another seed", { seed: 8 }, /its seed is 7, not 8/],
  ["another sampler", { sampler: "sobol", runs: 128 }, /chosen by random, not sobol/],
  [
    "another range",
    { inputs: [madeUp.inputs[0]!, { ...madeUp.inputs[1]!, high: 3 }] },
    /ranges differ: share\[a,b\]/,
  ],
  ["another order of ranges", { inputs: [...madeUp.inputs].reverse() }, /ranges differ: their order/],
  ["a changed number", { changes: ["rate=2"] }, /made with no changes, not with rate=2/],
  ["other data", { settings: "t" }, /the files of data hold other numbers/],
  ["another switch", { switches: { closed: 0 } }, /switches stand otherwise/],
  ["no history", { bands: [] }, /made with --history/],
  ["another band", { bands: [madeUp.bands[0]!] }, /bands of its history are others/],
  ["other outcomes", { outcomes: [] }, /keeps other outcomes: stock @ 2, stock @ 4, flow @ 4/],
  ["other series", { series: [] }, /keeps other series/],
  ["another format", { format: "csv" }, /written as parquet, not csv/],
  ["another version", { version: "9.9.9" }, /made by version 0.0.0 of Hence, this is 9.9.9/],
  ["other chunks", { worldsInChunk: 4 }, /laid out in other chunks/],
])("results of %s are refused, and it is said why", (_, change, words) => {
  expect(reasonAgainst(madeUp, madeUp)).toBeUndefined();
  expect(reasonAgainst(madeUp, { ...madeUp, ...change })?.words).toMatch(words);
  expect(studyId(madeUp) === studyId({ ...madeUp, ...change })).toBe("format" in change);
});

test("a folder of another study is left as it is", async () => {
  await sweep();
  const before = readFileSync(join(folder, "manifest.json"), "utf8");
  await expect(sweep({ ...madeUp, seed: 8 })).rejects.toThrow(
    "‘results’ has results already, and it is of another study: its seed is 7, not 8.",
  );
  expect(readFileSync(join(folder, "manifest.json"), "utf8")).toBe(before);
  expect(existsSync(join(folder, "lock"))).toBe(false);
});

test("a folder with other files, a file, and a manifest of something else are refused", async () => {
  mkdirSync(folder);
  writeFileSync(join(folder, "notes.txt"), "mine");
  await expect(sweep()).rejects.toThrow("has other files in it (notes.txt)");
  expect(readdirSync(folder)).toEqual(["notes.txt"]);
  writeFileSync(join(folder, "manifest.json"), '{"name":"an extension"}');
  await expect(sweep()).rejects.toThrow("cannot be read as that of results");
  rmSync(folder, { recursive: true });
  writeFileSync(folder, "a file");
  await expect(sweep()).rejects.toThrow("Results cannot be kept in ‘results’: ");
});

test("a table of another study, put in the place of one, is refused", async () => {
  const other = { ...madeUp, seed: 8 };
  await sweep(other);
  const stranger = readFileSync(join(folder, "runs/part-00000.parquet"));
  rmSync(folder, { recursive: true });
  await sweep();
  // Even where the journal says that it is the right one.
  writeFileSync(join(folder, "runs/part-00000.parquet"), stranger);
  const journal = join(folder, "parts.jsonl");
  const [first, ...rest] = readFileSync(journal, "utf8").split("\n");
  const line = JSON.parse(first!);
  line.files.runs.sha256 = createHash("sha256").update(stranger).digest("hex");
  writeFileSync(journal, [JSON.stringify(line), ...rest].join("\n"));
  await expect(sweep()).rejects.toThrow("part-00000.parquet’ is of another study");
});

test("two processes do not write in one folder; the lock of one that has ended is taken over", async () => {
  const results = await openResults(folder, { study: madeUp, numbersOf });
  await expect(sweep()).rejects.toThrow(`Process ${process.pid} has been writing in ‘results’ since`);
  await results.close();
  const lock = join(folder, "lock");
  const since = new Date().toISOString();
  const held = (holder: object) => writeFileSync(lock, JSON.stringify({ id: "x", since, ...holder }));
  // Beyond all numbers of processes.
  held({ process: 2 ** 30, host: hostname() });
  expect((await sweep()).run).toHaveLength(13);
  // The number of a process that goes on, which another one had before.
  held({ process: process.pid, began: "1", host: hostname() });
  expect((await sweep()).run).toEqual([]);
  writeFileSync(lock, "");
  expect((await sweep()).run).toEqual([]);
  held({ process: 2 ** 30, host: "elsewhere" });
  await expect(sweep()).rejects.toThrow(`Process ${2 ** 30} on elsewhere has been writing`);
});

test("whoever loses its lock stops before it writes", async () => {
  const results = await openResults(folder, { study: madeUp, numbersOf });
  const chunks = results.chunks(runChunks(madeUp));
  await chunks.next();
  writeFileSync(join(folder, "lock"), JSON.stringify({ id: "other", process: 1, host: "h", since: "now" }));
  await expect(
    (async () => {
      for await (const _ of chunks);
    })(),
  ).rejects.toThrow("Another process has taken ‘results’");
  await results.close();
  expect(readFileSync(join(folder, "lock"), "utf8")).toContain("other");
});

test("a full disk in the middle: the error names what is whole, and the study goes on from there", async () => {
  for (const most of [3, 5, 7, 8]) {
    let written = 0;
    const put: ResultsOptions["put"] = async (path, pieces) => {
      if (written++ < most) return putWhole(path, pieces);
      // As a disk fills: a beginning is there, the rest is not.
      writeFileSync(join(path, "..", ".x.1.part"), "beg");
      throw Object.assign(new Error("no space"), { code: "ENOSPC" });
    };
    const whole = 32 * Math.floor((most - 1) / 3);
    await expect(sweep(madeUp, { put })).rejects.toMatchObject({
      message: "Results cannot be kept in ‘results’: the disk is full.",
      hint: `${whole} of 100 worlds are whole in it; when that is mended, the same command goes on from there.`,
    });
    const { hash, run } = await sweep();
    expect(hash).toBe(expectedHash(madeUp));
    expect(run[0]).toBe(whole / 8);
    expect(readdirSync(join(folder, "runs")).filter((name) => name.startsWith("."))).toEqual([]);
    rmSync(folder, { recursive: true });
  }
});

test("lines of the journal that are not whole count for nothing, wherever they end", async () => {
  await sweep();
  const journal = join(folder, "parts.jsonl");
  const text = readFileSync(journal, "utf8");
  const lines = text.split("\n");
  const second = lines[0]!.length + 1;
  for (const length of [1, 20, lines[1]!.length - 1, lines[1]!.length]) {
    writeFileSync(journal, text.slice(0, second + length));
    const { hash, run } = await sweep();
    expect(hash).toBe(expectedHash(madeUp));
    expect(run[0]).toBe(4);
    expect(readFileSync(journal, "utf8")).toBe(text);
  }
});

test("a folder that may not be written is told", async () => {
  const put = () => Promise.reject(Object.assign(new Error("no"), { code: "EACCES" }));
  await expect(sweep(madeUp, { put })).rejects.toThrow("it may not be opened (permissions)");
  expect(readdirSync(folder)).toEqual([]);
});
