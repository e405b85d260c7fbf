import { expect, test } from "vitest";
import { checkModel } from "../src/check/check.ts";
import { compileModel, type Variant } from "../src/compile/compile.ts";
import type { Count, Device } from "../src/model/variable.ts";
import { readHence } from "../src/read/hence.ts";
import { createMachine } from "../src/run/machine.ts";
import { noInputs, type Run, seriesOf } from "../src/run/program.ts";

/** A system whose count is a fixed delay: of its rate, by `delay`, starting at its start. */
function delayed(text: string, delay: number, variant: Partial<Variant> = {}) {
  const { model } = readHence("case.hence", () => ({ text }), fail);
  const deviceOf = ({ rate, starts, ...head }: Count): Device => {
    const [{ value, ...part }] = rate as [(typeof rate)[number]];
    const length = { ...part, value: { kind: "number", value: delay, span: value.span } } as const;
    return { ...head, kind: "device", device: "delay_fixed", inputs: [rate, [length], starts] };
  };
  const variables = model.variables.map((variable) =>
    variable.kind === "count" ? deviceOf(variable) : variable,
  );
  const program = compileModel(checkModel({ ...model, variables }, fail), variant);
  const machine = createMachine(program);
  const run = (change: Partial<Run> = {}) =>
    machine.run({ program, inputs: noInputs, holds: new Map(), rows: "every step", ...change });
  const of = (name: string, results = run()) => [...seriesOf(results, program.slots.get(name)!)];
  return { run, of };
}

function fail({ severity, message }: { readonly severity: string; readonly message: string }): void {
  if (severity === "error") throw new Error(message);
}

const text = "system d\ntime 0 to 5 by 1 year\naux a = 10 + time\ncount late of a starts -1\n";

test.each(["locals", "memory"] as const)("a fixed delay gives back what went in, in %s", (form) => {
  expect(delayed(text, 2, { form }).of("late")).toEqual([-1, -1, 10, 11, 12, 13]);
  // 2.5 steps are three, 1.2 are one, and so is none.
  expect(delayed(text, 1.2, { form }).of("late")).toEqual([-1, 10, 11, 12, 13, 14]);
  expect(delayed(text, 2.5, { form }).of("late")).toEqual([-1, -1, -1, 10, 11, 12]);
  expect(delayed(text, 0, { form }).of("late")).toEqual([-1, 10, 11, 12, 13, 14]);
  // Longer than the run.
  expect(delayed(text, 1e9, { form }).of("late")).toEqual([-1, -1, -1, -1, -1, -1]);
});

test("every run begins with an empty belt", () => {
  const { of } = delayed(text, 2);
  expect(of("late")).toEqual(of("late"));
});

test("half steps do not move a belt", () => {
  const piling = `${text}stock s starts 0 in f\nflow f = late\n`;
  const [euler, rk4] = (["euler", "rk4"] as const).map((integrator) =>
    delayed(piling, 2, { integrator }).of("s"),
  );
  expect(rk4).toEqual(euler);
});

test("a belt that does not fit makes the memory grow, and a snapshot has it all", () => {
  const long = "system d\ntime 0 to 300 by 1/1000 year\naux a = time\ncount late of a starts 0\n";
  const { run, of } = delayed(long, 150);
  const whole = of("late");
  expect(whole.at(-1)).toBe(150);
  const first = run({ until: 200_000 });
  expect(first.last.devices?.heap.length).toBe(8 * 150_000);
  const rest = run({ from: first.last });
  expect(of("late", rest)).toEqual(whole.slice(200_000));
});
