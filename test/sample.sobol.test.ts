import { expect, test } from "vitest";
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
])("the last coordinate in %i dimensions is that of scipy", (dimensions, expected) => {
  const points = pointsOf(sobolPoints(8, dimensions, 0, { scrambling: "none" }));
  expect(points.slice(1).map((point) => point.at(-1))).toEqual(expected);
});

test("the first 1024 points add up to 511.5 in every dimension", () => {
  const points = pointsOf(sobolPoints(1024, 1111, 0, { scrambling: "none" }));
  const sums = points[0]!.map((_, column) => points.reduce((sum, point) => sum + point[column]!, 0));
  expect(new Set(sums)).toEqual(new Set([511.5]));
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
  expect(() => sobolPoints(8, 1112, 0)).toThrow(UnfitRows);
});

function pointsOf(sampler: Sampler): readonly (readonly number[])[] {
  return Array.from({ length: sampler.rows }, (_, row) => {
    const point = new Float64Array(sampler.columns);
    sampler.point(row, point);
    return [...point];
  });
}
