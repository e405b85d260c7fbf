import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkModel } from "../src/check/check.ts";
import { createSimulator } from "../src/compile/simulator.ts";
import { readHence } from "../src/read/hence.ts";
import { noInputs, type Results, stepsOf } from "../src/run/program.ts";
import type { InputSign, Simulator } from "../src/run/simulator.ts";
import { sampledInputs } from "../src/sample/inputs.ts";

const flagship = systemIn("systems/backlash/backlash.hence", (path) => readFileSync(path, "utf8"));
const base = flagship.simulator.prepare({});
const policyBegins = (2026 - 2010) * 32;

test("of each lever of the flagship nothing is seen before its policies begin, and what follows has the same bits", () => {
  const levers = flagship.levers.filter(({ name }) => name.startsWith("lev_"));
  expect(levers.length).toBe(15);
  const from = base.run({ rows: "saved", until: policyBegins }).last;
  for (const { name, range } of levers) {
    const moved = prepareWith(flagship.simulator, { [name]: range!.low === 0 ? range!.high : range!.low });
    expect([name, flagship.simulator.commonSteps(base, moved)]).toEqual([name, policyBegins]);
    expectSame(moved.run({ rows: "saved", from }), moved.run({ rows: "saved" }));
  }
});

test("the same holds in all worlds of an ensemble", () => {
  const sampled = new Map(
    sampledInputs(flagship.model, base.program).map(({ offset, shape }): [number, InputSign] => [
      offset,
      { isPlus: shape.low > 0, isNoMinusNought: shape.low > 0 || shape.high < 0 },
    ]),
  );
  const moved = prepareWith(flagship.simulator, { lev_repression: 0.2, lev_channels: 0.4, lev_media: -0.1 });
  expect(flagship.simulator.commonSteps(base, moved, sampled)).toBe(policyBegins);
});

test("when policies begin is seen from the earlier of two beginnings on", () => {
  const one = prepareWith(flagship.simulator, { lev_repression: 0.2 });
  const later = prepareWith(flagship.simulator, { lev_repression: 0.2, policy_start: 2028 });
  expect(flagship.simulator.commonSteps(one, later)).toBe(policyBegins);
  const latest = prepareWith(flagship.simulator, { policy_start: 2030 });
  expect(flagship.simulator.commonSteps(later, latest)).toBe((2028 - 2010) * 32);
});

test("a switch, a constant, a start or another time are seen at once", () => {
  for (const name of ["sw_backfire", "sw_contact", "coop_base"])
    expect(flagship.simulator.commonSteps(base, prepareWith(flagship.simulator, { [name]: 0 }))).toBe(0);
  const start = flagship.simulator.prepare({ inputs: { ...noInputs, initials: new Map([["channels", 3]]) } });
  expect(flagship.simulator.commonSteps(base, start)).toBe(0);
  for (const scenario of ["half_step", "rk4", "no_war"])
    expect(flagship.simulator.commonSteps(base, flagship.simulator.prepare({ scenario }))).toBe(0);
});

test.each([
  ["a choice of two", "if gate > 0 then lever + level else 1", 192],
  ["a product with a gate", "1 + lever * gate", 192],
  ["a difference", "1 - lever * gate", 192],
  ["a greatest", "max(0.1, 1 + lever * gate)", 192],
  ["a gate that is small and not nought", "level + lever * (gate + 1e-300)", 0],
  ["a sum with what may be minus nought", "(0 - level) * 0 + lever * gate", 0],
  ["the same, and more than nought behind it", "max(0, (0 - level) * 0 + lever * gate)", 192],
  ["a quotient", "1 / (lever * gate + level * 0)", 0],
  ["a gate that depends on a stock", "1 + lever * (if level > 6 then 1 else 0)", 0],
  ["a power", "level + (1 + lever * level) ^ gate", 0],
])("%s: as long as it is sure, and no longer", (_, equation, least) => {
  const { simulator } = systemIn("gate.hence", () => gated(equation));
  const one = simulator.prepare({});
  for (const value of [-2, 0.5, 1e10]) {
    const other = prepareWith(simulator, { lever: value });
    const steps = simulator.commonSteps(one, other);
    expect(steps).toBe(least);
    if (steps === 0) continue;
    const from = one.run({ rows: "every step", until: steps }).last;
    expectSame(other.run({ rows: "every step", from }), other.run({ rows: "every step" }));
  }
  expect(simulator.commonSteps(one, prepareWith(simulator, { lever: Number.POSITIVE_INFINITY }))).toBe(0);
});

test("a run of Runge-Kutta looks between the steps, and is made whole", () => {
  const { simulator } = systemIn("gate.hence", () => gated("1 + lever * gate").replace("euler", "rk4"));
  expect(simulator.commonSteps(simulator.prepare({}), prepareWith(simulator, { lever: 2 }))).toBe(0);
});

test("what is the same all along is so to the end", () => {
  expect(flagship.simulator.commonSteps(base, flagship.simulator.prepare({}))).toBe(stepsOf(base.time));
});

function gated(equation: string): string {
  return `system gated
time 0 to 10 by 1/32 year, euler
lever lever : 1 = 0
  between 0 and 1
aux gate : 1 = min(1, max(0, time / 1 year - 6))
aux growth : 1 = ${equation}
flow rise : 1/year = growth / 1 year
stock level : 1
  starts 1
  in rise
`;
}

function systemIn(entry: string, textOf: (path: string) => string) {
  const { model } = readHence(
    entry,
    (path) => ({ text: textOf(path) }),
    () => undefined,
  );
  const told: string[] = [];
  const facts = checkModel(model, ({ severity, message }) => severity === "error" && told.push(message));
  expect(told).toEqual([]);
  const levers = model.variables.filter(({ kind }) => kind === "lever");
  return { model, levers, simulator: createSimulator(facts, () => undefined)! };
}

function prepareWith(simulator: Simulator, numbers: Readonly<Record<string, number>>) {
  return simulator.prepare({ inputs: { ...noInputs, numbers: new Map(Object.entries(numbers)) } });
}

/** Whether a stretch has the rows of the end of the whole run. */
function expectSame(stretch: Results, whole: Results): void {
  const rows = whole.rows.subarray(whole.rows.length - stretch.rows.length);
  expect(new BigUint64Array(stretch.rows.slice().buffer)).toEqual(new BigUint64Array(rows.slice().buffer));
}
