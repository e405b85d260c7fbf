import { expect, test } from "vitest";
import { checkText } from "./check.reading.ts";

const head =
  "system case\ntime 0 to 10 by 1/4 year, save every 1\nconst k : 1 = 2 between 1 and 3\naux a : 1 = k\n";

function told(text: string): readonly string[] {
  const all = head + text;
  return checkText(all)
    .diagnostics.filter(({ code }) => code !== "unused")
    .map(({ severity, code, span }) => `${severity} ${code}: ${all.slice(span?.from, span?.to)}`);
}

test("the time axis that a scenario comes to is checked, with what it builds on", () => {
  const good = "scenario fine\n  time by 1/3 year, save every 1\nscenario longer on fine\n  time to 11";
  expect(told(good)).toEqual([]);
  const bad =
    "scenario rare\n  time by 1/4 year, save every 1/2\nscenario both on rare\n  time by 1/3 year\nscenario same on both\n  k = 1";
  expect(told(bad)).toEqual(["error save-does-not-fit: time by 1/3 year"]);
  expect(told("scenario back\n  time to -1")).toEqual(["error time-upside-down: time to -1"]);
});

test("fifty thousand scenarios upon one another are checked in a moment", () => {
  const chain = Array.from({ length: 50_000 }, (_, i) => `scenario s${i} on s${i + 1}\n  time by 1/8 year`);
  expect(told(`${chain.join("\n")}\nscenario s50000\n  time to 8`)).toEqual([]);
});

test("a scenario that leaves a range is worth a note, a declared value outside of it is a fault", () => {
  expect(told("scenario far\n  k = 4")).toEqual(["note value-outside-range: k = 4"]);
  expect(told("const far : 1 = 4 between 1 and 3\naux b : 1 = far")).toEqual([
    "error value-outside-range: 4",
  ]);
  expect(told("scenario edge\n  k = 3")).toEqual([]);
});

test("members of a family take the settings of another scenario, so that one has to have some", () => {
  expect(told("scenario bundle\n  k = 1\nscenario singles\n  each of bundle\n  time by 1/8 year")).toEqual(
    [],
  );
  expect(told("scenario bundle\n  time to 5\nscenario singles\n  each of bundle")).toEqual([
    "error empty-family: bundle",
  ]);
});
