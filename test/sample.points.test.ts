import { expect, test } from "vitest";
import { philox } from "../src/procedures/philox.ts";
import { createPlainMachine } from "../src/procedures/plain.ts";
import { factorialPoints } from "../src/sample/factorial.ts";
import { createPermutations, latinPoints } from "../src/sample/latin.ts";
import { morrisPoints } from "../src/sample/morris.ts";
import { onePoints } from "../src/sample/oneatatime.ts";
import { philoxInto } from "../src/sample/philox.ts";
import { randomPoints } from "../src/sample/random.ts";
import { saltelliPoints } from "../src/sample/saltelli.ts";
import { type Sampler, UnfitRows } from "../src/sample/sampler.ts";
import { createUniforms } from "../src/sample/uniform.ts";

test.each([
  [
    [0, 0, 0, 0],
    [0, 0],
    [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  ],
  [
    [-1, -1, -1, -1],
    [-1, -1],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
] as const)("Philox has its known answer for %j", (counter, key, expected) => {
  const words = new Int32Array(4);
  philoxInto(words, counter[0], counter[1], counter[2], counter[3], key[0], key[1]);
  expect([...words].map((word) => word >>> 0)).toEqual(expected);
  const slow = philox(createPlainMachine(), counter, key);
  expect([...words]).toEqual(slow);
});

test("a number does not depend on which others are drawn", () => {
  const whole = new Float64Array(5);
  const uniforms = createUniforms(9);
  uniforms.fill(whole, "random", 3);
  const again = createUniforms(9);
  const alone = [4, 0, 3, 1, 2].map((column) => again.number("random", 3, column));
  expect(alone).toEqual([4, 0, 3, 1, 2].map((column) => whole[column]));
  expect(createUniforms(10).number("random", 3, 0)).not.toBe(whole[0]);
  expect(createUniforms(9 + 2 ** 32).number("random", 3, 0)).not.toBe(whole[0]);
  expect(again.number("random", 3 + 2 ** 32, 0)).not.toBe(whole[0]);
});

test("random numbers are even: moments, and no strip is preferred", () => {
  const rows = pointsOf(randomPoints(20_000, 3, 5));
  const all = rows.flat();
  const mean = all.reduce((sum, share) => sum + share, 0) / all.length;
  const variance = all.reduce((sum, share) => sum + (share - mean) ** 2, 0) / all.length;
  expect(mean).toBeCloseTo(0.5, 2);
  expect(variance).toBeCloseTo(1 / 12, 2);
  const counts = new Array<number>(16).fill(0);
  for (const share of all) counts[Math.floor(16 * share)]!++;
  const chiSquare = counts.reduce(
    (sum, count) => sum + (count - all.length / 16) ** 2 / (all.length / 16),
    0,
  );
  expect(chiSquare).toBeLessThan(37.7);
});

test("the places of a Latin hypercube are a permutation, for every number of rows", () => {
  const uniforms = createUniforms(3);
  for (const count of [1, 2, 3, 5, 16, 17, 63, 64, 65, 100, 255, 257, 1000, 4097, 10_000]) {
    const permute = createPermutations(count, 2, uniforms);
    const places = new Set(Array.from({ length: count }, (_, place) => permute(place, 1)));
    expect(places.size).toBe(count);
    expect(Math.max(...places)).toBe(count - 1);
  }
});

test("what a permutation keeps changes nothing of it", () => {
  const uniforms = createUniforms(3);
  for (const count of [7, 1000, 2 ** 32]) {
    const kept = createPermutations(count, 3, uniforms);
    const made = createPermutations(count, 3, uniforms, 0);
    for (const place of [0, 1, 5, count - 1])
      for (const column of [0, 1, 2]) expect(made(place, column)).toBe(kept(place, column));
  }
  expect(createPermutations(2 ** 32, 3, uniforms)(4_000_000_000, 1)).toBeLessThan(2 ** 32);
});

test("a row of a Latin hypercube is the same whichever were asked for before it", () => {
  const [plan, again] = [latinPoints(300, 3, 4), latinPoints(300, 3, 4)];
  const inOrder = pointsOf(plan);
  const [point, jumps] = [new Float64Array(3), [299, 0, 1, 2, 70, 3, 4, 299, 65, 66, 67, 1, 200, 201, 2]];
  for (const row of jumps) {
    again.point(row, point);
    expect([...point]).toEqual(inOrder[row]);
  }
  again.point(12, point);
  // Seed 4, before rows were made in blocks.
  expect([...point]).toEqual([0.5727735545450405, 0.5563505337894418, 0.6238397674359183]);
});

test("a Latin hypercube has one point in each strip of every column, and columns differ", () => {
  const points = pointsOf(latinPoints(1000, 4, 11));
  const strips = [0, 1, 2, 3].map((column) => points.map((point) => Math.floor(point[column]! * 1000)));
  for (const column of strips) expect(new Set(column).size).toBe(1000);
  expect(new Set(strips.map(String)).size).toBe(4);
});

test("a full factorial plan has every combination once", () => {
  const points = pointsOf(factorialPoints(3, 2));
  expect(points).toEqual([0, 0.5, 1].flatMap((first) => [0, 0.5, 1].map((second) => [first, second])));
  expect(() => factorialPoints(5, 144)).toThrow(UnfitRows);
});

test("one column at a time goes through its levels", () => {
  const points = pointsOf(onePoints(2, 2));
  expect(points).toEqual([
    [Number.NaN, Number.NaN],
    [0, Number.NaN],
    [1, Number.NaN],
    [Number.NaN, 0],
    [Number.NaN, 1],
  ]);
});

test("a trajectory of Morris moves every column once, by two thirds, inside the cube", () => {
  const plan = morrisPoints(50, 3, 1);
  const points = pointsOf(plan);
  for (let trajectory = 0; trajectory < 50; trajectory++) {
    const rows = points.slice(4 * trajectory, 4 * trajectory + 4);
    const moved = [1, 2, 3].map((row) => {
      const { group, by } = plan.moved(trajectory, row);
      const changes = rows[row]!.map((share, column) => share - rows[row - 1]![column]!);
      expect(changes[group]).toBeCloseTo(by, 12);
      expect(changes.filter((change) => change !== 0)).toHaveLength(1);
      expect(Math.abs(by)).toBeCloseTo(2 / 3, 12);
      return group;
    });
    expect([...moved].sort()).toEqual([0, 1, 2]);
  }
  expect(points.flat().every((share) => share >= 0 && share <= 1)).toBe(true);
  const starts = new Set(
    points.filter((_, row) => row % 4 === 0).flatMap((point) => point.map((share) => Math.round(3 * share))),
  );
  expect(starts).toEqual(new Set([0, 1, 2, 3]));
});

test("a group of Morris moves together", () => {
  const plan = morrisPoints(10, 3, 1, { groupOf: [0, 1, 0] });
  const points = pointsOf(plan);
  expect(plan.rows).toBe(30);
  for (let row = 0; row < 30; row += 3) {
    for (const next of [1, 2]) {
      const changes = points[row + next]!.map((share, column) => share !== points[row + next - 1]![column]);
      const { group } = plan.moved(row / 3, next);
      expect(changes).toEqual(group === 0 ? [true, false, true] : [false, true, false]);
    }
  }
});

test("the blocks of Saltelli exchange one column of A and B at a time", () => {
  const plan = saltelliPoints(4, 2, 0, { second: true, scrambling: "none" });
  const points = pointsOf(plan);
  expect(plan.rows).toBe(24);
  for (let block = 0; block < 4; block++) {
    const [a, aFirst, aSecond, bFirst, bSecond, b] = points.slice(6 * block, 6 * block + 6);
    expect(aFirst).toEqual([b![0], a![1]]);
    expect(aSecond).toEqual([a![0], b![1]]);
    expect(bFirst).toEqual([a![0], b![1]]);
    expect(bSecond).toEqual([b![0], a![1]]);
  }
  expect(saltelliPoints(4, 5, 0, { groupOf: [0, 0, 1, 1, 1] }).rows).toBe(16);
});

function pointsOf(sampler: Sampler): readonly (readonly number[])[] {
  return Array.from({ length: sampler.rows }, (_, row) => {
    const point = new Float64Array(sampler.columns);
    sampler.point(row, point);
    return [...point];
  });
}
