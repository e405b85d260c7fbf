import fc from "fast-check";
import { expect, test } from "vitest";
import type { Clock } from "../src/functions/function.ts";
import { findFunction } from "../src/functions/functions.ts";
import { operators } from "../src/functions/operators.ts";

const modulo = operators.binary.mod.value;

test("mod has the sign of its divisor, and gives 0 where only rounding is left", () => {
  expect([modulo(7, 3), modulo(-7, 3), modulo(7, -3), modulo(-7, -3)]).toEqual([1, 2, -2, -1]);
  expect([modulo(6, 3), modulo(5.5, 0.1), modulo(0.3, 0.1)].map((rest) => rest < 0.1)).toEqual([
    true,
    true,
    true,
  ]);
  expect([modulo(1, 0), modulo(Number.NaN, 2)]).toEqual([Number.NaN, Number.NaN]);
});

test("a remainder lies between nought and the divisor, and differs from the dividend by whole divisors", () => {
  const whole = fc.integer({ min: -1_000_000, max: 1_000_000 });
  fc.assert(
    fc.property(whole, whole, (a, b) => {
      fc.pre(b !== 0);
      const rest = modulo(a, b);
      expect(rest * b).toBeGreaterThanOrEqual(0);
      expect(Math.abs(rest)).toBeLessThan(Math.abs(b));
      expect(Math.abs(((a - rest) / b) % 1)).toBe(0);
    }),
  );
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
      fc.double({ noNaN: true, min: 1e-3, max: 1e3 }),
      (a, b) => {
        const rest = modulo(a, b);
        expect(rest).toBeGreaterThanOrEqual(0);
        expect(rest).toBeLessThanOrEqual(b);
      },
    ),
  );
});

test("what is not zero is true", () => {
  const { and, or } = operators.binary;
  const { not } = operators.unary;
  expect([and.value(2, Number.NaN), and.value(0, 1), or.value(0, -0), or.value(0, 0.5)]).toEqual([
    1, 0, 0, 1,
  ]);
  expect([not.value(0), not.value(-0), not.value(3), not.value(Number.NaN)]).toEqual([1, 1, 0, 0]);
});

test("round goes to the nearest whole number, halves away from zero", () => {
  const row = findFunction("round", 1)!;
  const round = (x: number): number =>
    row.kind === "pointwise" ? row.value([x], clockOf(0, 1, 0)) : Number.NaN;
  expect([1.5, 2.5, -1.5, -2.5, 2 ** 52 + 1].map(round)).toEqual([2, 3, -2, -3, 2 ** 52 + 1]);
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -1e15, max: 1e15 }), (x) => {
      expect(Math.abs(round(x) - x)).toBeLessThanOrEqual(0.5);
      expect(Number.isInteger(round(x))).toBe(true);
      expect(Math.abs(round(-x))).toBe(Math.abs(round(x)));
    }),
  );
});

/** The clock of a run of 60 steps, at a whole or half step. */
function clockOf(start: number, step: number, steps: number): Clock {
  return { start, stop: start + 60 * step, step, time: start + steps * step };
}

interface Window {
  readonly runStart: number;
  readonly step: number;
  readonly from: number;
  readonly width: number;
}

const windows: fc.Arbitrary<Window> = fc.record({
  runStart: fc.constantFrom(0, 2010, -7.5),
  step: fc.constantFrom(1, 1 / 2, 1 / 3, 1 / 4, 1 / 7, 0.1, 1 / 32, 0.01),
  // From the first step on, which Runge and Kutta's method needs: it looks at both sides of a step's beginning.
  from: fc.double({ noNaN: true, min: 1, max: 30 }),
  width: fc.oneof(fc.constant(0), fc.double({ noNaN: true, min: 0, max: 20 })),
});

function rate(name: string, window: Window, args: readonly number[], steps: number): number {
  const row = findFunction(name, args.length + 2)!;
  if (row.kind !== "pointwise") throw new Error("Events are pointwise.");
  const { runStart, step, from, width } = window;
  const start = runStart + from * step;
  return row.value([...args, start, width * step], clockOf(runStart, step, steps));
}

test("pulse_quantity delivers its quantity, whatever the step, by Euler's method", () => {
  fc.assert(
    fc.property(windows, fc.integer({ min: -1_000_000, max: 1_000_000 }), (window, quantity) => {
      let delivered = 0;
      for (let i = 0; i < 60; i++) delivered += rate("pulse_quantity", window, [quantity], i) * window.step;
      expect(Math.abs(delivered - quantity)).toBeLessThanOrEqual(1e-12 * Math.abs(quantity));
    }),
  );
});

test("pulse_quantity delivers its quantity, whatever the step, by Runge and Kutta's method", () => {
  fc.assert(
    fc.property(windows, (window) => {
      const at = (steps: number): number => rate("pulse_quantity", window, [6], steps);
      let delivered = 0;
      for (let i = 0; i < 60; i++) delivered += ((at(i) + 4 * at(i + 0.5) + at(i + 1)) / 6) * window.step;
      expect(delivered).toBeCloseTo(6, 10);
    }),
  );
});

test("pulse is 1 just where pulse_quantity is not 0", () => {
  fc.assert(
    fc.property(windows, (window) => {
      for (let i = 0; i < 60; i += 0.5) {
        expect(rate("pulse", window, [], i) === 1).toBe(rate("pulse_quantity", window, [3], i) !== 0);
      }
    }),
  );
});

test("events begin on time, however the step rounds", () => {
  const step = findFunction("step", 2)!;
  if (step.kind !== "pointwise") throw new Error("Events are pointwise.");
  for (const length of [0.1, 0.01, 1 / 3, 0.7, 1 / 12]) {
    for (let begin = 1; begin < 60; begin++) {
      // Times as an author may write them: with fewer digits.
      const start = Number((begin * length).toFixed(9));
      const heights = [-1, -0.5, 0, 1].map((offset) =>
        step.value([5, start], clockOf(0, length, begin + offset)),
      );
      expect(heights).toEqual([0, 0, 5, 5]);
    }
  }
});
