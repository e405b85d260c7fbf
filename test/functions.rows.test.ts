import { describe, expect, test } from "vitest";
import type { Code } from "../src/functions/code.ts";
import type { Clock, FunctionRow, Pointwise, Reducer } from "../src/functions/function.ts";
import { findFunction, functions, functionsNamed } from "../src/functions/functions.ts";
import { operators } from "../src/functions/operators.ts";
import { foldName } from "../src/model/name.ts";
import { type Computed, carryOut, compileCodes, slots } from "./functions.compiled.ts";
import { Numbers } from "./numerics.compiled.ts";

/** Something that has a value on plain numbers and a lowering. */
interface Tried {
  readonly name: string;
  readonly parameters: number;
  readonly value: Computed;
  readonly code: Code;
}

/** Reducers are tried with arrays of this length besides those of their examples. */
const items = 5;

/** No function has more parameters. */
const most = 8;

function triedFunction(row: Pointwise | Reducer, count = items): Tried {
  const name = `${row.name} of ${row.kind === "reducer" ? `${count} items` : row.parameters.map((p) => p.name).join(" and ")}`;
  if (row.kind === "reducer")
    return { name, parameters: count, value: (args) => row.value(args), code: row.lower(slots(count)) };
  const parameters = row.parameters.length;
  return { name, parameters, value: row.value, code: row.lower(slots(parameters)) };
}

const triedOperators: readonly Tried[] = [
  ...Object.entries(operators.unary).map(([op, { value, lower }]): Tried => {
    const [a] = slots(1);
    return { name: `${op} a`, parameters: 1, value: ([x]) => value(x!), code: lower(a!) };
  }),
  ...Object.entries(operators.binary).map(([op, { value, lower }]): Tried => {
    const [a, b] = slots(2);
    return { name: `a ${op} b`, parameters: 2, value: ([x, y]) => value(x!, y!), code: lower(a!, b!) };
  }),
];

const computed = functions.filter(isComputed);

/** Rows that compute a number from numbers; the others become something else before they are compiled. */
function isComputed(row: FunctionRow): row is Pointwise | Reducer {
  return row.kind === "pointwise" || row.kind === "reducer";
}

const tried: readonly Tried[] = [...triedOperators, ...computed.map((row) => triedFunction(row))];
const compiled = compileCodes(tried);
const numbers = new Numbers();

const special = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  1.5,
  2.5,
  -2.5,
  2,
  3,
  -3,
  1e-6,
  0.1,
  0.3,
  10,
  2 ** 53,
  2 ** 52 + 0.5,
  Number.EPSILON,
  Number.MIN_VALUE,
  Number.MAX_VALUE,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.NaN,
];

function anyNumber(): number {
  const kind = Number(numbers.bits() % 5n);
  if (kind < 2) return special[Number(numbers.bits() % BigInt(special.length))]!;
  if (kind === 2) return numbers.between(-10, 10);
  return kind === 3 ? Math.round(numbers.between(-20, 20)) / 4 : numbers.pattern();
}

function anyClock(): Clock {
  const step = [1, 0.25, 0.125, 0.1][Number(numbers.bits() % 4n)]!;
  const start = [0, 2010, -3][Number(numbers.bits() % 3n)]!;
  const half = Math.round(numbers.between(0, 40)) / 2;
  return { start, stop: start + 20 * step, step, time: start + half * step };
}

describe("value, code and WebAssembly agree to the last bit", () => {
  test.each(tried.map((row, i) => ({ name: row.name, row, machine: compiled[i]! })))(
    "$name",
    ({ row, machine }) => {
      const pairs = special.flatMap((a) => special.map((b) => [a, b, a, b, b, a, b, a]));
      for (let i = 0; i < 3000; i++) {
        const args = (pairs[i] ?? Array.from({ length: most }, anyNumber)).slice(0, row.parameters);
        const clock = anyClock();
        const value = row.value(args, clock);
        const [code, bits] = [carryOut(row.code, args, clock), machine(args, clock)];
        if (Object.is(value, code) && Object.is(value, bits)) continue;
        expect({ value, code, bits, args, clock }).toEqual({ value, code: value, bits: value, args, clock });
      }
    },
  );
});

const noon: Clock = { time: 0, step: 1, start: 0, stop: 1 };

describe("examples", () => {
  const examples = computed.flatMap((row) => row.examples.map((example) => ({ row, example })));
  const machines = compileCodes(
    examples.map(({ row, example }) => triedFunction(row, Math.max(example.args.length, 1))),
  );
  test.each(
    examples.map((one, i) => ({ ...one, name: one.row.name, args: one.example.args, machine: machines[i]! })),
  )("$name($args)", ({ row, example, machine }) => {
    const clock = example.clock ?? noon;
    const missing =
      row.kind === "reducer" ? [] : row.parameters.slice(example.args.length).map((p) => p.otherwise!);
    const args = [...example.args, ...missing];
    expect(triedFunction(row, args.length).value(args, clock)).toBe(example.result);
    expect(machine(args, clock)).toBe(example.result);
  });
});

describe("the list", () => {
  test("every row has a summary that is a sentence, and at least one example", () => {
    for (const row of functions) {
      expect(row.summary).toMatch(/^[\p{Lu}\d`].*\.$/u);
      // Draws and what is looked for have tests of their own, functions.random.test.ts and compile.solving.test.ts.
      // What looks into a device is called by other rows only.
      if (!["random", "solving", "peek"].includes(row.kind)) expect(row.examples.length).toBeGreaterThan(0);
      expect(foldName(row.name)).toBe(row.name);
    }
  });

  test("no two rows of a name take the same number of arguments", () => {
    const taken = functions.flatMap(({ name, parameters }) => {
      const needed = parameters.filter(({ otherwise }) => otherwise === undefined).length;
      return Array.from({ length: parameters.length - needed + 1 }, (_, i) => `${name} ${needed + i}`);
    });
    expect(new Set(taken).size).toBe(taken.length);
  });

  test("parameters that may be left out come last, and reducers have none", () => {
    for (const { kind, parameters } of functions) {
      const first = parameters.findIndex(({ otherwise }) => otherwise !== undefined);
      if (first < 0) continue;
      expect(kind).not.toBe("reducer");
      expect(parameters.slice(first).every(({ otherwise }) => otherwise !== undefined)).toBe(true);
    }
  });

  test("the number of arguments chooses the function", () => {
    expect(findFunction("min", 1)?.kind).toBe("reducer");
    expect(findFunction("min", 2)?.kind).toBe("pointwise");
    expect(findFunction("min", 3)).toBeUndefined();
    expect(findFunction("safediv", 2)).toBe(findFunction("safediv", 3));
    expect(findFunction("pi", 0)?.name).toBe("pi");
    expect(findFunction("nothing_of_this_name", 1)).toBeUndefined();
    expect(functionsNamed("max").map(({ kind }) => kind)).toEqual(["pointwise", "reducer"]);
  });

  test("units are worked out from those of the arguments", () => {
    const unitOf = (name: string, ...args: readonly Record<string, number>[]) => {
      const row = findFunction(name, args.length)!;
      if (row.units.kind !== "computed") throw new Error("This test is about computed units.");
      return row.units.of(args, { year: 1 });
    };
    expect(unitOf("sqrt", { meter: 2, year: -2 })).toEqual({ meter: 1, year: -1 });
    expect(unitOf("safediv", { person: 1 }, { year: 1 })).toEqual({ person: 1, year: -1 });
    expect(unitOf("ramp", { person: 1, year: -1 }, { year: 1 })).toEqual({ person: 1 });
    expect(unitOf("pulse_quantity", { person: 1 }, { year: 1 }, { year: 1 })).toEqual({
      person: 1,
      year: -1,
    });
  });
});
