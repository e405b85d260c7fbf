import fc from "fast-check";
import { expect, test } from "vitest";
import { moveApart } from "../src/view/diagram/apart.ts";
import { type Box, boxAround, centreOf, doOverlap } from "../src/view/diagram/geometry.ts";

const apart = (boxes: Readonly<Record<string, Box>>, heavy: readonly string[] = []) =>
  moveApart(new Map(Object.entries(boxes)), (key) => heavy.includes(key));

test("what lies free stays to the point", () => {
  const boxes = { a: boxAround([0, 0], 40, 10), b: boxAround([60, 0], 40, 10) };
  expect(Object.fromEntries(apart(boxes))).toEqual(boxes);
});

test("a name over a stock gives way to it, and two names share the way", () => {
  const pushed = apart(
    { stock: boxAround([0, 0], 80, 40), name: boxAround([50, 10], 40, 12), far: boxAround([300, 0], 60, 12) },
    ["stock"],
  );
  expect(pushed.get("stock")).toEqual(boxAround([0, 0], 80, 40));
  expect(pushed.get("name")).toEqual(boxAround([62, 10], 40, 12));
  const shared = apart({ a: boxAround([0, 0], 60, 12), b: boxAround([10, 4], 60, 12) });
  expect([...shared.values()].map(centreOf)).toEqual([
    [0, -5],
    [10, 9],
  ]);
});

test("heavy things stay over each other, and nothing is moved out of sight of its place", () => {
  const pile = Object.fromEntries(
    Array.from({ length: 30 }, (_, i) => [`n${i}`, boxAround([i / 10, 0], 60, 12)]),
  );
  const moved = apart(pile, ["n0", "n1"]);
  for (const key of ["n0", "n1"]) expect(moved.get(key)).toEqual(pile[key]);
  for (const [key, { x, y }] of moved) {
    expect(Math.abs(x - pile[key]!.x)).toBeLessThanOrEqual(30);
    expect(Math.abs(y - pile[key]!.y)).toBeLessThanOrEqual(30);
  }
});

test("a few names that touch always come apart", () => {
  const box = fc
    .tuple(fc.double({ min: -20, max: 20, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true }))
    .map(([x, y]) => [x, y] as const);
  fc.assert(
    fc.property(fc.array(box, { minLength: 2, maxLength: 3 }), (places) => {
      const moved = [
        ...apart(Object.fromEntries(places.map((at, i) => [`n${i}`, boxAround(at, 50, 12)]))).values(),
      ];
      for (const [i, a] of moved.entries())
        for (const b of moved.slice(i + 1)) expect(doOverlap(a, b)).toBe(false);
    }),
  );
});
