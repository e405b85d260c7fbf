import { expect, test } from "vitest";
import { checkModel } from "../src/check/check.ts";
import { lowerSystem } from "../src/compile/compile.ts";
import { compileLanes } from "../src/compile/lanes/compile.ts";
import { readHence } from "../src/read/hence.ts";
import { below, evenGridOf } from "../src/run/even.ts";
import { differencesOf } from "./lanes.compare.ts";

const grids = [
  [0, 1, 2, 3],
  [0, 200, 400, 600, 800, 1000],
  [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
  [1, 1.2, 1.4, 1.6, 1.8, 2],
  [-0.2, -0.1, 0, 0.1, 0.2],
  [-1, 0],
];

test("points at even distances make a grid, and no others do", () => {
  for (const points of grids) expect(evenGridOf(Float64Array.from(points), points.at(-1)!)).toBeDefined();
  expect(evenGridOf(Float64Array.of(0, 200, 400), 400)).toEqual({ scale: 0.005, isExact: true });
  expect(evenGridOf(Float64Array.of(0, 1, 3), 3)).toBeUndefined();
  expect(evenGridOf(Float64Array.of(0, 0, 1), 1)).toBeUndefined();
  expect(evenGridOf(Float64Array.of(0, 1), Number.POSITIVE_INFINITY)).toBeUndefined();
  expect(evenGridOf(Float64Array.of(3), 3)).toBeUndefined();
});

test.each(grids)(
  "lanes read a table with points from %d on as one world does, at its points and beside them",
  (...points) => {
    const pairs = points.map((x, i) => `(${x}, ${i * i + 0.1})`).join(" ");
    const { model } = readHence(
      "even.hence",
      () => ({
        text: [
          "system even",
          "time 0 to 2 by 1 year, euler, save every 1",
          `graph curve (x) = ${pairs}, hold`,
          "const place = 0",
          "stock sum starts place in height",
          "flow height = curve(place + 0 * sum)",
        ].join("\n"),
      }),
      (diagnostic) => expect(diagnostic).toBeUndefined(),
    );
    const system = lowerSystem(checkModel(model, () => undefined));
    const numbers = [
      ...points.flatMap((x) => [x, below(x), -below(-x)]),
      points[0]! - 1,
      points.at(-1)! + 1,
      Number.NaN,
    ];
    for (const form of ["locals", "memory"] as const) {
      const lanes = compileLanes(system, {
        integrator: "euler",
        held: [],
        kept: [0, 1, 2],
        sampled: [0],
        form,
      })!;
      for (let from = 0; from < numbers.length; from += lanes.lanes) {
        const worlds = numbers
          .slice(from, from + lanes.lanes)
          .map((place, number) => ({ number, numbers: Float64Array.of(place) }));
        expect(differencesOf(lanes, { worlds, every: 1 })).toEqual([]);
      }
    }
  },
);
