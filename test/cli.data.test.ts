import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { createAccess } from "../src/cli/data.ts";
import { hence, inNewFolder } from "./cli.terminal.ts";

const folder = inNewFolder();

beforeAll(() => {
  for (const name of ["model", "model/data", "other"]) mkdirSync(name);
  writeFileSync("model/data/p.csv", "2\n");
  writeFileSync("other/p.csv", "3\n");
});

const system = (text: string) => `system small\ntime 0 to 2 by 1 year\n${text}\n`;
const write = (text: string) => writeFileSync("model/small.hence", system(text));
const run = (...more: readonly string[]) =>
  hence("run", "model/small.hence", "--csv", "-", "--save", "y", ...more);

test("data outside of the folder of the system is read only where it is allowed", async () => {
  write('const x from "../other/p.csv" at "A1"\naux y = x + 0 * time');
  const refused = await run();
  expect(refused.code).toBe(1);
  expect(refused.complaints).toContain("--allow other");
  expect((await run("--allow", "other")).out).toBe("time,y\n0,3\n1,3\n2,3");
  expect((await run("--allow", folder)).code).toBe(0);
  expect((await run("--allow", "model")).code).toBe(1);
});

test("a link that leads out of the folder is no way to read what lies there", async () => {
  symlinkSync(join(folder, "other/p.csv"), "model/data/link.csv");
  write('const x from "data/link.csv" at "A1"\naux y = x + 0 * time');
  const refused = await run();
  expect(refused.code).toBe(1);
  expect(refused.complaints).toContain("a link to a file outside");
  expect((await run("--allow", "other")).code).toBe(0);
});

test("a tag is told on the command line, or in the settings beside the model", async () => {
  write('const x from "?prices" at "A1"\naux y = x + 0 * time');
  expect((await run()).complaints).toContain("--tag prices=FILE");
  expect((await run("--tag", "prices=data/p.csv")).out).toBe("time,y\n0,2\n1,2\n2,2");
  writeFileSync("model/small_spec.json", '{"directData": {"?Prices": "data/p.csv"}}');
  expect((await run()).out).toBe("time,y\n0,2\n1,2\n2,2");
  expect((await run("--tag", "prices")).complaints).toContain("--tag name=file");
});

test("a name in other letters is the file, where only one can be meant", async () => {
  write('const x from "DATA/P.CSV" at "A1"\naux y = x + 0 * time');
  expect((await run()).code).toBe(1);
  write('const x from "data/P.CSV" at "A1"\naux y = x + 0 * time');
  expect((await run()).out).toBe("time,y\n0,2\n1,2\n2,2");
});

test("a name that no file can have is told like one that is not there", () => {
  const access = createAccess("model/small.hence", {
    brought: [],
    changes: [],
    allowed: [],
    tags: new Map(),
  });
  expect(access.load("model/data/p\0.csv")).toEqual({
    missing: "its name has a sign that no file name can have",
  });
});

test("a given series is brought by a file, also by the results of another run", async () => {
  write("dim d = a, b\ndata x[d] given, hold backward\naux y = sum(x[*])");
  const missing = await run();
  expect(missing.code).toBe(1);
  expect(missing.complaints).toContain("[not-given]");
  expect((await hence("check", "model/small.hence")).code).toBe(0);

  writeFileSync("x.dat", "x[a]\n0\t1\n2\t3\nX[B]\n0\t10\n");
  expect((await run("x.dat")).out).toBe("time,y\n0,11\n1,11\n2,13");
  writeFileSync("other.hence", system("dim d = a, b\naux x[d] = time + d\naux z = 1"));
  expect((await hence("run", "other.hence", "--csv", "other.csv")).code).toBe(0);
  const { code, out, complaints } = await run("other.csv");
  expect({ code, out }).toEqual({ code: 0, out: "time,y\n0,3\n1,5\n2,7" });
  expect(complaints).toContain("no data series or graph ‘z’");
  expect((await run("nothing.csv")).complaints).toContain("What you bring stands in ‘nothing.csv’");
});

test("one file brings some elements; the others are missing throughout, and no fault", async () => {
  write("dim d = a, b\ndata x[d] given\naux y = x[a]\naux z = if x[b] = na() then 1 else 0");
  writeFileSync("half.dat", "x[a]\n0\t1\n");
  expect((await run("half.dat")).out).toBe("time,y\n0,1\n1,1\n2,1");
});

test("claims and checks are tested with what is brought", async () => {
  write("data x = (0, 1) (2, 1)\naux y = x\ncheck K1\n  y = 5 always");
  expect((await hence("test", "model/small.hence")).code).toBe(1);
  writeFileSync("five.csv", "time,x\n0,5\n");
  expect((await hence("test", "model/small.hence", "five.csv")).code).toBe(0);
});

test("of two files that bring the same series the later one counts", async () => {
  write("data x given\naux y = x");
  writeFileSync("one.csv", "time,x\n0,1\n");
  expect((await run("one.csv", "five.csv")).out).toBe("time,y\n0,5\n1,5\n2,5");
  expect((await run("five.csv", "one.csv")).out).toBe("time,y\n0,1\n1,1\n2,1");
});

test("a module's given series is brought under its full name, and missed", async () => {
  writeFileSync("model/farm.hence", system("data rain given\naux crop = 2 * rain"));
  write('module farm from "farm.hence"\naux y = farm.crop');
  expect((await run()).complaints).toContain("‘farm.rain’");
  writeFileSync("rain.csv", "time,farm.rain\n0,1\n2,3\n");
  expect((await run("rain.csv")).out).toBe("time,y\n0,2\n1,4\n2,6");
});

test("laying out leaves files of data alone", async () => {
  write('const x from "data/p.csv" at "A1"\naux y = x');
  expect((await hence("fmt", "--check", "model/small.hence")).complaints).not.toContain("p.csv");
});

test("explain says that a course waits for data, and shows it when it is brought", async () => {
  write("data x given\naux y = x");
  expect((await hence("explain", "model/small.hence", "y")).out).toContain("name the file with --data");
  const { out } = await hence("explain", "model/small.hence", "y", "--data", "five.csv");
  expect(out).not.toContain("--data");
  expect(out).toContain("5");
});

test("where time ends may stand in a file, for a model of Vensim", async () => {
  writeFileSync("model/time.csv", "2,0.5\n");
  const mdl = (cell: string) =>
    `{UTF-8}\ny = Time ~~|\nINITIAL TIME = 0 ~~|\nlast = GET DIRECT CONSTANTS('time.csv', ',', '${cell}') ~~|
FINAL TIME = last ~~|\nTIME STEP = GET DIRECT CONSTANTS('time.csv', ',', 'B1') ~~|\nSAVEPER = 1 ~~|\n`;
  writeFileSync("model/small.mdl", mdl("A1"));
  const { code, out } = await hence("run", "model/small.mdl", "--csv", "-", "--save", "y");
  expect({ code, out }).toEqual({ code: 0, out: "time,y\n0,0\n1,1\n2,2" });
  writeFileSync("model/small.mdl", mdl("Z1"));
  const wrong = await hence("run", "model/small.mdl", "--csv", "-");
  expect(wrong.code).toBe(1);
  expect(wrong.complaints).toContain("The cell Z1 of");
});

test("what a model names must be an ordinary file", async () => {
  spawnSync("mkfifo", ["model/data/pipe.csv"]);
  write('const x from "data/pipe.csv" at "A1"\naux y = x');
  const { code, complaints } = await run();
  expect(code).toBe(1);
  expect(complaints).toContain("no ordinary file");
});
