import { spawn } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { hence, inNewFolder } from "./cli.terminal.ts";

// These run the built program as people do; `npm test` builds it first.
const program = resolve("bin/hence.js");
inNewFolder();

const system = "systems/classics/epidemic.hence";

interface Swept {
  readonly signal: NodeJS.Signals | null;
  readonly code: number | null;
  readonly hash: string | undefined;
  readonly complaints: string;
}

/** Sweeps in a process of its own, which is ended as soon as the folder has so many parts. */
function sweep(words: readonly string[], end?: { readonly parts: number; readonly signal: NodeJS.Signals }) {
  return new Promise<Swept>((done) => {
    const child = spawn(process.execPath, [program, "sweep", system, "--json", ...words]);
    const watch = setInterval(() => {
      if (!end || partsIn("worlds") < end.parts) return;
      child.kill(end.signal);
      clearInterval(watch);
    }, 2);
    let out = "";
    let complaints = "";
    child.stdout.on("data", (piece) => {
      out += piece;
    });
    child.stderr.on("data", (piece) => {
      complaints += piece;
    });
    child.on("close", (code, signal) => {
      clearInterval(watch);
      const hash: string | undefined = out === "" ? undefined : JSON.parse(out).hash;
      done({ signal, code, hash, complaints });
    });
  });
}

function partsIn(folder: string): number {
  try {
    return readFileSync(join(folder, "parts.jsonl"), "utf8").split("\n").length - 1;
  } catch {
    return 0; // Not there yet.
  }
}

test("a sweep that is killed, and stopped, and goes on has the hash of one that nobody disturbs", async () => {
  const { hash } = await sweep(["--runs", "1500", "--threads", "2"]);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  const kept = ["--runs", "1500", "--out", "worlds"];
  const killed = await sweep([...kept, "--threads", "1"], { parts: 1, signal: "SIGKILL" });
  expect(killed).toMatchObject({ signal: "SIGKILL", hash: undefined });
  const stopped = await sweep([...kept, "--threads", "2"], { parts: 3, signal: "SIGINT" });
  expect(stopped.code).toBe(130);
  expect(stopped.complaints).toMatch(
    /Stopped: .* are whole in ‘worlds’: the same command goes on from there\./,
  );
  expect(await sweep(kept)).toMatchObject({ code: 0, hash });
  expect(await sweep(kept)).toMatchObject({ code: 0, hash });
  expect(readdirSync("worlds").sort()).toEqual([
    "manifest.json",
    "outcomes",
    "parts.jsonl",
    "runs",
    "series",
  ]);
});

test("the manifest says all that decides the worlds; units and meanings are listed", async () => {
  rmSync("worlds", { recursive: true, force: true });
  await sweep(["--runs", "10", "--seed", "4", "--out", "worlds", "--format", "arrow"]);
  const { study, finished } = JSON.parse(readFileSync("worlds/manifest.json", "utf8"));
  expect(study).toMatchObject({ model: "epidemic", sampler: "random", seed: 4, runs: 10, format: "arrow" });
  expect(study.program).toMatch(/^[0-9a-f]{64}$/);
  expect(study.inputs[0]).toMatchObject({ label: "contacts", unit: "1/day", low: expect.any(Number) });
  expect(finished.hash).toMatch(/^[0-9a-f]{64}$/);
  const { out } = await hence("query", "worlds");
  expect(out).toMatch(/time_to_recover {2}day/);
  const other = await hence(
    "sweep",
    system,
    "--runs",
    "10",
    "--seed",
    "5",
    "--out",
    "worlds",
    "--format",
    "arrow",
  );
  expect(other).toMatchObject({ code: 2, out: "" });
  expect(other.complaints).toContain("its seed is 4, not 5");
});

test("Sobol's worlds grow to the next power of two, those that are there stay", async () => {
  rmSync("worlds", { recursive: true, force: true });
  await sweep(["--runs", "256", "--sampler", "sobol", "--out", "worlds"]);
  const before = readFileSync("worlds/runs/part-00000.parquet");
  const grown = await sweep(["--runs", "512", "--sampler", "sobol", "--out", "worlds"]);
  expect(grown.hash).toBe((await sweep(["--runs", "512", "--sampler", "sobol"])).hash);
  expect(readFileSync("worlds/runs/part-00000.parquet").equals(before)).toBe(true);
});

test("a format without a folder, and one that there is none of, are refused", async () => {
  expect((await hence("sweep", system, "--format", "csv")).complaints).toContain(
    "--format says how --out DIR is written",
  );
  expect((await hence("sweep", system, "--out", "other", "--format", "xls")).complaints).toContain(
    "Results are written as parquet, csv, arrow, not as ‘xls’.",
  );
});
