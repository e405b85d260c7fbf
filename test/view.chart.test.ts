import { expect, test } from "vitest";
import { drawChart, drawFan, drawSparkline } from "../src/view/chart.ts";
import { widthOf } from "../src/view/text.ts";

test("a sparkline goes from its lowest to its highest block", () => {
  expect(drawSparkline([0, 1, 2, 3, 4, 5, 6, 7])).toBe("▁▂▃▄▅▆▇█");
  expect(drawSparkline([3, 3, 3])).toBe("▄▄▄");
  expect(drawSparkline([0, Number.NaN, 1])).toBe("▁ █");
  expect(drawSparkline([])).toBe("");
  expect(drawSparkline(Array.from({ length: 500 }, (_, i) => i))).toHaveLength(20);
});

test("a chart shows the curve, its range and the ends of time", () => {
  const times = Array.from({ length: 101 }, (_, i) => i);
  const values = times.map((time) => time * time);
  const lines = drawChart(times, values, { width: 30, height: 6 });
  expect(lines).toEqual([
    "10,000 ┤⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⢀⡠⠊",
    "       │⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⡠⠔⠁⠀⠀",
    "       │⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⡠⠔⠉⠀⠀⠀⠀⠀",
    "       │⠀⠀⠀⠀⠀⠀⠀⠀⠀⢀⡠⠤⠒⠉⠀⠀⠀⠀⠀⠀⠀⠀",
    "     0 ┤⣀⣀⣀⡠⠤⠤⠔⠒⠉⠁⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀",
    "        0                  100",
  ]);
});

test("every line of a chart fits, whatever the numbers", () => {
  const times = [2010, 2020, 2035];
  for (const values of [
    [1, 1, 1],
    [1e-9, 5e20, -3],
    [Number.NaN, 2, 3],
    [0, Number.POSITIVE_INFINITY, 1],
  ])
    for (const line of drawChart(times, values, { width: 40, height: 5 }))
      expect(widthOf(line)).toBeLessThanOrEqual(40);
  expect(drawChart(times, [Number.NaN, Number.NaN, Number.NaN], { width: 40, height: 5 })).toEqual([
    "(no numbers to show)",
  ]);
});

test("a flat course is a line in the middle with its value", () => {
  const lines = drawChart([0, 1], [5, 5], { width: 20, height: 4 });
  expect(lines.some((line) => line.startsWith("5 ┤"))).toBe(true);
});

test("a fan is thin at its edges, dense within, and has a line at the half", () => {
  const times = Array.from({ length: 21 }, (_, i) => i);
  const line = (slope: number) => times.map((time) => slope * time);
  const fan = { p5: line(0), p25: line(2), p50: line(3), p75: line(4), p95: line(5) };
  expect(drawFan(times, fan, { width: 28, height: 7 })).toEqual([
    "100 ┤⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠄⠀",
    "    │⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠄⠀⢄⢁⢔⢕",
    "    │⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠄⢀⢄⢅⢔⢕⣕⣵⢵⢕",
    "    │⠀⠀⠀⠀⠀⠀⠀⠀⠀⢄⢀⢄⢕⣕⢵⢕⢗⢟⢝⢕⢕⠕⠕",
    "    │⠀⠀⠀⠀⢀⢄⣄⣴⢵⢗⢗⠝⠕⠕⠑⠕⠁⠅⠁⠄⠁⠄⠁",
    "  0 ┤⣀⠤⠔⠖⠛⠝⠁⠅⠁⠄⠁⠄⠁⠄⠁⠄⠁⠄⠁⠄⠁⠄⠁",
    "     0                    20",
  ]);
});

test("a fan of one number is a line", () => {
  const one = [3, 3, 3];
  const lines = drawFan(
    [0, 1, 2],
    { p5: one, p25: one, p50: one, p75: one, p95: one },
    { width: 20, height: 4 },
  );
  expect(lines.join("\n")).toBe(drawChart([0, 1, 2], one, { width: 20, height: 4 }).join("\n"));
});
