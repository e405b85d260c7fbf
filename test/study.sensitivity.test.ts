import { expect, test } from "vitest";
import { morrisPoints } from "../src/sample/morris.ts";
import { randomPoints } from "../src/sample/random.ts";
import { saltelliPoints } from "../src/sample/saltelli.ts";
import type { Sampler } from "../src/sample/sampler.ts";
import { sobolPoints } from "../src/sample/sobol.ts";
import { createUniforms } from "../src/sample/uniform.ts";
import { elementaryEffects } from "../src/study/elementary.ts";
import { shareOf } from "../src/study/interval.ts";
import { pawn } from "../src/study/pawn.ts";
import { regionalDistance } from "../src/study/regional.ts";
import { varianceShares } from "../src/study/variance.ts";
import { ishigami, sobolG } from "./study.anchors.ts";

const resampling = { uniforms: createUniforms(1), times: 40, stream: 0 };
const exact = {
  first: [0.31390519114781146, 0.4424111447900409, 0],
  total: [0.5575888552099592, 0.4424111447900409, 0.2436836640621477],
};

/**
 * What an independent program measured over 16 scramblings: mean and worst of the largest error of the three indices.
 * Such means of 16 differ by a factor of two among themselves.
 */
const convergence = [
  { power: 10, first: [0.0095, 0.031], total: [0.0069, 0.021] },
  { power: 12, first: [0.0045, 0.027], total: [0.0018, 0.0049] },
  { power: 14, first: [0.00033, 0.00084], total: [0.00025, 0.0008] },
] as const;

test.each(convergence)(
  "the indices of Ishigami's function come out as fast as they should: 2^$power",
  ({ power, first, total }) => {
    const errors = Array.from({ length: 16 }, (_, replicate) => {
      const plan = saltelliPoints(2 ** power, 3, 1, { replicate });
      const shares = varianceShares(plan, outcomesOf(plan, ishigami), { ...resampling, times: 2 });
      const largest = (of: "first" | "total"): number =>
        Math.max(...shares[of].map(({ value }, i) => Math.abs(value - exact[of][i]!)));
      return { first: largest("first"), total: largest("total") };
    });
    for (const [of, [mean, worst]] of [
      ["first", first],
      ["total", total],
    ] as const) {
      const ours = errors.map((error) => error[of]);
      expect(ours.reduce((sum, error) => sum + error, 0) / 16).toBeLessThan(2 * mean);
      expect(Math.max(...ours)).toBeLessThan(2.5 * worst);
    }
  },
);

test("without scrambling the indices are those of SALib at 1024 and 16384 base rows", () => {
  const at = (base: number) => {
    const plan = saltelliPoints(base, 3, 0, { scrambling: "none" });
    return varianceShares(plan, outcomesOf(plan, ishigami), { ...resampling, times: 2 });
  };
  const fine = at(16_384);
  expect(fine.total.map(({ value }) => value)).toEqual(
    [0.55833, 0.44242, 0.24365].map((value) => expect.closeTo(value, 2)),
  );
  expect(fine.first.map(({ value }) => value)).toEqual(
    [0.31534, 0.44242, 0.00142].map((value) => expect.closeTo(value, 2)),
  );
  expect(fine.mean).toBeCloseTo(3.5, 3);
  expect(fine.variance).toBeCloseTo(13.844587940719254, 1);
});

test("pairs: the first and third input of Ishigami's function act together, the others do not", () => {
  const plan = saltelliPoints(2 ** 14, 3, 2, { second: true });
  const { pairs } = varianceShares(plan, outcomesOf(plan, ishigami), { ...resampling, times: 2 });
  expect(pairs![0]![2]!.value).toBeCloseTo(0.24368366, 2);
  expect(pairs![0]![1]!.value).toBeCloseTo(0, 2);
  expect(pairs![1]![2]!.value).toBeCloseTo(0, 2);
});

test.each([
  {
    weights: [0, 1, 4.5, 9, 99, 99, 99, 99],
    variance: 0.4654244319,
    first: [0.716192, 0.179048, 0.023676, 0.007162, 7.2e-5, 7.2e-5, 7.2e-5, 7.2e-5],
    total: [0.787144, 0.242198, 0.034317, 0.01046, 0.000105, 0.000105, 0.000105, 0.000105],
  },
  {
    weights: [78, 12, 0.5, 2, 97, 33],
    variance: 0.19347,
    first: [0.000276, 0.010195, 0.765743, 0.191436, 0.000179, 0.00149],
    total: [0.0003294577, 0.01214324, 0.7959698, 0.2203131, 0.0002140966, 0.001778255],
  },
])("the indices of Sobol's G of $weights are the analytic ones", ({ weights, variance, first, total }) => {
  const plan = saltelliPoints(2 ** 14, weights.length, 3);
  const shares = varianceShares(plan, outcomesOf(plan, sobolG(weights)), { ...resampling, times: 2 });
  expect(shares.variance).toBeCloseTo(variance, 2);
  for (const [i, value] of first.entries()) expect(shares.first[i]!.value).toBeCloseTo(value, 2);
  for (const [i, value] of total.entries()) expect(shares.total[i]!.value).toBeCloseTo(value, 2);
});

test("a group is one input: the first and third of Ishigami's function together, and the second", () => {
  const plan = saltelliPoints(2 ** 12, 3, 3, { groupOf: [0, 1, 0] });
  const { first, total } = varianceShares(plan, outcomesOf(plan, ishigami), { ...resampling, times: 2 });
  expect(first.map(({ value }) => value)).toEqual([expect.closeTo(0.5576, 1), expect.closeTo(0.4424, 1)]);
  expect(total.map(({ value }) => value)).toEqual([expect.closeTo(0.5576, 1), expect.closeTo(0.4424, 1)]);
});

test("a bootstrap interval of 95 % holds the true index about that often", () => {
  let holding = 0;
  const seeds = 100;
  for (let seed = 0; seed < seeds; seed++) {
    // Rows drawn at random, laid out as a plan: the bootstrap is conservative for Sobol's points.
    const plan = { ...saltelliPoints(256, 3, 0), ...randomBlocks(256, seed) };
    const { total } = varianceShares(plan, outcomesOf(plan, ishigami), {
      uniforms: createUniforms(seed),
      times: 100,
      stream: 0,
    });
    const { low, high } = total[0]!;
    if (low <= exact.total[0]! && exact.total[0]! <= high) holding++;
  }
  expect(holding / seeds).toBeGreaterThan(0.87);
  expect(holding / seeds).toBeLessThan(1);
});

test("elementary effects of Ishigami's function are those of all base points", () => {
  const plan = morrisPoints(4000, 3, 7);
  const effects = elementaryEffects(plan, outcomesOf(plan, ishigami), { ...resampling, times: 40 });
  const expected = [
    { mean: 7.704054, size: 7.704054, deviation: 6.248796 },
    { mean: 0, size: 7.875, deviation: 7.875 },
    { mean: 0, size: 6.248796, deviation: 8.837132 },
  ];
  for (const [i, { mean, size, deviation }] of expected.entries()) {
    expect(Math.abs(effects[i]!.mean! - mean)).toBeLessThan((4 * deviation) / Math.sqrt(4000) + 1e-9);
    expect(Math.abs(effects[i]!.size.value - size)).toBeLessThan((4 * deviation) / Math.sqrt(4000) + 1e-9);
    expect(effects[i]!.deviation).toBeCloseTo(deviation, 1);
    expect(effects[i]!.size.low).toBeLessThanOrEqual(effects[i]!.size.value);
  }
});

test("PAWN of Ishigami's function comes near SALib's figures", () => {
  const points = sobolPoints(8192, 3, 1);
  const outcome = outcomesOf(points, ishigami);
  const found = [0, 1, 2].map((column) =>
    pawn(columnOf(points, column), outcome, { ...resampling, times: 2 }),
  );
  expect(found.map(({ median }) => median.value)).toEqual(
    [0.2372, 0.3914, 0.0816].map((value) => expect.closeTo(value, 1)),
  );
  expect(found.map(({ most }) => most.value)).toEqual(
    [0.29, 0.4855, 0.1799].map((value) => expect.closeTo(value, 1)),
  );
});

test("an input that decides what is of interest is spread otherwise there, another one is not", () => {
  const points = randomPoints(2000, 2, 1);
  const [deciding, other] = [columnOf(points, 0), columnOf(points, 1)];
  expect(regionalDistance(deciding, (row) => deciding[row]! > 0.8)).toBe(1);
  expect(regionalDistance(other, (row) => deciding[row]! > 0.8)).toBeLessThan(0.1);
  expect(regionalDistance(other, () => false)).toBeNaN();
});

test("Wilson's interval of a share", () => {
  expect(shareOf(79, 100)).toEqual({
    value: 0.79,
    low: expect.closeTo(0.7, 3),
    high: expect.closeTo(0.858, 3),
  });
  expect(shareOf(165, 165)).toEqual({ value: 1, low: expect.closeTo(0.9772, 4), high: 1 });
  expect(shareOf(0, 300)).toEqual({ value: 0, low: 0, high: expect.closeTo(0.0126, 4) });
  expect(shareOf(0, 0).value).toBeNaN();
});

function outcomesOf(sampler: Sampler, of: (point: Float64Array) => number): Float64Array {
  const point = new Float64Array(sampler.columns);
  return Float64Array.from({ length: sampler.rows }, (_, row) => {
    sampler.point(row, point);
    return of(point);
  });
}

function columnOf(sampler: Sampler, column: number): Float64Array {
  return outcomesOf(sampler, (point) => point[column]!);
}

/** Blocks as Saltelli's, of rows that are drawn at random. */
function randomBlocks(base: number, seed: number): Sampler {
  const both = randomPoints(base, 6, seed);
  const point = new Float64Array(6);
  return {
    name: "saltelli",
    rows: 5 * base,
    columns: 3,
    point(row, into) {
      both.point(Math.floor(row / 5), point);
      const kind = row % 5;
      for (let column = 0; column < 3; column++)
        into[column] = point[kind === 4 || kind === column + 1 ? 3 + column : column]!;
    },
  };
}
