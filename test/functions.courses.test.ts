import { describe, expect, test } from "vitest";
import { checkModel } from "../src/check/check.ts";
import { compileModel } from "../src/compile/compile.ts";
import { interpret } from "../src/compile/interpret/interpret.ts";
import type { Course, FunctionRow } from "../src/functions/function.ts";
import { functions } from "../src/functions/functions.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import { readHence } from "../src/read/hence.ts";
import { createMachine } from "../src/run/machine.ts";
import { noInputs, type Run, seriesOf } from "../src/run/program.ts";

/** The rows that have a memory, each with its short runs. */
const courses = functions.flatMap((row) =>
  row.kind === "macro" || row.kind === "memory" || row.kind === "device"
    ? row.examples.map((course) => ({ row, course, name: `${row.name}: ${course.because}` }))
    : [],
);

describe("functions with a memory do what their examples say, compiled and interpreted with the same bits", () => {
  test.each(courses)("$name", ({ row, course }) => {
    const { compiled, interpreted } = runCourse(row, course);
    for (const [step, result] of course.results.entries()) expect(compiled[step]).toBeCloseTo(result, 10);
    expect(compiled.map(bitsOf)).toEqual(interpreted.map(bitsOf));
  });
});

test("every row with a memory has a run, with its derivation", () => {
  expect(courses.length).toBeGreaterThan(0);
  for (const { course } of courses) expect(course.because).toMatch(/\S{3}/);
  for (const row of functions)
    if (row.kind === "macro" || row.kind === "memory" || row.kind === "device")
      expect(row.examples.length).toBeGreaterThan(0);
});

test("a wrong result is noticed", () => {
  const row = functions.find(({ name }) => name === "previous")!;
  const course: Course = { step: 1, args: [[1, 2, 3], 0], results: [0, 1, 3], because: "planted" };
  expect(runCourse(row, course).compiled).not.toEqual(course.results);
});

test("pink noise has the mean, the deviation and the memory that it is told", () => {
  const row = functions.find(({ name }) => name === "random_pink_noise")!;
  const steps = Array.from({ length: 40_000 }, () => 0);
  const { compiled } = runCourse(row, { step: 0.25, args: [10, 2, 3], results: steps, because: "moments" });
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  const middle = mean(compiled);
  const away = compiled.map((one) => one - middle);
  const variance = mean(away.map((one) => one * one));
  const lag = 12;
  const alike = mean(away.slice(lag).map((one, i) => one * away[i]!)) / variance;
  // The sample mean of so correlated numbers has a standard error of about 0.05.
  expect(Math.abs(middle - 10)).toBeLessThan(0.2);
  expect(Math.sqrt(variance)).toBeGreaterThan(1.9);
  expect(Math.sqrt(variance)).toBeLessThan(2.1);
  // After a memory of 3, twelve steps: (1 - 1/12) ^ 12.
  expect(Math.abs(alike - 0.352)).toBeLessThan(0.06);
});

/** The result at each step, of the kernel and of its oracle. */
function runCourse({ name }: FunctionRow, { step, args, results }: Course) {
  const last = (results.length - 1) * step;
  const given = args.flatMap((arg, i) => {
    if (typeof arg === "number") return [];
    const points = arg.map((value, n) => `(${n * step}, ${value})`).join(" ");
    return `graph arg_${i} (time) = ${points}, step`;
  });
  const call = `${name}(${args.map((arg, i) => (typeof arg === "number" ? arg : `arg_${i}`)).join(", ")})`;
  const text = `system course\ntime 0 to ${last} by ${step} year\n${given.join("\n")}\naux result = ${call}\n`;
  const report = ({ severity, code, message }: Diagnostic) => {
    if (severity === "error" && !code.startsWith("unit-")) throw new Error(`${message}\n${text}`);
  };
  const facts = checkModel(readHence("course.hence", () => ({ text }), report).model, report);
  const program = compileModel(facts);
  const run: Run = { program, inputs: noInputs, holds: new Map(), rows: "every step" };
  const compiled = createMachine(program).run(run);
  const series = (rows: Float64Array) => [...seriesOf({ ...compiled, rows }, program.slots.get("result")!)];
  return { compiled: series(compiled.rows), interpreted: series(interpret(facts, run).rows) };
}

function bitsOf(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16);
}
