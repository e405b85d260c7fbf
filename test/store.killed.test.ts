import { spawn } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { inNewFolder } from "./cli.terminal.ts";
import { expectedHash, madeUp } from "./store.study.ts";

const source = resolve("test/store.child.ts");
inNewFolder();

beforeAll(async () => {
  await build({
    entryPoints: [source],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: resolve("child.mjs"),
  });
});

const folder = "results";
beforeEach(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
}

/** Makes the study in a process of its own, which is killed after some milliseconds if it has not ended by then. */
function make(words: readonly string[] = [], milliseconds?: number): Promise<Ended> {
  return new Promise((done) => {
    const child = spawn(process.execPath, ["child.mjs", folder, ...words], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const timer =
      milliseconds === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), milliseconds);
    let out = "";
    child.stdout.on("data", (piece) => {
      out += piece;
    });
    child.on("close", (_, signal) => {
      clearTimeout(timer);
      done({ signal, out });
    });
  });
}

/** No file of the folder has a temporary name, and no lock is left. */
function leftovers(): readonly string[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\.part$|^lock/.test(name));
}

// The first file is the manifest, then come three for each part; the last is the manifest of a finished study.
test.each([
  [1, "before"],
  [1, "amid"],
  [1, "behind"],
  [2, "amid"],
  [4, "behind"],
  [6, "before"],
  [9, "amid"],
  [13, "behind"],
  [14, "amid"],
])("killed at file %i, %s writing it, a study goes on to the same hash", async (file, place) => {
  expect(await make([String(file), place])).toEqual({ signal: "SIGKILL", out: "" });
  expect(await make()).toEqual({ signal: null, out: expectedHash(madeUp) });
  expect(leftovers()).toEqual([]);
});

test("killed again and again at any moment, a study goes on to the same hash", async () => {
  const begin = performance.now();
  await make();
  const whole = performance.now() - begin;
  rmSync(folder, { recursive: true });
  // Moments spread over the whole time of a process, from its start to its end, in an order without order.
  const moments = Array.from({ length: 12 }, (_, i) => ((0.3 + i * 0.618034) % 1) * 1.1 * whole);
  for (const moment of moments) {
    const { signal, out } = await make([], moment);
    if (signal === null) {
      expect(out).toBe(expectedHash(madeUp));
      rmSync(folder, { recursive: true });
    }
  }
  expect(await make()).toEqual({ signal: null, out: expectedHash(madeUp) });
  expect(leftovers()).toEqual([]);
});

test("killed while it goes on from what an earlier one left, it goes on again", async () => {
  await make(["5", "behind"]);
  await make(["3", "amid"]);
  await make(["2", "before"]);
  expect(await make()).toEqual({ signal: null, out: expectedHash(madeUp) });
  expect(readdirSync(join(folder, "runs"))).toHaveLength(4);
});
