import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inNewFolder } from "./cli.terminal.ts";

// These run the built program as people do; `npm test` builds it first.
const program = join(process.cwd(), "bin", "hence.js");
const folder = inNewFolder();

function hence(argv: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync(process.execPath, [program, ...argv], {
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
}

const epidemic = "systems/classics/epidemic.hence";

test("the program runs from any folder, and through a link", () => {
  symlinkSync(program, "hence-link");
  const { stdout, status } = spawnSync(process.execPath, ["hence-link", "check", epidemic], {
    encoding: "utf8",
  });
  expect(status).toBe(0);
  expect(stdout).toContain("epidemic: No faults.");
});

test("the package has what it needs to run, and nothing of the tests", () => {
  const packed = spawnSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: join(program, "../.."),
    encoding: "utf8",
  });
  const [{ files }]: [{ files: { path: string }[] }] = JSON.parse(packed.stdout);
  const paths = files.map(({ path }) => path);
  for (const path of [
    "bin/hence.js",
    "dist/bin/main.js",
    "dist/index.d.ts",
    "systems/backlash/backlash.hence",
    "docs/language.md",
  ])
    expect(paths).toContain(path);
  expect(paths.filter((path) => /^dist\/(test|bench)|\.map$|tsbuildinfo|^src|^test/.test(path))).toEqual([]);
});

test("colours are for terminals and whoever asks for them, and NO_COLOR forbids them", () => {
  expect(hence(["help"]).stdout).not.toContain("\u001b");
  expect(hence(["help"], { FORCE_COLOR: "1", NO_COLOR: "" }).stdout).toContain("\u001b[1m");
  expect(hence(["help"], { FORCE_COLOR: "1", NO_COLOR: "1" }).stdout).not.toContain("\u001b");
});

test("a narrow terminal gets narrow text", () => {
  const { stdout } = hence(["run", "--help"], { COLUMNS: "50" });
  const prose = stdout.split("\n").filter((line) => !line.startsWith("  hence"));
  expect(prose.filter((line) => line.length > 50)).toEqual([]);
});

test("results go to the standard output, complaints to the standard error", () => {
  const good = hence(["run", epidemic, "--csv", "-"]);
  expect(good).toMatchObject({ status: 0, stderr: "" });
  expect(good.stdout.split("\n")[0]).toContain("time,susceptible,infectious,recovered");
  const bad = hence(["run", "nothing.hence"]);
  expect(bad).toMatchObject({ status: 2, stdout: "" });
  expect(bad.stderr).toContain("nothing.hence");
});

test("a reader that goes away early is no fault", () => {
  const { status, stdout, stderr } = spawnSync(
    "sh",
    ["-c", `"$0" "$1" run ${epidemic} --csv - --set contacts=4 | head -n 1`, process.execPath, program],
    { encoding: "utf8" },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toContain("time,susceptible");
});

test("a full disk is told", () => {
  const run = spawnSync(
    "sh",
    ["-c", `"$0" "$1" run ${epidemic} --csv - > /dev/full`, process.execPath, program],
    {
      encoding: "utf8",
    },
  );
  expect(run.status).toBe(2);
  expect(run.stderr).toContain("cannot be written");
  const named = hence(["run", epidemic, "--csv", "/dev/full"]);
  expect(named.status).toBe(2);
  expect(named.stderr).toContain("‘/dev/full’ cannot be written");
});

test("stopped from the keyboard, it leaves the old file or the whole new one, and no half of one", async () => {
  const rows = 400_000;
  writeFileSync(
    "long.hence",
    `system long\ntime 0 to ${rows} by 1 year\naux a = time / 3 year\naux b = a * 2\naux c = a / 7\n`,
  );
  const results = [];
  for (const wait of [20, 120, 250, 400, 700, 1000]) {
    writeFileSync("out.csv", "old\n");
    results.push(await runAndStop(["run", "long.hence", "--csv", "out.csv"], wait));
    const text = readFileSync("out.csv", "utf8");
    if (text !== "old\n") expect(text.split("\n")).toHaveLength(rows + 3);
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  }
  // 130 by itself or by way of the shell: stopped by signal 2.
  for (const result of results) expect(["130", "SIGINT", "0"]).toContain(result);
});

function runAndStop(argv: readonly string[], wait: number): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...argv], { stdio: "ignore" });
    const timer = setTimeout(() => child.kill("SIGINT"), wait);
    child.on("exit", (code, signal) => {
      clearTimeout(timer);
      resolve(signal ?? String(code));
    });
  });
}

test("a fault of ours is told in a sentence, and shows where it happened only when asked", () => {
  writeFileSync(
    "bug.mjs",
    `import { explain } from ${JSON.stringify(join(program, "../../dist/bin/main.js"))};
const lines = [];
const terminal = { complain: (text) => lines.push(text), complaintPaint: { bad: (text) => text } };
const code = explain(new TypeError("planted"), terminal);
console.log(code + lines.join("|"));`,
  );
  const run = (env: NodeJS.ProcessEnv) =>
    spawnSync(process.execPath, ["bug.mjs"], { encoding: "utf8", env: { ...process.env, ...env } }).stdout;
  expect(run({ HENCE_DEBUG: "" })).toMatch(/^3hence: a fault of Hence itself, not of your model: planted/);
  expect(run({ HENCE_DEBUG: "" })).not.toMatch(/\bat .*bug\.mjs/);
  expect(run({ HENCE_DEBUG: "1" })).toMatch(/at .*bug\.mjs/);
});
