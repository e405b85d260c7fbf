import { expect, test } from "vitest";
import { type Course, courseOf } from "../src/argument/course.ts";
import { askedOf } from "../src/argument/outcomes.ts";
import { quantityOf } from "../src/argument/quantity.ts";
import { testArgument } from "../src/argument/test.ts";
import type { Facts } from "../src/check/facts.ts";
import { noInputs } from "../src/run/program.ts";
import type { Prepared, Simulator } from "../src/run/simulator.ts";
import { createWorldMachine } from "../src/run/worlds.ts";
import { sampledInputs } from "../src/sample/inputs.ts";
import { chooseWorlds } from "../src/sample/sampling.ts";
import { createEnsemble, type Ensemble, fates, worldsInChunk } from "../src/study/ensemble.ts";
import type { Bounds } from "../src/study/placed.ts";
import { Tally } from "../src/study/tally.ts";
import { factsOf, simulatorOf } from "./argument.system.ts";
import { prepare } from "./backlash.engine.ts";
import { readFlagship } from "./backlash.files.ts";

const text = `system s
time 2000 to 2010 by 1/4 year, euler, save every 1
const birth : 1 = 0.2
  between 0 and 0.5
const limit : 1 = 100
  between 40 and 300
stock stuff : 1
  starts 10
  in growth
flow growth : 1/year
  = birth * stuff * (1 - stuff / limit)
aux lost : 1
  = ln(60 - stuff)
history early "Early"
  stuff @ 2004.3 between 12 and 40
history late "Late"
  (stuff + 2 * growth) @ 2008 between 25 and 60
  growth @ 2003 between 0.2 and 6
scenario fixed
  birth = 0.3
`;

interface Opened {
  readonly facts: Facts;
  readonly simulator: Simulator;
}

function open(of: string): Opened {
  const facts = factsOf(of);
  return { facts, simulator: simulatorOf(facts) };
}

interface More extends Partial<Parameters<typeof createEnsemble>[0]> {
  readonly scenario?: string;
  readonly runs?: number;
}

function ensembleOf({ facts, simulator }: Opened, { scenario, runs = 300, ...more }: More = {}) {
  const prepared = simulator.prepare(scenario === undefined ? {} : { scenario });
  const inputs = sampledInputs(facts.model, simulator.program);
  const design = chooseWorlds(inputs, { sampler: "random", runs, seed: 1 });
  const { stop } = prepared.time;
  const outcomes = askedOf(facts, () => "?").map((one) => ({ ...one, time: stop }));
  return createEnsemble({ prepared, design, outcomes, bands: bandsOf(facts), fans: [], ...more });
}

function bandsOf(facts: Facts): readonly Bounds[] {
  return facts.model.history.flatMap(({ id, bands }) =>
    bands.map(({ quantity, time, low, high }) => ({
      id,
      label: id,
      quantity: quantityOf(quantity, facts) ?? (courseOf(quantity, facts) as Course),
      time,
      low,
      high,
    })),
  );
}

function tallyOf(ensemble: Ensemble): Tally {
  const tally = new Tally(ensemble);
  for (let chunk = 0; chunk < ensemble.chunks; chunk++) tally.add(ensemble.run(chunk));
  return tally;
}

const whole = text.replace(/aux lost.*\n.*\n/, "");

test("who is left out is who whole runs, judged afterwards, have outside of a band", () => {
  const opened = open(whole);
  const ensemble = ensembleOf(opened);
  const numbers = new Float64Array(2);
  const ended = Array.from({ length: ensemble.chunks }, (_, chunk) => [...ensemble.run(chunk).fates]).flat();
  expect(ended).toHaveLength(300);
  // In the order of the run: the third band comes first, then the one between two steps.
  const byTime = [2, 0, 1];
  for (const [world, fate] of ended.slice(0, 120).entries()) {
    ensemble.design.world(world, numbers);
    const [birth, limit] = numbers;
    const { facts, simulator } = open(whole.replace("= 0.2", `= ${birth}`).replace("= 100", `= ${limit}`));
    const verdicts = testArgument(facts, simulator).history.flatMap(({ bands }) => bands);
    const first = byTime.find((band) => verdicts[band]!.verdict !== "holds");
    expect(fate).toBe(first === undefined ? fates.kept : 1 + first);
  }
  const { kept, rejected, candidates } = tallyOf(ensemble);
  expect(kept).toBeGreaterThan(20);
  expect(Math.min(...rejected)).toBeGreaterThan(4);
  expect(kept + rejected.reduce((sum, count) => sum + count)).toBe(candidates);
});

test("outcomes and fans of a world are those of the run with its numbers", () => {
  const { facts, simulator } = open(whole);
  const stuff = { label: "stuff", quantity: { kind: "element", variable: "stuff", element: 0 } } as const;
  const outcomes = [2010, 2000, 2005.1].map((time) => ({ ...stuff, time }));
  const ensemble = ensembleOf(
    { facts, simulator },
    { outcomes, fans: [{ ...stuff, times: [2000, 2004, 2010] }] },
  );
  const { values, fates: ended } = ensemble.run(0);
  const world = ended.indexOf(fates.kept);
  const numbers = new Float64Array(2);
  ensemble.design.world(world, numbers);
  const inputs = {
    ...noInputs,
    numbers: new Map([
      ["birth", numbers[0]!],
      ["limit", numbers[1]!],
    ]),
  };
  const { rows } = simulator.run({ inputs, rows: "every step", save: ["stuff"] });
  const between = rows[20]! + ((2005.1 - 2000) / 0.25 - 20) * (rows[21]! - rows[20]!);
  expect([...values.subarray(0, 6)]).toEqual([rows[40], rows[0], between, rows[0], rows[16], rows[40]]);
});

test("worlds that lose a number are counted, and the first number that was lost is named", () => {
  const lost = { kind: "element", variable: "lost", element: 0 } as const;
  const outcomes = [{ label: "lost", quantity: lost, time: 2010 }];
  const ensemble = ensembleOf(open(text), { bands: [], outcomes });
  const tally = tallyOf(ensemble);
  expect(tally.failed).toBeGreaterThan(10);
  expect(tally.kept + tally.failed).toBe(300);
  expect([...tally.faults.keys()]).toEqual(["lost"]);
  const { first, count } = tally.faults.get("lost")!;
  expect(count).toBe(tally.failed);
  expect(ensemble.run(0).fates.indexOf(fates.failed)).toBe(first.world);
  expect(first.time).toBeGreaterThan(2004);
  expect(first.value).toBeNaN();
});

test("what a scenario sets does not vary, and the others are what they are without it", () => {
  const opened = open(whole);
  const numbers = new Float64Array(2);
  const { stop } = opened.simulator.program.time;
  const outcomes = (["birth", "limit"] as const).map((variable) => ({
    label: variable,
    quantity: { kind: "element", variable, element: 0 } as const,
    time: stop,
  }));
  const ensemble = ensembleOf(opened, { scenario: "fixed", outcomes, bands: [], runs: 3 });
  const { values } = ensemble.run(0);
  for (let world = 0; world < 3; world++) {
    ensemble.design.world(world, numbers);
    expect([...values.subarray(2 * world, 2 * world + 2)]).toEqual([0.3, numbers[1]]);
  }
});

test("each band alone is judged on whole runs, whatever the others say", () => {
  const ensemble = ensembleOf(open(whole));
  const { inside } = ensemble.judge(0);
  const { fates: ended } = ensemble.run(0);
  for (let world = 0; world < worldsInChunk; world++) {
    const own = [...inside.subarray(3 * world, 3 * world + 3)];
    expect(own.every((one) => one === 1)).toBe(ended[world] === fates.kept);
    if (ended[world]! > 0) expect(own[ended[world]! - 1]).toBe(0);
  }
});

// The first ends between two steps, the second before its own time, the third and fourth have stages of others in between.
const overTime = `${whole.replace(/history[\s\S]*scenario/, "scenario")}history long "Long"
  (stuff @ 2004.3 / stuff @ 2001.1) @ 2004.3 between 1.2 and 2.5
  max(growth over 2001 to 2003) @ 2009 between 0.2 and 12
  (mean(stuff over all) / stuff) @ 2002 between 1.8 and 6
  (mean(stuff - stuff @ 2000 over 2000.1 to 2008) + growth @ 2006) @ 2005 between 10 and 50
  stuff @ 2004 between 12 and 50
`;

test("bands over several moments leave out who whole runs have outside of them", () => {
  const ensemble = ensembleOf(open(overTime));
  const numbers = new Float64Array(2);
  const { fates: ended } = ensemble.run(0);
  const { inside } = ensemble.judge(0);
  // By the last moment that each reads: 2003, 2004, 2004.3, 2008, 2010.
  const byTime = [1, 4, 0, 3, 2];
  for (let world = 0; world < 120; world++) {
    ensemble.design.world(world, numbers);
    const [birth, limit] = numbers;
    const own = overTime.replace("= 0.2", `= ${birth}`).replace("= 100", `= ${limit}`);
    const { facts, simulator } = open(own);
    const verdicts = testArgument(facts, simulator).history.flatMap(({ bands }) => bands);
    const first = byTime.find((band) => verdicts[band]!.verdict !== "holds");
    expect(ended[world]).toBe(first === undefined ? fates.kept : 1 + first);
    expect([...inside.subarray(5 * world, 5 * world + 5)]).toEqual(
      verdicts.map(({ verdict }) => (verdict === "holds" ? 1 : 0)),
    );
  }
  const { kept, rejected } = tallyOf(ensemble);
  expect(kept).toBeGreaterThan(20);
  expect([...rejected].map((count) => count > 0)).toEqual([true, true, true, true, true]);
  const one = ensemble.runWorlds([7, 100, 200]);
  expect([...one.fates]).toEqual([7, 100, 200].map((world) => ended[world]));
});

test("a band over several moments changes no bit of the others", () => {
  const more = `${whole}history more "More"\n  mean(stuff over 2001 to 2009) @ 2009 between 0 and 1000\n`;
  const [one, other] = [whole, more].map((of) => ensembleOf(open(of)).run(0));
  expect(other!.values).toEqual(one!.values);
  expect(other!.fates).toEqual(one!.fates);
});

test("a band that cannot be judged in many worlds says why", () => {
  const hindrance = (quantity: string): unknown => {
    const { facts } = open(`${whole}history other\n  ${quantity} @ 2005 between 0 and 1\n`);
    return courseOf(facts.model.history.at(-1)!.bands[0]!.quantity, facts);
  };
  expect(hindrance("(stuff @ 2004 in fixed)")).toBe("reads another run than the one it stands in");
  expect(hindrance("change(stuff @ 2004)")).toBe("reads another run than the one it stands in");
  expect(hindrance("(stuff @ (2000 + limit))")).toBe("reads a time that is worked out during a run");
  const late = `${whole}history other\n  (stuff @ 2012) @ 2005 between 0 and 1\n`;
  expect(() => ensembleOf(open(late))).toThrow(
    "reads what lies outside of the run, which goes from 2000 to 2010",
  );
});

test("what cannot be had is refused in words", () => {
  const opened = open(whole);
  const late = {
    label: "stuff",
    quantity: { kind: "element", variable: "stuff", element: 0 },
    time: 2011,
  } as const;
  expect(() => ensembleOf(opened, { outcomes: [late] })).toThrow("‘stuff @ 2011’ lies outside of the run");
  const changing = whole.replace(
    "save every 1\n",
    "save every 1\n  varying step = if time < 2004 then 1/4 else 1/8\n",
  );
  expect(() => ensembleOf(open(changing))).toThrow("changes during a run");
});

test("the past says which inputs are narrowed", () => {
  const tally = tallyOf(ensembleOf(open(whole), { runs: 2000 }));
  const [birth, limit] = tally.inputs;
  expect(birth!.distance()).toBeGreaterThan(3 * birth!.byChance());
  expect(birth!.kept(0.05)).toBeGreaterThan(birth!.tried(0.05));
  expect(birth!.count).toBe(tally.kept);
  expect(limit!.tried(0.5)).toBeCloseTo(170, 6);
});

// The reference has 165 worlds of 6000, by steps of 1/8 and, once they are kept, of 1/16: from the specification, section 7.
const reference = { candidates: 6000, kept: 165, shares: [0.05, 0.25, 0.5, 0.75, 0.95] };
const quantiles = [
  ["radicalised", 2024, [6400, 10_000, 14_400, 19_600, 32_400]],
  ["radicalised", 2035, [7400, 19_300, 32_400, 56_300, 143_000]],
  ["attacks_home", 2024, [0.45, 0.73, 1, 1.3, 1.8]],
  ["attacks_home", 2035, [0.7, 1.5, 2.5, 4.8, 16]],
  ["attacks_russia", 2035, [0.02, 0.13, 0.35, 1.7, 29]],
  ["hostility", 2025, [0.68, 0.75, 0.79, 0.83, 0.87]],
  ["deportations", 2025, [6800, 15_600, 25_800, 39_400, 79_400]],
] as const;

test("the flagship's plausible worlds are as many as the reference's, and lie where they do", () => {
  const { facts, simulator } = prepare(readFlagship());
  const time = { ...simulator.program.time, step: 1 / 8 };
  const outcomes = quantiles.map(([variable, at]) => ({
    label: variable,
    quantity: { kind: "element", variable, element: 0 } as const,
    time: at,
  }));
  const ensemble = ensembleOf({ facts, simulator }, { runs: 8192, time, outcomes });
  expect(ensemble.design.inputs).toHaveLength(144);
  expect(ensemble.bands).toHaveLength(12);
  const values = Array.from({ length: ensemble.chunks }, (_, chunk) => [
    ...ensemble.run(chunk).values,
  ]).flat();
  const kept = values.length / outcomes.length;
  expectSameShare([kept, 8192], [reference.kept, reference.candidates]);
  for (const [i, [, , wanted]] of quantiles.entries()) {
    for (const [place, share] of reference.shares.entries()) {
      const below = values.filter((value, at) => at % outcomes.length === i && value < wanted[place]!).length;
      expectSameShare([below, kept], [share * reference.kept, reference.kept]);
    }
  }
});

test("worlds are the same in lanes, packed together behind each band, and one by one", () => {
  const { facts, simulator } = prepare(readFlagship());
  const time = { ...simulator.program.time, step: 1 / 8 };
  const inLanes = simulator.prepare({});
  const oneByOne: Prepared = {
    ...inLanes,
    worldMachine: (kept, sampled) => createWorldMachine(inLanes.program, kept, sampled),
  };
  expect(inLanes.worldMachine([], []).lanes).toBeGreaterThan(1);
  const [one, other] = [inLanes, oneByOne].map((prepared) =>
    ensembleOf({ facts, simulator }, { prepared, time, runs: 600 }),
  );
  for (let chunk = 0; chunk < one!.chunks; chunk++) expect(one!.run(chunk)).toEqual(other!.run(chunk));
});

/** Two shares differ by no more than three standard deviations of their difference. */
function expectSameShare(
  [one, ofOne]: readonly [number, number],
  [other, ofOther]: readonly [number, number],
): void {
  const both = (one + other) / (ofOne + ofOther);
  const deviation = Math.sqrt(both * (1 - both) * (1 / ofOne + 1 / ofOther));
  expect(Math.abs(one / ofOne - other / ofOther)).toBeLessThan(3 * deviation);
}
