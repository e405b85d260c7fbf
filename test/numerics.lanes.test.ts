/// <reference path="../src/run/webassembly.d.ts" />
import { describe, expect, test } from "vitest";
import { addRoutines } from "../src/numerics/emit.ts";
import { addLaneRoutine } from "../src/numerics/emitlanes.ts";
import { type RoutineName, routines } from "../src/numerics/routines.ts";
import { ModuleWriter } from "../src/wasm/module.ts";
import { compileRoutines, Numbers, routineNames } from "./numerics.compiled.ts";

/** The second lane, and then the first. */
const turn = [8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7];

const scalar = compileRoutines();
const laned = compileLanes();
const edges = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  2,
  700,
  -700,
  709.8,
  -746,
  1e6,
  -1e6,
  1.6e6,
  1e300,
  -1e300,
  1e-300,
  0.1,
  100,
  8,
  9.5,
  Number.MIN_VALUE,
  -Number.MIN_VALUE,
  2 ** -1022,
  2 ** -1030,
  Number.MAX_VALUE,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.NaN,
  1 - 2 ** -53,
  1 + 2 ** -52,
  Math.PI,
  Math.PI / 2,
  0.866,
  1.118,
];

describe.each(routineNames)("%s in lanes", (name) => {
  const gives = (a: number, b: number): number => scalar[name](a, b);
  const check = (a: readonly [number, number], b: readonly [number, number]): void => {
    const found = laned[name](a, b);
    const [one, other] = [gives(a[0], b[0]), gives(a[1], b[1])];
    const expected = [one, other, one, other, other, one];
    if (!found.every((value, i) => Object.is(value, expected[i])))
      throw new Error(`${name}(${a} | ${b}) gives ${found} in lanes, and not ${expected}.`);
  };

  test("has the bits of the scalar form at the edges, whatever stands in the other lane", () => {
    for (const a of edges)
      for (const b of edges) {
        check([a, b], [b, a]);
        check([a, 0.7], [b, 1.3]);
        check([1.9, a], [0.4, b]);
      }
  });

  test("has the bits of the scalar form for numbers of all sizes", () => {
    const numbers = new Numbers();
    const draws = [
      () => numbers.between(-1, 1),
      () => numbers.between(0, 10),
      () => numbers.sized(1e-9, 1e9),
      () => numbers.pattern(),
    ];
    for (const draw of draws)
      for (let i = 0; i < 3000; i++) check([draw(), draw()], [draw(), numbers.between(-3, 3)]);
  });
});

test("a rare lane that is not handed to the scalar form is seen", () => {
  expect(compileLanes("ln").exp([1000, 1], [0, 0])[0]).not.toBe(scalar.exp(1000));
});

/** Gives what one vector does, and then two at once, of which the second has the lanes the other way round. */
type Lanes = (a: readonly [number, number], b: readonly [number, number]) => readonly number[];

/** The routines in lanes; `forExp` is what exp gives where it is rare. */
function compileLanes(forExp: RoutineName = "exp"): Readonly<Record<RoutineName, Lanes>> {
  const module = new ModuleWriter();
  module.setMemory({ pages: 1, exported: "memory" });
  const added = addRoutines(module, routineNames);
  for (const name of routineNames) {
    const own = added.get(name === "exp" ? forExp : name)!;
    const { parameters } = routines[name];
    const body = module.addFunction({ parameters: [], results: [], exported: name });
    const load = (turned: boolean): void => {
      for (let i = 0; i < parameters; i++) {
        body.i32(0).memory("v128.load", 16 * i);
        if (turned)
          body
            .i32(0)
            .memory("v128.load", 16 * i)
            .shuffle(turn);
      }
    };
    body.i32(0);
    load(false);
    body.call(addLaneRoutine(module, name, own, 1)).memory("v128.store", 32);
    load(false);
    load(true);
    const second = body.local("v128");
    const first = body.local("v128");
    body
      .call(addLaneRoutine(module, name, own, 2))
      .set(second)
      .set(first);
    body.i32(0).get(first).memory("v128.store", 48).i32(0).get(second).memory("v128.store", 64);
  }
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.finish()));
  const numbers = new Float64Array((exports.memory as WebAssembly.Memory).buffer);
  const call = (name: RoutineName): Lanes => {
    const run = exports[name] as () => void;
    return (a, b) => {
      numbers.set([...a, ...b]);
      run();
      return [...numbers.subarray(4, 10)];
    };
  };
  return Object.fromEntries(routineNames.map((name) => [name, call(name)])) as Readonly<
    Record<RoutineName, Lanes>
  >;
}
