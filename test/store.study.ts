import { createHash } from "node:crypto";
import type { Study } from "../src/store/study.ts";
import type { ChunkResults } from "../src/study/ensemble.ts";

/** A study made up for the tests of how results are kept: small chunks, some worlds rejected, some failed. */
export const madeUp: Study = {
  version: "0.0.0",
  model: "made up",
  program: "p".repeat(64),
  changes: [],
  settings: "s".repeat(64),
  time: { start: 0, stop: 4, step: 0.5, saveEvery: 1 },
  timeUnit: "year",
  sampler: "random",
  seed: 7,
  runs: 100,
  design: "d".repeat(64),
  inputs: [
    {
      label: "rate",
      unit: "1/year",
      meaning: "how fast",
      shape: "uniform",
      low: 0,
      high: 1,
      declared: 0.5,
    },
    { label: "share[a,b]", shape: "triangular", low: 0, high: 2, declared: 1 },
  ],
  switches: { closed: 1 },
  bands: [
    { id: "H1", label: "stock", time: 2, low: 0, high: 1 },
    { id: "H1", label: 'sum of "all", or part', time: 3, low: 0, high: 1 },
  ],
  outcomes: [
    { label: "stock", unit: "person", meaning: "who is there", time: 2 },
    { label: "stock", unit: "person", meaning: "who is there", time: 4 },
    { label: "flow", unit: "person/year", time: 4 },
  ],
  series: [
    { label: "stock", unit: "person", times: [0, 2, 4] },
    { label: "flow", unit: "person/year", times: [2, 4] },
  ],
  format: "parquet",
  worldsInChunk: 8,
  chunksInPart: 4,
};

/** The sampled numbers of a world. */
export function numbersOf(world: number, into: Float64Array): void {
  into[0] = world / 7;
  into[1] = -world * 1e-310;
}

/** What a chunk would give, with numbers that are easily lost on the way: -0, NaN, the very small and the very large. */
export function chunkOf({ runs, worldsInChunk }: Study, chunk: number): ChunkResults {
  const first = chunk * worldsInChunk;
  const worlds = Array.from({ length: Math.min(worldsInChunk, runs - first) }, (_, i) => first + i);
  const ends = Int32Array.from(worlds, (world) =>
    world % 10 === 3 ? -1 : world % 5 === 1 ? 1 + (world % 2) : 0,
  );
  const faults = worlds
    .filter((world) => world % 10 === 3)
    .map((world) => ({
      world,
      variable: world % 20 === 3 ? "stock, or so" : "flow",
      element: world % 3,
      time: world / 2,
      value: world % 20 === 3 ? Number.NaN : Number.POSITIVE_INFINITY,
    }));
  const values = worlds
    .filter((_, i) => ends[i] === 0)
    .flatMap((world) => [
      world / 3,
      -0,
      1e308,
      Number.NaN,
      world * 1e-320,
      0.1 + world,
      world - 0.5,
      2 ** 60,
    ]);
  return { chunk, first, fates: ends, faults, values: Float64Array.from(values) };
}

/** All chunks by their numbers, as a sweep would run them. */
export function runChunks(study: Study, log: number[] = []) {
  return async function* (chunks: readonly number[]): AsyncGenerator<ChunkResults> {
    for (const chunk of chunks) {
      log.push(chunk);
      yield chunkOf(study, chunk);
    }
  };
}

/** All of a chunk, to be compared bit for bit. */
export function hashOf(chunks: readonly ChunkResults[]): string {
  const hash = createHash("sha256");
  for (const { chunk, first, fates, faults, values } of chunks) {
    const told = faults.map((fault) =>
      [...Object.entries(fault)].sort().map(([key, value]) => `${key} ${value}`),
    );
    hash.update(JSON.stringify([chunk, first, [...fates], told]));
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  return hash.digest("hex");
}

/** What a study gives that nobody disturbs. */
export function expectedHash(study: Study): string {
  const chunks = Array.from({ length: Math.ceil(study.runs / study.worldsInChunk) }, (_, i) =>
    chunkOf(study, i),
  );
  return hashOf(chunks);
}
