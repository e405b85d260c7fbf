import { expect, test } from "vitest";
import { compileRoutines } from "../src/sample/routines.ts";
import { type ShapleyPlan, shapleyPoints } from "../src/sample/shapley.ts";
import { createUniforms } from "../src/sample/uniform.ts";
import { type ShapleyEffects, shapleyEffects } from "../src/study/shapley.ts";
import { ishigami, sobolG } from "./study.anchors.ts";

const { normalQuantile } = compileRoutines();
const resampling = { uniforms: createUniforms(1), times: 2, stream: 0 };
type Correlated = { readonly correlated?: { readonly group: string; readonly by: number } };
const free = (count: number): readonly Correlated[] => Array.from({ length: count }, () => ({}));
const ofIshigami = [0.4357470231788853, 0.4424111447900409, 0.12184183203107385];

test("Ishigami's function: the effects are the analytic ones, whatever the rows of a block are", () => {
  for (const [rowsOf, within] of [
    ["sets", 0.01],
    ["order", 0.02],
  ] as const) {
    const effects = effectsOf(shapleyPoints(2 ** 12, free(3), 1, { rowsOf }), ishigami);
    expectNear(valuesOf(effects), ofIshigami, within);
    expect(valuesOf(effects).reduce((sum, value) => sum + value)).toBeCloseTo(1, 12);
    expect(Math.abs(effects.mean - 3.5)).toBeLessThan(0.05);
    expect(Math.abs(effects.variance - 13.844587940719254)).toBeLessThan(0.3);
  }
});

test.each([
  { weights: [0, 1, 4.5, 9], rowsOf: "sets", within: 0.002 },
  { weights: [78, 12, 0.5, 2, 97, 33], rowsOf: "sets", within: 0.002 },
  { weights: [0, 1, 4.5, 9, 99, 99, 99, 99], rowsOf: "order", within: 0.015 },
] as const)(
  "Sobol's G of $weights: each part of the variance is shared evenly by the inputs that make it",
  ({ weights, rowsOf, within }) => {
    const plan = shapleyPoints(2 ** 12, free(weights.length), 2);
    expect(plan.rowsOf).toBe(rowsOf);
    const { effects } = effectsOf(plan, sobolG(weights));
    const exact = shapleyOfG(weights);
    expectNear(
      effects.map(({ value }) => value),
      exact,
      within,
    );
  },
);

test("two correlated normal numbers: the closed form", () => {
  // Of a X + b Z, each of variance one: what X gets is half of what it brings first, and half of what it brings last.
  for (const [a, b, rho] of [
    [1, 2, 0.6],
    [1, 1, -0.5],
    [0, 1, 0.9],
  ] as const) {
    const variance = a * a + b * b + 2 * a * b * rho;
    const first = (a * a * (1 - (rho * rho) / 2) + a * b * rho + (b * b * rho * rho) / 2) / variance;
    const inputs = [
      { correlated: { group: "pay", by: Math.abs(rho) } },
      { correlated: { group: "pay", by: rho } },
    ];
    for (const [rowsOf, within] of [
      ["sets", 0.01],
      ["order", 0.03],
    ] as const) {
      const found = effectsOf(shapleyPoints(2 ** 12, inputs, 3, { rowsOf }), linear([a, b]));
      expectNear(valuesOf(found), [first, 1 - first], within);
      expect(Math.abs(found.variance / variance - 1)).toBeLessThan(0.05);
    }
  }
});

test("six normal numbers, five of them in two groups, what conditional variances say", () => {
  const inputs: readonly Correlated[] = [
    { correlated: { group: "one", by: 0.8 } },
    { correlated: { group: "one", by: -0.4 } },
    { correlated: { group: "two", by: 0.5 } },
    {},
    { correlated: { group: "one", by: 0.6 } },
    { correlated: { group: "two", by: 1 } },
  ];
  const slopes = [1, 2, -1, 0.5, 1.5, 1];
  const exact = linearShapley(slopes, covarianceOf(inputs));
  for (const [rowsOf, base, within] of [
    ["sets", 2 ** 9, 0.03],
    ["order", 2 ** 11, 0.04],
  ] as const) {
    const found = effectsOf(shapleyPoints(base, inputs, 4, { rowsOf }), linear(slopes));
    expectNear(valuesOf(found), exact, within);
  }
});

test("what stays keeps its bits, and what is drawn again goes together with it as before", () => {
  const inputs = [
    { correlated: { group: "pay", by: 0.64 } },
    { correlated: { group: "pay", by: -0.81 } },
    {},
  ];
  const plan = shapleyPoints(2 ** 9, inputs, 5, { rowsOf: "sets" });
  const [begin, again] = [new Float64Array(3), new Float64Array(3)];
  for (let set = 0; set < plan.block; set++) {
    let product = 0;
    for (let block = 0; block < plan.base; block++) {
      plan.point(block * plan.block, begin);
      plan.point(block * plan.block + set, again);
      for (const i of [0, 1, 2]) expect(again[i] === begin[i]).toBe(((set >> i) & 1) === 0);
      product += normalQuantile(again[0]!) * normalQuantile(again[1]!);
    }
    expect(product / plan.base).toBeCloseTo(-0.72, 1);
  }
});

test("a group is one player, and gets what its members get together", () => {
  const inputs = [{ correlated: { group: "pay", by: 0.5 } }, {}, { correlated: { group: "pay", by: 0.5 } }];
  const plan = shapleyPoints(2 ** 12, inputs, 6, { groupOf: [0, 1, 0] });
  expect(plan.independent).toBe(true);
  expect(shapleyPoints(8, inputs, 6).independent).toBe(false);
  const { effects } = effectsOf(plan, linear([1, 2, 1]));
  // 1 + 1 + 2 · 0.5 of the group, 4 of the other.
  expectNear(
    effects.map(({ value }) => value),
    [3 / 7, 4 / 7],
    0.01,
  );
});

test("an input that does nothing gets nothing at all, also where blocks are left out", () => {
  const plan = shapleyPoints(64, free(8), 7);
  const outcomes = outcomesOf(plan, sobolG([0, 1, 2, 3, 4, 5, 6]));
  const kept = [1, 2, 5, 40, 63];
  const some = outcomes.filter((_, row) => kept.includes(Math.floor(row / plan.block)));
  const { effects } = shapleyEffects(
    { ...plan, base: kept.length, order: (block) => plan.order(kept[block]!) },
    some,
    resampling,
  );
  expect(effects[7]).toEqual({ value: 0, low: 0, high: 0 });
});

test("rows are the same in whatever order they are asked for", () => {
  const [plan, other] = [shapleyPoints(16, free(9), 8), shapleyPoints(16, free(9), 8)];
  const forth = rowsIn(plan, [...Array(plan.rows).keys()]);
  const back = rowsIn(other, [...Array(plan.rows).keys()].reverse());
  expect([...back].reverse()).toEqual(forth);
});

test("an interval of 95 % holds the true effect at least about that often", () => {
  const seeds = 60;
  let holding = 0;
  for (let seed = 0; seed < seeds; seed++) {
    const plan = shapleyPoints(128, free(3), seed, { rowsOf: "order" });
    const { effects } = shapleyEffects(plan, outcomesOf(plan, ishigami), {
      uniforms: createUniforms(seed),
      times: 100,
      stream: 0,
    });
    const { low, high } = effects[0]!;
    if (low <= ofIshigami[0]! && ofIshigami[0]! <= high) holding++;
  }
  expect(holding / seeds).toBeGreaterThan(0.87);
});

function outcomesOf(plan: ShapleyPlan, of: (point: Float64Array) => number): Float64Array {
  const point = new Float64Array(plan.columns);
  return Float64Array.from({ length: plan.rows }, (_, row) => {
    plan.point(row, point);
    return of(point);
  });
}

function effectsOf(plan: ShapleyPlan, of: (point: Float64Array) => number): ShapleyEffects {
  return shapleyEffects(plan, outcomesOf(plan, of), resampling);
}

function valuesOf({ effects }: ShapleyEffects): readonly number[] {
  return effects.map(({ value }) => value);
}

function expectNear(found: readonly number[], exact: readonly number[], within: number): void {
  const apart = found.map((value, i) => Math.abs(value - exact[i]!));
  expect(found.length).toBe(exact.length);
  expect(Math.max(...apart)).toBeLessThan(within);
}

function rowsIn(plan: ShapleyPlan, rows: readonly number[]): readonly (readonly number[])[] {
  const point = new Float64Array(plan.columns);
  return rows.map((row) => {
    plan.point(row, point);
    return [...point];
  });
}

/** A sum of normal numbers of variance one, by their shares. */
function linear(slopes: readonly number[]): (point: Float64Array) => number {
  return (point) => slopes.reduce((sum, slope, i) => sum + slope * normalQuantile(point[i]!), 0);
}

/** The variance of a set of inputs of G is the product of theirs. */
function shapleyOfG(weights: readonly number[]): readonly number[] {
  const own = weights.map((a) => 1 / (3 * (1 + a) ** 2));
  const all = own.reduce((product, one) => product * (1 + one), 1) - 1;
  return own.map((_, i) => {
    let got = 0;
    for (const set of setsOf(own.length)) {
      if (set.includes(i)) got += set.reduce((product, j) => product * own[j]!, 1) / set.length;
    }
    return got / all;
  });
}

function setsOf(count: number): readonly (readonly number[])[] {
  const all = Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: 2 ** count }, (_, bits) => all.filter((i) => (bits >> i) & 1));
}

/** The correlations that the model's words mean. */
function covarianceOf(inputs: readonly Correlated[]): readonly (readonly number[])[] {
  return inputs.map(({ correlated: one }, i) =>
    inputs.map(({ correlated: other }, j) => {
      if (i === j) return 1;
      if (!one || !other || one.group !== other.group) return 0;
      return Math.sign(one.by * other.by) * Math.sqrt(Math.abs(one.by * other.by));
    }),
  );
}

/** By the definition: over all sets, what an input adds to the variance that is left where all others are known. */
function linearShapley(
  slopes: readonly number[],
  covariance: readonly (readonly number[])[],
): readonly number[] {
  const count = slopes.length;
  const worth = new Map(setsOf(count).map((set) => [String(set), leftOf(set, slopes, covariance)]));
  const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
  const all = worth.get(String(setsOf(count).at(-1)))!;
  return slopes.map((_, i) => {
    let got = 0;
    for (const set of setsOf(count)) {
      if (set.includes(i)) continue;
      const ways = (factorial(set.length) * factorial(count - set.length - 1)) / factorial(count);
      const more = [...set, i].sort((one, other) => one - other);
      got += ways * (worth.get(String(more))! - worth.get(String(set))!);
    }
    return got / all;
  });
}

/** The variance of the sum that is left where all numbers but those of a set are known, eliminated one after another. */
function leftOf(
  set: readonly number[],
  slopes: readonly number[],
  covariance: readonly (readonly number[])[],
): number {
  let left = covariance.map((row) => [...row]);
  for (const known of slopes.keys()) {
    if (set.includes(known) || !(left[known]![known]! > 1e-12)) continue;
    const before = left;
    left = before.map((row, i) =>
      row.map((value, j) => value - (before[i]![known]! * before[known]![j]!) / before[known]![known]!),
    );
  }
  let variance = 0;
  for (const i of set) for (const j of set) variance += slopes[i]! * slopes[j]! * left[i]![j]!;
  return variance;
}
