import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openRunnable } from "../src/cli/opening.ts";
import { lowerSystem } from "../src/compile/compile.ts";
import { compileLanes } from "../src/compile/lanes/compile.ts";
import { stepsOf } from "../src/run/program.ts";
import { findCorpus, readManifest } from "./corpus.manifest.ts";
import { differencesOf, worldsNear } from "./lanes.compare.ts";
import { Numbers } from "./numerics.compiled.ts";

/** Every so many models of the corpus are tried; `LANES=1` tries all of them. */
const oneIn = Number(process.env.LANES ?? 12);
/** No run takes more steps: bits that differ do so soon. */
const mostSteps = 400;

const corpus = findCorpus();

if (!corpus) {
  test("models of the corpus in lanes", () => {
    console.log("The corpus of public models is not here: none of them was run in lanes.");
  });
} else {
  const rows = readManifest(corpus).filter(({ expect: expected }) => expected === "run");
  const some = rows.filter((_, i) => i % oneIn === 0);

  describe("models of the corpus in lanes", () => {
    test.each(some.map((row) => [row.model, row] as const))(
      "%s has the bits of one world at a time",
      (_, row) => {
        const brought = row.data.map((file) => join(corpus, file));
        const { facts } = openRunnable(join(corpus, row.model), {
          brought,
          changes: [],
          allowed: [corpus],
          tags: new Map(),
        });
        if (!facts.runnable) return;
        const system = lowerSystem(facts);
        const { width, inputs } = system.expansion;
        const lanes = compileLanes(system, {
          ...facts.model.time,
          held: [],
          kept: Array.from({ length: width }, (_, offset) => offset),
          sampled: inputs.map((_, offset) => offset).filter((offset) => offset % 2 === 0),
        });
        if (!lanes) return;
        const numbers = new Numbers();
        const worlds = worldsNear(lanes, (low, high) => numbers.between(low, high));
        const until = Math.min(stepsOf(system.time), mostSteps);
        const every = Math.max(1, Math.floor(until / 20));
        expect(differencesOf(lanes, { worlds, every, until })).toEqual([]);
      },
    );
  });
}
