import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { hence, inNewFolder } from "./cli.terminal.ts";

inNewFolder();

const epidemic = "systems/classics/epidemic.hence";

test("diagram without --out lists what there is to draw", async () => {
  const { code, out } = await hence("diagram", "systems/backlash");
  expect(code).toBe(0);
  expect(out).toContain("Overview");
  expect(out).toContain("--sector state");
  expect(out).toContain("--claim C25");
  expect(out).toContain("--loop R1");
  for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});

test("diagram draws a view into a file, with signs", async () => {
  const { code, out } = await hence("diagram", epidemic, "--out", "epidemic.svg", "--theme", "dark");
  expect({ code, out: out.slice(0, 20) }).toEqual({ code: 0, out: "Wrote epidemic.svg: " });
  const text = readFileSync("epidemic.svg", "utf8");
  expect(text.startsWith("<svg ")).toBe(true);
  expect(text).toContain('<title id="title">An epidemic runs its course</title>');
  expect(text).toContain("arrow-sign plus");
  expect(text).not.toContain("prefers-color-scheme");
});

test("diagram draws all views into a folder", async () => {
  expect((await hence("diagram", "systems/backlash", "--out", "pictures")).code).toBe(0);
  expect(readdirSync("pictures")).toEqual(expect.arrayContaining(["Overview.svg", "state.svg", "R1.svg"]));
});

test("diagram draws the path of a claim, a loop, what is around a variable, and structure alone", async () => {
  const flagship = "systems/backlash";
  const nodesOf = async (...options: string[]) => {
    const { code, out } = await hence("diagram", flagship, "--out", "one.svg", ...options);
    expect(code).toBe(0);
    return Number(/: (\d+) names?/.exec(out)?.[1]);
  };
  expect(await nodesOf("--claim", "c25")).toBeGreaterThan(2);
  expect(await nodesOf("--loop", "R4")).toBe(2);
  expect(await nodesOf("--around", "repression")).toBeGreaterThan(5);
  expect(await nodesOf("--sector", "state", "--structure")).toBeLessThan(await nodesOf("--sector", "state"));
});

test.each([
  [["--sector", "stat", "--out", "x.svg"], "Did you mean ‘state’?"],
  [["--loop", "R99", "--out", "x.svg"], "No loop with a path is called ‘R99’."],
  [["--loop", "R1"], "Where is the picture to go?"],
  [["--loop", "R1", "--sector", "state", "--out", "x.svg"], "one at a time"],
  [["--loop", "R1", "--out", "folder"], "One view goes into one file."],
  [["--theme", "pink", "--out", "x.svg"], "‘pink’ is no theme."],
])("diagram %j is refused in words", async (options, words) => {
  const { code, complaints } = await hence("diagram", "systems/backlash", ...options);
  expect(code).toBe(2);
  expect(complaints).toContain(words);
  expect(existsSync("x.svg")).toBe(false);
});
