import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { testArgument } from "../src/argument/test.ts";
import { openChecked } from "../src/cli/opening.ts";
import { createSimulator } from "../src/compile/simulator.ts";
import { foldName } from "../src/model/name.ts";
import { type Results, seriesOf } from "../src/run/program.ts";
import { faultsOf } from "../src/view/report.ts";
import { formatHence } from "../src/write/hence.ts";

const folder = "systems/classics";
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".hence"))
  .map((file) => file.replace(".hence", ""));

test.each(names)("%s has no faults, and all that it says holds", (name) => {
  const { facts, diagnostics, report } = openChecked(`${folder}/${name}.hence`);
  const simulator = createSimulator(facts, report);
  expect(diagnostics).toEqual([]);
  const verdicts = testArgument(facts, simulator!);
  expect(faultsOf(verdicts)).toEqual([]);
  expect(verdicts.faults).toEqual([]);
  expect(verdicts.checks.length).toBeGreaterThan(0);
  expect(verdicts.claims.length).toBeGreaterThan(0);
});

test("the classics and the examples are laid out in the usual way", () => {
  for (const path of [folder, "systems/examples"])
    for (const file of readdirSync(path).filter((name) => name.endsWith(".hence"))) {
      const text = readFileSync(`${path}/${file}`, "utf8");
      expect(formatHence(text, file)).toEqual({ text, diagnostics: [] });
    }
});

test.each(["smoothing", "two_valleys", "school", "valley", "provinces"])(
  "the example %s can be read and checked",
  (name) => {
    const { diagnostics } = openChecked(`systems/examples/${name}.hence`);
    expect(diagnostics).toEqual([]);
  },
);

test("the example of arrays runs, and its argument holds", () => {
  const { facts, report } = openChecked("systems/examples/provinces.hence");
  expect(faultsOf(testArgument(facts, createSimulator(facts, report)!))).toEqual([]);
});

test("each classic has its row in the README, and each row its classic", () => {
  const rows = [...readFileSync(`${folder}/README.md`, "utf8").matchAll(/^\| `(\w+)`/gm)].map(
    ([, name]) => name,
  );
  expect(rows.toSorted()).toEqual(names.toSorted());
});

/** `variable`, or `variable[element]`, of a run at a time. */
function numberAt(name: string, scenario: string | undefined, variable: string, time: number): number {
  const results = runOf(name, scenario);
  const [, plain = variable, element] = /^(\w+)\[(\w+)\]$/.exec(variable) ?? [];
  const slot = results.program.slots.get(foldName(plain))!;
  const at = element === undefined ? 0 : slot.dimensions[0]!.elements.indexOf(element);
  const row = Math.round((time - results.time.start) / results.time.step);
  return seriesOf(results, slot, at)[row]!;
}

const runs = new Map<string, Results>();

function runOf(name: string, scenario: string | undefined): Results {
  const key = `${name} ${scenario}`;
  let results = runs.get(key);
  if (!results) {
    const { facts, report } = openChecked(`${folder}/${name}.hence`);
    results = createSimulator(facts, report)!.run({
      ...(scenario !== undefined && { scenario }),
      rows: "every step",
    });
    runs.set(key, results);
  }
  return results;
}

// The digits are those that the literature's equations give, worked out apart from this engine.
test.each([
  ["radicalisation_threshold", "below_threshold", "reproduction_number", 0, "0.447699"],
  ["radicalisation_threshold", "below_threshold", "susceptible", 1500, "50000"],
  ["radicalisation_threshold", "below_threshold", "extremists", 1500, "0"],
  ["radicalisation_threshold", "below_threshold", "recruiters", 1500, "0"],
  ["radicalisation_threshold", undefined, "reproduction_number", 0, "2.686192"],
  ["radicalisation_threshold", undefined, "susceptible", 1500, "18613.7072"],
  ["radicalisation_threshold", undefined, "extremists", 1500, "4149.8195"],
  ["radicalisation_threshold", undefined, "recruiters", 1500, "2810.3208"],
  ["core_invasion", undefined, "reproduction_number", 0, "4.166667"],
  ["core_invasion", undefined, "core_share", 200, "0.760000"],
  ["core_invasion", undefined, "early_doubling_time", 0, "1.824072"],
  ["civil_violence_shares", undefined, "arrest_chance", 0, "0.899741"],
  ["civil_violence_shares", undefined, "share_without_risk[middle]", 0, "0.500000"],
  ["civil_violence_shares", undefined, "share_without_risk[high]", 0, "0.444444"],
  ["civil_violence_shares", undefined, "share_without_risk[low]", 0, "0.666667"],
  ["civil_violence_shares", undefined, "share_at_risk[middle]", 0, "0.027786"],
  ["civil_violence_shares", undefined, "share_at_risk[high]", 0, "0.019759"],
  ["civil_violence_shares", undefined, "share_at_risk[low]", 0, "0.074095"],
  ["two_basins", undefined, "tipping_point", 0, "0.276393"],
  ["two_basins", undefined, "activity", 400, "0.723607"],
  ["two_basins", "just_below", "activity", 400, "0.000000"],
  ["two_basins", "beyond_the_fold", "activity", 400, "0.000000"],
  ["terror_queue", undefined, "open_plots", 60, "1.008368"],
  ["terror_queue", undefined, "plots_at_work", 60, "0.497908"],
  ["terror_queue", undefined, "interdicted_share", 60, "0.663877"],
  ["fire_and_water", undefined, "strength", 2000, "1.000799760"],
  ["exposure_and_delay", undefined, "unexposed", 100, "28841.3724"],
  ["exposure_and_delay", undefined, "won_over", 100, "611486.86"],
  ["exposure_and_delay", "runge_kutta", "unexposed", 100, "29760.7890"],
  ["exposure_and_delay", "runge_kutta", "won_over", 100, "613233.13"],
  ["first_order_delay", undefined, "outflow", 3, "0.632120559"],
  ["first_order_delay", "euler", "outflow", 3, "0.634044957"],
  ["logistic_growth", undefined, "half_time", 0, "8.633443"],
] as const)("%s in %s: %s at %d is %s", (name, scenario, variable, time, digits) => {
  const decimals = digits.split(".")[1]?.length ?? 0;
  expect(numberAt(name, scenario, variable, time).toFixed(decimals)).toBe(digits);
});

test("above its threshold the radicalised population rests where the equations are nought", () => {
  const [inflow, exits, contagion, share] = [1000, 0.02, 1.2e-5, 0.1];
  const [lossE, lossR, promotion, back] = [0.05, 0.1, 0.1, 0.05];
  const leaveE = exits + lossE + promotion;
  const leaveR = exits + lossR + back;
  const number =
    (contagion * (inflow / exits) * (promotion + share * (exits + lossE))) /
    (leaveE * leaveR - promotion * back);
  const susceptible = inflow / exits / number;
  const recruiters = (inflow - exits * susceptible) / (contagion * susceptible);
  const extremists = (recruiters * ((1 - share) * contagion * susceptible + back)) / leaveE;
  const at = (variable: string) => numberAt("radicalisation_threshold", undefined, variable, 1500);
  expect(at("susceptible")).toBeCloseTo(susceptible, 6);
  expect(at("recruiters")).toBeCloseTo(recruiters, 6);
  expect(at("extremists")).toBeCloseTo(extremists, 6);
});

test("the core of an invaded population rests at 1 - 1/R, and doubles at first as theory says", () => {
  expect(numberAt("core_invasion", undefined, "core_share", 200)).toBeCloseTo(1 - 0.12 / 0.5, 10);
  const first = numberAt("core_invasion", undefined, "core", 1) / 10;
  expect(Math.LN2 / Math.log(first)).toBeCloseTo(Math.LN2 / (0.5 - 0.02 - 0.1), 4);
});

test("the two basins lie at the roots of the quadratic", () => {
  const root = Math.sqrt(1 - 4 * 0.2);
  expect(numberAt("two_basins", undefined, "activity", 400)).toBeCloseTo((1 + root) / 2, 10);
  expect(numberAt("two_basins", undefined, "tipping_point", 0)).toBeCloseTo((1 - root) / 2, 14);
});

test("the queue of plots rests at the root of its quadratic", () => {
  const [plots, hurry, skill, closing, agents] = [3, 1, 0.05, 4, 40];
  const a = (skill * hurry) / closing;
  const b = skill * agents - (skill * plots) / closing + hurry;
  const open = (-b + Math.sqrt(b * b + 4 * a * plots)) / (2 * a);
  expect(numberAt("terror_queue", undefined, "open_plots", 60)).toBeCloseTo(open, 9);
  expect(numberAt("terror_queue", undefined, "plots_at_work", 60)).toBeCloseTo(
    (plots - hurry * open) / closing,
    9,
  );
});

test("the uncontrolled stock rests where growth and decay are equal", () => {
  let strength = 1;
  for (let i = 0; i < 10_000; i++) strength = (1e-5 + 0.05 * strength ** 0.75) / 0.05;
  expect(numberAt("fire_and_water", undefined, "strength", 2000)).toBeCloseTo(strength, 10);
});

test("the unexposed decay exponentially, and by Euler geometrically", () => {
  const half = 1.31105e9 / 2;
  expect(numberAt("exposure_and_delay", "runge_kutta", "unexposed", 100)).toBeCloseTo(
    half * Math.exp(-10),
    3,
  );
  expect(numberAt("exposure_and_delay", undefined, "unexposed", 100)).toBeCloseTo(
    half * (1 - 0.1 / 16) ** 1600,
    6,
  );
});

test("a first-order delay answers a step as the exponential, and by Euler as a power", () => {
  expect(numberAt("first_order_delay", undefined, "outflow", 3)).toBeCloseTo(1 - Math.exp(-1), 10);
  expect(numberAt("first_order_delay", "euler", "outflow", 3)).toBeCloseTo(1 - (1 - 1 / 96) ** 96, 14);
});

test("logistic growth fills half the room at ln(999) / rate", () => {
  const before = numberAt("logistic_growth", undefined, "population", 8.63);
  const behind = numberAt("logistic_growth", undefined, "population", 8.64);
  expect(8.63 + (0.01 * (0.5 - before)) / (behind - before)).toBeCloseTo(Math.log(999) / 0.8, 6);
});

test("tea cools exponentially", () => {
  for (const time of [1, 12, 60])
    expect(numberAt("teacup", undefined, "tea", time)).toBeCloseTo(20 + 70 * Math.exp(-time / 12), 7);
});

test("an epidemic spares whom the final-size equation spares", () => {
  let spared = 0.5;
  // Of 100,000 all but one are susceptible; twice as many are infected as the share that is not spared.
  for (let i = 0; i < 200; i++) spared = (1 - 1e-5) * Math.exp(-2 * (1 - spared));
  expect(numberAt("epidemic", undefined, "spared_share", 200)).toBeCloseTo(spared, 7);
});

test("predators and prey keep their combination", () => {
  const begin = numberAt("predator_and_prey", undefined, "what_stays", 0);
  expect(begin).toBeCloseTo(0.016 * 40 - 0.6 * Math.log(40) + 0.04 * 9 - 0.6 * Math.log(9), 12);
  for (const time of [10, 25, 50])
    expect(numberAt("predator_and_prey", undefined, "what_stays", time)).toBeCloseTo(begin, 8);
});
