import fc from "fast-check";
import { readPoints } from "../src/check/lookup.ts";
import { emitKernel } from "../src/compile/emit.ts";
import type { Assignment, Kernel } from "../src/compile/kernel.ts";
import type { BinaryOp, Called, Code, RoutineName, UnaryOp } from "../src/functions/code.ts";
import type { Integrator } from "../src/model/argument.ts";
import { computeRoutine } from "../src/numerics/plain.ts";
import { carryOutNumber, carryOutRandom, carryOutTable } from "../src/procedures/carry.ts";
import type { NumberProcedure, RandomProcedure, TableProcedure } from "../src/procedures/machine.ts";
import { firstNotBelow, yInside } from "../src/procedures/points.ts";
import type { Program, Slot, Table, TimeAxis } from "../src/run/program.ts";

/** A kernel with what a program needs besides it. */
export interface System {
  readonly kernel: Kernel;
  readonly inputs: readonly number[];
  readonly tables: readonly Table[];
  readonly time: TimeAxis;
  readonly integrator: Integrator;
}

/** A program whose variables are called i0, s0, c0 … after their roles, and whose tables t0 … */
export function programOf(
  { kernel, inputs, tables, time, integrator }: System,
  held: readonly number[] = [],
  form?: "locals" | "memory",
): Program {
  const names = namesOf(kernel);
  const { bytes, layout } = emitKernel(kernel, { integrator, held, ...(form && { form }) });
  const slots = names.map((variable, offset): [string, Slot] => {
    const role = roleAt(kernel, offset);
    return [variable, { variable, module: [], dimensions: [], offset, size: 1, role }];
  });
  const tableSlots = tables.map((_, offset): [string, Slot] => {
    const variable = `t${offset}`;
    return [variable, { variable, module: [], dimensions: [], offset, size: 1, role: "table" }];
  });
  return {
    id: `${integrator} ${held.join()}`,
    name: "random",
    integrator,
    lanes: 1,
    held: held.map((offset) => names[offset]!),
    time,
    timeUnit: "year",
    slots: new Map(slots),
    tableSlots: new Map(tableSlots),
    width: kernel.width,
    inputs,
    tables,
    layout,
    bytes,
  };
}

/** i0, s0, m0, c0 and so on: each role counts from nought. */
export function namesOf(kernel: Kernel): readonly string[] {
  const counts = { input: 0, stock: 0, memory: 0, computed: 0 };
  return Array.from({ length: kernel.width }, (_, offset) => {
    const role = roleAt(kernel, offset);
    return `${role[0]}${counts[role]++}`;
  });
}

function roleAt({ inputs, stocks, memories }: Kernel, offset: number) {
  if (offset < inputs) return "input";
  if (offset < inputs + stocks) return "stock";
  return offset < inputs + stocks + memories ? "memory" : "computed";
}

/** Carries an expression out, without any art. */
export function evaluateCode(code: Code, world: World): number {
  const value = (part: Code): number => evaluateCode(part, world);
  switch (code.kind) {
    case "number":
      return code.value;
    case "slot":
      return world.row[code.offset]!;
    case "clock":
      return world.clock[code.word];
    case "unary":
      return unary(code.op, value(code.of));
    case "binary":
      return binary(code.op, value(code.left), value(code.right));
    case "choose":
      return value(code.when) !== 0 ? value(code.yes) : value(code.no);
    case "routine":
      return computeRoutine(code.name, ...(code.args.map(value) as [number, number]));
    case "lookup":
      return readPoints(world.tables[code.table]!, value(code.at));
    case "call":
      return callee(code.callee, code.args.map(value), world);
  }
}

function callee(called: Called, args: readonly number[], { tables, step }: World): number {
  switch (called.kind) {
    case "algorithm":
      return carryOutNumber(called.procedure, args);
    case "table":
      return carryOutTable(called.procedure, tables[called.table]!.pairs, args);
    case "peek":
      throw new Error("Nothing is looked into here.");
    case "random": {
      return carryOutRandom(called.procedure, args, { seed: 0, world: 0, site: called.site, step });
    }
  }
}

export interface World {
  readonly row: number[];
  readonly tables: readonly Table[];
  /** The number of the step. */
  step: number;
  readonly clock: {
    time: number;
    begun: number;
    step: number;
    start: number;
    stop: number;
    saveEvery: number;
  };
}

function unary(op: UnaryOp, a: number): number {
  switch (op) {
    case "negate":
      return -a;
    case "abs":
      return Math.abs(a);
    case "sqrt":
      return Math.sqrt(a);
    case "floor":
      return Math.floor(a);
    case "ceil":
      return Math.ceil(a);
    case "truncate":
      return Math.trunc(a);
    case "nearest": {
      const rest = a - Math.floor(a);
      const up = rest > 0.5 || (rest === 0.5 && Math.floor(a) % 2 !== 0);
      const rounded = up ? Math.ceil(a) : Math.floor(a);
      return rounded === 0 && (a < 0 || Object.is(a, -0)) ? -0 : rounded;
    }
    case "not":
      return a === 0 ? 1 : 0;
  }
}

function binary(op: BinaryOp, a: number, b: number): number {
  switch (op) {
    case "add":
      return a + b;
    case "subtract":
      return a - b;
    case "multiply":
      return a * b;
    case "divide":
      return a / b;
    case "min":
      return Math.min(a, b);
    case "max":
      return Math.max(a, b);
    case "less":
      return Number(a < b);
    case "lessEqual":
      return Number(a <= b);
    case "greater":
      return Number(a > b);
    case "greaterEqual":
      return Number(a >= b);
    case "equal":
      return Number(a === b);
    case "notEqual":
      return Number(a !== b);
    case "and":
      return Number(a !== 0 && b !== 0);
    case "or":
      return Number(a !== 0 || b !== 0);
  }
}

const unaryOps: readonly UnaryOp[] = ["negate", "abs", "sqrt", "floor", "ceil", "truncate", "nearest", "not"];
const binaryOps: readonly BinaryOp[] = [
  ...["add", "subtract", "multiply", "divide", "min", "max", "less", "lessEqual"],
  ...["greater", "greaterEqual", "equal", "notEqual", "and", "or"],
] as BinaryOp[];
const routineNames: readonly RoutineName[] = ["exp", "ln", "sine", "arctangent", "power"];

const someNumber = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 0.5, 2, 1e9, Number.NaN, Number.POSITIVE_INFINITY),
  fc.double({ min: -10, max: 10, noNaN: true }),
);

/** An expression over the slots below `readable`. */
export function someCode(readable: number, tables: number): fc.Arbitrary<Code> {
  return fc.letrec<{ code: Code }>((tie) => {
    const code = tie("code");
    const leaves: fc.Arbitrary<Code>[] = [
      someNumber.map((value): Code => ({ kind: "number", value })),
      fc
        .constantFrom("time", "begun", "step", "start", "stop", "saveEvery")
        .map((word): Code => ({ kind: "clock", word }) as Code),
    ];
    if (readable > 0) leaves.push(fc.nat(readable - 1).map((offset): Code => ({ kind: "slot", offset })));
    const branches: fc.Arbitrary<Code>[] = [
      fc.record({
        kind: fc.constant("unary"),
        op: fc.constantFrom(...unaryOps),
        of: code,
      }) as fc.Arbitrary<Code>,
      fc.record({
        kind: fc.constant("binary"),
        op: fc.constantFrom(...binaryOps),
        left: code,
        right: code,
      }) as fc.Arbitrary<Code>,
      fc.record({ kind: fc.constant("choose"), when: code, yes: code, no: code }) as fc.Arbitrary<Code>,
      fc
        .tuple(fc.constantFrom(...routineNames), code, code)
        .map(([name, a, b]): Code => ({ kind: "routine", name, args: name === "power" ? [a, b] : [a] })),
      // Used twice, as one object.
      code.map((of): Code => ({ kind: "binary", op: "multiply", left: of, right: of })),
    ];
    branches.push(
      fc.tuple(fc.nat(2), code, code).map(
        ([site, a, b]): Code => ({
          kind: "call",
          callee:
            site === 0
              ? { kind: "algorithm", name: "halve", procedure: halve }
              : { kind: "random", name: "draw", procedure: draw, site: [site, 7] },
          args: [a, b],
        }),
      ),
    );
    if (tables > 0) {
      branches.push(
        fc.tuple(fc.nat(tables - 1), code).map(
          ([table, at]): Code => ({
            kind: "call",
            callee: { kind: "table", name: "forward", procedure: forward, table },
            args: [at],
          }),
        ),
      );
      branches.push(
        fc.tuple(fc.nat(tables - 1), code).map(([table, at]): Code => ({ kind: "lookup", table, at })),
      );
    }
    return {
      code: fc.oneof({ depthSize: "small", withCrossShrink: true }, ...leaves, ...branches),
    };
  }).code;
}

const halve: NumberProcedure = (m, [a, b]) => {
  const value = m.variable(a!);
  const halving = () => value.set(m.divide(value.get(), m.number(2)));
  m.repeat(m.toWhole(m.min(m.abs(b!), m.number(9))), halving);
  return value.get();
};

const draw: RandomProcedure = (m, [a, b], uniform) =>
  m.add(m.multiply(a!, uniform(m.whole(0))), m.multiply(b!, uniform(m.whole(3))));

const forward: TableProcedure = (m, points, [x]) => yInside(m, points, firstNotBelow(m, points, x!));

export const someTable: fc.Arbitrary<Table> = fc
  .record({
    xs: fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -5, max: 5, noNaN: true })), {
      minLength: 1,
      maxLength: 8,
    }),
    ys: fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 8, maxLength: 8 }),
    outside: fc.constantFrom("hold", "extrapolate", "step", "next", "exact"),
  })
  .map(({ xs, ys, outside }) => ({
    pairs: [...xs].sort((a, b) => a - b).map((x, i): [number, number] => [x, ys[i]!]),
    outside: outside as Table["outside"],
  }));

/** A system of random equations, each over the variables before it. */
export const someSystem: fc.Arbitrary<System> = fc
  .record({
    inputs: fc.array(someNumber, { maxLength: 3 }),
    stocks: fc.integer({ min: 0, max: 3 }),
    memories: fc.integer({ min: 0, max: 3 }),
    changing: fc.nat(7),
    computed: fc.integer({ min: 0, max: 5 }),
    tables: fc.array(someTable, { maxLength: 2 }),
    floors: fc.nat(7),
    steps: fc.integer({ min: 0, max: 7 }),
    every: fc.integer({ min: 1, max: 3 }),
    start: fc.constantFrom(0, 2010, -1.1),
    step: fc.constantFrom(1, 0.25, 0.1),
    integrator: fc.constantFrom<Integrator>("euler", "rk2", "rk4"),
  })
  .chain((drawn) => {
    const { inputs, stocks, memories, changing, computed, tables, floors } = drawn;
    const { steps, every, start, step, integrator } = drawn;
    const remembered = Array.from({ length: memories }, (_, i) => inputs.length + stocks + i);
    const changed = remembered.filter((_, i) => (changing >> i) & 1);
    const before = inputs.length + stocks + memories;
    const width = before + computed;
    const assignments = (from: number, to: number): fc.Arbitrary<readonly Assignment[]> =>
      fc.tuple(
        ...Array.from({ length: to - from }, (_, i) =>
          someCode(from + i, tables.length).map((code) => ({ offset: from + i, code })),
        ),
      );
    return fc
      .record({
        initial: assignments(inputs.length, before),
        active: assignments(before, width),
        nexts: fc.tuple(
          ...changed.map((offset) => someCode(width, tables.length).map((code) => ({ offset, code }))),
        ),
        nets: fc.tuple(...Array.from({ length: stocks }, () => someCode(width, tables.length))),
      })
      .map(({ initial, active, nets, nexts }) => ({
        kernel: {
          inputs: inputs.length,
          stocks,
          memories,
          callSlots: 0,
          behind: [],
          width,
          tables: tables.length,
          initial,
          active,
          cuts: [],
          nets,
          nexts,
          devices: [],
          cells: 0,
          initially: new Set(),
          paces: new Map(),
          floored: new Set(
            Array.from({ length: stocks }, (_, i) => inputs.length + i).filter((_, i) => (floors >> i) & 1),
          ),
        },
        inputs,
        tables,
        time: { start, stop: start + steps * step, step, saveEvery: every * step },
        integrator,
      }));
  });
