import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commands } from "../src/cli/commands.ts";
import { studies } from "../src/study/studies.ts";
import { widthOf } from "../src/view/text.ts";
import { hence, inNewFolder } from "./cli.terminal.ts";

// Workers are a part of the built program; `npm test` builds it first.
const program = join(process.cwd(), "bin", "hence.js");
inNewFolder();

function studyJson(...argv: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, "study", ...argv, "--json"], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

// The sum after t years is (a + 2 b) t: of its variance a brings a fifth and b four fifths, at every time.
const sums = `system sums
  purpose "To try things."
time 0 to 10 by 1 year, euler, save every 1
sector first "First"
const a : 1/year = 0.5
  between 0 and 1
sector second "Second"
const b : 1/year = 0.5
  between 0 and 1
const idle : 1 = 1
  between 0 and 2
  basis assumed
lever more : 1/year = 0
  between -1 and 1
switch on : 1 = 1
aux begun : 1
  = if time >= 4 then 1 else 0
stock total "the sum" : 1
  starts 0
  in inflow
flow inflow : 1/year
  = (a + 2 * b + more * begun + 0 * idle) * on
stock spent : 1
  starts 1
  in spending
flow spending : 1/year
  = more * begun * (1 - 2 * (if time >= 8 then 1 else 0)) * 3
scenario up "One more a year"
  more = 1
scenario down
  more = -0.5
scenario nothing
  more = 0
scenario other
  a = 1
scenario forced
  a is 0.5 from 2
`;
const past = 'history early "Early"\n  total @ 2 between 0 and 4\n';
writeFileSync("sums.hence", sums);
writeFileSync("past.hence", sums + past);
const range = "= 0 between -3.141592653589793 and 3.141592653589793";
writeFileSync(
  "ishigami.hence",
  `system ishigami
time 0 to 1 by 1 year, euler
const x1 : 1 ${range}
const x2 : 1 ${range}
const x3 : 1 ${range}
stock idle : 1
  starts 0
aux y : 1
  = sin(x1) + 7 * sin(x2)^2 + 0.1 * x3^4 * sin(x1)
`,
);
// Many numbers, of which the first half matters.
const numbered = Array.from({ length: 33 }, (_, i) => `n${i}`);
writeFileSync(
  "many.hence",
  `system many
time 0 to 1 by 1 year, euler
${numbered.map((name) => `const ${name} : 1 = 0 between 0 and 1`).join("\n")}
stock idle : 1
  starts 0
aux y : 1
  = ${numbered.slice(0, 16).join(" + ")}
`,
);
// More of the lever raises the score where a is above b, and lowers it elsewhere.
const claims = `aux score : 1
  = 1 + more * (a - b)
claim K1
  "More raises the score."
  more raises score after 2 years from 4, set to 1
claim K2
  "More raises the sum."
  more raises total after 2 years from 4, set to 1
claim K4
  up has more score than down at 8
claim K5
  a raises score after 2 years from 4, set to 1
claim K6
  inflow raises total after 2 years from 4
claim K3
  "It began."
  context "no variable carries it"
`;
writeFileSync("claims.hence", sums + claims);
// Half of the worlds: a + 2 b lies above 1.5, by how much the sum grows from the second year to the fifth.
writeFileSync("grown.hence", `${sums}history grown\n  (total @ 5 - total @ 2) @ 6 between 4.5 and 9\n`);
writeFileSync("other.hence", `${sums}history other\n  (total @ 5 in up) @ 5 between 4.5 and 9\n`);
writeFileSync("bands.hence", `${sums}history early "Early"\n  total @ 2 between 100 and 200\n`);
writeFileSync(
  "together.hence",
  sums.replace(
    "const a : 1/year = 0.5\n  between 0 and 1",
    "const a : 1/year = 0.5\n  between 0 and 1, correlated 0.5 in pay",
  ),
);

test("sobol: a sum of two inputs has the shares that follow from it, at every time, and by sector", () => {
  const { outcomes, inputs, runs, says, warnings } = studyJson(
    ...["sobol", "sums.hence", "--base", "512", "--outcome", "total", "--over-time"],
  );
  expect(inputs).toEqual(["a", "b", "idle"]);
  expect(runs).toBe(512 * 5);
  expect(says).toContain("over their whole ranges");
  expect(warnings).toEqual([]);
  const { first, total, times } = outcomes["total @ 10"];
  for (const index of [first, total])
    expect(index.map(({ value }: { value: number }) => value)).toEqual([
      expect.closeTo(0.2, 1),
      expect.closeTo(0.8, 1),
      expect.closeTo(0, 5),
    ]);
  expect(first[1].low).toBeLessThan(0.8);
  expect(first[1].high).toBeGreaterThan(0.8);
  const middle = times.find(({ time }: { time: number }) => time === 5);
  expect(middle.total[1].value).toBeCloseTo(total[1].value, 6);
  const grouped = studyJson("sobol", "sums.hence", "--by", "sector", "--base", "64", "--outcome", "total");
  expect(grouped.inputs).toEqual(["first (1)", "second (2)"]);
  expect(grouped.warnings[0]).toMatch(/Few runs.*--base 128/);
});

test("sobol --second: of Ishigami's function the first and third input act together, and no others", () => {
  const { outcomes, runs } = studyJson(
    ...["sobol", "ishigami.hence", "--second", "--base", "2048", "--outcome", "y"],
  );
  expect(runs).toBe(2048 * 8);
  const { pairs } = outcomes["y @ 1"];
  expect(pairs.map(({ inputs }: { inputs: string[] }) => inputs)[0]).toEqual(["x1", "x3"]);
  expect(Math.abs(pairs[0].index.value - 0.24368366)).toBeLessThan(0.03);
  expect(pairs[0].index.low).toBeLessThan(0.24368366);
  expect(pairs[0].index.high).toBeGreaterThan(0.24368366);
  expect(pairs).toHaveLength(3);
  for (const { index } of pairs.slice(1)) {
    expect(index.low).toBeLessThan(0);
    expect(index.high).toBeGreaterThan(0);
  }
});

test("shapley: the shares of a sum, at every time, of correlated inputs, by sector and of those that are chosen", () => {
  const values = (effects: readonly { value: number }[]) => effects.map(({ value }) => value);
  const at = (...argv: string[]) => studyJson("shapley", ...argv, "--outcome", "total");
  const { outcomes, inputs, runs, warnings } = at("sums.hence", "--over-time");
  expect(runs).toBe(512 * 8);
  expect(inputs).toEqual(["a", "b", "idle"]);
  expect(warnings).toEqual([]);
  const { effects, times } = outcomes["total @ 10"];
  expect(values(effects)).toEqual([expect.closeTo(0.2, 2), expect.closeTo(0.8, 2), expect.closeTo(0, 9)]);
  expect(times[5].time).toBe(5);
  expect(times[5].effects[1].value).toBeCloseTo(effects[1].value, 6);
  // One member of a group alone goes its own way; two go together, and what they have in common is parted.
  const both = sums.replace(/(= 0.5\n {2}between 0 and 1)\n/g, "$1, correlated 0.8 in pay\n");
  writeFileSync("both.hence", both);
  const together = at("both.hence");
  expect(together.says).toContain("2 of them go together");
  const [a, b] = values(together.outcomes["total @ 10"].effects) as [number, number];
  // For normal numbers of correlation r, 1 and 2 times: (1 - r² / 2 + 2 r + 2 r²) / (5 + 4 r), and 0.8 nearly so for even ones.
  const r = 0.786;
  expect(Math.abs(a - (1 - (r * r) / 2 + 2 * r + 2 * r * r) / (5 + 4 * r))).toBeLessThan(0.02);
  expect(a + b).toBeCloseTo(1, 9);
  expect(at("sums.hence", "--by", "sector").inputs).toEqual(["first (1)", "second (2)"]);
  const chosen = at("sums.hence", "--inputs", "b");
  expect(chosen.inputs).toEqual(["the other 2", "b"]);
  expect(values(chosen.outcomes["total @ 10"].effects)).toEqual([
    expect.closeTo(0.2, 2),
    expect.closeTo(0.8, 2),
  ]);
  expect(at("sums.hence", "--by", "sector", "--inputs", "idle").inputs).toEqual([
    "first (1)",
    "second (1)",
    "idle",
  ]);
});

test("morris: straight effects have the size of their slopes, and no spread", () => {
  const { outcomes } = studyJson("morris", "sums.hence", "--base", "8", "--outcome", "total@10");
  const [a, b, idle] = outcomes["total @ 10"];
  expect(a).toMatchObject({ mean: expect.closeTo(10, 6), deviation: expect.closeTo(0, 6) });
  expect(b.size.value).toBeCloseTo(20, 6);
  expect(idle.size.value).toBe(0);
});

test("pawn: the input that matters most has the largest index, one that does nothing none beyond chance", () => {
  const { outcomes, worlds } = studyJson(
    "pawn",
    "past.hence",
    "--runs",
    "600",
    "--history",
    "--outcome",
    "total",
  );
  expect(worlds).toBeGreaterThan(200);
  expect(worlds).toBeLessThan(600);
  const { indices, byChance } = outcomes["total @ 10"];
  const [a, b, idle] = indices.map(({ median }: { median: { value: number } }) => median.value);
  expect(b).toBeGreaterThan(a);
  expect(a).toBeGreaterThan(byChance);
  expect(idle).toBeLessThan(1.3 * byChance);
});

test("worlds are chosen by a band over two moments", () => {
  const { worlds } = studyJson("pawn", "grown.hence", "--runs", "600", "--history", "--outcome", "total");
  expect(worlds / 600).toBeGreaterThan(0.43);
  expect(worlds / 600).toBeLessThan(0.57);
});

test.each([["pawn", "--history"], ["regional", "--history", "--where", "total > 3"], ["levers"]])(
  "hence study %s says which bands leave no world plausible",
  async (study, ...more) => {
    const { code, out, complaints } = await hence("study", study, "bands.hence", "--runs", "300", ...more);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(complaints).toContain("No world is plausible. Of 300 worlds that were run whatever their past");
    expect(complaints).toContain("0 %  total @ 2 between 100 and 200");
  },
);

test("regional, prim and tree find the input that worlds of interest have in common", () => {
  const where = ["--where", "total@10 > 20", "--runs", "600"];
  const regional = studyJson("regional", "sums.hence", ...where);
  expect(regional.inputs[0].name).toBe("b");
  expect(regional.interest).toBeLessThan(regional.worlds);
  const { boxes } = studyJson("prim", "sums.hence", ...where);
  const limit = boxes[0].limits.find(({ input }: { input: string }) => input === "b");
  expect(limit.low).toBeGreaterThan(0.4);
  expect(limit.high).toBeNull();
  expect(limit.halves).toBe(1);
  expect(boxes[0].density).toBeGreaterThan(0.7);
  const { leaves } = studyJson("tree", "sums.hence", ...where);
  expect(leaves[0].density).toBe(1);
  expect(leaves[0].limits.map(({ input }: { input: string }) => input)).toContain("b");
});

test("prim and regional describe the worlds in which a claim does not hold", () => {
  const { boxes, where, interest, worlds } = studyJson(
    "prim",
    "claims.hence",
    "--claim",
    "K1",
    "--runs",
    "600",
  );
  expect(where).toBe("K1 does not hold");
  expect(interest / worlds).toBeGreaterThan(0.4);
  expect(interest / worlds).toBeLessThan(0.6);
  const limits = boxes[0].limits.map(({ input }: { input: string }) => input);
  expect(limits.sort()).toEqual(["a", "b"]);
  expect(boxes[0].density).toBeGreaterThan(0.7);
  const regional = studyJson("regional", "claims.hence", "--claim", "K1 holds", "--runs", "600");
  expect(regional.interest).toBe(worlds - interest);
  expect(new Set(regional.inputs.slice(0, 2).map(({ name }: { name: string }) => name))).toEqual(
    new Set(["a", "b"]),
  );
});

test("a claim is judged on top of what is set, and of a scenario", () => {
  const shareWith = (claim: string, ...more: string[]): number => {
    const { interest, worlds } = studyJson(
      ...["regional", "claims.hence", "--claim", claim, "--runs", "600", ...more],
    );
    return interest / worlds;
  };
  // More raises the score where a is above b; so it does from where the scenario ‘down’ has put it.
  expect(Math.abs(shareWith("K1", "--set", "b=0.3") - 0.3)).toBeLessThan(0.06);
  expect(Math.abs(shareWith("K1", "--scenario", "down") - 0.5)).toBeLessThan(0.06);
  // With the lever where the claim moves it to, nothing moves.
  expect(() => shareWith("K1", "--scenario", "up")).toThrow("In 600 of 600 worlds there is no telling");
  // Scenarios of a claim stand on what is set.
  expect(Math.abs(shareWith("K4", "--set", "b=0.3") - 0.3)).toBeLessThan(0.06);
});

test("levers: each policy from when it begins, against the same world without it, and what turns is told", () => {
  const { policies, worlds, runs, says } = studyJson(
    "levers",
    "past.hence",
    "--runs",
    "300",
    "--outcome",
    "total,spent",
  );
  expect(says).toContain("plausible");
  expect(worlds).toBeLessThan(runs);
  expect(
    policies.map(({ scenario, begins, times }: Record<string, unknown>) => [scenario, begins, times]),
  ).toEqual([
    ["up", 4, [5, 9, 10]],
    ["down", 4, [5, 9, 10]],
  ]);
  const { outcomes } = policies[0];
  expect(outcomes["total @ 9"]).toMatchObject({
    worlds,
    difference: { p5: expect.closeTo(5, 9), p95: expect.closeTo(5, 9) },
    more: 1,
    less: 0,
  });
  expect(outcomes["spent @ 5"].difference.p50).toBeCloseTo(3, 9);
});

test("robust: with more of it every world is higher, so one policy is first by most measures", () => {
  const { policies, metrics, worlds } = studyJson(
    "robust",
    "past.hence",
    "--runs",
    "300",
    "--outcome",
    "total",
    "--want",
    "more",
  );
  expect(policies).toEqual(["(no policy)", "up", "down"]);
  expect(worlds).toBeGreaterThan(20);
  expect(metrics.maximin.first["10"]).toEqual(["up"]);
  expect(metrics.Laplace.values.up - metrics.Laplace.values["(no policy)"]).toBeCloseTo(6, 9);
  expect(metrics["minimax regret"].values).toMatchObject({ up: 0, down: expect.closeTo(9, 9) });
});

test("one thread and two find the same, and another seed something else", () => {
  const at = (...more: string[]) =>
    studyJson("pawn", "sums.hence", "--runs", "600", "--outcome", "total", ...more);
  const one = at("--threads", "1");
  expect(at("--threads", "2")).toEqual(one);
  expect(at("--seed", "3").outcomes).not.toEqual(one.outcomes);
});

test.each([
  [
    ["sobol", "sums.hence", "--base", "64", "--over-time"],
    ["alone", "with others", "over time", "Few runs", "1 of the 3 ranges is assumed"],
  ],
  [
    ["sobol", "ishigami.hence", "--base", "256", "--second", "--outcome", "y"],
    ["Pairs, beyond what each does alone", "x1 and x3"],
  ],
  [
    ["shapley", "many.hence", "--base", "64", "--over-time", "--outcome", "y"],
    ["share", "and 18 more, which get", "Few runs", "The shares sum to 1", "Shares over time"],
  ],
  [
    ["shapley", "many.hence", "--base", "256", "--over-time", "--outcome", "idle"],
    ["‘idle @ 1’ is the same in all worlds. idle, at 1 It is the same in all worlds."],
  ],
  [
    ["morris", "sums.hence"],
    ["size", "mean", "spread", "No outcome was named"],
  ],
  [
    ["pawn", "past.hence", "--history", "--runs", "400"],
    ["do not stand out", "plausible worlds, of 400"],
  ],
  [
    ["regional", "sums.hence", "--where", "total > p80", "--runs", "400"],
    ["Of interest: total @ 10 >", "by chance"],
  ],
  [
    ["prim", "sums.hence", "--where", "total > p80", "--runs", "400"],
    ["First box", "Coverage", "in halves"],
  ],
  [
    ["tree", "sums.hence", "--where", "total > p80", "--runs", "400"],
    ["takes in", "Leaves"],
  ],
  [
    ["tree", "ishigami.hence", "--where", "y > p70", "--runs", "400"],
    ["takes in", "% are of interest. Takes in:"],
  ],
  [
    ["robust", "past.hence", "--runs", "300"],
    ["maximin", "Ranked first, by time", "none is a solution"],
  ],
  [
    ["levers", "past.hence", "--runs", "300"],
    ["Without any of them", "No policy is a solution", "One more a year (from 4)"],
  ],
] as const)("hence study %j fits eighty columns and says what it must", async (argv, words) => {
  const { status, stdout } = spawnSync(process.execPath, [program, "study", ...argv], {
    encoding: "utf8",
    env: { ...process.env, COLUMNS: "80" },
  });
  expect(status).toBe(0);
  const flat = stdout.replace(/\s+/g, " ");
  const always = argv[1] === "sums.hence" ? ["To try things.", "Switches: on 1."] : [];
  for (const word of [...words, ...always]) expect(flat).toContain(word);
  expect(stdout).not.toContain("NaN");
  expect(stdout).not.toContain("no number");
  expect(stdout.split("\n").filter((line) => widthOf(line) > 80)).toEqual([]);
});

test.each([
  [["sobel", "sums.hence"], "There is no study ‘sobel’. Did you mean ‘sobol’?"],
  [["sobol"], "What of? hence study sobol MODEL"],
  [["sobol", "sums.hence", "--where", "total > 3"], "does not listen to --where"],
  [["levers", "sums.hence", "--history"], "It takes plausible worlds anyhow"],
  [["sobol", "sums.hence", "--base", "100"], "a power of two: 64 or 128, not 100"],
  [["sobol", "sums.hence", "--outcome", "totl"], "Did you mean ‘total’?"],
  [["sobol", "sums.hence", "--outcome", "total@99"], "lies outside of the run"],
  [["sobol", "together.hence"], "Instead: hence study shapley"],
  [["sobol", "many.hence", "--second", "--base", "16"], "33 inputs make 528 pairs: too many"],
  [["sobol", "sums.hence", "--second", "--inputs", "a,bb"], "Did you mean ‘b’?"],
  [["sobol", "sums.hence", "--inputs", "total"], "‘total’ is none of the 3 numbers that differ"],
  [["shapley", "sums.hence", "--second"], "--second is for: sobol."],
  [["shapley", "sums.hence", "--base", "1"], "two base rows or more"],
  [["shapley", "many.hence", "--base", "131072"], "This plan is too big: 4,456,448 runs"],
  [
    ["systems/classics"],
    "Which study of systems/classics? hence study NAME systems/classics There are: sobol",
  ],
  [["morris", "together.hence"], "go together"],
  [["sobol", "sums.hence", "--base", "4194304"], "This plan is too big: 20,971,520 runs, about"],
  [["sobol", "sums.hence", "--by", "colour"], "--by sector"],
  [["sobol", "sums.hence", "--set", "a=1", "--set", "b=1", "--set", "idle=1"], "Nothing is left to vary"],
  [["pawn", "sums.hence", "--runs", "40"], "ten slices of them need 100 or more"],
  [["prim", "sums.hence"], "which are they?"],
  [["prim", "sums.hence", "--where", "total"], "is no condition"],
  [["prim", "sums.hence", "--where", "total > -1"], "holds everywhere: there is nothing to tell apart"],
  [["tree", "sums.hence", "--where", "total > 1000"], "holds nowhere"],
  [
    ["prim", "claims.hence", "--claim", "K2"],
    "‘K2 does not hold’ is so nowhere: there is nothing to tell apart",
  ],
  [["prim", "claims.hence", "--claim", "K3"], "‘K3’ is context"],
  [["prim", "claims.hence", "--claim", "K9"], "No claim, check, loop, link or history is called ‘K9’"],
  [
    ["prim", "claims.hence", "--claim", "K1", "--set", "a=1", "--set", "b=0"],
    "‘K1 does not hold’ is so nowhere",
  ],
  [
    ["prim", "claims.hence", "--claim", "K1", "--scenario", "other", "--set", "b=0"],
    "‘K1 does not hold’ is so nowhere",
  ],
  [
    ["prim", "claims.hence", "--claim", "K4", "--scenario", "other"],
    "‘K4’ is about runs of its own, of ‘up’ and ‘down’",
  ],
  [["prim", "claims.hence", "--claim", "K6", "--scenario", "forced"], "‘K6 does not hold’ is so nowhere"],
  [["prim", "claims.hence", "--claim", "K5", "--scenario", "forced"], "‘forced’ says itself what ‘a’ is"],
  [["tree", "claims.hence", "--claim", "K1", "--where", "total > 3"], "one of them is enough"],
  [["pawn", "other.hence", "--history"], "reads another run than the one it stands in"],
  [["pawn", "sums.hence", "--history"], "says nothing of its past"],
  [["levers", "sums.hence", "--policies", "upp"], "Did you mean ‘up’?"],
  [["levers", "sums.hence", "--policies", "nothing"], "No stock differs with ‘nothing’"],
  [["levers", "systems/classics/epidemic.hence"], "No scenario of the system sets levers and nothing else"],
  [["levers", "sums.hence", "--horizons", "soon"], "--horizons takes times"],
  [["robust", "sums.hence", "--want", "best"], "--want is less or more"],
  [["robust", "sums.hence", "--outcome", "total,spent"], "by one outcome, not by 2"],
] as const)("hence study %j is refused: %s", async (argv, words) => {
  const { code, complaints } = await hence("study", ...argv);
  expect(complaints.replace(/\s+/g, " ")).toContain(words);
  expect(code).toBe(2);
});

test("what is said of several outcomes stands under the last of them", () => {
  const { stdout } = spawnSync(process.execPath, [program, "study", "morris", "sums.hence", "--base", "4"], {
    encoding: "utf8",
  });
  expect(stdout.split("Size: how far")).toHaveLength(2);
  expect(stdout.indexOf("Size: how far")).toBeGreaterThan(stdout.lastIndexOf("Input"));
});

test("hence study alone lists the studies, and its help names each of them", async () => {
  const { code, out } = await hence("study");
  expect(code).toBe(0);
  // One line each, and one that says how to ask.
  expect(out.trimEnd().split("\n")).toHaveLength(studies.length + 1);
  const help = commands.find(({ name }) => name === "study")!.about.join(" ");
  for (const { name } of studies) {
    expect(out).toMatch(new RegExp(`^  ${name} +\\S`, "m"));
    expect(help).toContain(name);
  }
});
