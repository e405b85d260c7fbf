import { expect, test } from "vitest";
import type { Kernel } from "../src/compile/kernel.ts";
import { binary, type Code, choose, clock, number } from "../src/functions/code.ts";
import { createMachine, Stopped } from "../src/run/machine.ts";
import {
  type Hold,
  type Inputs,
  noInputs,
  type Program,
  type Results,
  type Run,
  seriesOf,
} from "../src/run/program.ts";
import { programOf, type System } from "./compile.kernels.ts";

// i0, i1 inputs; s0 a stock that i0 fills and c0 = s0 * i1 drains; c1 is a table read at the time.
const slot = (offset: number): Code => ({ kind: "slot", offset });
const kernel: Kernel = {
  inputs: 2,
  stocks: 1,
  memories: 0,
  callSlots: 0,
  behind: [],
  width: 5,
  tables: 1,
  initial: [{ offset: 2, code: number(100) }],
  active: [
    { offset: 3, code: binary("multiply", slot(2), slot(1)) },
    { offset: 4, code: { kind: "lookup", table: 0, at: clock("time") } },
  ],
  cuts: [],
  nets: [binary("subtract", slot(0), slot(3))],
  nexts: [],
  devices: [],
  cells: 0,
  initially: new Set(),
  floored: new Set(),
  paces: new Map(),
};
const system: System = {
  kernel,
  inputs: [1, 0.1],
  tables: [
    {
      pairs: [
        [2000, 0],
        [2010, 10],
      ],
      outside: "hold",
    },
  ],
  time: { start: 2000, stop: 2010, step: 0.25, saveEvery: 1 },
  integrator: "euler",
};

function runOf(program: Program, change: Partial<Run> = {}): Run {
  return { program, inputs: noInputs, holds: new Map(), rows: "saved", ...change };
}

function run(change: Partial<Run> = {}, of: System = system, held: readonly number[] = []): Results {
  const program = programOf(of, held);
  return createMachine(program).run(runOf(program, change));
}

function column(results: Results, name: string): readonly number[] {
  const { offset } = results.program.slots.get(name)!;
  return Array.from(results.times, (_, i) => results.rows[i * results.program.width + offset]!);
}

const inputs = (change: Partial<Inputs>): Partial<Run> => ({ inputs: { ...noInputs, ...change } });

test("rows are kept where the time between rows divides the number of the step", () => {
  const { times, rows } = run();
  expect([...times]).toEqual([2000, 2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009, 2010]);
  expect(rows.length).toBe(11 * 5);
  expect(run({ rows: "every step" }).times.length).toBe(41);
});

test("a last step that is not due is in the snapshot and not among the rows", () => {
  const time = { ...system.time, stop: 2010.5 };
  const { times, last } = run({ time });
  expect(times.at(-1)).toBe(2010);
  expect(last.step).toBe(42);
  expect([...last.row]).toEqual([...run({ time, rows: "every step" }).rows.slice(-5)]);
});

test("time is start + i * step, and never accumulated", () => {
  const time = { start: 0.1, stop: 0.1 + 1000 * 0.1, step: 0.1, saveEvery: 0.1 };
  const timely = {
    ...system,
    kernel: { ...kernel, active: [{ offset: 3, code: clock("time") }, kernel.active[1]!] },
  };
  const results = run({ time }, timely);
  const expected = Array.from({ length: 1001 }, (_, i) => 0.1 + i * 0.1);
  expect(column(results, "c0")).toEqual(expected);
  expect([...results.times]).toEqual(expected);
});

test("inputs are replaced without recompiling", () => {
  const plain = run();
  const changed = run(inputs({ numbers: new Map([["i1", 0.5]]) }));
  expect(column(plain, "c0")[0]).toBe(10);
  expect(column(changed, "c0")[0]).toBe(50);
  expect(column(changed, "i1")).toEqual(plain.times.length === 11 ? new Array(11).fill(0.5) : []);
});

test("starting values are replaced without recompiling", () => {
  expect(column(run(inputs({ initials: new Map([["s0", 7]]) })), "s0")[0]).toBe(7);
});

test("tables are replaced without recompiling, with other points and read in another way", () => {
  const tables = new Map([
    [
      "t0",
      {
        pairs: [
          [2000, 1],
          [2005, 2],
          [2006, 4],
          [2006.5, 8],
        ],
        outside: "step",
      } as const,
    ],
  ]);
  expect(column(run(inputs({ tables })), "c1")).toEqual([1, 1, 1, 1, 1, 2, 4, 8, 8, 8, 8]);
});

test("a machine forgets one run's changes before the next", () => {
  const program = programOf(system);
  const machine = createMachine(program);
  const plain = machine.run(runOf(program));
  const tables = new Map([["t0", { pairs: [[0, 5]], outside: "hold" } as const]]);
  machine.run(
    runOf(program, {
      inputs: { numbers: new Map([["i0", 9]]), initials: new Map([["s0", 1]]), tables },
      rows: "every step",
    }),
  );
  expect(machine.run(runOf(program))).toEqual(plain);
});

test.each(["j0", "c0", "i0[a]"])("an input called %s is refused", (name) => {
  expect(() => run(inputs({ numbers: new Map([[name, 1]]) }))).toThrow(`‘${name}’`);
});

const path = (value: (step: number) => number, steps = 40): Float64Array =>
  Float64Array.from({ length: steps + 1 }, (_, i) => value(i));
const hold = (name: string, fromStep: number, value: (step: number) => number): Partial<Run> => ({
  holds: new Map<string, Hold>([[name, { fromStep, path: path(value) }]]),
});

test("a held stock takes its path before evaluation, from its step on", () => {
  const results = run({ ...hold("s0", 20, (step) => step), rows: "every step" }, system, [2]);
  const plain = run({ rows: "every step" });
  expect(column(results, "s0").slice(0, 20)).toEqual(column(plain, "s0").slice(0, 20));
  expect(column(results, "s0").slice(20)).toEqual(Array.from({ length: 21 }, (_, i) => 20 + i));
  expect(column(results, "c0").slice(20)).toEqual(Array.from({ length: 21 }, (_, i) => (20 + i) * 0.1));
});

test("any other held variable takes its path instead of its equation", () => {
  const results = run({ ...hold("c0", 4, () => 3), rows: "every step" }, system, [3]);
  expect(column(results, "c0").slice(0, 5)).toEqual([
    ...column(run({ rows: "every step" }), "c0").slice(0, 4),
    3,
  ]);
  const level = column(results, "s0");
  expect(level[10]! - level[9]!).toBeCloseTo(0.25 * (1 - 3), 12);
});

test("an input can be held from a step on", () => {
  const results = run({ ...hold("i0", 3, () => 8), rows: "every step" }, system, [0]);
  expect(column(results, "i0").slice(0, 5)).toEqual([1, 1, 1, 8, 8]);
});

test("at half steps a path is the mean of its neighbours", () => {
  const fill = { ...kernel, nets: [slot(3)] };
  const results = run(
    { ...hold("c0", 0, (step) => step), rows: "every step" },
    { ...system, kernel: fill, integrator: "rk4" },
    [3],
  );
  // The exact integral of what is linear between the steps.
  expect(column(results, "s0")[8]).toBeCloseTo(100 + 0.25 * 32, 12);
});

test("elements that are not held follow their equations", () => {
  const holds = new Map<string, Hold>([["c0", { fromStep: 0, elements: [], path: path(() => 3) }]]);
  expect(run({ holds }, system, [3]).rows).toEqual(run().rows);
});

test("a program whose holds begin behind the end has the bits of the plain one", () => {
  expect(
    run(
      hold("c0", 41, () => Number.NaN),
      system,
      [3],
    ).rows,
  ).toEqual(run().rows);
});

test("a hold without a path of the run's length is refused", () => {
  const holds = new Map<string, Hold>([["c0", { fromStep: 0, path: path(() => 1, 39) }]]);
  expect(() => run({ holds }, system, [3])).toThrow("path of the run's length");
  expect(() => run({ holds })).toThrow("holds other variables");
});

test.each(["euler", "rk4"] as const)(
  "going on from a snapshot gives the same bits as never having stopped (%s)",
  (integrator) => {
    const program = programOf({ ...system, integrator });
    const machine = createMachine(program);
    const whole = machine.run(runOf(program, { rows: "every step" }));
    const first = machine.run(runOf(program, { rows: "every step", until: 13 }));
    expect(first.times.at(-1)).toBe(2003.25);
    const rest = machine.run(runOf(program, { rows: "every step", from: first.last }));
    expect([...first.rows, ...rest.rows.subarray(5)]).toEqual([...whole.rows]);
    expect(rest.last).toEqual(whole.last);
    const saved = machine.run(runOf(program, { from: first.last }));
    expect([...saved.times]).toEqual([2004, 2005, 2006, 2007, 2008, 2009, 2010]);
  },
);

test("a snapshot of another program is refused", () => {
  const { last } = run({}, { ...system, integrator: "rk4" });
  expect(() => run({ from: last })).toThrow("another program");
});

test("a long run goes through the same steps in stretches, and can be watched and stopped", () => {
  const long = { start: 0, stop: 200_000, step: 0.25, saveEvery: 0.25 };
  const program = programOf(system);
  const machine = createMachine(program);
  const told: number[] = [];
  const watched = machine.run(runOf(program, { time: long }), (done, steps) => {
    expect(steps).toBe(800_000);
    told.push(done);
    return "go on";
  });
  expect(told.length).toBeGreaterThan(10);
  expect(watched.times.length).toBe(800_001);
  expect(column(watched, "s0").at(-1)).toBeCloseTo(10, 12);
  const rare = machine.run(runOf(program, { time: { ...long, saveEvery: 100_000 } }));
  expect([...rare.times]).toEqual([0, 100_000, 200_000]);
  expect(rare.rows.subarray(10)).toEqual(watched.rows.subarray(-5));
  expect(() => machine.run(runOf(program, { time: long }), () => "stop")).toThrow(Stopped);
});

const faulty: System = {
  ...system,
  kernel: {
    ...kernel,
    active: [
      {
        offset: 3,
        code: choose(binary("equal", clock("time"), number(2003.5)), number(Number.NaN), slot(1)),
      },
      { offset: 4, code: binary("divide", number(1), binary("subtract", clock("time"), number(2005))) },
    ],
  },
};

test("the first number that is none is found, even between the rows that are kept", () => {
  const { fault, rows } = run({}, faulty);
  expect(fault).toMatchObject({ variable: "c0", element: 0, time: 2003.5 });
  expect(fault!.value).toBeNaN();
  const bits = [...new BigUint64Array(rows.slice().buffer)].filter((_, i) => Number.isNaN(rows[i]));
  expect(new Set(bits)).toEqual(new Set([0x7ff8_0000_0000_0000n]));
});

test("a number that is not finite is found, and where", () => {
  const active = [{ offset: 3, code: slot(1) }, faulty.kernel.active[1]!];
  const { fault } = run({}, { ...faulty, kernel: { ...faulty.kernel, active } });
  expect(fault).toEqual({ variable: "c1", element: 0, time: 2005, value: Number.POSITIVE_INFINITY });
});

test("a run without faults has none", () => {
  expect(run()).not.toHaveProperty("fault");
});

test("what a raw series does not have is missing, and no fault", () => {
  const program = programOf({
    ...system,
    tables: [
      {
        pairs: [
          [2000, 1],
          [2004, 2],
        ],
        outside: "exact",
      },
    ],
  });
  const series = { ...program.slots.get("c1")!, role: "series", offset: 0 } as const;
  const named: Program = { ...program, tableSlots: new Map([["c1", series]]) };
  const results = createMachine(named).run(runOf(named));
  expect(column(results, "c1").map((value) => (Number.isNaN(value) ? "" : value))).toEqual([
    1,
    "",
    "",
    "",
    2,
    "",
    "",
    "",
    "",
    "",
    "",
  ]);
  expect(results).not.toHaveProperty("fault");
});

test("a series that is replaced is read as it was declared", () => {
  const program = programOf({ ...system, tables: [{ pairs: [[2000, 1]], outside: "next" }] });
  const series = { ...program.tableSlots.get("t0")!, role: "series" } as const;
  const named: Program = { ...program, tableSlots: new Map([["t0", series]]) };
  const tables = new Map([
    [
      "t0",
      {
        pairs: [
          [2001, 1],
          [2003, 3],
        ],
        outside: "hold",
      } as const,
    ],
  ]);
  const results = createMachine(named).run(runOf(named, inputs({ tables })));
  expect(column(results, "c1").slice(0, 5)).toEqual([1, 1, 3, 3, 3]);
});

test.each([1, 0.6])("a run that saves some variables keeps their numbers only (every %s)", (saveEvery) => {
  const time = { ...system.time, saveEvery };
  const whole = run({ time });
  const some = run({ time, save: ["c1", "s0"] });
  expect(some.columns).toEqual(Int32Array.of(2, 4));
  expect(some.times).toEqual(whole.times);
  expect(some.rows).toEqual(
    Float64Array.from(
      [...whole.times].flatMap((_, i) => [2, 4].map((offset) => whole.rows[5 * i + offset]!)),
    ),
  );
  for (const name of ["s0", "c1"])
    expect(seriesOf(some, some.program.slots.get(name)!)).toEqual(
      seriesOf(whole, whole.program.slots.get(name)!),
    );
  expect(some.last).toEqual(whole.last);
  expect(() => seriesOf(some, some.program.slots.get("c0")!)).toThrow("‘c0’ was not saved in this run.");
  expect(() => run({ save: ["nobody"] })).toThrow("There is no ‘nobody’ in this program.");
});

test("a fault is found in what is not saved", () => {
  const inputs: Inputs = { ...noInputs, numbers: new Map([["i1", Number.NaN]]) };
  expect(run({ inputs, save: ["c1"] }).fault).toEqual(run({ inputs }).fault);
  expect(run({ inputs, save: ["c1"] }).fault).toMatchObject({ variable: "c0", time: 2000 });
});

test("more rows than fit in memory are refused", () => {
  const time = { start: 0, stop: 1e9, step: 1, saveEvery: 1 };
  expect(() => run({ time })).toThrow("fit in memory");
});
