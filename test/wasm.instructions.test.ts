/// <reference path="../src/run/webassembly.d.ts" />
import { expect, test } from "vitest";
import type { FunctionWriter } from "../src/wasm/function.ts";
import {
  laneInstructions,
  memoryInstructions,
  type PlainInstruction,
  plainInstructions,
  type ValueType,
} from "../src/wasm/instructions.ts";
import { ModuleWriter } from "../src/wasm/module.ts";

type Scalar = number | bigint;
type Row = readonly [PlainInstruction, readonly Scalar[], Scalar];

// A number is an f64 where the instruction takes one, otherwise an i32; a bigint is an i64.
const scalarRows: readonly Row[] = [
  ["i32.eqz", [0], 1],
  ["i32.eq", [3, 3], 1],
  ["i32.ne", [3, 3], 0],
  ["i32.lt_s", [-1, 1], 1],
  ["i32.lt_u", [-1, 1], 0],
  ["i32.gt_s", [-1, 1], 0],
  ["i32.gt_u", [-1, 1], 1],
  ["i32.le_s", [-1, -1], 1],
  ["i32.le_u", [-1, 1], 0],
  ["i32.ge_s", [-1, 1], 0],
  ["i32.ge_u", [-1, 1], 1],
  ["i64.eqz", [0n], 1],
  ["i64.eq", [3n, 3n], 1],
  ["i64.ne", [3n, 3n], 0],
  ["i64.lt_s", [-1n, 1n], 1],
  ["i64.lt_u", [-1n, 1n], 0],
  ["i64.gt_s", [-1n, 1n], 0],
  ["i64.gt_u", [-1n, 1n], 1],
  ["i64.le_s", [-1n, -1n], 1],
  ["i64.le_u", [-1n, 1n], 0],
  ["i64.ge_s", [-1n, 1n], 0],
  ["i64.ge_u", [-1n, 1n], 1],
  ["f64.eq", [0, -0], 1],
  ["f64.ne", [0, -0], 0],
  ["f64.lt", [1, 2], 1],
  ["f64.gt", [1, 2], 0],
  ["f64.le", [1, 1], 1],
  ["f64.ge", [1, 2], 0],
  ["i32.clz", [1], 31],
  ["i32.ctz", [8], 3],
  ["i32.popcnt", [7], 3],
  ["i32.add", [7, -9], -2],
  ["i32.sub", [7, 9], -2],
  ["i32.mul", [7, -9], -63],
  ["i32.div_s", [-7, 2], -3],
  ["i32.div_u", [-7, 2], 2147483644],
  ["i32.rem_s", [-7, 2], -1],
  ["i32.rem_u", [-7, 2], 1],
  ["i32.and", [12, 10], 8],
  ["i32.or", [12, 10], 14],
  ["i32.xor", [12, 10], 6],
  ["i32.shl", [3, 4], 48],
  ["i32.shr_s", [-16, 2], -4],
  ["i32.shr_u", [-16, 28], 15],
  ["i64.clz", [1n], 63n],
  ["i64.ctz", [8n], 3n],
  ["i64.popcnt", [7n], 3n],
  ["i64.add", [7n, -9n], -2n],
  ["i64.sub", [7n, 9n], -2n],
  ["i64.mul", [7n, -9n], -63n],
  ["i64.div_s", [-7n, 2n], -3n],
  ["i64.div_u", [-7n, 2n], 2n ** 63n - 4n],
  ["i64.rem_s", [-7n, 2n], -1n],
  ["i64.rem_u", [-7n, 2n], 1n],
  ["i64.and", [12n, 10n], 8n],
  ["i64.or", [12n, 10n], 14n],
  ["i64.xor", [12n, 10n], 6n],
  ["i64.shl", [3n, 4n], 48n],
  ["i64.shr_s", [-16n, 2n], -4n],
  ["i64.shr_u", [-16n, 60n], 15n],
  ["f64.abs", [-2.5], 2.5],
  ["f64.neg", [2.5], -2.5],
  ["f64.ceil", [2.5], 3],
  ["f64.floor", [-2.5], -3],
  ["f64.trunc", [-2.5], -2],
  ["f64.nearest", [2.5], 2],
  ["f64.sqrt", [6.25], 2.5],
  ["f64.add", [1, 2], 3],
  ["f64.sub", [1, 2], -1],
  ["f64.mul", [3, 2], 6],
  ["f64.div", [3, 2], 1.5],
  ["f64.min", [3, 2], 2],
  ["f64.max", [3, 2], 3],
  ["f64.copysign", [3, -0], -3],
  ["i32.wrap_i64", [0x1_0000_0005n], 5],
  ["i64.extend_i32_s", [-1], -1n],
  ["i64.extend_i32_u", [-1], 0xffff_ffffn],
  ["f64.convert_i32_s", [-1], -1],
  ["f64.convert_i32_u", [-1], 4294967295],
  ["f64.convert_i64_s", [-1n], -1],
  ["f64.convert_i64_u", [-1n], 2 ** 64],
  ["i64.reinterpret_f64", [-0], -(2n ** 63n)],
  ["f64.reinterpret_i64", [0x3ff0_0000_0000_0000n], 1],
  ["i32.trunc_sat_f64_s", [-1e300], -(2 ** 31)],
  ["i32.trunc_sat_f64_u", [-1e300], 0],
  ["i64.trunc_sat_f64_s", [Number.NaN], 0n],
  ["i64.trunc_sat_f64_u", [2.9], 2n],
];

// Operands and result, lane by lane; `n` marks lanes of 64-bit whole numbers, one number alone is no vector.
const vectorRows = `
  f64x2.splat: 1.5 = 1.5 1.5
  i32x4.splat: 1 = 0x100000001n 0x100000001n
  i32x4.eq: 5n 6n | 5n 7n = -1n 0xffffffff00000000n
  i32x4.ne: 5n 6n | 5n 7n = 0n 0xffffffffn
  i32x4.lt_s: 5n 6n | 5n 7n = 0n 0xffffffffn
  i32x4.gt_s: 5n 8n | 5n 7n = 0n 0xffffffffn
  i32x4.le_s: 5n 8n | 5n 7n = -1n 0xffffffff00000000n
  i32x4.ge_s: 4n 8n | 5n 7n = 0xffffffff00000000n -1n
  f64x2.eq: 1 2 | 1 3 = -1n 0n
  f64x2.ne: 1 2 | 1 3 = 0n -1n
  f64x2.lt: 1 2 | 1 3 = 0n -1n
  f64x2.gt: 1 4 | 1 3 = 0n -1n
  f64x2.le: 1 4 | 1 3 = -1n 0n
  f64x2.ge: 0 4 | 1 3 = 0n -1n
  v128.not: 0n -1n = -1n 0n
  v128.and: 12n 3n | 10n 5n = 8n 1n
  v128.andnot: 12n 3n | 10n 5n = 4n 2n
  v128.or: 12n 3n | 10n 5n = 14n 7n
  v128.xor: 12n 3n | 10n 5n = 6n 6n
  v128.bitselect: 12n 3n | 10n 5n | -1n 0n = 12n 5n
  v128.any_true: 0n 4n = 1
  f64x2.ceil: 1.2 -1.2 = 2 -1
  f64x2.floor: 1.2 -1.2 = 1 -2
  f64x2.trunc: 1.2 -1.2 = 1 -1
  f64x2.nearest: 2.5 3.5 = 2 4
  i32x4.shl: 0xffffffffn 1n | 1 = 0xfffffffen 2n
  i32x4.shr_s: 0xfffffffcn 4n | 1 = 0xfffffffen 2n
  i32x4.shr_u: 0xfffffffcn 4n | 1 = 0x7ffffffen 2n
  i32x4.add: 0xffffffffn 1n | 1n 1n = 0n 2n
  i32x4.sub: 0n 1n | 1n 1n = 0xffffffffn 0n
  i32x4.mul: 3n 1n | 5n 1n = 15n 1n
  i32x4.min_s: 3n 1n | 5n 0n = 3n 0n
  i32x4.max_s: 3n 1n | 5n 0n = 5n 1n
  i64x2.all_true: 1n 0n = 0
  i64x2.bitmask: 1n -1n = 2
  i64x2.extend_low_i32x4_s: 0xffffffff00000002n 0n = 2n -1n
  i64x2.extend_low_i32x4_u: 0xffffffff00000002n 0n = 2n 0xffffffffn
  i64x2.shl: 3n -1n | 4 = 48n -16n
  i64x2.shr_s: 3n -16n | 1 = 1n -8n
  i64x2.shr_u: 3n -16n | 60 = 0n 15n
  i64x2.add: 3n -1n | 1n 1n = 4n 0n
  i64x2.sub: 3n -1n | 1n 1n = 2n -2n
  i64x2.mul: 3n -1n | 5n 7n = 15n -7n
  i64x2.eq: 3n -1n | 3n 7n = -1n 0n
  i64x2.ne: 3n -1n | 3n 7n = 0n -1n
  i64x2.lt_s: 3n -1n | 3n 7n = 0n -1n
  i64x2.gt_s: 3n 8n | 3n 7n = 0n -1n
  i64x2.le_s: 3n 8n | 3n 7n = -1n 0n
  i64x2.ge_s: 2n 8n | 3n 7n = 0n -1n
  f64x2.abs: -1 2 = 1 2
  f64x2.neg: -1 2 = 1 -2
  f64x2.sqrt: 4 9 = 2 3
  f64x2.add: 1 2 | 3 5 = 4 7
  f64x2.sub: 1 2 | 3 5 = -2 -3
  f64x2.mul: 1 2 | 3 5 = 3 10
  f64x2.div: 1 2 | 4 5 = 0.25 0.4
  f64x2.min: 1 NaN | 4 5 = 1 NaN
  f64x2.max: 1 NaN | 4 5 = 4 NaN
  f64x2.pmin: 1 5 | 4 NaN = 1 5
  f64x2.pmax: 1 5 | 4 NaN = 4 5
  i32x4.trunc_sat_f64x2_s_zero: 2.5 1 = 0x100000002n 0n
  i32x4.trunc_sat_f64x2_u_zero: -2.5 1 = 0x100000000n 0n
  f64x2.convert_low_i32x4_s: 0xffffffff00000002n 0n = 2 -1
  f64x2.convert_low_i32x4_u: 0xffffffff00000002n 0n = 2 4294967295
`;

/** The only export of a module, as a function. */
function onlyFunction(module: ModuleWriter): (...args: readonly Scalar[]) => unknown {
  const bytes = module.finish();
  expect(WebAssembly.validate(bytes)).toBe(true);
  const [first] = Object.values(new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports);
  // It is a function: the test exported nothing else.
  return first as (...args: readonly Scalar[]) => unknown;
}

function operandType(instruction: string): "f64" | "other" {
  if (/reinterpret_i|convert/.test(instruction)) return "other";
  return /^f64|_f64/.test(instruction) ? "f64" : "other";
}

function resultType(instruction: string, result: unknown): ValueType {
  if (typeof result === "bigint") return "i64";
  return /^f64\.(?!eq|ne$|lt|gt|le|ge)/.test(instruction) ? "f64" : "i32";
}

for (const [instruction, operands, result] of scalarRows) {
  test(`${instruction} of ${operands.join(" and ")} is ${result}`, () => {
    const module = new ModuleWriter();
    const types = operands.map((operand): ValueType => {
      if (typeof operand === "bigint") return "i64";
      return operandType(instruction) === "f64" ? "f64" : "i32";
    });
    const results = [resultType(instruction, result)];
    const body = module.addFunction({ parameters: types, results, exported: "f" });
    for (let i = 0; i < operands.length; i++) body.get(i);
    body.write(instruction);
    expect(onlyFunction(module)(...operands)).toBe(result);
  });
}

function scalarOf(text: string): Scalar {
  return text.endsWith("n")
    ? BigInt(text.slice(0, -1).replace("-", "")) * (text[0] === "-" ? -1n : 1n)
    : Number(text);
}

function pushVector(body: FunctionWriter, [first, second]: readonly Scalar[]): void {
  if (typeof first === "bigint" && typeof second === "bigint")
    body.i64(first).write("i64x2.splat").i64(second).lane("i64x2.replace_lane", 1);
  else body.f64(Number(first)).write("f64x2.splat").f64(Number(second)).lane("f64x2.replace_lane", 1);
}

for (const row of vectorRows.trim().split("\n")) {
  const [name, operandText, resultText] = row.trim().split(/: | = /);
  // The rows name instructions of the table; writing one that does not exist would throw.
  const instruction = name as PlainInstruction;
  const operands = operandText!.split(" | ").map((operand) => operand.split(" ").map(scalarOf));
  const wanted = resultText!.split(" ").map(scalarOf);
  test(row.trim(), () => {
    wanted.forEach((value, lane) => {
      const module = new ModuleWriter();
      const type = typeof value === "bigint" ? "i64" : wanted.length === 1 ? "i32" : "f64";
      const body = module.addFunction({ parameters: [], results: [type], exported: "f" });
      for (const operand of operands) {
        if (operand.length === 2) pushVector(body, operand);
        else if (instruction === "f64x2.splat") body.f64(Number(operand[0]));
        else body.i32(Number(operand[0]));
      }
      body.write(instruction);
      if (type !== "i32") body.lane(`${type}x2.extract_lane`, lane);
      expect(onlyFunction(module)()).toBe(typeof value === "bigint" ? BigInt.asIntN(64, value) : value);
    });
  });
}

test("every instruction of the table has a row here", () => {
  const tried = new Set<string>([
    ...scalarRows.map(([instruction]) => instruction),
    ...vectorRows
      .trim()
      .split("\n")
      .map((row) => row.trim().split(": ")[0]!),
  ]);
  const elsewhere = ["unreachable", "nop", "return", "drop", "select", "i64x2.splat"];
  expect(Object.keys(plainInstructions).filter((name) => !tried.has(name))).toEqual(elsewhere);
});

test("control instructions do what their names say", () => {
  const module = new ModuleWriter();
  const body = module.addFunction({ parameters: ["i32"], results: ["f64"], exported: "f" });
  body.write("nop").f64(9).write("drop");
  body.f64(1).f64(2).get(0).write("select").write("return").write("unreachable");
  expect(onlyFunction(module)(1)).toBe(1);
  expect(onlyFunction(module)(0)).toBe(2);
});

test("what is stored can be loaded, at an offset", () => {
  const values: Record<string, [store: "i32.store" | "i64.store" | "f64.store", ValueType, unknown]> = {
    "i32.load": ["i32.store", "i32", -2],
    "i64.load": ["i64.store", "i64", -2n],
    "f64.load": ["f64.store", "f64", 2.5],
    "i32.load8_s": ["i32.store", "i32", -2],
    "i32.load8_u": ["i32.store", "i32", 254],
    "i32.load16_s": ["i32.store", "i32", -2],
    "i32.load16_u": ["i32.store", "i32", 65534],
  };
  for (const [load, [store, type, wanted]] of Object.entries(values)) {
    const module = new ModuleWriter();
    module.setMemory({ pages: 1 });
    const body = module.addFunction({ parameters: [], results: [type], exported: "f" });
    body.i32(8);
    if (type === "f64") body.f64(2.5);
    else if (type === "i64") body.i64(-2n);
    else body.i32(-2);
    // The keys above are names of loads.
    body
      .memory(store, 24)
      .i32(16)
      .memory(load as "i32.load", 16);
    expect(onlyFunction(module)()).toBe(wanted);
  }
});

test("narrow stores touch their own bytes only", () => {
  const module = new ModuleWriter();
  module.setMemory({ pages: 1 });
  const body = module.addFunction({ parameters: [], results: ["i32"], exported: "f" });
  body.i32(0).i32(-1).memory("i32.store");
  body.i32(0).i32(0x12).memory("i32.store8");
  body.i32(0).i32(0x3456).memory("i32.store16", 2);
  body.i32(0).memory("i32.load");
  expect(onlyFunction(module)()).toBe(0x3456ff12);
});

test("vectors are loaded, stored, shuffled and taken apart", () => {
  const sixteen = Array.from({ length: 16 }, (_, i) => i);
  const swapped = [...sixteen.slice(8), ...sixteen.slice(0, 8)];
  const cases: Record<string, number> = {
    "v128.load": 5.5,
    "v128.load64_splat": 2.5,
    "v128.load64_zero": 0,
  };
  for (const [load, wanted] of Object.entries(cases)) {
    const module = new ModuleWriter();
    module.setMemory({ pages: 1 });
    const body = module.addFunction({ parameters: [], results: ["f64"], exported: "f" });
    body.i32(0).f64(2.5).write("f64x2.splat").f64(5.5).lane("f64x2.replace_lane", 1).memory("v128.store", 16);
    // The keys above are names of loads.
    body
      .i32(0)
      .memory(load as "v128.load", 16)
      .i64(0n)
      .write("i64x2.splat")
      .shuffle(swapped);
    body.lane("f64x2.extract_lane", 0);
    expect(onlyFunction(module)()).toBe(wanted);
  }
  for (const [load, wanted] of [
    ["v128.load32_splat", 7],
    ["v128.load32_zero", 0],
  ] as const) {
    const module = new ModuleWriter();
    module.setMemory({ pages: 1 });
    const body = module.addFunction({ parameters: [], results: ["i32"], exported: "f" });
    body.i32(0).i32(7).memory("i32.store").i32(0).memory(load);
    body.i32(9).lane("i32x4.replace_lane", 0).lane("i32x4.extract_lane", 3);
    expect(onlyFunction(module)()).toBe(wanted);
  }
  const module = new ModuleWriter();
  const body = module.addFunction({ parameters: [], results: ["i64"], exported: "f" });
  body.i64(3n).write("i64x2.splat").i64(4n).lane("i64x2.replace_lane", 0).lane("i64x2.extract_lane", 1);
  expect(onlyFunction(module)()).toBe(3n);
});

test("every load, store and lane instruction of the tables is tried above", () => {
  expect(Object.keys(memoryInstructions).length + Object.keys(laneInstructions).length).toBe(18 + 6);
});
