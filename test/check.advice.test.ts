import { expect, test } from "vitest";
import { timeConstants } from "../src/check/timeconstants.ts";
import { checkText } from "./check.reading.ts";

const head = "system case\ntime 2010 to 2020 by 1/4 year\nunit person = people\n";
const advice = ["unused", "points-short", "step-too-long"];

/** What is advised, each with the first name that it is about. */
function adviceOn(text: string, start = head): string[] {
  const { diagnostics } = checkText(start + text);
  return diagnostics
    .filter(({ code }) => advice.includes(code))
    .map(({ code, message }) => `${code} ${/‘(.*?)’/.exec(message)?.[1]}`);
}

const growing =
  "stock s : person starts 5 in f\nflow f : person/year = s * rate\nconst rate : 1/year = 0.02\n";

test("a number that no equation reads is unused, also where a scenario sets it", () => {
  expect(adviceOn(`${growing}const a : 1 = 2\nscenario other\n  a = 3\n`)).toEqual(["unused a"]);
});

test("a graph is used where it is called", () => {
  expect(adviceOn(`${growing}graph g (of : 1) : 1 = (0, 0) (1, 1)\naux x = g(0.5)\n`)).toEqual([]);
});

test("where nothing is argued, an auxiliary is a result; where something is, it should be named", () => {
  expect(adviceOn(`${growing}aux x = s * 2\n`)).toEqual([]);
  expect(adviceOn(`${growing}aux x = s * 2\ncheck K1\n  s >= 0 always\n`)).toEqual(["unused x"]);
  expect(adviceOn(`${growing}aux x = s * 2\ncheck K1\n  show x @ 2012\n`)).toEqual([]);
  expect(adviceOn(`${growing}aux x = s * 2\nhistory H1\n  x @ 2012 between 1 and 9\n`)).toEqual([]);
  expect(adviceOn(`${growing}aux x = s * 2\nlink L1 s -> x raises\n  basis choice\n`)).toEqual([]);
});

test("points over time should last from the start to the end of the run", () => {
  const series = (points: string) => `${growing}graph g (time : year) : 1 = ${points}\naux x = g\n`;
  expect(adviceOn(series("(2010, 0) (2020, 1)"))).toEqual([]);
  expect(adviceOn(series("(2010, 0) (2019, 1)"))).toEqual(["points-short g"]);
  expect(adviceOn(series("(2011, 0) (2020, 1)"))).toEqual(["points-short g"]);
  expect(adviceOn(series("(2011, 7)"))).toEqual([]);
});

/** The lengths of the time constants of a flow out of s, in a model that steps by a quarter of a year. */
function lengthsIn(equation: string): number[] {
  const numbers =
    "const T : year = 0.5\nconst k : 1/year = 4\nconst goal : person = 9\naux a : 1 = 0.5 + 0 * time / 1 year\n";
  const { facts } = checkText(
    `${head}${numbers}stock s : person starts 5 out f\nflow f : person/year = ${equation}\n`,
  );
  return timeConstants(facts.shapes).map(({ length }) => length);
}

test("a time constant is what a stock, or a gap to it, is divided by", () => {
  expect(lengthsIn("s / T")).toEqual([0.5]);
  expect(lengthsIn("(s - goal) / T")).toEqual([0.5]);
  expect(lengthsIn("goal / 1 year + (goal - s) / (2 * T)")).toEqual([1]);
  expect(lengthsIn("s / 3 year")).toEqual([3]);
});

test("a time constant is one divided by a rate", () => {
  expect(lengthsIn("s * k")).toEqual([0.25]);
  expect(lengthsIn("0.5 * k * s")).toEqual([0.5]);
});

test("where something else than numbers stands at the stock, no time constant is read off", () => {
  expect(lengthsIn("s * k * a")).toEqual([]);
  expect(lengthsIn("goal / T")).toEqual([]);
  expect(lengthsIn("s * s / goal / T")).toEqual([]);
  expect(lengthsIn("min(s, goal) / T")).toEqual([]);
  expect(lengthsIn("s / 0 year")).toEqual([]);
});

test("the step should be at most half of the shortest time constant, with rk4 no more than all of it", () => {
  const cup = (time: string, patience: string) =>
    adviceOn(
      `stock heat : degree starts 90 out cooling\nflow cooling : degree/minute = heat / patience\nconst patience : minute = ${patience}\n`,
      `system tea\ntime 0 to 60 by ${time}\nunit degree\n`,
    );
  expect(cup("1 minute", "2")).toEqual([]);
  expect(cup("1 minute", "1.9")).toEqual(["step-too-long cooling"]);
  expect(cup("1 minute, rk4", "1.9")).toEqual([]);
  expect(cup("1 minute, rk4", "0.9")).toEqual(["step-too-long cooling"]);
});
