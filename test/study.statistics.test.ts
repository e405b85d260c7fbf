import fc from "fast-check";
import { expect, test } from "vitest";
import { createUniforms } from "../src/sample/uniform.ts";
import { Buckets, bucketOf } from "../src/study/buckets.ts";
import { shareOf } from "../src/study/interval.ts";
import { Moments } from "../src/study/moments.ts";

test("buckets rise with the numbers, and hold what was put in", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
      if (a < b) expect(bucketOf(a)).toBeLessThanOrEqual(bucketOf(b));
      expect(bucketOf(a)).toBeGreaterThanOrEqual(0);
      expect(bucketOf(a)).toBeLessThan(2 ** 19);
    }),
  );
  expect(bucketOf(-0)).toBe(bucketOf(0));
});

test("counts add up to the same whatever their order and however they are cut", () => {
  const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(numbers, fc.nat(60), (all, cut) => {
      const whole = countAll(all);
      const backwards = countAll([...all].reverse());
      const parts = countAll(all.slice(0, cut));
      parts.addAll(countAll(all.slice(cut)));
      for (const other of [backwards, parts]) {
        expect(other.count).toBe(all.length);
        expect(other.entries()).toEqual(whole.entries());
        expect(other.quantile(0.3)).toBe(whole.quantile(0.3));
      }
    }),
  );
});

test.each([
  ["even", (share: number) => share],
  ["around nought", (share: number) => share - 0.5],
  ["over many powers", (share: number) => 10 ** (12 * share - 6)],
])("quantiles of numbers that are %s come within a bucket", (_, of) => {
  const uniforms = createUniforms(2);
  const buckets = new Buckets();
  const all = Array.from({ length: 20_000 }, (_, i) => of(uniforms.number("random", i, 0))).sort(
    (a, b) => a - b,
  );
  for (const number of all) buckets.add(number);
  for (const share of [0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999]) {
    const exact = all[Math.floor(share * (all.length - 1))]!;
    expect(Math.abs(buckets.quantile(share) - exact)).toBeLessThan(0.009 * Math.abs(exact) + 1e-4);
  }
});

test("nothing has no quantile; one number is every quantile of itself", () => {
  expect(new Buckets().quantile(0.5)).toBeNaN();
  const buckets = countAll([Number.POSITIVE_INFINITY]);
  expect(buckets.quantile(0.5)).toBe(Number.POSITIVE_INFINITY);
  expect(countAll([3, 3, 3]).quantile(0.9)).toBeCloseTo(3, 1);
  // Nought is nought, and not some hair above it.
  expect(countAll([0, 0, 0]).quantile(0.9)).toBe(0);
  expect(countAll([-5e-324]).quantile(0.5)).toBe(0);
  // Which number came last makes no difference, in no bit.
  expect(countAll([1.0001, 1.00019999999, 1.0003]).quantile(0.4)).toBe(
    countAll([1.0003, 1.00019999999, 1.0001]).quantile(0.4),
  );
});

test("moments of parts are those of the whole", () => {
  const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.array(finite, { minLength: 2, maxLength: 50 }), fc.nat(50), (all, cut) => {
      const whole = momentsOf(all);
      const parts = momentsOf(all.slice(0, cut));
      parts.addAll(momentsOf(all.slice(cut)));
      const mean = all.reduce((sum, number) => sum + number, 0) / all.length;
      const squares = all.reduce((sum, number) => sum + (number - mean) ** 2, 0);
      for (const found of [whole, parts]) {
        expect(found.count).toBe(all.length);
        expect(Math.abs(found.mean - mean)).toBeLessThan(1e-6);
        expect(Math.abs(found.deviation - Math.sqrt(squares / (all.length - 1)))).toBeLessThan(1e-5);
        expect([found.least, found.most]).toEqual([Math.min(...all), Math.max(...all)]);
      }
    }),
  );
  expect(momentsOf([1]).deviation).toBeNaN();
});

function countAll(numbers: readonly number[]): Buckets {
  const buckets = new Buckets();
  for (const number of numbers) buckets.add(number);
  return buckets;
}

function momentsOf(numbers: readonly number[]): Moments {
  const moments = new Moments();
  for (const number of numbers) moments.add(number);
  return moments;
}

test("the interval of a share ends at nought where none holds, and at one where all do", () => {
  for (const worlds of [1, 7, 600, 999_983]) {
    expect(shareOf(0, worlds).low).toBe(0);
    expect(shareOf(worlds, worlds).high).toBe(1);
    expect(shareOf(1, worlds + 1).low).toBeGreaterThan(0);
  }
});
