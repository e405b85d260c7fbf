import { expect, test } from "vitest";
import { formatApart, formatCount, formatNumber, formatPercent } from "../src/view/number.ts";

test.each([
  [0, "0"],
  [-0, "0"],
  [1, "1"],
  [0.1 + 0.2, "0.3"],
  [0.000123456, "0.000123"],
  [0.0000123456, "0.0000123"],
  [0.000000123456, "1.23e-7"],
  [999.6, "1,000"],
  [70810.03, "70,800"],
  [-1234567, "-1,230,000"],
  [1.5e12, "1.5e12"],
  [Number.NaN, "no number"],
  [Number.POSITIVE_INFINITY, "infinite"],
])("%d is shown as %s", (value, shown) => {
  expect(formatNumber(value)).toBe(shown);
});

test("two digits are enough for people", () => {
  expect(formatNumber(70810.03, 2)).toBe("71,000");
  expect(formatNumber(0.5925, 2)).toBe("0.59");
});

test("a change in per cent has its sign", () => {
  expect(formatPercent(8.72)).toBe("+8.7 %");
  expect(formatPercent(-0.031)).toBe("-0.031 %");
  expect(formatPercent(0)).toBe("0 %");
  expect(formatPercent(Number.NaN)).toBe("no number");
});

test("a count has its noun", () => {
  expect(formatCount(1, "claim")).toBe("1 claim");
  expect(formatCount(0, "history", "histories")).toBe("0 histories");
  expect(formatCount(1234567, "step")).toBe("1,234,567 steps");
});

test("numbers side by side have as many digits as tell them apart", () => {
  expect(formatApart(19950, 20903)).toEqual(["20,000", "21,000"]);
  expect(formatApart(100.01, 100.02)).toEqual(["100.01", "100.02"]);
  expect(formatApart(7, 7)).toEqual(["7", "7"]);
  expect(formatApart(Number.NaN, 1)).toEqual(["no number", "1"]);
});
