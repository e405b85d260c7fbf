import { describe, expect, test } from "vitest";
import { checkModel } from "../src/check/check.ts";
import { compileModel } from "../src/compile/compile.ts";
import { interpret } from "../src/compile/interpret/interpret.ts";
import { functions } from "../src/functions/functions.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import { readHence } from "../src/read/hence.ts";
import { createMachine } from "../src/run/machine.ts";
import { noInputs, type Run, seriesOf } from "../src/run/program.ts";
import { type Distribution, ofDensity, ofWeights } from "./functions.distributions.ts";

/** `HENCE_DRAWS=1000000 npx vitest run test/functions.random.test.ts` takes a million of each. */
const { HENCE_DRAWS } = process.env;
const draws = Number(HENCE_DRAWS ?? 20_000);

const { exp, log, abs, sqrt, PI } = Math;
const bell = (mean: number, deviation: number) => (x: number) => exp(-(((x - mean) / deviation) ** 2) / 2);
const logarithmOfFactorial = (n: number) =>
  Array.from({ length: n }, (_, i) => log(i + 1)).reduce((sum, one) => sum + one, 0);
const choose = (n: number, k: number) =>
  exp(logarithmOfFactorial(n) - logarithmOfFactorial(k) - logarithmOfFactorial(n - k));
const poisson = (mean: number) => (k: number) => exp(k * log(mean) - mean - logarithmOfFactorial(k));
const lognormal = (mean: number, deviation: number) => {
  const variance = log(1 + (deviation / mean) ** 2);
  const middle = log(mean) - variance / 2;
  return (x: number) => exp(-((log(x) - middle) ** 2) / (2 * variance)) / x;
};
const triangle = (start: number, peak: number, stop: number) => (x: number) =>
  x < peak ? (x - start) / (peak - start) : (stop - x) / (stop - peak);

/** Calls, each with what it should be drawn from, worked out from densities and weights in the plainest way. */
const calls: readonly (readonly [call: string, Distribution])[] = [
  ["random_0_1()", ofDensity(() => 1, 0, 1)],
  ["random_uniform(-3, 5)", ofDensity(() => 1, -3, 5)],
  ["random_normal(2, 3)", ofDensity(bell(2, 3), -25, 29)],
  ["random_normal(0, 1, 7, -0.5, 1.5)", ofDensity(bell(0, 1), -0.5, 1.5)],
  ["random_normal(0, 1, 0, 3, 4)", ofDensity(bell(0, 1), 3, 4)],
  ["random_normal(0, 1, 0, -9, -3)", ofDensity(bell(0, 1), -9, -3)],
  ["random_lognormal(4, 2)", ofDensity(lognormal(4, 2), 1e-9, 120)],
  ["random_lognormal(4, 2, 1, 3, 5)", ofDensity(lognormal(4, 2), 3, 5)],
  ["random_exponential(2)", ofDensity((x) => exp(-x / 2), 0, 80)],
  ["random_exponential(2, 0, 3, 8, 1)", ofDensity((x) => exp(-x / 2), 3, 8)],
  ["random_gamma(3, 2)", ofDensity((x) => x ** 2 * exp(-x / 2), 0, 120)],
  ["random_gamma(0.7, 1, 0, 0.5, 4)", ofDensity((x) => x ** -0.3 * exp(-x), 0.5, 4)],
  ["random_gamma(60, 1)", ofDensity((x) => exp(59 * log(x / 60) - (x - 60)), 1, 160)],
  ["random_weibull(1.5, 2)", ofDensity((x) => sqrt(x) * exp(-((x / 2) ** 1.5)), 0, 40)],
  ["random_weibull_mean(2, 3, 0, 1, 6)", ofDensity((x) => x * exp((-PI * x * x) / 36), 1, 6)],
  ["random_beta(2, 3)", ofDensity((x) => x * (1 - x) ** 2, 0, 1)],
  ["random_beta(2, 5, 0, 1.5, 3, 4, 1)", ofDensity((x) => (x - 1) * (5 - x) ** 4, 1.5, 3)],
  ["random_triangular(1, 2, 5)", ofDensity(triangle(1, 2, 5), 1, 5)],
  ["random_triangular(1, 2, 5, 0, 1.5, 4)", ofDensity(triangle(1, 2, 5), 1.5, 4)],
  ["random_lookup(density, -9, 9, 1, 2, 0)", ofDensity(triangle(1, 3, 7), 1, 7)],
  ["random_lookup(density, 2, 6, 1, 2, 3)", ofDensity(triangle(1, 3, 7), 2, 6)],
  ["montecarlo(30)", ofWeights((k) => (k === 1 ? 0.3 : 0.7), 0, 1)],
  ["random_logistic(1, 2)", ofDensity((x) => 1 / (exp((x - 1) / 4) + exp(-(x - 1) / 4)) ** 2, -70, 72)],
  ["random_pareto(5, 2)", ofDensity((x) => x ** -6, 2, 400)],
  ["random_poisson(2.5)", ofWeights(poisson(2.5), 0, 40)],
  ["random_poisson(80, 3)", ofWeights(poisson(80), 0, 250)],
  ["random_poisson(4, 0, 3, 6)", ofWeights(poisson(4), 3, 6)],
  ["random_binomial(20, 0.3)", ofWeights((k) => choose(20, k) * 0.3 ** k * 0.7 ** (20 - k), 0, 20)],
  ["random_binomial(9, 0.9)", ofWeights((k) => choose(9, k) * 0.9 ** k * 0.1 ** (9 - k), 0, 9)],
  ["random_negative_binomial(4, 0.4)", ofWeights((k) => choose(k - 1, 3) * 0.4 ** 4 * 0.6 ** (k - 4), 4, 90)],
  ["random_geometric(0.3)", ofWeights((k) => 0.3 * 0.7 ** (k - 1), 1, 90)],
];

describe(`${draws} draws have the moments of their distribution, and its shape by Kolmogorov and Smirnov`, () => {
  const columns = drawAll(
    calls.map(([call]) => call),
    draws,
  );
  test.each(calls.map(([call, distribution], i) => ({ call, distribution, drawn: columns[i]! })))(
    "$call",
    ({ distribution, drawn }) => {
      const mean = drawn.reduce((sum, x) => sum + x, 0) / draws;
      const variance = drawn.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws;
      expect(Math.min(...drawn.slice(0, 10_000))).toBeGreaterThanOrEqual(distribution.least);
      expect(abs(mean - distribution.mean)).toBeLessThan(4.5 * sqrt(distribution.variance / draws));
      const spread = sqrt(Math.max(distribution.fourth - distribution.variance ** 2, 0) / draws);
      expect(abs(variance - distribution.variance)).toBeLessThan(5 * spread + 1e-4 * distribution.variance);
      expect(distribution.distance(drawn) * sqrt(draws)).toBeLessThan(1.95);
    },
  );
});

test("a distribution that is a little off is noticed", () => {
  const [drawn] = drawAll(["random_normal(0.05, 1)"], 20_000);
  expect(ofDensity(bell(0, 1), -9, 9).distance(drawn!) * sqrt(20_000)).toBeGreaterThan(1.95);
});

test("every row that draws is tried", () => {
  const tried = new Set(calls.map(([call]) => call.slice(0, call.indexOf("("))));
  const rows = functions.filter(({ kind }) => kind === "random").map(({ name }) => name);
  expect(rows.filter((name) => !tried.has(name))).toEqual([]);
});

test("draws are the same compiled and interpreted, and others with another seed", () => {
  const names = calls.map(([call]) => call);
  const { compiled, interpreted } = drawBoth(names, 12);
  expect(compiled).toEqual(interpreted);
  const seeded = drawAll(["random_normal(0, 1, 1)", "random_normal(0, 1, 2)"], 5);
  expect(seeded[0]).not.toEqual(seeded[1]);
});

function runOf(names: readonly string[], count: number) {
  const equations = names.map((call, i) => `aux drawn_${i} = ${call}`);
  const text = `system draws\ntime 0 to ${count - 1} by 1 year\ngraph density (x) = (0, 0) (1, 1) (3, 0)\n${equations.join("\n")}\n`;
  const report = ({ severity, message }: Diagnostic) => {
    if (severity === "error") throw new Error(`${message}\n${text}`);
  };
  const facts = checkModel(readHence("draws.hence", () => ({ text }), report).model, report);
  const program = compileModel(facts);
  const run: Run = { program, inputs: noInputs, holds: new Map(), rows: "every step" };
  return { facts, run, program };
}

function drawAll(names: readonly string[], count: number): readonly number[][] {
  const { program, run } = runOf(names, count);
  const results = createMachine(program).run(run);
  return names.map((_, i) => [...seriesOf(results, program.slots.get(`drawn_${i}`)!)]);
}

function drawBoth(names: readonly string[], count: number) {
  const { facts, program, run } = runOf(names, count);
  const results = createMachine(program).run(run);
  const { rows } = interpret(facts, run);
  const series = (of: typeof results) =>
    names.map((_, i) => [...seriesOf(of, program.slots.get(`drawn_${i}`)!)]);
  return { compiled: series(results), interpreted: series({ ...results, rows }) };
}
