import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkModel } from "../src/check/check.ts";
import { compileModel } from "../src/compile/compile.ts";
import { interpret } from "../src/compile/interpret/interpret.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import { foldName } from "../src/model/name.ts";
import { readHence } from "../src/read/hence.ts";
import { createMachine } from "../src/run/machine.ts";
import { noInputs, type Program, type Run, seriesOf } from "../src/run/program.ts";

/**
 * Conveyors, queues and ovens. No vendor has published results for most of what they can do: each case says how its
 * numbers follow from what the manuals say, and they are compared with what runs.
 */
const folder = "test/cases/discrete";
const cases = readdirSync(folder).map((file) => {
  const [text = "", table = ""] = readFileSync(`${folder}/${file}`, "utf8").split("\n==>\n");
  return { name: file.replace(/\.txt$/, ""), text, table };
});

describe("what follows from the manuals by hand comes out", () => {
  test.each(cases)("$name", ({ text, table }) => {
    const [head = [], ...rows] = table
      .split("\n")
      .map((line) => line.split(" ").filter((cell) => cell !== ""));
    const wanted = rows.filter((cells) => cells.length > 0).map((cells) => cells.map(Number));
    expect(wanted.length).toBeGreaterThan(2);
    const { program, run } = prepare(text);
    const results = createMachine(program).run(run);
    expect(results.fault).toBeUndefined();
    const columns = head.map((name) => (name === "time" ? results.times : columnOf(name, program, results)));
    wanted.forEach((cells, row) => {
      cells.forEach((cell, column) => {
        expect(columns[column]![row], `${head[column]} at ${cells[0]}`).toBeCloseTo(cell, 9);
      });
    });
  });
});

describe("kernels give the bits of the interpreter, kept in locals and in memory, and going on from a snapshot", () => {
  test.each(cases)("$name", ({ text }) => {
    for (const form of ["locals", "memory"] as const) {
      const { program, run, facts } = prepare(text, form);
      const machine = createMachine(program);
      const whole = machine.run(run);
      const oracle = interpret(facts, run);
      expect(bitsOf(whole.rows)).toEqual(bitsOf(oracle.rows));
      const half = machine.run({ ...run, until: 2 });
      const rest = machine.run({ ...run, from: half.last });
      expect(bitsOf(rest.rows)).toEqual(bitsOf(whole.rows.subarray(whole.rows.length - rest.rows.length)));
    }
  });
});

test("what is in it changes by what flows in less what flows out, leak and overflow included", () => {
  for (const { text, name } of cases.filter((one) => !one.name.includes("function"))) {
    const { program, run, facts } = prepare(text);
    const results = createMachine(program).run(run);
    const { step } = program.time;
    for (const stock of facts.model.variables) {
      if (stock.kind !== "device" || !stock.streams || stock.dimensions.length > 0) continue;
      const content = columnOf(stock.name, program, results);
      const sum = (flows: readonly { readonly flow: { readonly name: string } }[], row: number) =>
        flows.reduce((total, { flow }) => total + columnOf(flow.name, program, results)[row]!, 0);
      for (let row = 0; row + 1 < content.length; row++) {
        const change = step * (sum(stock.streams.inflows, row) - sum(stock.streams.outflows, row));
        expect(content[row + 1]! - content[row]!, `${name}: ${stock.name} in row ${row}`).toBeCloseTo(
          change,
          9,
        );
      }
    }
  }
});

test("a case with a wrong number is noticed", () => {
  const { text } = cases.find(({ name }) => name === "conveyor fills")!;
  const { program, run } = prepare(text);
  expect(Array.from(columnOf("off", program, createMachine(program).run(run)))).not.toEqual([
    0, 0, 6, 6, 6, 6,
  ]);
});

test("a transit time that is none loses the number, and says where", () => {
  const { program, run } = prepare(
    "system c\ntime 0 to 3 by 1 year\nflow on = 1/year\nconveyor belt starts 1 in on out off transit 0 year\nflow off\n",
  );
  expect(createMachine(program).run(run).fault).toMatchObject({ variable: "belt", time: 0 });
});

function prepare(text: string, form?: "locals" | "memory") {
  const diagnostics: Diagnostic[] = [];
  const { model } = readHence(
    "case.hence",
    () => ({ text }),
    (diagnostic) => diagnostics.push(diagnostic),
  );
  const facts = checkModel(model, (diagnostic) => diagnostics.push(diagnostic));
  expect(
    diagnostics.filter(({ severity, code }) => severity === "error" && !code.startsWith("unit-")),
  ).toEqual([]);
  const program = compileModel(facts, form ? { form } : {});
  const run: Run = { program, inputs: noInputs, holds: new Map(), rows: "every step" };
  return { facts, program, run };
}

function columnOf(name: string, program: Program, results: Parameters<typeof seriesOf>[0]): Float64Array {
  const [, plain = name, label] = /^([^[]*)\[(.*)\]$/.exec(name) ?? [];
  const slot = program.slots.get(foldName(plain))!;
  const element = label === undefined ? 0 : slot.dimensions[0]!.elements.indexOf(label);
  return seriesOf(results, slot, element);
}

function bitsOf(numbers: Float64Array): readonly bigint[] {
  return Array.from(new BigInt64Array(numbers.slice().buffer));
}
