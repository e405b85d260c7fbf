import { expect, test } from "vitest";
import { compileModel } from "../src/compile/compile.ts";
import { interpret } from "../src/compile/interpret/interpret.ts";
import { createSimulator } from "../src/compile/simulator.ts";
import { createMachine } from "../src/run/machine.ts";
import { noInputs, type Run, seriesOf } from "../src/run/program.ts";
import { checkText } from "./check.reading.ts";

/** Runs a text in both forms and interpreted, which have to agree, and gives the series of a name. */
function run(text: string, rows: Run["rows"] = "saved") {
  const { facts, diagnostics } = checkText(text);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  expect(errors).toEqual([]);
  const results = (["locals", "memory"] as const).map((form) => {
    const program = compileModel(facts, { form });
    return createMachine(program).run({ program, inputs: noInputs, holds: new Map(), rows });
  });
  const [one, other] = results as [(typeof results)[0], (typeof results)[0]];
  expect([...other.rows]).toEqual([...one.rows]);
  const oracle = interpret(facts, { program: one.program, inputs: noInputs, holds: new Map(), rows });
  expect([...oracle.rows]).toEqual([...one.rows]);
  expect([...oracle.times]).toEqual([...one.times]);
  const of = (name: string) => [...seriesOf(one, one.program.slots.get(name)!)];
  return { times: [...one.times], of };
}

test("the step of Runge and Kutta holds events and data in Vensim, and sees them at half steps elsewhere", () => {
  const text = (like: string) => `system s
time 0 to 2 by 1 year, rk4${like}
stock piled starts 0 in f
flow f = step(6, 0.5)
stock summed starts 0 in g
flow g = series
data series = (0, 0) (2, 12)
stock clocked starts 0 in h
flow h = time
`;
  // (0 + 2 * 6 + 2 * 6 + 6) / 6 in the first step, and 6 in the second.
  expect(run(text("")).of("piled")).toEqual([0, 5, 11]);
  expect(run(text(", like vensim")).of("piled")).toEqual([0, 0, 6]);
  expect(run(text("")).of("summed")).toEqual([0, 3, 12]);
  expect(run(text(", like vensim")).of("summed")).toEqual([0, 0, 6]);
  // Time itself goes on in both.
  expect(run(text(", like vensim")).of("clocked")).toEqual([0, 0.5, 2]);
});

test("Heun's method is exact for what grows evenly", () => {
  const text =
    "system s\ntime 0 to 2 by 1 year, rk2\nstock a starts 0 in f\nflow f = time\nstock b starts 1 in g\nflow g = b\n";
  expect(run(text).of("a")).toEqual([0, 0.5, 2]);
  // 1 + h + h * h / 2
  expect(run(text).of("b")).toEqual([1, 2.5, 6.25]);
});

test("steps and saved rows need not fit where a run is like Vensim's", () => {
  const text = "system s\ntime 0 to 2.1 by 0.5 year, save every 0.75, like vensim\naux a = time\n";
  // Four steps; kept is the first step at or behind 0, 0.75 and 1.5, and the last.
  expect(run(text).times).toEqual([0, 1, 1.5, 2]);
});

test("step, end and saving may change during the run", () => {
  // As a Vensim model of the public tests has it.
  const text = `system s
time 0 to 10 by 1 month, like vensim
  varying step = if time < 4 then 1 else 0.5
  varying stop = if time < 5 then 10 else 50
  varying save = if time < 10 then dt else 5
aux a = time
stock s starts 0 in f
flow f = 1
`;
  const { times, of } = run(text);
  const expected = [0, 1, 2, 3];
  for (let time = 4; time < 10; time += 0.5) expected.push(time);
  for (let time = 10; time <= 50; time += 5) expected.push(time);
  expect(times).toEqual(expected);
  expect(of("a")).toEqual(expected);
  expect(of("s")).toEqual(expected);
});

test("a step that becomes nothing is refused", () => {
  expect(() =>
    run("system s\ntime 0 to 10 by 1 month, like vensim\n  varying step = 3 - time\naux a = time\n"),
  ).toThrow("The time step is 0 at 3; it must be more than zero.");
});

test("automatic steps are as short as accuracy asks for, and give back the time between", () => {
  // A pendulum of period 1 seen ten times as coarsely as Runge and Kutta's method could bear.
  const text = (method: string) => `system s
time 0 to 2 by 1/4 year, ${method}
stock a starts 1 in da
stock b starts 0 in db
flow da = -2 * pi() * b
flow db = 2 * pi() * a
`;
  const { times, of } = run(text("rk4 auto"));
  const exact = times.map((time) => Math.cos(2 * Math.PI * time));
  of("a").forEach((value, i) => {
    expect(Math.abs(value - exact[i]!)).toBeLessThan(1e-5);
  });
  const plain = run(text("rk4")).of("a");
  expect(Math.abs(plain.at(-1)! - 1)).toBeGreaterThan(0.01);
});

test("automatic steps end, whatever the equations", () => {
  const text =
    "system s\ntime 0 to 3 by 1 year, rk4 auto\nstock a starts 1 in f\nflow f = if a > 2 then -100 else 100\n";
  expect(run(text).of("a")).toHaveLength(4);
});

test("automatic steps are as short as their tolerance asks for", () => {
  const text = (within: string) =>
    `system s\ntime 0 to 2 by 1 year, rk4 auto${within}\nstock x starts 1 out y\nflow y = 4 * x\n`;
  // One piece makes 5 of 1, two make (1/3)² = 0.111, four 0.375⁴ = 0.0198; then one makes five times as much, two a ninth.
  const [, one, two] = run(text(" within 0.1 or 0.01 of itself")).of("x");
  expect(one).toBeCloseTo(0.375 ** 4, 15);
  expect(two).toBeCloseTo(0.375 ** 4 / 9, 15);
  // A tenth of the stock itself takes eight: z = -1/2 leaves 1 - 1/2 + 1/8 - 1/48 + 1/384 in each.
  const eight = (1 - 1 / 2 + 1 / 8 - 1 / 48 + 1 / 384) ** 8;
  expect(run(text(" within 0 or 0.1 of itself")).of("x")[1]).toBeCloseTo(eight, 15);
  expect(run(text(" within 1e-6")).of("x")).toEqual(run(text("")).of("x"));
});

const changing = `system s
time 0 to 6 by 1 month, save every 1
  varying step = if time < 2 then 1 else 0.25
  varying stop = if x > 40 then time else 6
  varying save = if time < 3 then dt else 0.5
stock x starts 10 in f
flow f = push * x / 10
input push = 1 + time / 4
aux late = delay_fixed(x, 1.5, 0)
aux before = previous(x, 3)
`;

// The interpreter keeps no state of devices from run to run.
test.each([
  ["with a device", changing],
  ["without", changing.replace(/^aux late.*$/m, "")],
])("a run whose steps change, %s, goes on from where it was stopped, with the same bits", (_, text) => {
  const { facts } = checkText(text);
  const program = compileModel(facts);
  const machine = createMachine(program);
  for (const rows of ["saved", "every step"] as const) {
    const plain = { program, inputs: noInputs, holds: new Map(), rows };
    const whole = machine.run(plain);
    for (let until = 0; until <= 12; until++) {
      const first = machine.run({ ...plain, until });
      const rest = machine.run({ ...plain, from: first.last });
      // What is due where they meet is in both.
      const twice = first.times.at(-1) === rest.times[0] ? 1 : 0;
      expect([...first.times, ...rest.times.slice(twice)], `${rows} ${until}`).toEqual([...whole.times]);
      expect([...first.rows, ...rest.rows.slice(twice * program.width)]).toEqual([...whole.rows]);
      expect(rest.last).toEqual(whole.last);
      if (text === changing) expect(first.last.devices).toBeDefined();
      else {
        const oracle = interpret(facts, { ...plain, from: first.last });
        expect([...oracle.rows]).toEqual([...rest.rows]);
      }
    }
  }
});

test("what is held follows its path step by step where steps change, and the run ends with it", () => {
  const { facts } = checkText(changing);
  const plain = compileModel(facts);
  const base = createMachine(plain).run({
    program: plain,
    inputs: noInputs,
    holds: new Map(),
    rows: "every step",
  });
  const path = Float64Array.from(base.times, (_, step) => 1 + step / 10);
  const program = compileModel(facts, { held: ["push"] });
  const run: Run = {
    program,
    inputs: noInputs,
    holds: new Map([["push", { fromStep: 3, path }]]),
    rows: "every step",
  };
  const results = createMachine(program).run(run);
  expect([...results.rows]).toEqual([...interpret(facts, run).rows]);
  const pushes = [...seriesOf(results, program.slots.get("push")!)];
  expect(pushes.slice(3)).toEqual([...path.slice(3, pushes.length)]);
  expect(results.times.length).toBeLessThanOrEqual(base.times.length);
  const low = { fromStep: 0, path: new Float64Array(6) };
  const short = createMachine(program).run({ ...run, holds: new Map([["push", low]]) });
  expect(short.isCut).toBe(true);
  expect(short.times).toHaveLength(6);
});

test("an input is set for all of a run, however many steps that has", () => {
  const { facts } = checkText(changing);
  const simulator = createSimulator(facts, () => {})!;
  const inputs = { ...noInputs, numbers: new Map([["push", 0.5]]) };
  const results = simulator.run({ inputs, rows: "every step" });
  expect(results.times.at(-1)).toBe(6);
  expect(new Set(seriesOf(results, results.program.slots.get("push")!))).toEqual(new Set([0.5]));
});
