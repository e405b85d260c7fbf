import { expect, test } from "vitest";
import { leverStep, leverText } from "../src/view/lever.ts";

test.each([
  [-0.6, 0.4, 0, 0.02],
  [0, 1, 0, 0.02],
  [2024, 2030, 2026, 0.1],
  [1, 100, 10, 1],
  [0, 1, 0.35, 0.01],
  [0, 1e-6, 0, 2e-8],
])("from %d to %d through %d a control goes by %d", (low, high, value, step) => {
  expect(leverStep(low, high, value)).toBe(step);
});

test("where no round step leads through all of them there is none", () => {
  expect(leverStep(0, Math.PI, 1)).toBeUndefined();
  expect(leverStep(1, 1, 1)).toBeUndefined();
});

test("settings are written with the digits that they have", () => {
  expect([2026, 0.35, 0.1 + 0.2, -0.6, 1e-6].map(leverText)).toEqual([
    "2026",
    "0.35",
    "0.3",
    "-0.6",
    "0.000001",
  ]);
});
