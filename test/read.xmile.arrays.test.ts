import { expect, test } from "vitest";
import { checkModel } from "../src/check/check.ts";
import { createSimulator } from "../src/compile/simulator.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import { readXmile } from "../src/read/xmile/xmile.ts";
import { seriesOf } from "../src/run/program.ts";

// What XMILE 1.0 says of arrays in 3.3.2 and 3.7.1, sentence by sentence.

const dimensions = `<dimensions>
  <dim name="Loc"><elem name="Boston"/><elem name="Chicago"/><elem name="LA"/></dim>
  <dim name="Prod"><elem name="dress"/><elem name="skirt"/></dim>
  <dim name="N" size="3"/>
</dimensions>`;

const sales = `<aux name="sales"><dimensions><dim name="Loc"/><dim name="Prod"/></dimensions>
  ${["Boston", "Chicago", "LA"]
    .flatMap((place, i) => ["dress", "skirt"].map((ware, j) => [`${place}, ${ware}`, 2 * i + j + 1]))
    .map(([label, value]) => `<element subscript="${label}"><eqn>${value}</eqn></element>`)
    .join("\n  ")}
</aux>
<aux name="cube"><eqn>100 * Loc + 10 * Prod + N</eqn>
  <dimensions><dim name="Loc"/><dim name="Prod"/><dim name="N"/></dimensions></aux>
<aux name="square"><eqn>10 * N</eqn><dimensions><dim name="N"/><dim name="N"/></dimensions></aux>
<aux name="effect"><eqn>TIME</eqn><gf><xscale min="0" max="4"/><ypts>3,1,7</ypts></gf></aux>`;

/** The values of all elements of `a`, which has an equation over some dimensions, at a step. */
function valuesOf(equation: string, over: readonly string[] = [], step = 0): readonly number[] {
  const own = over.map((name) => `<dim name="${name}"/>`).join("");
  const a = `<aux name="a"><eqn>${equation}</eqn>${own && `<dimensions>${own}</dimensions>`}</aux>`;
  const text = `<?xml version="1.0"?><xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0">
<header><vendor>T</vendor><product version="1">T</product></header>
<sim_specs><start>0</start><stop>7</stop><dt>1</dt></sim_specs>${dimensions}
<model><variables>${sales}${a}</variables></model></xmile>`;
  const errors: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => {
    if (diagnostic.severity === "error") errors.push(diagnostic);
  };
  const { model } = readXmile("case.xmile", () => ({ text }), report);
  const facts = checkModel(model, report);
  expect(errors).toEqual([]);
  const results = createSimulator(facts, report)!.run({ rows: "every step" });
  const slot = results.program.slots.get("a")!;
  return Array.from({ length: slot.size }, (_, element) => seriesOf(results, slot, element)[step]!);
}

test("dimension names are placeholders, and may be left out or stand in another order", () => {
  expect(valuesOf("sales", ["Loc", "Prod"])).toEqual([1, 2, 3, 4, 5, 6]);
  expect(valuesOf("sales", ["Prod", "Loc"])).toEqual([1, 3, 5, 2, 4, 6]);
  expect(valuesOf("sales[Loc, 2]", ["Loc"])).toEqual([2, 4, 6]);
});

test("three ways to transpose: the sign, names, and the position of a dimension on the left", () => {
  expect(valuesOf("sales'", ["Prod", "Loc"])).toEqual([1, 3, 5, 2, 4, 6]);
  expect(valuesOf("cube[Loc, 2, N]'", ["N", "Loc"])).toEqual([121, 221, 321, 122, 222, 322, 123, 223, 323]);
  expect(valuesOf("square'", ["N", "N"])).toEqual([10, 20, 30, 10, 20, 30, 10, 20, 30]);
  expect(valuesOf("square[N, N]'", ["N", "N"])).toEqual([10, 20, 30, 10, 20, 30, 10, 20, 30]);
  expect(valuesOf("square[@2, @1]", ["N", "N"])).toEqual([10, 20, 30, 10, 20, 30, 10, 20, 30]);
  expect(valuesOf("square[@1, @2]", ["N", "N"])).toEqual([10, 10, 10, 20, 20, 20, 30, 30, 30]);
});

test("slices and ranges under functions of arrays, and ranges outside of them", () => {
  expect(valuesOf("SUM(sales[1, *]) + 100 * SUM(sales[*, 2])")).toEqual([3 + 100 * 12]);
  expect(valuesOf("SUM(sales[Boston:Chicago, dress])")).toEqual([4]);
  expect(valuesOf("SUM(sales[Loc, *])", ["Loc"])).toEqual([3, 7, 11]);
  expect(valuesOf("square[2:3, 1]", ["Prod"])).toEqual([20, 30]);
  expect(valuesOf("SIZE(SELF[1, *])", ["Loc", "Prod"])).toEqual([2, 2, 2, 2, 2, 2]);
});

test("a row times a column is a sum over both together", () => {
  expect(valuesOf("SUM(square[1, *] * square[*, 2])")).toEqual([10 * (10 + 20 + 30)]);
  expect(valuesOf("SUM(square[@1, *] * square[*, @2])", ["N", "N"])).toEqual(
    [10, 10, 10, 20, 20, 20, 30, 30, 30].map((first) => first * 60),
  );
});

test("an index may change during a run, and is 0 where it is out of range", () => {
  const steps = [0, 1, 2, 3].map((step) => valuesOf("sales[TIME + 1, dress]", [], step)[0]);
  expect(steps).toEqual([1, 3, 5, 0]);
  expect(valuesOf("sales(4)")).toEqual([4]);
  expect([0, 5, 6].map((step) => valuesOf("sales(TIME + 1)", [], step)[0])).toEqual([1, 6, 0]);
  expect(valuesOf("sales[7, dress] + 5")).toEqual([5]);
});

test("an index name outside of brackets is prefixed by its dimension, and is its position", () => {
  expect(valuesOf("10 * Loc.LA + Prod.skirt")).toEqual([32]);
});

test("functions of arrays work on graphs too", () => {
  expect(valuesOf("MIN(effect)")).toEqual([1]);
  expect(valuesOf("MAX(effect) + 10 * SIZE(effect) + 100 * SUM(effect)")).toEqual([7 + 30 + 1100]);
  expect(valuesOf("MAX(effect, 2)", [], 2)).toEqual([2]);
});

test("the largest and the smallest of arrays and numbers mixed", () => {
  expect(valuesOf("MAX(sales, 4.5) + 10 * MIN(sales, 0)")).toEqual([6]);
  expect(valuesOf("MEAN(sales) + 100 * RANK(sales[*, 1], 3)")).toEqual([303.5]);
});
