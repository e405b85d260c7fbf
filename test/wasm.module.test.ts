/// <reference path="../src/run/webassembly.d.ts" />
import fc from "fast-check";
import { expect, test } from "vitest";
import { ByteWriter } from "../src/wasm/bytes.ts";
import { ModuleWriter } from "../src/wasm/module.ts";

type Exports = Readonly<Record<string, (...args: readonly (number | bigint)[]) => unknown>>;

function exportsOf(module: ModuleWriter): Exports {
  const bytes = module.finish();
  // These tests export functions only, save where they look for the memory.
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as Exports;
}

test("any i32 and i64 constant arrives as it was written", () => {
  fc.assert(
    fc.property(fc.integer(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (small, large) => {
      const module = new ModuleWriter();
      module.addFunction({ parameters: [], results: ["i32"], exported: "small" }).i32(small);
      module.addFunction({ parameters: [], results: ["i64"], exported: "large" }).i64(large);
      const { small: getSmall, large: getLarge } = exportsOf(module);
      expect([getSmall?.(), getLarge?.()]).toEqual([small, large]);
    }),
  );
});

test("constants at the edges of the encoding arrive as they were written", () => {
  const edges = [6n, 7n, 13n, 14n, 31n, 32n, 62n, 63n].flatMap((power) => [
    2n ** power - 1n,
    2n ** power,
    -(2n ** power),
    -(2n ** power) - 1n,
  ]);
  const module = new ModuleWriter();
  edges.forEach((value, i) => {
    module.addFunction({ parameters: [], results: ["i64"], exported: `long${i}` }).i64(value);
    module.addFunction({ parameters: [], results: ["i32"], exported: `short${i}` }).i32(Number(value) | 0);
  });
  const exported = exportsOf(module);
  edges.forEach((value, i) => {
    expect(exported[`long${i}`]?.()).toBe(BigInt.asIntN(64, value));
    expect(exported[`short${i}`]?.()).toBe(Number(value) | 0);
  });
});

test("numbers keep their bits, minus nought included, and NaN has one form", () => {
  const strange = new Float64Array(new BigUint64Array([0xfff8_0000_0000_1234n]).buffer)[0]!;
  const values = [
    -0,
    0,
    Number.NaN,
    strange,
    Number.MIN_VALUE,
    -Number.MAX_VALUE,
    0.1,
    Number.NEGATIVE_INFINITY,
  ];
  const module = new ModuleWriter();
  values.forEach((value, i) => {
    module
      .addFunction({ parameters: [], results: ["i64"], exported: `f${i}` })
      .f64(value)
      .write("i64.reinterpret_f64");
  });
  const exported = exportsOf(module);
  const bits = new BigInt64Array(new Float64Array(values).buffer);
  values.forEach((value, i) => {
    expect(exported[`f${i}`]?.()).toBe(Number.isNaN(value) ? 0x7ff8_0000_0000_0000n : bits[i]);
  });
});

test("blocks, loops, branches and calls go where their labels say", () => {
  const module = new ModuleWriter();
  const sum = module.addFunction({ parameters: ["i32"], results: ["f64"], exported: "sumTo" });
  const total = sum.local("f64");
  const done = sum.block();
  const again = sum.loop();
  sum.get(0).write("i32.eqz").brIf(done);
  sum.get(total).get(0).write("f64.convert_i32_s").write("f64.add").set(total);
  sum.get(0).i32(1).write("i32.sub").set(0).br(again);
  sum.end().end();
  sum.get(total);

  const pick = module.addFunction({ parameters: ["i32"], results: ["i32"], exported: "pick" });
  const last = pick.block();
  const second = pick.block();
  const first = pick.block();
  pick.get(0).brTable([first, second], last);
  pick.end().i32(10).write("return");
  pick.end().i32(20).write("return");
  pick.end().get(0).i32(5).write("i32.eq").if("i32");
  pick.i32(55).else().i32(30).end();

  const even = module.addFunction({ parameters: ["i32"], results: ["i32"], exported: "even" });
  const odd = module.addFunction({ parameters: ["i32"], results: ["i32"] });
  even.get(0).write("i32.eqz").if("i32");
  even.i32(1).else().get(0).i32(1).write("i32.sub").call(odd).end();
  odd.get(0).write("i32.eqz").if("i32");
  odd.i32(0).else().get(0).i32(1).write("i32.sub").call(even).end();

  const exported = exportsOf(module);
  expect(exported.sumTo?.(100)).toBe(5050);
  expect([0, 1, 2, 5].map((i) => exported.pick?.(i))).toEqual([10, 20, 30, 55]);
  expect([7, 8].map((i) => exported.even?.(i))).toEqual([0, 1]);
});

test("the memory grows, is filled and copied, and is seen by the host", () => {
  const module = new ModuleWriter();
  module.setMemory({ pages: 1, maximum: 3, exported: "memory" });
  const grow = module.addFunction({ parameters: ["i32"], results: ["i32"], exported: "grow" });
  grow.get(0).memoryGrow().write("drop").memorySize();
  const fill = module.addFunction({ parameters: [], results: [], exported: "fill" });
  fill.i32(8).i32(7).i32(4).memoryFill();
  fill.i32(16).i32(6).i32(4).memoryCopy();
  const exported = exportsOf(module);
  expect([exported.grow?.(1), exported.grow?.(5)]).toEqual([2, 2]);
  exported.fill?.();
  // The module exports its memory under this name.
  const memory = exported.memory as unknown as WebAssembly.Memory;
  expect([...new Uint8Array(memory.buffer, 6, 14)]).toEqual([0, 0, 7, 7, 7, 7, 0, 0, 0, 0, 0, 0, 7, 7]);
});

test("locals of any number and order of types keep their types", () => {
  const module = new ModuleWriter();
  const body = module.addFunction({ parameters: ["i64"], results: ["f64"], exported: "f" });
  const types = ["f64", "f64", "i32", "f64", "v128", "i64", "f64"] as const;
  const locals = types.map((type) => body.local(type));
  expect(locals).toEqual([1, 2, 3, 4, 5, 6, 7]);
  body.f64(2.5).set(locals[6]!).get(0).set(locals[5]!).i32(3).set(locals[2]!);
  body.get(locals[6]!).get(locals[2]!).write("f64.convert_i32_s").write("f64.add");
  expect(exportsOf(module).f?.(0n)).toBe(5.5);
});

test("exports may have names of any script", () => {
  const names = ["plain", "é", "рост", "成長", "𝒳", "\ud800"];
  const module = new ModuleWriter();
  for (const name of names) module.addFunction({ parameters: [], results: ["i32"], exported: name }).i32(1);
  expect(Object.keys(exportsOf(module))).toEqual([...names.slice(0, -1), "\ufffd"]);
});

test("a block that does not end is refused, and so is an end without a block", () => {
  const module = new ModuleWriter();
  const body = module.addFunction({ parameters: [], results: [] });
  expect(() => body.end()).toThrow("Nothing is open");
  body.block();
  expect(() => module.finish()).toThrow("do not end");
});

test("a module of a million instructions is written in well under a second", () => {
  const module = new ModuleWriter();
  for (let f = 0; f < 100; f++) {
    const body = module.addFunction({ parameters: ["f64"], results: ["f64"], exported: `f${f}` });
    body.get(0);
    for (let i = 0; i < 5000; i++) body.f64(i).write("f64.add");
  }
  const before = performance.now();
  const bytes = module.finish();
  expect(performance.now() - before).toBeLessThan(1000);
  expect(bytes.length).toBeGreaterThan(5_000_000);
  expect(WebAssembly.validate(bytes)).toBe(true);
});

test("bytes are encoded as the specification of LEB128 says", () => {
  const encoded = (write: (bytes: ByteWriter) => void): number[] => {
    const bytes = new ByteWriter(1);
    write(bytes);
    return [...bytes.finish()];
  };
  expect(encoded((bytes) => bytes.unsigned(624485))).toEqual([0xe5, 0x8e, 0x26]);
  expect(encoded((bytes) => bytes.signed(-123456))).toEqual([0xc0, 0xbb, 0x78]);
  expect(encoded((bytes) => bytes.unsigned(2 ** 32 - 1))).toEqual([0xff, 0xff, 0xff, 0xff, 0x0f]);
});
