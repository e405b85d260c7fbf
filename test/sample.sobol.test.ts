import { expect, test } from "vitest";
import { bringDirections } from "../src/cli/directions.ts";
import { directionsOf } from "../src/sample/directions.ts";
import { saltelliPoints } from "../src/sample/saltelli.ts";
import { type Sampler, UnfitRows } from "../src/sample/sampler.ts";
import { scramble } from "../src/sample/scramble.ts";
import { sobolPoints } from "../src/sample/sobol.ts";

/** From scipy 1.17.1, qmc.Sobol(d, scramble=False). */
const firstOfSix = [
  [0, 0, 0, 0, 0, 0],
  [0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
  [0.75, 0.25, 0.25, 0.25, 0.75, 0.75],
  [0.25, 0.75, 0.75, 0.75, 0.25, 0.25],
  [0.375, 0.375, 0.625, 0.875, 0.375, 0.125],
  [0.875, 0.875, 0.125, 0.375, 0.875, 0.625],
  [0.625, 0.125, 0.875, 0.625, 0.625, 0.875],
  [0.125, 0.625, 0.375, 0.125, 0.125, 0.375],
];

test("the first points in six dimensions are those of scipy", () => {
  expect(pointsOf(sobolPoints(8, 6, 0, { scrambling: "none" }))).toEqual(firstOfSix);
});

test.each([
  [10, [0.5, 0.75, 0.25, 0.625, 0.125, 0.375, 0.875]],
  [1000, [0.5, 0.75, 0.25, 0.125, 0.625, 0.875, 0.375]],
  [21201, [0.5, 0.75, 0.25, 0.625, 0.125, 0.375, 0.875]],
])("the last coordinate in %i dimensions is that of scipy", (dimensions, expected) => {
  const points = pointsOf(sobolPoints(8, dimensions, 0, { scrambling: "none", bringDirections }));
  expect(points.slice(1).map((point) => point.at(-1))).toEqual(expected);
});

test("the first 1024 points add up to 511.5 in every dimension", () => {
  const sampler = sobolPoints(1024, 21201, 0, { scrambling: "none", bringDirections });
  const [point, sums] = [new Float64Array(21201), new Float64Array(21201)];
  for (let row = 0; row < 1024; row++) {
    sampler.point(row, point);
    point.forEach((share, column) => {
      sums[column]! += share;
    });
  }
  expect(new Set(sums)).toEqual(new Set([511.5]));
});

test.each([
  [1111, 654311485, [1, 1, 5, 15, 19, 1, 7, 211, 157, 603, 403, 1387, 1583]],
  [1112, 327942157, [1, 3, 5, 13, 17, 53, 125, 13, 339, 723, 521, 413, 5801, 10451]],
  [5000, 2683031201, [1, 1, 3, 1, 19, 37, 67, 85, 11, 817, 869, 2249, 4111, 12411, 10405, 20055]],
  [12345, 4003368749, [1, 3, 3, 13, 1, 53, 45, 13, 489, 445, 623, 3547, 1659, 1899, 11971, 3725, 12445]],
  [21201, 3646315741, [1, 1, 7, 11, 15, 7, 37, 239, 337, 245, 1557, 3681, 7357, 9639, 27367, 26869, 114603]],
])("dimension %i is made of the published numbers", (dimension, last, initials) => {
  const directions = directionsOf(dimension, bringDirections).at(-1)!;
  expect(initials.map((_, bit) => directions[bit]! >>> (31 - bit))).toEqual(initials);
  // What the polynomial makes of those before.
  expect(directions[31]! >>> 0).toBe(last);
});

test("the file begins with the dimensions that are in the code, and is brought only for more of them", () => {
  let brought = 0;
  const bring = () => {
    brought++;
    return bringDirections();
  };
  const embedded = directionsOf(1111, bring);
  expect(brought).toBe(0);
  expect(directionsOf(1112, bring).slice(0, 1111)).toEqual(embedded);
  expect(brought).toBe(1);
  expect(new TextDecoder().decode(bringDirections().subarray(0, 3000))).toMatch(/Copyright \(c\) 2008/);
});

test("the hash of Owen's scrambling has the known answers", () => {
  const hashed = [0x00000000, 0x80000000, 0x40000000, 0xc0000000].map((bits) => scramble(bits, 0x12345678));
  expect(hashed).toEqual([0x1a35c7cf, 0xb911fa0b, 0x4843a445, 0xf5da9f18]);
});

test.each(["owen", "linear"] as const)(
  "points under %s scrambling have one in each strip of every aligned block, none at the ends",
  (scrambling) => {
    const points = pointsOf(sobolPoints(512, 30, 7, { scrambling }));
    for (const size of [8, 64, 512]) {
      for (let from = 0; from < points.length; from += size) {
        for (let column = 0; column < 30; column++) {
          const strips = new Set(
            points.slice(from, from + size).map((point) => Math.floor(point[column]! * size)),
          );
          expect(strips.size).toBe(size);
        }
      }
    }
    expect(points.flat().every((share) => share > 0 && share < 1)).toBe(true);
  },
);

test("seeds and replicates scramble each in their own way", () => {
  const first = (seed: number, replicate: number): readonly number[] =>
    pointsOf(sobolPoints(4, 3, seed, { replicate }))[0]!;
  expect(new Set([first(1, 0), first(2, 0), first(1, 1)].map(String)).size).toBe(3);
  expect(first(1, 1)).toEqual(first(1, 1));
});

test("a number of points that is no power of two is refused, with those beside it", () => {
  expect(() => sobolPoints(1000, 3, 0)).toThrow(
    new UnfitRows("Sobol's points come in powers of two: 512 or 1024 runs, not 1000."),
  );
  expect(() => sobolPoints(8, 21202, 0, { bringDirections })).toThrow(
    new UnfitRows("Sobol's points are known for 21201 columns, and 21202 are needed."),
  );
  expect(() => sobolPoints(8, 1112, 0)).toThrow(UnfitRows);
});

test("variance-based indices have plans of up to 10,600 inputs", () => {
  const [base, columns] = [4, 10600];
  const plan = saltelliPoints(base, columns, 1, { bringDirections });
  expect(plan.rows).toBe(4 * 10602);
  const [row, point] = [3 * plan.block, new Float64Array(columns)];
  plan.point(row, point);
  const first = Float64Array.from(point);
  plan.point(row + columns, point);
  expect(first.findIndex((share, column) => share !== point[column])).toBe(columns - 1);
  expect(() => saltelliPoints(base, columns + 1, 1, { bringDirections })).toThrow(
    /10601 inputs are too many/,
  );
});

function pointsOf(sampler: Sampler): readonly (readonly number[])[] {
  return Array.from({ length: sampler.rows }, (_, row) => {
    const point = new Float64Array(sampler.columns);
    sampler.point(row, point);
    return [...point];
  });
}
