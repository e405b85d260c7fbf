import { spawn, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inNewFolder } from "./cli.terminal.ts";

// These run the built program, of which workers are a part; `npm test` builds it first.
const program = join(process.cwd(), "bin", "hence.js");
inNewFolder();

function sweep(...argv: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, "sweep", ...argv], {
    encoding: "utf8",
    env: { ...process.env, COLUMNS: "80" },
  });
  return { status, stdout, stderr };
}

function sweepJson(...argv: string[]) {
  const { stdout, stderr } = sweep(...argv, "--json");
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}

const head = 'system grow\n  purpose "To try things."\ntime 0 to 20 by 1/4 year, euler, save every 1\n';
const body = `const birth : 1 = 0.2
  between 0 and 0.5
const limit : 1 = 100
  between 40 and 300
stock stuff "what grows" : 1
  starts 10
  in growth
flow growth : 1/year
  = birth * stuff * (1 - stuff / limit)
`;
const past = 'history early "Early"\n  stuff @ 4 between 12 and 20\n  stuff @ 10 between 15 and 60\n';
writeFileSync("grow.hence", head + body + past);

test("the same worlds come out of one thread and of two, and of another seed others", () => {
  const [one, two] = ["1", "2"].map((threads) =>
    sweepJson("grow.hence", "--runs", "1500", "--history", "--threads", threads),
  );
  expect(one.hash).toMatch(/^[0-9a-f]{64}$/);
  expect({ ...two, seconds: 0 }).toEqual({ ...one, seconds: 0 });
  expect(one.runs).toBe(1500);
  expect(one.kept).toBeGreaterThan(100);
  expect(one.failed).toBe(0);
  expect(one.outcomes["stuff @ 20"].count).toBe(one.kept);
  expect(one.outcomes["stuff @ 20"].above).toBe(one.kept);
  expect(
    one.history.map(({ rejected }: { rejected: number }) => rejected).reduce((a: number, b: number) => a + b),
  ).toBe(one.runs - one.kept);
  expect(sweepJson("grow.hence", "--runs", "1500", "--history", "--seed", "2").hash).not.toBe(one.hash);
});

test("the report says how many are kept, who rejects, what is narrowed, and ranges of outcomes", () => {
  const { status, stdout } = sweep("grow.hence", "--runs", "600", "--history");
  expect(status).toBe(0);
  for (const words of [
    "600 worlds",
    "worlds kept",
    "Rejected first by",
    "Narrowed by the past",
    "p5",
    "what grows",
    "To try things.",
  ])
    expect(stdout).toContain(words);
  expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test("a table has a row for each world, which can be made again from its inputs", () => {
  const { status } = sweep(
    "grow.hence",
    "--runs",
    "300",
    "--history",
    "--csv",
    "worlds.csv",
    "--outcome",
    "stuff@10",
  );
  expect(status).toBe(0);
  const [names, ...rows] = readFileSync("worlds.csv", "utf8").trim().split("\n");
  expect(names).toBe("world,fate,birth,limit,stuff @ 10");
  expect(rows).toHaveLength(300);
  const kept = rows.find((row) => row.split(",")[1] === "kept")!.split(",");
  const again = spawnSync(
    process.execPath,
    [
      program,
      "run",
      "grow.hence",
      "--set",
      `birth=${kept[2]}`,
      "--set",
      `limit=${kept[3]}`,
      "--save",
      "stuff",
      "--csv",
      "-",
    ],
    { encoding: "utf8" },
  ).stdout.split("\n");
  expect(again.find((line) => line.startsWith("10,"))).toBe(`10,${kept[4]}`);
  expect(
    rows
      .find((row) => row.includes("outside stuff @ 4"))!
      .split(",")
      .at(-1),
  ).toBe("");
});

test.each([
  ["no constant has a range", head + body.replaceAll(/ {2}between .*\n/g, ""), [], "no constant has a range"],
  ["an empty range", head + body.replace("between 0 and 0.5", "between 0.5 and 0"), [], "range"],
  ["no past", head + body, ["--history"], "nothing of its past"],
  ["three of Sobol's points", head + body, ["--sampler", "sobol", "--runs", "3"], "powers of two"],
  ["a sampler that is none", head + body, ["--sampler", "dice"], "no sampler ‘dice’"],
  ["runs that are no number", head + body, ["--runs", "many"], "whole number"],
  ["no worlds at all", head + body, ["--runs", "0"], "whole number"],
  ["a time behind the end", head + body, ["--outcome", "stuff@30"], "outside of the run"],
  ["an outcome that is none", head + body, ["--outcome", "stuf@3"], "Did you mean ‘stuff’"],
  ["an outcome at no time", head + body, ["--outcome", "stuff@soon"], "has no time"],
  [
    "a band on another run",
    `${head}${body}history h "H"\n  change(stuff) @ 4 between 1 and 2\n`,
    ["--history"],
    "another run",
  ],
])("%s is refused in words", (_, text, options, words) => {
  writeFileSync("refused.hence", text);
  const { status, stdout, stderr } = sweep("refused.hence", ...options);
  expect(stderr).toContain(words);
  expect(stdout).toBe("");
  expect([1, 2]).toContain(status);
});

test("where no world is plausible the bands that conflict are named", () => {
  writeFileSync(
    "none.hence",
    `${head + body}history h "H"\n  stuff @ 4 between 12 and 14\n  stuff @ 10 between 90 and 200\n`,
  );
  const { status, stderr } = sweep("none.hence", "--runs", "400", "--history");
  expect(status).toBe(1);
  expect(stderr).toContain("No world is plausible. Of 400 worlds");
  expect(stderr).toContain("No world lies in both of:\n  stuff @ 4 and stuff @ 10");
});

test("worlds that fail are counted and named", () => {
  writeFileSync("fails.hence", `${head + body}aux lost : 1 = sqrt(60 - stuff)\n`);
  const { failed, faults, kept } = sweepJson("fails.hence", "--runs", "300", "--outcome", "lost");
  expect(failed).toBeGreaterThan(10);
  expect(failed + kept).toBe(300);
  expect(faults[0]).toMatchObject({ variable: "lost", worlds: failed });
  expect(sweep("fails.hence", "--runs", "300", "--outcome", "lost").stdout).toMatch(
    /\d+ worlds failed[\s\S]*‘lost’ in \d+ worlds: in world/,
  );
});

test("stopped from the keyboard it says what was done, and leaves no file behind", async () => {
  const child = spawn(process.execPath, [
    program,
    "sweep",
    "systems/backlash",
    "--runs",
    "1000000",
    "--csv",
    "stopped.csv",
  ]);
  let stderr = "";
  child.stderr.on("data", (data) => {
    stderr += data;
  });
  await new Promise((resolve) => setTimeout(resolve, 6000));
  child.kill("SIGINT");
  const code = await new Promise((resolve) => child.on("exit", resolve));
  expect(code).toBe(130);
  expect(stderr).toMatch(/Stopped: [\d,]+ of 1,000,000 worlds were run/);
  expect(() => readFileSync("stopped.csv")).toThrow("ENOENT");
}, 60_000);
