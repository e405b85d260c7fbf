import { expect, test } from "vitest";
import { axisNumbers } from "../src/web/chart/axis.ts";
import { usualCharts } from "../src/web/state/usualcharts.ts";
import { sessionAlone } from "./web.project.ts";

const time = "system s\ntime 0 to 2 by 1 year\n";
const chartsOf = (text: string) =>
  usualCharts(
    sessionAlone().answer("open", { entry: "s.hence", texts: new Map([["s.hence", time + text]]) }),
  );

test("a system that claims nothing shows the stocks that are tied to most others, in two units", () => {
  const text = [
    "stock alone : person\n  starts 1 person",
    "stock few : person\n  starts 1 person\n  in   growth",
    "stock land : hectare\n  starts 4 hectare",
    "flow growth : person/year\n  = few / (2 year) * land / (4 hectare)",
    "aux twice : person\n  = 2 * few",
  ];
  expect(chartsOf(text.join("\n"))).toEqual([["few"], ["land"]]);
});

test("of an array the first element is shown, by its name", () => {
  const text = ["dim coast = North, south", "stock fish[coast] : tonne\n  starts 2 tonne"];
  expect(chartsOf(text.join("\n"))).toEqual([["fish[north]"]]);
  expect(chartsOf("aux a = 1")).toEqual([["a"]]);
});

test("numbers beside an axis keep within their room, all in the same count", () => {
  expect(axisNumbers([0, 500_000_000, 1_000_000_000])).toEqual(["0", "0.5 bn", "1 bn"]);
  expect(axisNumbers([-2_500_000, 0])).toEqual(["-2.5 mn", "0"]);
  expect(axisNumbers([0, 50_000, 100_000])).toEqual(["0", "50,000", "100,000"]);
  expect(axisNumbers([0, 3e12])).toEqual(["0", "3 tn"]);
  expect(axisNumbers([2e18]).every((text) => text.length < 9)).toBe(true);
});
