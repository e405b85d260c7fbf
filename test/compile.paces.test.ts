import { expect, test } from "vitest";
import { compileModel } from "../src/compile/compile.ts";
import { interpret } from "../src/compile/interpret/interpret.ts";
import { createMachine } from "../src/run/machine.ts";
import { noInputs, seriesOf } from "../src/run/program.ts";
import { checkFiles } from "./check.reading.ts";

/** Runs a system with modules compiled and interpreted, which have to agree, and gives the series of a name. */
function run(text: string, files: Readonly<Record<string, string>> = {}, seed = 0) {
  const { facts, diagnostics } = checkFiles("whole.hence", (path) => ({
    text: path === "whole.hence" ? text : files[path]!,
  }));
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const program = compileModel(facts);
  const asked = { program, inputs: noInputs, holds: new Map(), rows: "saved", seed } as const;
  const results = createMachine(program).run(asked);
  expect([...interpret(facts, asked).rows]).toEqual([...results.rows]);
  return (name: string) => [...seriesOf(results, program.slots.get(name)!)];
}

const tank = `system tank
time 0 to 2 by 1 year
input supply = 8
stock level starts 4 in add out loss
flow add = supply
flow loss = level / 2
`;

const coupled = (method: string) => `system whole
time 0 to 2 by 1 year, ${method}
stock slow starts 8 in gain
flow gain = quick.level
module quick from "tank.hence" steps 2
  port supply = slow
`;

test("a module takes its steps from what the whole was at the beginning of a step, and the other way round", () => {
  const of = run(coupled("euler"), { "tank.hence": tank });
  // level: 4 + (8 - 2) / 2 = 7, 7 + (8 - 3.5) / 2 = 9.25; then 9.25 + (12 - 4.625) / 2 = 12.9375 and so on.
  expect(of("quick.level")).toEqual([4, 9.25, 15.703125]);
  // slow: 8 + 4, 12 + 9.25
  expect(of("slow")).toEqual([8, 12, 21.25]);
});

test("each part takes its steps by the method of the whole", () => {
  const of = run(coupled("rk4"), { "tank.hence": tank });
  // With the supply held, what is missing to 2 * supply shrinks by 1 + z + z²/2 + z³/6 + z⁴/24, z = -1/4, in each step.
  const shrinks = 1 - 1 / 4 + 1 / 32 - 1 / 384 + 1 / 6144;
  const level = 16 + (4 - 16) * shrinks ** 2;
  const [start, one, two] = of("quick.level");
  expect(start).toBe(4);
  expect(one).toBeCloseTo(level, 12);
  expect(two).toBeCloseTo(24 + (level - 24) * shrinks ** 2, 12);
  expect(of("slow")).toEqual([8, 12, 12 + one!]);
});

test.each(["euler", "rk2", "rk4"])("by %s, a module that nothing reaches runs as it does alone", (method) => {
  const inner = (step: string) => `system inner
time 0 to 6 by ${step} year, ${method}, save every 1
stock level starts 4 in add out loss never below zero
flow add = step(3, 1.5) + pulse_quantity(2, 2.25, 0.5) + series
flow loss = level * time / 4
data series = (0, 1) (3, 7) (6, 2)
aux late = delay_fixed(level, 1.5, 9)
aux even = smooth(level, 2)
aux before = previous(level, 5)
aux own = dt
`;
  const whole = `system whole
time 0 to 6 by 1 year, ${method}
module m from "inner.hence" steps 4
aux other = m.level
`;
  const alone = run(inner("1/4"));
  const within = run(whole, { "inner.hence": inner("1") });
  for (const name of ["level", "add", "loss", "late", "even", "before", "own"])
    expect(within(`m.${name}`), name).toEqual(alone(name));
});

test("conveyors move in the steps of their module", () => {
  const inner = (step: string) => `system inner
time 0 to 6 by ${step} year, save every 1
flow on = 1 + time
conveyor belt starts 4 in on out off transit 2 leak lost share 0.5
flow off
flow lost
queue line starts 2 in off out left
flow left
`;
  const whole = 'system whole\ntime 0 to 6 by 1 year\nmodule m from "inner.hence" steps 4\n';
  const alone = run(inner("1/4"));
  const within = run(whole, { "inner.hence": inner("1") });
  for (const name of ["belt", "off", "lost", "line", "left"])
    expect(within(`m.${name}`), name).toEqual(alone(name));
});

test("every step of a module draws other numbers", () => {
  const inner = `system inner
time 0 to 1 by 1 year
stock once starts 0 in drawn
flow drawn = random_uniform(0, 1)
`;
  const whole = (steps: number) =>
    `system whole\ntime 0 to 200 by 1 year\nmodule m from "inner.hence" steps ${steps}\n`;
  const spread = (steps: number): number => {
    const sums = run(whole(steps), { "inner.hence": inner }, 7)("m.once");
    const gains = sums.slice(1).map((sum, i) => sum - sums[i]! - 0.5);
    return gains.reduce((sum, gain) => sum + gain * gain, 0) / gains.length;
  };
  // The mean of four draws varies by a quarter of what one does, 1/12.
  expect(spread(1)).toBeCloseTo(1 / 12, 1);
  expect(spread(4) / spread(1)).toBeGreaterThan(0.15);
  expect(spread(4) / spread(1)).toBeLessThan(0.4);
});

test("modules of the same pace see each other at each of their steps, of another at those of the whole", () => {
  const inner = `system inner
time 0 to 2 by 1 year
input other
stock x starts 1 in y
flow y = other
`;
  const whole = (one: number, two: number) => `system whole
time 0 to 1 by 1 year
module a from "inner.hence" steps ${one}
  port other = b.x
module b from "inner.hence" steps ${two}
  port other = a.x
`;
  // Two steps of 1/2 in which each grows by half of the other: 1, 1.5, 2.25.
  expect(run(whole(2, 2), { "inner.hence": inner })("a.x")).toEqual([1, 2.25]);
  expect(run(whole(2, 4), { "inner.hence": inner })("a.x")).toEqual([1, 2]);
  expect(run(whole(2, 4), { "inner.hence": inner })("b.x")).toEqual([1, 2]);
});
