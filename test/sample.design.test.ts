import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkModel } from "../src/check/check.ts";
import { compileModel } from "../src/compile/compile.ts";
import { foldName } from "../src/model/name.ts";
import { readHence } from "../src/read/hence.ts";
import { type Design, tableDesign } from "../src/sample/design.ts";
import { type SampledInput, sampledInputs } from "../src/sample/inputs.ts";
import { randomPoints } from "../src/sample/random.ts";
import { compileRoutines, plainRoutines } from "../src/sample/routines.ts";
import { UnfitRows } from "../src/sample/sampler.ts";
import { chooseWorlds } from "../src/sample/sampling.ts";
import { quantileOf, type Shape } from "../src/sample/shape.ts";
import { readFlagship } from "./backlash.files.ts";

const runs = 4096;

test.each([
  ["uniform", 3, 4 / 3],
  ["triangular", (1 + 2 + 5) / 3, (1 + 4 + 25 - 2 - 5 - 10) / 18],
  ["pert", (1 + 4 * 2 + 5) / 6, ((14 / 6 - 1) * (5 - 14 / 6)) / 7],
  ["loguniform", 4 / Math.log(5), 12 / Math.log(5) - (4 / Math.log(5)) ** 2],
  ["discrete", 3, 2],
] as const)("a %s range from 1 over 2 to 5 has its mean and variance", (kind, mean, variance) => {
  const numbers = columnOf(worldsOf({ kind, low: 1, high: 5, declared: 2 }), 0);
  expect(meanOf(numbers)).toBeCloseTo(mean, 2);
  expect(varianceOf(numbers)).toBeCloseTo(variance, 1);
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(1);
  expect(Math.max(...numbers)).toBeLessThanOrEqual(5);
});

test("normal and lognormal ranges have their middle at the declared number and are cut at the ends", () => {
  const normal = quantileOf({ kind: "normal", low: -4, high: 4, declared: 0 }, plainRoutines());
  expect(normal(0.5)).toBeCloseTo(0, 12);
  expect(normal(0)).toBe(-4);
  expect(normal(1)).toBe(4);
  // A quarter of the range is a standard deviation: one of them above the middle lies 34.13 % of 95.45 %.
  expect(normal(0.5 + 0.3413447460685429 / 0.9544997361036416)).toBeCloseTo(2, 9);
  const lognormal = quantileOf({ kind: "lognormal", low: 0.25, high: 4, declared: 1 }, plainRoutines());
  expect(lognormal(0.5)).toBeCloseTo(1, 12);
  expect(lognormal(0)).toBe(0.25);
});

test.each(["pert", "normal", "lognormal", "loguniform"] as const)(
  "the compiled quantiles of a %s range have the bits of the plain ones",
  (kind) => {
    const shape: Shape = { kind, low: 1, high: 5, declared: 2 };
    const [plain, compiled] = [plainRoutines(), compileRoutines()].map((routines) =>
      quantileOf(shape, routines),
    );
    const point = new Float64Array(1);
    const shares = Array.from({ length: 200 }, (_, row) => {
      randomPoints(200, 1, 8).point(row, point);
      return point[0]!;
    });
    for (const share of [0, 1, 1e-300, 1e-12, 1 - 2 ** -53, ...shares])
      expect(compiled!(share)).toBe(plain!(share));
  },
);

test("inputs of one group go together, as much as they say and in the direction that they say", () => {
  const correlated = (by: number) => ({ group: "weights", by });
  const inputs = [0.6, 0.6, -0.6, undefined].map(
    (by, i): SampledInput => ({
      ...inputOf({ kind: "normal", low: -1, high: 1, declared: 0 }, i),
      ...(by !== undefined && { correlated: correlated(by) }),
    }),
  );
  const design = chooseWorlds(inputs, { sampler: "random", runs, seed: 1 });
  const columns = [0, 1, 2, 3].map((column) => columnOf(design, column));
  expect(correlationOf(columns[0]!, columns[1]!)).toBeCloseTo(0.6, 1);
  expect(correlationOf(columns[0]!, columns[2]!)).toBeCloseTo(-0.6, 1);
  expect(correlationOf(columns[0]!, columns[3]!)).toBeCloseTo(0, 1);
  // Each alone is as it was.
  expect(varianceOf(columns[0]!)).toBeCloseTo(varianceOf(columns[3]!), 1);
});

test("a world does not depend on which others are asked for, and the identity tells designs apart", () => {
  const shape: Shape = { kind: "triangular", low: 0, high: 1, declared: 0.3 };
  const inputs = [inputOf(shape, 0), inputOf(shape, 1)];
  const one = chooseWorlds(inputs, { sampler: "latin", runs: 100, seed: 1 });
  const forwards = [0, 1, 2].map((row) => worldOf(one, row));
  const backwards = [2, 1, 0].map((row) => worldOf(one, row)).reverse();
  expect(backwards).toEqual(forwards);
  const others = [
    chooseWorlds(inputs, { sampler: "latin", runs: 100, seed: 2 }),
    chooseWorlds(inputs, { sampler: "latin", runs: 101, seed: 1 }),
    chooseWorlds(inputs, { sampler: "random", runs: 100, seed: 1 }),
    chooseWorlds([inputs[0]!], { sampler: "latin", runs: 100, seed: 1 }),
    tableDesign(inputs, [Float64Array.of(0.1), Float64Array.of(0.2)], 1),
  ];
  expect(new Set([one, ...others].map(({ id }) => id)).size).toBe(6);
  expect(chooseWorlds(inputs, { sampler: "latin", runs: 100, seed: 1 }).id).toBe(one.id);
});

test("in a plan of one input at a time all others are as declared", () => {
  const shape: Shape = { kind: "triangular", low: 0, high: 1, declared: 0.3 };
  const design = chooseWorlds([inputOf(shape, 0), inputOf(shape, 1)], {
    sampler: "one at a time",
    levels: 2,
  });
  const worlds = Array.from({ length: design.rows }, (_, row) => worldOf(design, row));
  expect(worlds).toEqual([
    [0.3, 0.3],
    [0, 0.3],
    [1, 0.3],
    [0.3, 0],
    [0.3, 1],
  ]);
});

test.each([
  [
    { kind: "uniform", low: 2, high: 1, declared: 1 },
    "The range of ‘x0’ is empty: it begins at 2 and ends at 1.",
  ],
  [
    { kind: "uniform", low: 0, high: Number.POSITIVE_INFINITY, declared: 1 },
    "The range of ‘x0’ has an end that is no finite number.",
  ],
  [
    { kind: "loguniform", low: 0, high: 1, declared: 1 },
    "The range of ‘x0’ begins at 0, and a loguniform one lies above nought.",
  ],
  [{ kind: "discrete", low: 0.2, high: 0.8, declared: 0.5 }, "The range of ‘x0’ has no whole number in it."],
  [
    { kind: "triangular", low: 0, high: 1, declared: 2 },
    "The range of ‘x0’ does not hold the declared number, 2, where a triangular one has its peak.",
  ],
] as const)("nothing is drawn from %j", (shape, message) => {
  expect(() => worldsOf(shape)).toThrow(new UnfitRows(message));
});

test("what is sampled of a model: constants with a range, element by element; switches and levers if asked", () => {
  const text = `system s
time 0 to 1 by 1 year
dim region = north, south
const fixed = 1
const point = 1 between 1 and 1
const share[region] between 0 and 1, triangular
  [north] = 0.2
  [south] = 0.7
const weight = 2 between 1 and 3, correlated 0.5 in weights
lever push = 0 between -1 and 1
switch on = 1
stock x starts fixed + point + weight + push + on + sum(share[*])
`;
  const { model } = readHence(
    "s.hence",
    () => ({ text }),
    (diagnostic) => expect(diagnostic.severity).not.toBe("error"),
  );
  const facts = checkModel(model, () => {});
  const program = compileModel(facts);
  const keys = (kinds = {}) => sampledInputs(facts.model, program, kinds).map(({ key }) => key);
  expect(keys()).toEqual(["share[north]", "share[south]", "weight"]);
  expect(keys({ switches: true, levers: true })).toEqual([
    "share[north]",
    "share[south]",
    "weight",
    "push",
    "on",
  ]);
  const [north, south, weight] = sampledInputs(facts.model, program);
  expect([north, south].map((input) => input!.shape.declared)).toEqual([0.2, 0.7]);
  expect(weight!.correlated).toEqual({ group: "weights", by: 0.5 });
});

interface Listed {
  readonly name: string;
  readonly lo: number;
  readonly mode: number;
  readonly hi: number;
}

const authority = "../shared/system/model.json";

test("what is sampled of the flagship is what its specification lists", ({ skip }) => {
  if (!existsSync(authority)) skip("The specification of the flagship is not here: nothing was compared.");
  const facts = checkModel(readFlagship().model, () => {});
  const { ensembles } = JSON.parse(readFileSync(authority, "utf8")) as {
    ensembles: { parameters: Listed[] };
  };
  const listed = ensembles.parameters;
  const ours = sampledInputs(facts.model, compileModel(facts));
  const byKey = new Map(ours.map((input) => [input.key, input]));
  expect(listed).toHaveLength(144);
  expect(ours).toHaveLength(144);
  for (const { name, lo, mode, hi } of listed) {
    expect(byKey.get(foldName(name))?.shape, name).toEqual({
      low: lo,
      high: hi,
      declared: mode,
      kind: "triangular",
    });
  }
});

function inputOf(shape: Shape, i: number): SampledInput {
  return { key: `x${i}`, label: `x${i}`, offset: i, shape, span: { source: "", from: 0, to: 0 } };
}

function worldsOf(shape: Shape): Design {
  return chooseWorlds([inputOf(shape, 0)], { sampler: "sobol", runs, seed: 3 });
}

function worldOf(design: Design, row: number): readonly number[] {
  const world = new Float64Array(design.inputs.length);
  design.world(row, world);
  return [...world];
}

function columnOf(design: Design, column: number): readonly number[] {
  return Array.from({ length: design.rows }, (_, row) => worldOf(design, row)[column]!);
}

function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function varianceOf(numbers: readonly number[]): number {
  const mean = meanOf(numbers);
  return meanOf(numbers.map((number) => (number - mean) ** 2));
}

function correlationOf(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  const products = a.map((number, i) => (number - meanA) * (b[i]! - meanB));
  return meanOf(products) / Math.sqrt(varianceOf(a) * varianceOf(b));
}
