import { expect, test } from "vitest";
import { noInputs, stepsOf } from "../src/run/program.ts";
import { createWorldMachine } from "../src/run/worlds.ts";
import { factsOf, simulatorOf } from "./argument.system.ts";

const text = `system s
time 0 to 10 by 1/4 year, euler, save every 1
const birth : 1 = 0.1
  between 0 and 0.5
const limit : 1 = 100
  between -100 and 1000
stock stuff : 1
  starts 10
  in growth
flow growth : 1/year
  = birth * stuff * (1 - stuff / limit)
aux root : 1
  = sqrt(limit - stuff)
`;

const simulator = simulatorOf(factsOf(text));
const prepared = simulator.prepare({});
const offsetOf = (name: string) => simulator.program.slots.get(name)!.offset;
const sampled = [offsetOf("birth"), offsetOf("limit")];
const kept = [offsetOf("stuff"), offsetOf("growth")].sort((a, b) => a - b);
const machine = createWorldMachine(prepared.program, kept, sampled);
const world = (birth: number, limit: number) => ({ number: 7, numbers: Float64Array.of(birth, limit) });

test("a world gives what a run with its numbers gives, at the steps that are kept", () => {
  const one = machine.run({ worlds: [world(0.3, 200)], inputs: noInputs, every: 4 });
  const numbers = new Map([
    ["birth", 0.3],
    ["limit", 200],
  ]);
  const whole = simulator.run({ inputs: { ...noInputs, numbers }, rows: "saved", save: ["stuff", "growth"] });
  expect(one.rows).toBe(11);
  expect([...one.kept]).toEqual([...whole.rows]);
});

test("of the kept columns some may be wanted, in any order, from one world at a time and from several", () => {
  const inLanes = prepared.worldMachine(kept, sampled);
  expect(inLanes.lanes).toBeGreaterThan(1);
  for (const { one, worlds } of [
    { one: machine, worlds: [world(0.3, 200)] },
    { one: inLanes, worlds: [world(0.3, 200), world(0.2, 300)] },
    { one: inLanes, worlds: [world(0.3, 200), world(0.1, 0)] },
  ]) {
    const all = one.run({ worlds, inputs: noInputs, every: 4 });
    const turned = one.run({ worlds, inputs: noInputs, every: 4, columns: Int32Array.of(1, 0) });
    const second = one.run({ worlds, inputs: noInputs, every: 4, columns: Int32Array.of(1) });
    const count = worlds.length;
    const columnsOf = (rows: Float64Array, order: readonly number[]) =>
      Array.from({ length: all.rows }, (_, row) =>
        order.flatMap((column) => [
          ...rows.slice((2 * row + column) * count, (2 * row + column + 1) * count),
        ]),
      ).flat();
    expect([...turned.kept]).toEqual(columnsOf(all.kept, [1, 0]));
    expect([...second.kept]).toEqual(columnsOf(all.kept, [1]));
    expect(turned.fault(count - 1)).toEqual(all.fault(count - 1));
  }
});

test("a world goes on from its snapshot with the same bits", () => {
  const worlds = [world(0.2, 300)];
  const whole = machine.run({ worlds, inputs: noInputs, every: 2 });
  const first = machine.run({ worlds, inputs: noInputs, until: 14, every: 2 });
  const rest = machine.run({ worlds, inputs: noInputs, from: [first.snapshot(0)], every: 2 });
  const columns = kept.length;
  expect(first.rows + rest.rows).toBe(whole.rows + 1);
  expect([...first.kept, ...rest.kept.subarray(columns)]).toEqual([...whole.kept]);
});

test("a number that is lost is named with its time, where it is kept or comes into a stock", () => {
  const lost = [world(0, 5)];
  const every = stepsOf(prepared.time);
  const inRoot = prepared
    .worldMachine([offsetOf("root")], sampled)
    .run({ worlds: lost, inputs: noInputs, every });
  expect(inRoot.fault(0)).toMatchObject({ variable: "root", time: 0 });
  expect(machine.run({ worlds: lost, inputs: noInputs, every }).fault(0)).toBeUndefined();
  const inStock = machine.run({ worlds: [world(0.1, 0)], inputs: noInputs, every });
  expect(inStock.fault(0)).toMatchObject({ variable: "growth", time: 0 });
});

test("what the machine cannot run is refused", () => {
  const worlds = [world(0, 1), world(0, 2)];
  expect(() => machine.run({ worlds, inputs: noInputs, every: 1 })).toThrow("one world at a time");
  expect(() => createWorldMachine(prepared.program, [3, 2], sampled)).toThrow("ascending");
});
