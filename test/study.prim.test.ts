import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createUniforms } from "../src/sample/uniform.ts";
import { balancedBox, boxesOneAfterAnother, resampledLimits, withoutLimit } from "../src/study/boxes.ts";
import type { Cases } from "../src/study/cases.ts";
import { type PrimBox, primBoxes, rowsIn, usualPrim } from "../src/study/prim.ts";
import { quasiP } from "../src/study/quasip.ts";
import { growTree, leavesOf } from "../src/study/tree.ts";

const table = "../shared/anchors/prim-bryant-lempert.csv";
const settings = { ...usualPrim, peel: 0.1 };

/** Step, rows, cases of interest and restricted inputs of the whole trajectory, by another program. */
const trajectory = [
  [882, 89, 0],
  [792, 89, 1],
  [710, 89, 2],
  [638, 89, 2],
  [573, 89, 3],
  [513, 89, 3],
  [458, 89, 3],
  [412, 89, 3],
  [368, 89, 3],
  [329, 89, 3],
  [296, 89, 3],
  [264, 88, 3],
  [237, 87, 3],
  [213, 86, 3],
  [191, 85, 4],
  [170, 82, 4],
  [152, 81, 4],
  [136, 78, 4],
  [121, 75, 4],
  [108, 74, 4],
  [97, 71, 4],
  [87, 67, 4],
  [78, 65, 4],
  [70, 61, 4],
  [63, 57, 4],
  [56, 52, 5],
  [50, 48, 6],
  [45, 45, 6],
];

test("the boxes of Bryant and Lempert 2010 come out, every one of them", ({ skip }) => {
  if (!existsSync(table)) skip("The table of Bryant and Lempert is not here: nothing was compared.");
  const cases = readCases();
  const boxes = primBoxes(cases, settings);
  expect(boxes.map(({ rows, cases, restricted }) => [rows, cases, restricted.length])).toEqual(trajectory);
  const box = boxes[21]!;
  expect(box.coverage).toBeCloseTo(0.752809, 6);
  expect(box.density).toBeCloseTo(0.770115, 6);
  expect(box.mass).toBeCloseTo(0.0986395, 7);
  const limits = box.restricted.map((input) => [cases.inputs[input]!.name, box.low[input], box.high[input]]);
  expect(limits).toEqual([
    ["Cellulosic cost", expect.closeTo(72.65000153, 7), 133.6999969],
    ["Total biomass", 450, expect.closeTo(755.7999878, 7)],
    ["Demand elasticity", expect.closeTo(-0.422000006, 9), -0.202000007],
    ["Biomass backstop price", expect.closeTo(150.0499954, 7), 199.6000061],
  ]);
});

test("of box 21 the limits' quasi-p-values, the box without its weakest limit, and the box behind it come out", ({
  skip,
}) => {
  if (!existsSync(table)) skip("The table of Bryant and Lempert is not here: nothing was compared.");
  const cases = readCases();
  const trajectory = primBoxes(cases, settings);
  const rows = Int32Array.from(cases.interest.keys());
  const first = { box: trajectory[21]!, trajectory, rows };
  const likely = quasiP(cases, first.box, rows);
  const expected = [0.1574, 4.717e-6, 1.185e-16, 3.515e-11];
  for (const [i, value] of expected.entries()) expect(likely[i]! / value).toBeCloseTo(1, 3);
  const wider = withoutLimit(cases, first, first.box.restricted[0]!);
  expect([wider.rows, wider.cases]).toEqual([95, 68]);
  expect(wider.coverage).toBeCloseTo(0.764045, 6);
  expect(wider.density).toBeCloseTo(0.715789, 6);
  const inside = new Set(rowsIn(cases, wider, rows));
  const rest = rows.filter((row) => !inside.has(row));
  expect(rest.length).toBe(787);
  const second = primBoxes(cases, settings, rest);
  expect(second.map(({ rows, cases }) => [rows, cases])).toContainEqual([48, 17]);
});

test("halves of the rows restrict the same inputs", ({ skip }) => {
  if (!existsSync(table)) skip("The table of Bryant and Lempert is not here: nothing was compared.");
  const cases = readCases();
  const trajectory = primBoxes(cases, settings);
  const found = { box: trajectory[21]!, trajectory, rows: Int32Array.from(cases.interest.keys()) };
  const shares = new Map(
    resampledLimits(cases, settings, found, createUniforms(1)).map((share, i) => [
      cases.inputs[i]!.name,
      share,
    ]),
  );
  for (const name of ["Total biomass", "Demand elasticity", "Biomass backstop price"])
    expect(shares.get(name)).toBeGreaterThan(0.8);
  for (const name of ["Oil elasticity", "Feedstock distribution"]) expect(shares.get(name)).toBeLessThan(0.4);
});

test("a tree parts the same table into eight leaves, the best of which is the published one", ({ skip }) => {
  if (!existsSync(table)) skip("The table of Bryant and Lempert is not here: nothing was compared.");
  const cases = readCases();
  const leaves = leavesOf(growTree(cases));
  const best = leaves.reduce((best, leaf) => (leaf.cases / leaf.rows > best.cases / best.rows ? leaf : best));
  expect([best.rows, best.cases]).toEqual([84, 54]);
  const limits = best.limits.map(({ input, low }) => [cases.inputs[input]!.name, low]);
  expect(limits).toEqual([
    ["Demand elasticity", expect.closeTo(-0.3165, 4)],
    ["Biomass backstop price", expect.closeTo(148.3, 1)],
  ]);
  expect(leaves.length).toBe(8);
});

test("boxes are looked for one after another until none tells anything", () => {
  const uniforms = createUniforms(5);
  const column = (i: number) =>
    Float64Array.from({ length: 2000 }, (_, row) => uniforms.number("random", row, i));
  const [x, y] = [column(0), column(1)];
  const isIn = (row: number): boolean => x[row]! < 0.2 || y[row]! > 0.9;
  const interest = Uint8Array.from(x, (_, row) => (isIn(row) ? 1 : 0));
  const cases: Cases = {
    interest,
    inputs: [x, y].map((values, i) => ({ name: `x${i}`, kind: "real", values })),
  };
  const dense = (boxes: readonly PrimBox[]) => boxes.find(({ density }) => density > 0.95) ?? boxes.at(-1)!;
  const found = boxesOneAfterAnother(cases, { ...usualPrim, leastMass: 0.02 }, dense, 4);
  expect(found.length).toBeGreaterThanOrEqual(2);
  for (const { box } of found.slice(0, 2)) expect(box.density).toBeGreaterThan(0.9);
  expect(found[0]!.box.coverage + found[1]!.box.coverage).toBeGreaterThan(0.8);
  const balance = ({ coverage, density }: PrimBox): number => (2 * coverage * density) / (coverage + density);
  expect(balance(balancedBox(found[0]!.trajectory))).toBeGreaterThanOrEqual(balance(found[0]!.box));
});

test.each(["gain for each row", "gain for each row, by size", "density"] as const)(
  "a corner is found by %s",
  (objective) => {
    const uniforms = createUniforms(4);
    const column = (i: number) =>
      Float64Array.from({ length: 1000 }, (_, row) => uniforms.number("random", row, i));
    const [x, y, z] = [column(0), column(1), column(2)];
    const interest = Uint8Array.from(x, (value, row) => (value > 0.6 && y[row]! < 0.5 ? 1 : 0));
    const cases: Cases = {
      interest,
      inputs: [x, y, z].map((values, i) => ({ name: `x${i}`, kind: "real", values })),
    };
    const box = primBoxes(cases, { ...usualPrim, objective }).find(({ density }) => density === 1)!;
    expect(box.restricted).toEqual([0, 1]);
    expect(box.low[0]).toBeGreaterThan(0.55);
    expect(box.high[1]).toBeLessThan(0.55);
    expect(box.coverage).toBeGreaterThan(0.7);
  },
);

test("whole numbers are restricted between them", () => {
  const values = Float64Array.from({ length: 300 }, (_, row) => row % 3);
  const interest = Uint8Array.from(values, (value) => (value === 2 ? 1 : 0));
  const boxes = primBoxes({ interest, inputs: [{ name: "choice", kind: "whole", values }] });
  expect(boxes.map(({ low, high, rows }) => [low[0], high[0], rows])).toEqual([
    [0, 2, 300],
    [1, 2, 200],
    [2, 2, 100],
  ]);
});

test("where nothing is of interest there is one box, of all", () => {
  const values = Float64Array.from({ length: 100 }, (_, row) => row);
  const boxes = primBoxes({ interest: new Uint8Array(100), inputs: [{ name: "x", kind: "real", values }] });
  expect(boxes).toHaveLength(1);
});

function readCases(): Cases {
  const [head = "", ...lines] = readFileSync(table, "utf8").trim().split(/\r?\n/u);
  const names = head.split(",");
  const cells = lines.map((line) => line.split(",").map(Number));
  const inputs = names.slice(2, 11).map((name, i) => ({
    name,
    kind: "real" as const,
    values: Float64Array.from(cells, (row) => row[2 + i]!),
  }));
  return { inputs, interest: Uint8Array.from(cells, (row) => row[names.indexOf("Greater than 90%")]!) };
}
