import { expect, test } from "vitest";
import { createSimulator } from "../src/compile/simulator.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import { seriesOf } from "../src/run/program.ts";
import { writeHence } from "../src/write/text/model.ts";
import { checkText } from "./check.reading.ts";

const pond = `
system pond
time 0 to 4 by 1 year
dim side = left, right
stock water : 1 starts 10 in rain out loss
flow  rain : 1/year = 2/year * factor
flow  loss : 1/year = water * 0.1/year
const factor = 1
const weight[side] = 1
aux   level[side] = weight[side] * water

scenario dry
  water is 0 from 2
scenario wet on dry
  factor is 3
  water is water + 5 from 3
scenario tilted
  weight[left] is weight[left] + 1 from 1.5
scenario stopped
  rain is -rain
`;

function runPond(scenario: string): (name: string, element?: number) => readonly number[] {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => diagnostics.push(diagnostic);
  const { facts, diagnostics: told } = checkText(pond);
  diagnostics.push(...told);
  const simulator = createSimulator(facts, report);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const results = simulator!.run({ scenario, rows: "saved" });
  return (name, element = 0) => Array.from(seriesOf(results, results.program.slots.get(name)!, element));
}

test("a stock that is forced is so to all who read it, and goes on by its flows under another name", () => {
  const dry = runPond("dry");
  expect(dry("water")).toEqual([10, 11, 0, 0, 0]);
  expect(dry("level")).toEqual([10, 11, 0, 0, 0]);
  // 11 + 2 - 1.1, and from then on nothing is lost.
  expect(dry("water_unforced").map((water) => Math.round(water * 10) / 10)).toEqual([
    10, 11, 11.9, 13.9, 15.9,
  ]);
});

test("in what a scenario says the variable’s own name means what its equation gives", () => {
  expect(runPond("stopped")("rain")).toEqual([-2, -2, -2, -2, -2]);
});

test("of what a scenario builds on, the last word about a variable counts", () => {
  const wet = runPond("wet");
  expect(wet("rain")).toEqual([6, 6, 6, 6, 6]);
  expect(wet("water")[0]).toBe(10);
  expect(wet("water")[3]).toBe(wet("water_unforced")[3]! + 5);
});

test("one element may be forced, and the time need not be on a step", () => {
  const tilted = runPond("tilted");
  expect(tilted("weight")).toEqual([1, 1, 2, 2, 2]);
  expect(tilted("weight", 1)).toEqual([1, 1, 1, 1, 1]);
});

test("the base run is not touched", () => {
  expect(runPond("base")("water")[1]).toBe(11);
});

test("what is forced is written back as it is read", () => {
  const { facts } = checkText(pond);
  const { text } = writeHence(facts.model);
  expect(text).toContain("  water is 0 from 2\n");
  expect(text).toContain("  weight[left] is weight[left] + 1 from 1.5\n");
});

test("units that what is forced does not fit are no fault of the model", () => {
  const { facts } = checkText(pond.replace("rain is -rain", "rain is -rain * exp(time - 1)"));
  const told: Diagnostic[] = [];
  const simulator = createSimulator(facts, (diagnostic) => told.push(diagnostic));
  expect(told).toEqual([]);
  expect(() => simulator!.run({ scenario: "stopped", rows: "saved" })).not.toThrow();
});
