import { expect, test } from "vitest";
import { equationsOf } from "../src/check/definition.ts";
import { evaluate } from "../src/check/evaluate.ts";
import { type Facts, sizeOf } from "../src/check/facts.ts";
import type { Variable } from "../src/model/variable.ts";
import { checkText, variableIn } from "./check.reading.ts";

const clock = { time: 2012, step: 0.25, start: 2010, stop: 2020 };

const head = "system case\ntime 2010 to 2020 by 1/4 year\nunit person = people\n";

/** All elements of a variable, worked out from numbers by going back through the equations. */
function valuesOf(facts: Facts, variable: Variable): number[] {
  const axes = facts.shapes.axes.get(variable) ?? [];
  return Array.from({ length: sizeOf(axes) }, (_, element) => {
    const [first = { parts: [] }] = equationsOf(variable);
    const at: number[] = [];
    let rest = element;
    for (const { elements } of axes.toReversed()) {
      at.unshift(rest % elements.length);
      rest = Math.floor(rest / elements.length);
    }
    return evaluate(facts.partOf(variable, first.parts, element)!.value, facts.shapes, {
      clock,
      at,
      value: (read, index) => valuesOf(facts, read)[index]!,
      table: (graph) => (graph.kind === "graph" ? graph.points[0]!.value : { pairs: [], outside: "hold" }),
    });
  });
}

function valuesIn(text: string, name = "x"): number[] {
  const { facts, diagnostics } = checkText(head + text);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return valuesOf(facts, variableIn(facts, name));
}

test.each([
  ["2 + 3 * 4 ^ 2", 50],
  ["-2 ^ 2", -4],
  ["2 ^ 3 ^ 2", 512],
  ["7 mod -3", -2],
  ["not 3 + (2 < 3) + (2 >= 3)", 1],
  ["(1 and 0) or 5", 1],
  ["if 0.1 then 7 else 8", 7],
  ["if 0 / 0 then 7 else 8", 7],
  ["max(2, min(5, 9)) + abs(-1)", 6],
  ["(time - 2010 year) / dt", 8],
  ["12 person / 1 person", 12],
  ["pulse(2012 year, 1 year) * 3", 3],
])("%s is %d", (expr, value) => {
  expect(valuesIn(`aux x = ${expr}\n`)).toEqual([value]);
});

test("a graph is called with its input, and a data series or graph of time read now is a variable like others", () => {
  expect(valuesIn("graph g (of : 1) : 1 = (0, 0) (10, 5)\naux x = g(4) + g(20)\n")).toEqual([7]);
});

const provinces = `
dim region = khatlon, sughd, gbao
dim south of region = khatlon, gbao
dim zone = plain, mountain
map region to zone (khatlon, sughd: plain; gbao: mountain)
const people[region] : 1
  [khatlon] = 10
  [sughd]   = 20
  [gbao]    = 5
const rate[zone] : 1
  [plain]    = 2
  [mountain] = 3
`;

test("an equation over a dimension is computed for each of its elements", () => {
  expect(valuesIn(`${provinces}aux x[region] : 1 = people[region] * 2\n`)).toEqual([20, 40, 10]);
});

test("a mapped dimension picks the element that goes with the one at hand", () => {
  expect(valuesIn(`${provinces}aux x[region] : 1 = rate[zone]\n`)).toEqual([2, 2, 3]);
});

test("parts, exceptions and what is left each have their own equation", () => {
  const parts = "aux x[region] : 1\n  [gbao] = 7\n  [*] except [gbao], [sughd] = 8\n  else = 9\n";
  expect(valuesIn(provinces + parts)).toEqual([8, 9, 7]);
});

test("reducers go over all elements, a subrange, or an expression", () => {
  expect(valuesIn(`${provinces}aux x : 1 = sum(people[*])\n`)).toEqual([35]);
  expect(valuesIn(`${provinces}aux x : 1 = sum(people[south])\n`)).toEqual([15]);
  expect(valuesIn(`${provinces}aux x : 1 = max(people[*] * people[*]) + size(people[*])\n`)).toEqual([403]);
});

const matrix = `
dim row = 1..2
dim column = 1..3
const m[row, column] : 1
  [1, 1] = 1
  [1, 2] = 2
  [1, 3] = 3
  [2, 1] = 4
  [2, 2] = 5
  [2, 3] = 6
`;

test("elements of two dimensions lie in row-major order", () => {
  expect(valuesIn(`${matrix}aux x[row, column] : 1 = m[row, column]\n`)).toEqual([1, 2, 3, 4, 5, 6]);
});

test("a reducer goes over one dimension for each element of the other", () => {
  expect(valuesIn(`${matrix}aux x[row] : 1 = sum(m[row, *])\n`)).toEqual([6, 15]);
  expect(valuesIn(`${matrix}aux x[column] : 1 = sum(m[*, column])\n`)).toEqual([5, 7, 9]);
  expect(valuesIn(`${matrix}aux x : 1 = sum(m[*, *])\n`)).toEqual([21]);
});

test("a reducer inside a reducer goes through all its turns at each turn of the outer one", () => {
  expect(valuesIn(`${matrix}aux x[row] : 1 = sum(m[row, *] * sum(m[row, *]))\n`)).toEqual([36, 225]);
});

const ages = "dim age = 1..3\naux cohort[age] : 1 = age * 10\n";

test("a dimension as a number is the position of the element at hand", () => {
  expect(valuesIn(ages, "cohort")).toEqual([10, 20, 30]);
});

test("outside of a dimension there is nought", () => {
  expect(valuesIn(`${ages}aux x[age] : 1 = cohort[age - 1]\n`)).toEqual([0, 10, 20]);
});

test("a position, a range and an element pick what they say", () => {
  expect(valuesIn(`${ages}aux x : 1 = cohort[@2] + sum(cohort[2:3])\n`)).toEqual([70]);
});
