import { expect, test } from "vitest";
import { checkModel } from "../src/check/check.ts";
import { compileModel } from "../src/compile/compile.ts";
import type { Count, Memory, Variable } from "../src/model/variable.ts";
import { readHence } from "../src/read/hence.ts";
import { createMachine } from "../src/run/machine.ts";
import { noInputs, seriesOf } from "../src/run/program.ts";

/** Runs a text in which every count is a memory: its rate is what it is at the next step. */
function run(text: string, change: (variable: Variable) => Variable = (variable) => variable) {
  const { model } = readHence("case.hence", () => ({ text }), fail);
  const variables = model.variables.map((variable) =>
    change(variable.kind === "count" ? memoryOf(variable) : variable),
  );
  const program = compileModel(checkModel({ ...model, variables }, fail));
  const results = createMachine(program).run({
    program,
    inputs: noInputs,
    holds: new Map(),
    rows: "every step",
  });
  return (name: string) => [...seriesOf(results, program.slots.get(name)!)];
}

function memoryOf({ rate, starts, ...head }: Count): Memory {
  return { ...head, kind: "memory", starts, next: rate };
}

function fail({ severity, message }: { readonly severity: string; readonly message: string }): void {
  if (severity === "error") throw new Error(message);
}

test("a memory has at each step what its next value was at the step before", () => {
  const series = run(
    "system m\ntime 0 to 3 by 1 year\naux now = 10 * time + last\ncount last of now starts 5\n",
  );
  // 0 + 5, 10 + 5, 20 + 15, 30 + 35
  expect(series("now")).toEqual([5, 15, 35, 65]);
  expect(series("last")).toEqual([5, 5, 15, 35]);
});

test("half steps do not move a memory", () => {
  const text = (method: string) =>
    `system m\ntime 0 to 2 by 1 year, ${method}\nstock s starts 0 in f\nflow f = last\ncount last of time + 1 starts 4\n`;
  // The rate is 4 in all of the first step and 1 in all of the second.
  expect(run(text("rk4"))("s")).toEqual([0, 4, 5]);
  expect(run(text("rk4"))("s")).toEqual(run(text("euler"))("s"));
});

test("what a memory without a next value starts with stays, and so does what follows from it", () => {
  const series = run(
    "system m\ntime 0 to 2 by 1 year\nstock s starts 3 in f\nflow f = first * 2\ncount first of 0 starts s + 1\n",
    (variable) => (variable.kind === "memory" ? { ...variable, next: [] } : variable),
  );
  expect(series("f")).toEqual([8, 8, 8]);
  expect(series("s")).toEqual([3, 11, 19]);
});

test("starting values see what a variable is initially, and nothing else does", () => {
  const initially = (variable: Variable): Variable =>
    variable.kind === "aux" && variable.name === "a"
      ? { ...variable, initially: [{ ...variable.equation[0]!, value: seven }] }
      : variable;
  const seven = { kind: "number", value: 7, span: { source: "", from: 0, to: 0 } } as const;
  // Without the 7 the start of s would be computed from itself.
  const circle = "system m\ntime 0 to 1 by 1 year\nstock s starts b\naux a = s * 3\naux b = a + 1\n";
  const series = run(circle, initially);
  expect(series("s")).toEqual([8, 8]);
  expect(series("a")).toEqual([24, 24]);
  expect(series("b")).toEqual([25, 25]);
  // What is the same in all steps has its own value in them all the same.
  const constant = run(
    "system m\ntime 0 to 1 by 1 year\nstock s starts b\naux a = 2\naux b = a + 1\n",
    initially,
  );
  expect(constant("s")).toEqual([8, 8]);
  expect(constant("a")).toEqual([2, 2]);
  expect(constant("b")).toEqual([3, 3]);
});
