import fc from "fast-check";
import { expect, test } from "vitest";
import { assignmentsIn } from "../src/compile/kernel.ts";
import type { Code } from "../src/functions/code.ts";
import { createMachine } from "../src/run/machine.ts";
import { type Hold, noInputs, type Results, stepsOf } from "../src/run/program.ts";
import { evaluateCode, namesOf, programOf, type System, someSystem, type World } from "./compile.kernels.ts";

const someHolds = fc.array(fc.record({ at: fc.nat(20), fromStep: fc.integer({ min: 0, max: 8 }) }), {
  maxLength: 3,
});

test("both forms of a kernel give the bits of its plain evaluation, with holds and without", () => {
  fc.assert(
    fc.property(
      someSystem,
      someHolds,
      fc.infiniteStream(fc.double({ min: -3, max: 3 })),
      (system, wanted, numbers) => {
        const { kernel, time } = system;
        const held = [
          ...new Map(wanted.filter(({ at }) => at < kernel.width).map((hold) => [hold.at, hold])).values(),
        ];
        const names = namesOf(kernel);
        const holds = new Map(
          held.map(({ at, fromStep }): [string, Hold] => [
            names[at]!,
            { fromStep, path: Float64Array.from({ length: stepsOf(time) + 1 }, () => numbers.next().value) },
          ]),
        );
        const offsets = held.map(({ at }) => at);
        const expected = evaluate(system, new Map(held.map(({ at }) => [at, holds.get(names[at]!)!])));
        for (const form of ["locals", "memory"] as const) {
          const program = programOf(system, offsets, form);
          const results = createMachine(program).run({
            program,
            inputs: noInputs,
            holds,
            rows: "every step",
          });
          expect(bitsOf(results)).toEqual(expected);
        }
      },
    ),
    { numRuns: 300 },
  );
});

function bitsOf({ rows }: Results): string {
  return [...new BigUint64Array(rows.slice().buffer)].map((bits) => bits.toString(16)).join(" ");
}

/** A run of a kernel as one would do it by hand. */
function evaluate(
  { kernel, inputs, tables, time, integrator }: System,
  holds: ReadonlyMap<number, Hold>,
): string {
  const { start, stop, step, saveEvery } = time;
  const steps = stepsOf(time);
  const world: World = {
    row: [...inputs],
    tables,
    step: 0,
    clock: { time: start, begun: start, step, start, stop, saveEvery },
  };
  const stocks = Array.from({ length: kernel.stocks }, (_, i) => kernel.inputs + i);
  const rows: number[] = [];

  const assign = (offset: number, code: Code | undefined, at: number, half: number): void => {
    const hold = holds.get(offset);
    const low = at + (half === 1 ? 1 : 0);
    const high = at + (half === 0 ? 0 : 1);
    if (hold && at >= hold.fromStep) {
      const [a, b] = [hold.path[low]!, hold.path[high]!];
      world.row[offset] = integrator !== "euler" ? (a + b) * 0.5 : a;
    } else if (code) world.row[offset] = evaluateCode(code, world);
  };
  const evaluateAt = (at: number, half: number): void => {
    world.step = at;
    world.clock.begun = start + at * step;
    world.clock.time = start + (at + half) * step;
    for (let offset = 0; offset < kernel.inputs + kernel.stocks + kernel.memories; offset++)
      assign(offset, undefined, at, half);
    for (const { offset, code } of assignmentsIn(kernel.active)) assign(offset, code, at, half);
  };
  const rates = (): readonly number[] => kernel.nets.map((net) => evaluateCode(net, world));
  const move = (from: readonly number[], by: (i: number) => number, isStep: boolean): void => {
    stocks.forEach((offset, i) => {
      const moved = from[i]! + by(i);
      world.row[offset] = isStep && kernel.floored.has(offset) ? Math.max(moved, 0) : moved;
    });
  };

  for (let offset = 0; offset < kernel.inputs; offset++) assign(offset, undefined, 0, 0);
  for (const { offset, code } of assignmentsIn(kernel.initial)) assign(offset, code, 0, 0);
  for (let i = 0; i <= steps; i++) {
    evaluateAt(i, 0);
    rows.push(...world.row);
    if (i === steps) break;
    const nexts = kernel.nexts.map(({ code }) => evaluateCode(code, world));
    const takeOver = (): void => {
      kernel.nexts.forEach(({ offset }, j) => {
        world.row[offset] = nexts[j]!;
      });
    };
    const k1 = rates();
    const from = stocks.map((offset) => world.row[offset]!);
    if (integrator === "euler") {
      move(from, (j) => step * k1[j]!, true);
      takeOver();
      continue;
    }
    if (integrator === "rk2") {
      move(from, (j) => step * k1[j]!, false);
      evaluateAt(i, 1);
      const k2 = rates();
      move(from, (j) => (step / 2) * (k1[j]! + k2[j]!), true);
      takeOver();
      continue;
    }
    move(from, (j) => (step / 2) * k1[j]!, false);
    evaluateAt(i, 0.5);
    const k2 = rates();
    move(from, (j) => (step / 2) * k2[j]!, false);
    evaluateAt(i, 0.5);
    const k3 = rates();
    move(from, (j) => step * k3[j]!, false);
    evaluateAt(i, 1);
    const k4 = rates();
    move(from, (j) => (step / 6) * (k1[j]! + 2 * (k2[j]! + k3[j]!) + k4[j]!), true);
    takeOver();
  }
  return [...new BigUint64Array(Float64Array.from(rows, (x) => x).buffer)]
    .map((bits, i) => (Number.isNaN(rows[i]!) ? "7ff8000000000000" : bits.toString(16)))
    .join(" ");
}
