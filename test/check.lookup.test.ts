import fc from "fast-check";
import { expect, test } from "vitest";
import { type PointTable, readPoints } from "../src/check/lookup.ts";
import { addLookup } from "../src/compile/lookup.ts";
import { blockOf, writeBlock } from "../src/run/tables.ts";
import { ModuleWriter } from "../src/wasm/module.ts";

const pairs = [
  [1, 10],
  [2, 30],
  [4, 20],
] as const;

function reading(outside: PointTable["outside"], points: PointTable["pairs"] = pairs): (x: number) => number {
  return (x) => readPoints({ pairs: points, outside }, x);
}

test("between two points a table goes straight", () => {
  expect([1, 1.5, 2, 3, 4].map(reading("hold"))).toEqual([10, 20, 30, 25, 20]);
});

test("outside of its points a table holds the end values, or goes on", () => {
  expect([0, 6].map(reading("hold"))).toEqual([10, 20]);
  expect([0, 6].map(reading("extrapolate"))).toEqual([-10, 10]);
});

test("a staircase keeps each value up to the next point", () => {
  expect([0, 1, 1.9, 2, 3.9, 4, 9].map(reading("step"))).toEqual([10, 10, 10, 30, 30, 20, 20]);
});

test("a series that looks forward has each value from behind the point before on", () => {
  expect([0, 1, 1.1, 2, 2.1, 4, 9].map(reading("next"))).toEqual([10, 10, 30, 30, 20, 20, 20]);
});

test("a raw series has its points and nothing between them", () => {
  expect([0, 1, 1.5, 2, 4, 9].map(reading("exact"))).toEqual([NaN, 10, NaN, 30, 20, NaN]);
});

test("what a series does not have is what its program calls missing", () => {
  const missing = -(2 ** 109);
  expect([0, 1, 1.5, 9].map((x) => readPoints({ pairs, outside: "exact", missing }, x))).toEqual([
    missing,
    10,
    missing,
    missing,
  ]);
  expect(readPoints({ pairs: [], outside: "hold", missing }, 1)).toBe(missing);
});

test("where two points lie above one another, the later one counts", () => {
  const jump = [
    [0, 1],
    [1, 2],
    [1, 5],
    [2, 6],
  ] as const;
  expect([0.5, 1, 1.5].map(reading("hold", jump))).toEqual([1.5, 5, 5.5]);
});

test("what is no number is read as no number", () => {
  for (const outside of ["hold", "extrapolate", "step", "next", "exact"] as const) {
    expect(reading(outside)(Number.NaN)).toBeNaN();
    expect(readPoints({ pairs: [], outside }, 1)).toBeNaN();
  }
});

test("tables are read to the same bits as those that compiled systems read", () => {
  const { memory, read } = compileReading();
  const anyNumber = fc.oneof(
    fc.integer({ min: -8, max: 8 }),
    fc.constantFrom(-0, 0.1, 0.2, 0.3, 0.7),
    fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
  );
  const anyPoints = fc.array(fc.tuple(anyNumber, anyNumber), { maxLength: 12 });
  const anyWay = fc.constantFrom("hold", "extrapolate", "step", "next", "exact");
  fc.assert(
    fc.property(
      anyPoints,
      anyWay,
      fc.constantFrom(undefined, -(2 ** 109)),
      fc.array(anyNumber, { minLength: 1 }),
      (points, outside, missing, inputs) => {
        const pairs = points.toSorted(([left], [right]) => left - right);
        const table = { pairs, outside, ...(missing !== undefined && { missing }) };
        writeBlock(memory.buffer, 8, blockOf(table));
        for (const x of [...inputs, ...pairs.map(([at]) => at), Number.NaN, Number.POSITIVE_INFINITY])
          expect(read(x, 0)).toBe(readPoints(table, x));
      },
    ),
    { numRuns: 2000 },
  );
});

/** The kernel's function, with the pointer to a table at 0. */
function compileReading(): {
  readonly memory: WebAssembly.Memory;
  readonly read: (x: number, pointer: number) => number;
} {
  const module = new ModuleWriter();
  module.setMemory({ pages: 1, exported: "memory" });
  addLookup(module, "read");
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.finish()));
  const compiled = exports as unknown as ReturnType<typeof compileReading>;
  new Int32Array(compiled.memory.buffer)[0] = 8;
  return compiled;
}
