import { spawn, spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { corner } from "./argument.worlds.ts";
import { inNewFolder } from "./cli.terminal.ts";

// These run the built program, of which workers are a part; `npm test` builds it first.
const program = resolve("bin/hence.js");
inNewFolder();

const past = '\nhistory H1 "What was seen"\n  echo @ 1 between 0.2 and 1\n';
/** In every second world a number is lost in a run of the argument. */
const lossy = `${corner}${past}
aux root : 1 = sqrt(0.5 - d)
check rooted "A number that is lost in some worlds"
  root @ 1 in fixed > 0
`;
writeFileSync("past.hence", corner + past);
writeFileSync("lossy.hence", lossy);
const folder = "tested";
beforeEach(() => rmSync(folder, { recursive: true, force: true }));

function hence(...argv: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...argv], {
    encoding: "utf8",
    env: { ...process.env, COLUMNS: "80" },
  });
  return { status, stdout, stderr };
}

interface Tested {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly complaints: string;
}

/** Tests in a process of its own, which is ended when `isDue` says so. */
function begin(words: readonly string[], signal: NodeJS.Signals, isDue: (began: number) => boolean) {
  return new Promise<Tested>((done) => {
    const began = performance.now();
    const child = spawn(process.execPath, [program, "test", ...words]);
    const watch = setInterval(() => {
      if (!isDue(began)) return;
      child.kill(signal);
      clearInterval(watch);
    }, 2);
    let [out, complaints] = ["", ""];
    child.stdout.on("data", (piece) => {
      out += piece;
    });
    child.stderr.on("data", (piece) => {
      complaints += piece;
    });
    child.on("close", (code, ended) => {
      clearInterval(watch);
      done({ code, signal: ended, out, complaints });
    });
  });
}

function partsIn(): number {
  try {
    return readFileSync(join(folder, "parts.jsonl"), "utf8").split("\n").length - 1;
  } catch {
    return 0; // Not there yet.
  }
}

/** All that `--json` prints but the time that it took. */
function plain(stdout: string) {
  const all = JSON.parse(stdout);
  all.worlds.seconds = 0;
  return all;
}

const words = ["lossy.hence", "--worlds", "1500", "--json"];

// Ten processes, one after the other.
test("killed with and without warning at several moments, a test goes on to what one prints that nobody disturbs", async () => {
  const whole = plain(hence("test", ...words, "--threads", "1").stdout);
  expect(whole.worlds.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(plain(hence("test", ...words, "--threads", "2").stdout)).toEqual(whole);

  const kept = [...words, "--out", folder];
  for (const [parts, signal, threads] of [
    [0, "SIGKILL", "2"],
    [1, "SIGKILL", "1"],
    [3, "SIGINT", "2"],
    [4, "SIGKILL", "1"],
  ] as const) {
    const ended = await begin([...kept, "--threads", threads], signal, () => partsIn() >= parts);
    if (signal === "SIGKILL") expect(ended).toMatchObject({ signal, out: "" });
    else {
      expect(ended).toMatchObject({ code: 130, out: "" });
      expect(ended.complaints).toMatch(
        /Stopped: [\d,]+ of 1,500 worlds were tried, .* are whole in ‘tested’: the same command goes on/,
      );
    }
  }
  expect(partsIn()).toBeLessThan(6);
  expect(plain(hence("test", ...kept).stdout)).toEqual(whole);
  expect(plain(hence("test", ...kept).stdout)).toEqual(whole);
  // Fewer worlds are another test, more of them are added.
  expect(hence("test", "lossy.hence", "--worlds", "1400", "--out", folder)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("cannot become one of 1400"),
  });
  const more = ["lossy.hence", "--worlds", "1700", "--json"];
  expect(plain(hence("test", ...more, "--out", folder).stdout)).toEqual(plain(hence("test", ...more).stdout));
}, 240_000);

test.each(["parquet", "csv", "arrow"])(
  "what is kept as %s answers questions on verdicts, effects and inputs",
  (format) => {
    const run = ["lossy.hence", "--worlds", "600", "--json", "--out", folder, "--format", format];
    const all = plain(hence("test", ...run).stdout);
    expect(plain(hence("test", ...run).stdout)).toEqual(all);
    const ask = (sql: string) => JSON.parse(hence("query", folder, sql, "--json").stdout);
    const holds = all.claims[0].counts.holds;
    expect(ask("select count(*) as n from verdicts where C1 = 'holds'")).toEqual([{ n: holds }]);
    expect(
      ask(
        "select C1, min(C1_1) as least, max(C1_1) as most, bool_and(a > 0.7 and b < 0.4) as corner " +
          "from runs join verdicts using (world) join effects using (world) group by C1 order by C1",
      ),
    ).toEqual([
      { C1: "fails", least: -50, most: -50, corner: true },
      { C1: "holds", least: 50, most: 50, corner: false },
    ]);
    expect(ask("select fate, count(*) as n from runs group by fate order by fate")).toEqual([
      { fate: "kept", n: all.worlds.plausible },
      { fate: "rejected", n: all.worlds.bands[0].rejected },
    ]);
    expect(
      ask(
        "select rooted, bool_and(d > 0.5) as lost from runs join verdicts using (world) where lost_in_variable = 'root' group by rooted",
      ),
    ).toEqual([{ rooted: "untestable", lost: true }]);
    const listed = hence("query", folder).stdout;
    expect(listed).toMatch(/C1 {2,}A push raises the effect\./);
    expect(listed).toMatch(/C1_1 +% +change of the effect: push raises effect/);
  },
);

test("--kept with a folder goes on until there are enough, and keeps whole chunks", () => {
  const kept = (count: string, ...more: string[]) =>
    plain(hence("test", "past.hence", "--kept", count, "--json", ...more).stdout);
  for (const count of ["100", "700", "300"]) {
    expect(kept(count, "--out", folder)).toEqual(kept(count));
  }
  const { stdout, stderr } = hence("query", folder, "select count(*) as n from runs", "--json");
  expect(JSON.parse(stdout)).toEqual([{ n: 1024 }]);
  expect(stderr).toBe("");
});

test.each([
  ["another threshold of a claim", (text: string) => text.replace("moved by 1000 %", "moved by 900 %")],
  ["another scenario", (text: string) => text.replace("a = 0.25\ncheck", "a = 0.125\ncheck")],
  ["another equation", (text: string) => text.replace("then 0 - 1/2", "then 0 - 1/4")],
])("%s is another study, whose folder is refused; other words and places are not", (_, change) => {
  const run = ["--worlds", "300", "--out", folder];
  writeFileSync("changed.hence", corner);
  expect(hence("test", "changed.hence", ...run).status).toBe(0);
  writeFileSync("changed.hence", `# A remark\n\n${corner.replace("From a to its echo", "An echo of a")}`);
  expect(hence("test", "changed.hence", ...run)).toMatchObject({ status: 2 });
  writeFileSync("changed.hence", `# A remark\n\n${corner}`);
  expect(hence("test", "changed.hence", ...run).status).toBe(0);
  writeFileSync("changed.hence", change(corner));
  const refused = hence("test", "changed.hence", ...run);
  expect(refused).toMatchObject({ status: 2, stdout: "" });
  expect(refused.stderr).toContain("has results already, and it is of another study");
});

test("a folder of a sweep and one of a test are not each other's, nor are those of other parts of an argument", () => {
  hence("test", "past.hence", "--worlds", "300", "--out", folder);
  expect(hence("sweep", "past.hence", "--runs", "300", "--history", "--out", folder).stderr).toContain(
    "it was made by hence test --worlds, not by hence sweep",
  );
  expect(hence("test", "past.hence", "--worlds", "300", "--only", "C1", "--out", folder).stderr).toContain(
    "or --only names others",
  );
});

test("a world in which a number is lost is counted, numbered, and its cause named", () => {
  const { stdout } = hence("test", "lossy.hence", "--worlds", "400");
  const told = stdout.replace(/\s+/g, " ");
  const { worlds, checks } = plain(hence("test", "lossy.hence", "--worlds", "400", "--json").stdout);
  const [{ worlds: count, first }] = worlds.lost;
  expect(count).toBeGreaterThan(100);
  expect(first).toMatchObject({ run: "base", variable: "root", time: 0, value: null });
  expect(told).toContain(`In ${count} worlds of those that were tested a number was lost in a run`);
  expect(told).toContain(
    `‘root’ in the run ‘base’ in ${count} worlds: in world ${first.world} it is no number at 0`,
  );
  expect(checks.find(({ id }: { id: string }) => id === "rooted").counts).toMatchObject({
    untestable: count,
  });
});

test("a folder that cannot be made, and one that another process holds, are told in the words of a sweep", async () => {
  expect(hence("test", "past.hence", "--worlds", "9", "--out", "/dev/full").stderr).toContain(
    "Results cannot be kept in ‘/dev/full’",
  );
  const first = begin(["past.hence", "--worlds", "200000", "--out", folder], "SIGINT", () => partsIn() > 1);
  while (partsIn() === 0) await new Promise((go) => setTimeout(go, 5));
  expect(hence("test", "past.hence", "--worlds", "200000", "--out", folder)).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/Process \d+ has been writing in ‘tested’ since .*\nWait until it is done/),
  });
  await first;
});

test("a format without a folder is refused, and a folder without worlds to keep", () => {
  expect(hence("test", "past.hence", "--worlds", "9", "--format", "csv").stderr).toContain("name a folder");
  const alone = hence("test", "past.hence", "--out", folder);
  expect(alone.status).toBe(2);
  expect(alone.stderr).toContain(
    "--out keeps the results of many worlds: say how many with --worlds or --kept.",
  );
});
