import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createUniforms } from "../src/sample/uniform.ts";
import type { Cases } from "../src/study/cases.ts";
import { primBoxes, rowsIn, usualPrim } from "../src/study/prim.ts";

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
  // What is left when the box is taken away has a box of its own.
  const inside = new Set(rowsIn(cases, box, Int32Array.from(cases.interest.keys())));
  const rest = Int32Array.from(cases.interest.keys()).filter((row) => !inside.has(row));
  expect(rest.length).toBe(795);
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
