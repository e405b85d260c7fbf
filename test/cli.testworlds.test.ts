import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { corner } from "./argument.worlds.ts";
import { inNewFolder } from "./cli.terminal.ts";

// These run the built program, of which workers are a part; `npm test` builds it first.
const root = process.cwd();
const program = join(root, "bin", "hence.js");
inNewFolder();

function hence(...argv: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, "test", ...argv], {
    encoding: "utf8",
    env: { ...process.env, COLUMNS: "80" },
  });
  return { status, stdout, stderr };
}

function json(...argv: string[]) {
  const { stdout, stderr } = hence(...argv, "--json");
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}

const past = '\nhistory H1 "What was seen"\n  echo @ 1 between 0.2 and 1\n';
writeFileSync("corner.hence", corner);
writeFileSync("past.hence", corner + past);
writeFileSync("never.hence", `${corner}${past}  echo @ 2 between 0 and 0.1\n`);
writeFileSync("certain.hence", corner.replaceAll(" between 0 and 1", ""));

test("each claim and check has its share with an interval, the same from one thread and from two", () => {
  const [one, two] = ["1", "2"].map((threads) =>
    json("corner.hence", "--worlds", "600", "--threads", threads),
  );
  expect(one.worlds).toMatchObject({ tried: 600, plausible: 600, failed: 0, tested: 600, sampler: "random" });
  expect(one.worlds.hash).toMatch(/^[0-9a-f]{64}$/);
  for (const all of [one, two]) all.worlds.seconds = 0;
  expect(two).toEqual(one);
  const [claim] = one.claims;
  expect(claim).toMatchObject({ id: "C1", verdict: "holds", strength: "often", worlds: 600 });
  // The true share is 0.88.
  expect(claim.low).toBeLessThan(0.88);
  expect(claim.high).toBeGreaterThan(0.88);
  expect(claim.counts.holds / 600).toBe(claim.share);
  expect(claim.where.limits.map(({ label }: { label: string }) => label).sort()).toEqual(["a", "b"]);
  expect(one.checks[0]).toMatchObject({ id: "fixed_wins", share: 1, worlds: 600, where: null });
  expect(one.links[0]).toMatchObject({ id: "K1", share: 1 });
});

test("worlds whose past lies outside of a band are not asked; --kept goes on until there are enough", () => {
  const all = json("past.hence", "--worlds", "700");
  expect(all.worlds.plausible).toBeGreaterThan(500);
  expect(all.worlds.plausible + all.worlds.bands[0].rejected).toBe(700);
  expect(all.claims[0].worlds).toBe(all.worlds.plausible);
  const some = json("past.hence", "--kept", "100");
  expect(some.worlds).toMatchObject({ tried: 256, tested: 100 });
  expect(some.claims[0].worlds).toBe(100);
});

test("the report has shares, intervals, the author's word, and which worlds they are", () => {
  const { status, stdout } = hence("past.hence", "--worlds", "800");
  expect(status).toBe(0);
  for (const words of [
    "800 worlds tried",
    "plausible",
    "Rejected first by",
    "A push raises the effect. “often”",
  ])
    expect(stdout).toContain(words);
  expect(stdout).toMatch(/ 8\d % {2,}8\d to [89]\d {2}C1/);
  expect(stdout).toMatch(/C1 {2}Mostly where [ab] is (above 0\.[67]|below 0\.[34])\d* and [ab] is/);
  expect(stdout).toContain("hold in all worlds: K1");
  expect(stdout).not.toContain("prediction");
  expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test("few worlds are said to say little, and that there is no past is told", () => {
  const { stdout } = hence("corner.hence", "--worlds", "10");
  expect(stdout.replace(/\s+/g, " ")).toContain(
    "what holds in all 10 of them may hold in no more than 72 % of all",
  );
  expect(stdout.replace(/\s+/g, " ")).toContain("says nothing of its past (no history): every world counts");
});

test("where no world is plausible the bands that never hold together are named", () => {
  const { status, stdout, stderr } = hence("never.hence", "--worlds", "300");
  expect(status).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toContain("No world is plausible");
  expect(stderr).toContain("echo @ 1 and echo @ 2");
});

test.each([
  ["a system in which nothing differs", ["certain.hence", "--worlds", "9"], "no constant has a range"],
  ["latin without the number of worlds", ["past.hence", "--kept", "9", "--sampler", "latin"], "must be told"],
  ["no number", ["past.hence", "--worlds", "many"], "--worlds takes a whole number"],
  ["one world of chance", ["past.hence", "--worlds", "9", "--world", "3"], "one world of chance"],
  ["an unknown claim", ["past.hence", "--worlds", "9", "--only", "C11"], "Did you mean C1?"],
  ["a sampler that there is not", ["past.hence", "--worlds", "9", "--sampler", "dice"], "no sampler ‘dice’"],
])("%s is refused in words", (_, argv, words) => {
  const { status, stderr } = hence(...argv);
  expect(status).toBe(2);
  expect(stderr).toContain(words);
});

test("the flagship in a few plausible worlds: what was asked for only, with the runs that it needs only", () => {
  const flagship = join(root, "systems", "backlash");
  const one = json(flagship, "--kept", "4", "--only", "C25,S03");
  expect(one.claims.map(({ id }: { id: string }) => id)).toEqual(["C25"]);
  expect(one.checks.map(({ id }: { id: string }) => id)).toEqual(["S03"]);
  expect(one.worlds).toMatchObject({ tried: 256, tested: 4 });
  expect(one.claims[0]).toMatchObject({ strength: "often", worlds: 4 });
  expect(one.runs).toBe(4);
});
