/// <reference path="../src/run/webassembly.d.ts" />
import { describe, expect, test } from "vitest";
import { addProcedure, addVectorProcedure } from "../src/compile/procedure.ts";
import type { Called } from "../src/functions/code.ts";
import type { Algorithm, TableReader, Vector, VectorValue } from "../src/functions/function.ts";
import { functions } from "../src/functions/functions.ts";
import { addRoutines } from "../src/numerics/emit.ts";
import {
  carryOutNumber,
  carryOutTable,
  carryOutVector,
  type PlainArgument,
} from "../src/procedures/carry.ts";
import { philox, uniform } from "../src/procedures/philox.ts";
import { createPlainMachine } from "../src/procedures/plain.ts";
import { blockOf, writeBlock } from "../src/run/tables.ts";
import type { FunctionWriter } from "../src/wasm/function.ts";
import { ModuleWriter } from "../src/wasm/module.ts";
import { routineNames } from "./numerics.compiled.ts";

/** A module with one procedure, and its memory. */
function compile(add: (module: ModuleWriter, routines: ReturnType<typeof addRoutines>) => Compiled) {
  const module = new ModuleWriter();
  module.setMemory({ pages: 4, exported: "memory" });
  const routines = addRoutines(module, routineNames);
  const { procedure, parameters, results } = add(module, routines);
  const body = module.addFunction({ parameters, results, exported: "run" });
  parameters.forEach((_, i) => {
    body.get(i);
  });
  body.call(procedure);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.finish()));
  // What has just been exported above.
  return exports as { readonly memory: WebAssembly.Memory; run(...args: readonly number[]): number };
}

interface Compiled {
  readonly procedure: FunctionWriter;
  readonly parameters: readonly ("i32" | "f64")[];
  readonly results: readonly "f64"[];
}

function compileCalled(callee: Called, count: number) {
  return compile((module, routines) => ({
    procedure: addProcedure(module, callee, count, { routine: (name) => routines.get(name)! }),
    parameters: [
      ...Array.from(
        { length: { algorithm: 0, table: 1, peek: 1, random: 5 }[callee.kind] },
        () => "i32" as const,
      ),
      ...Array.from({ length: count }, () => "f64" as const),
    ],
    results: ["f64"],
  }));
}

function compileVector(row: Vector) {
  const shapes = row.parameters.map(({ shape }) => shape);
  const args = shapes.map((shape) =>
    shape === "number"
      ? { kind: "number" as const, code: nought }
      : { kind: "numbers" as const, codes: [], offset: 0, columns: 0, place: nought },
  );
  const call = { name: row.name, procedure: row.procedure, args, result: 0, results: 0, scratch: 0 };
  return compile((module, routines) => ({
    procedure: addVectorProcedure(module, call, { routine: (name) => routines.get(name)! }),
    parameters: [
      ...shapes.flatMap((shape) =>
        shape === "number" ? (["f64"] as const) : (["i32", "i32", "i32", "f64"] as const),
      ),
      "i32",
      "i32",
    ],
    results: [],
  }));
}

const nought = { kind: "number", value: 0 } as const;

function plainArgument(value: VectorValue): PlainArgument {
  if (typeof value === "number") return value;
  if ("place" in value) return { ...value, columns: value.numbers.length };
  const lines: readonly (number | readonly number[])[] = value;
  const [first] = lines;
  return { numbers: lines.flat(), columns: Array.isArray(first) ? first.length : lines.length, place: 0 };
}

/** Calls a compiled procedure over rows: puts the arguments into memory, and takes the results out. */
function runVector(
  row: Vector,
  machine: ReturnType<typeof compileVector>,
  args: readonly PlainArgument[],
  results: number,
): readonly number[] {
  let end = 1024;
  const numbers = new Float64Array(machine.memory.buffer);
  const place = (items: readonly number[]): number => {
    numbers.set(items, end / 8);
    end += 8 * items.length;
    return end - 8 * items.length;
  };
  const given = args.flatMap((arg) =>
    typeof arg === "number" ? [arg] : [place(arg.numbers), arg.numbers.length, arg.columns, arg.place],
  );
  const counts = args.map((arg) => (typeof arg === "number" ? 1 : arg.numbers.length));
  const result = place(new Array<number>(results).fill(0));
  const scratch = place(new Array<number>(row.scratch?.(counts) ?? 0).fill(0));
  machine.run(...given, result, scratch);
  return [...numbers.subarray(result / 8, result / 8 + results)];
}

function anyNumber(): number {
  const special = [0, -0, 1, -1, 0.5, 2, 1e9, Number.NaN, Number.POSITIVE_INFINITY];
  return Math.random() < 0.3 ? special[Math.floor(Math.random() * special.length)]! : Math.random() * 20 - 10;
}

function rowsOf<Kind extends string>(kind: Kind) {
  return functions.filter(
    (row): row is Extract<(typeof functions)[number], { kind: Kind }> => row.kind === kind,
  );
}

describe("functions over whole rows", () => {
  const rows: readonly Vector[] = rowsOf("vector");
  test.each(rows.map((row) => ({ name: row.name, row })))("$name", ({ row }) => {
    const machine = compileVector(row);
    const resultsOf = (args: readonly PlainArgument[]): number => {
      const along = row.result.kind === "number" ? 0 : args[row.result.along]!;
      return typeof along === "number" ? 1 : along.numbers.length;
    };
    const both = (args: readonly PlainArgument[]) => {
      const results = resultsOf(args);
      const counts = args.map((arg) => (typeof arg === "number" ? 1 : arg.numbers.length));
      const plain = carryOutVector(row.procedure, args, results, row.scratch?.(counts) ?? 0);
      expect(runVector(row, machine, args, results), JSON.stringify(args)).toEqual(plain);
      return plain;
    };
    for (const { args, result } of row.examples) {
      const given = args.map(plainArgument);
      given.push(...row.parameters.slice(given.length).map(({ otherwise }) => otherwise!));
      expect(both(given)).toEqual(typeof result === "number" ? [result] : result);
    }
    // Other numbers in arguments of the shapes of the examples.
    for (let i = 0; i < 300; i++) {
      const { args } = row.examples[i % row.examples.length]!;
      both(
        args.map((arg) => {
          const plain = plainArgument(arg);
          return typeof plain === "number"
            ? anyNumber()
            : { ...plain, numbers: plain.numbers.map(anyNumber) };
        }),
      );
    }
  });
});

describe("readings of graphs", () => {
  const rows: readonly TableReader[] = rowsOf("table");
  test.each(
    rows.flatMap(({ name, procedure, parameters, examples }) =>
      procedure ? [{ name, procedure, parameters, examples }] : [],
    ),
  )("$name", ({ name, procedure, parameters, examples }) => {
    const machine = compileCalled({ kind: "table", name, procedure, table: 0 }, parameters.length - 1);
    const both = (pairs: readonly (readonly [number, number])[], args: readonly number[]) => {
      const table = { pairs, outside: "hold" } as const;
      const block = blockOf(table);
      expect(block.bytes).toBeLessThan(60_000);
      writeBlock(machine.memory.buffer, 1024, block);
      const plain = carryOutTable(procedure, pairs, args);
      expect(machine.run(1024, ...args), JSON.stringify({ pairs, args })).toBe(plain);
      return plain;
    };
    for (const { pairs, args, result } of examples) {
      const missing = parameters.slice(args.length + 1).map(({ otherwise }) => otherwise!);
      expect(both(pairs, [...args, ...missing])).toBe(result);
    }
    for (let i = 0; i < 300; i++) {
      const xs = Array.from({ length: 1 + (i % 6) }, () => Math.floor(Math.random() * 9)).sort(
        (a, b) => a - b,
      );
      both(
        xs.map((x) => [x, Math.random()] as const),
        parameters.slice(1).map(anyNumber),
      );
    }
  });
});

test("algorithms", () => {
  const rows: readonly Algorithm[] = rowsOf("algorithm");
  for (const { name, procedure, parameters, examples } of rows) {
    const machine = compileCalled({ kind: "algorithm", name, procedure }, parameters.length);
    const both = (args: readonly number[]) => {
      const plain = carryOutNumber(procedure, args);
      expect(machine.run(...args), `${name}(${args.join()})`).toBe(plain);
      return plain;
    };
    for (const { args, result } of examples) {
      const missing = parameters.slice(args.length).map(({ otherwise }) => otherwise!);
      expect(both([...args, ...missing]), `${name}(${args.join()})`).toBe(result);
    }
    for (let i = 0; i < 500; i++) both(parameters.map(anyNumber));
  }
});

describe("random bits", () => {
  // The known answers of Random123, which its authors publish with it.
  const cases = [
    {
      counter: [0x00000000, 0x00000000, 0x00000000, 0x00000000],
      key: [0x00000000, 0x00000000],
      output: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    },
    {
      counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      key: [0xffffffff, 0xffffffff],
      output: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    },
    {
      counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      key: [0xa4093822, 0x299f31d0],
      output: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    },
  ];
  test.each(cases)("Philox with counter $counter", ({ counter, key, output }) => {
    const [a, b, c, d] = counter.map((word) => word | 0);
    const [k, l] = key.map((word) => word | 0);
    const found = philox(createPlainMachine(), [a!, b!, c!, d!], [k!, l!]);
    expect(found.map((word) => word >>> 0)).toEqual(output);
  });

  test("draws are the same compiled, uniform, and other ones for each seed, world, site, step and number", () => {
    const called: Called = {
      kind: "random",
      name: "draw",
      site: [0, 0],
      procedure: (m, [n], next) => next(m.toWhole(n!)),
    };
    const machine = compileCalled(called, 1);
    const seen = new Set<number>();
    let sum = 0;
    const count = 20_000;
    for (let i = 0; i < count; i++) {
      const at = [i % 3, i % 5, i % 7, -(i % 2), Math.floor(i / 210), Math.floor(i / 105) % 4] as const;
      const [seed, world, a, b, step, draw] = at;
      const plain = uniform(createPlainMachine(), { seed, world, site: [a, b], step }, draw);
      expect(machine.run(...at)).toBe(plain);
      seen.add(plain);
      sum += plain;
    }
    // Few enough repeat: 20,000 of 53 bits never do by chance.
    expect(seen.size).toBeGreaterThan(19_000);
    expect(Math.abs(sum / count - 0.5)).toBeLessThan(0.01);
  });
});

test("what is planted in a procedure is seen: a plain machine that rounds otherwise gives other bits", () => {
  const callee: Called = {
    kind: "algorithm",
    name: "third",
    procedure: (m, [a]) => m.divide(a!, m.number(3)),
  };
  const machine = compileCalled(callee, 1);
  const wrong = { ...createPlainMachine(), divide: (a: number, b: number) => a * (1 / b) };
  const args = Array.from({ length: 100 }, (_, i) => i / 7);
  expect(args.some((a) => callee.procedure(wrong, [a]) !== machine.run(a))).toBe(true);
});
