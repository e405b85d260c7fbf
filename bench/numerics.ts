/**
 * Nanoseconds a call of each routine, as WebAssembly and as the engine's own `Math`, on the same random arguments;
 * the best of ten rounds in turn.
 */

/// <reference path="../src/run/webassembly.d.ts" />
import { addRoutines } from "../src/numerics/emit.ts";
import { type RoutineName, routines } from "../src/numerics/routines.ts";
import { ModuleWriter } from "../src/wasm/module.ts";

const count = 8192;
const repeats = 20;
const rounds = 10;
const secondArgument = 1.37;

interface Row {
  readonly name: RoutineName;
  readonly low: number;
  readonly high: number;
  readonly engine: (x: number) => number;
}

const rows: readonly Row[] = [
  { name: "exp", low: -5, high: 5, engine: Math.exp },
  { name: "ln", low: 0.1, high: 8, engine: Math.log },
  { name: "logarithm", low: 0.1, high: 8, engine: (x) => Math.log(x) / Math.log(secondArgument) },
  { name: "power", low: 0.1, high: 8, engine: (x) => x ** secondArgument },
  { name: "sine", low: -3, high: 3, engine: Math.sin },
  { name: "cosine", low: -3, high: 3, engine: Math.cos },
  { name: "tangent", low: -3, high: 3, engine: Math.tan },
  { name: "arcsine", low: -1, high: 1, engine: Math.asin },
  { name: "arccosine", low: -1, high: 1, engine: Math.acos },
  { name: "arctangent", low: -3, high: 3, engine: Math.atan },
];

for (const row of rows) {
  const { numbers, sum } = compileSum(row.name);
  for (let i = 0; i < count; i++) numbers[i] = row.low + (row.high - row.low) * Math.random();
  let [ours, engine] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < rounds; round++) {
    ours = Math.min(
      ours,
      nanosecondsOf(() => sum(repeats)),
    );
    engine = Math.min(
      engine,
      nanosecondsOf(() => {
        let total = 0;
        for (let i = 0; i < repeats; i++) for (const x of numbers) total += row.engine(x);
        return total;
      }),
    );
  }
  console.log(
    `${row.name.padEnd(12)} ${ours.toFixed(1).padStart(6)} ns   Math ${engine.toFixed(1).padStart(6)} ns`,
  );
}

function nanosecondsOf(work: () => number): number {
  const start = performance.now();
  work();
  return ((performance.now() - start) * 1e6) / (repeats * count);
}

/** A function that adds up a routine's values over the numbers in memory, so many times. */
function compileSum(name: RoutineName): {
  readonly numbers: Float64Array;
  readonly sum: (repeats: number) => number;
} {
  const module = new ModuleWriter();
  module.setMemory({ pages: 1, exported: "memory" });
  const routine = addRoutines(module, [name]).get(name)!;
  const body = module.addFunction({ parameters: ["i32"], results: ["f64"], exported: "sum" });
  const [address, total] = [body.local("i32"), body.local("f64")];
  const again = body.loop();
  body.i32(0).set(address);
  const next = body.loop();
  body.get(total).get(address).memory("f64.load");
  if (routines[name].parameters === 2) body.f64(secondArgument);
  body.call(routine).write("f64.add").set(total);
  body.get(address).i32(8).write("i32.add").tee(address);
  body
    .i32(8 * count)
    .write("i32.lt_s")
    .brIf(next)
    .end();
  body.get(0).i32(1).write("i32.sub").tee(0).brIf(again).end();
  body.get(total);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.finish()));
  // The module exports these two, of these types.
  const { memory, sum } = exports as { memory: WebAssembly.Memory; sum: (repeats: number) => number };
  return { numbers: new Float64Array(memory.buffer, 0, count), sum };
}
