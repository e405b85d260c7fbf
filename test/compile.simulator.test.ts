import { expect, test } from "vitest";
import { createSimulator } from "../src/compile/simulator.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import { noInputs, type Results, seriesOf } from "../src/run/program.ts";
import type { Question, Simulator } from "../src/run/simulator.ts";
import { checkText } from "./check.reading.ts";

const village = `
system village
time 0 to 4 by 1/2 year
dim side = left, right
stock people starts first_people in births
const first_people = 100
const rate = 0.1
const weight[side] = 1
lever lev_help = 0
input outside = if time < 2 then 1 else 2
graph harvest (time) = (0, 0) (4, 8)
graph effect (x) = (0, 0) (10, 10)
data rain = (0, 5) (2, 6), hold backward
flow births = rate * people * (1 + lev_help)
aux eaten[side] = weight[side] * harvest
aux wet = effect(rain) + outside

scenario strong "All of it"
  rate = 0.2
  lev_help = 1
scenario strong_start on strong
  people starts 7
  rate = 1/4
scenario left_only
  weight[left] = 3
scenario whole
  weight = 5
scenario points
  graph harvest = (0, 1) (4, 1)
  graph effect = (0, 1) (1, 2), extrapolate
  data rain = (1, 3) (3, 9)
scenario finer
  time 1 to 3 by 1/4 year, rk4, save every 1
scenario longer on finer
  time to 5
scenario open
  outside = 9
scenario singles
  each of strong
scenario shared on strong_start
  each of left_only
`;

function simulatorOf(text: string): Simulator {
  const { facts, diagnostics } = checkText(text);
  expect(
    diagnostics.filter(({ severity, code }) => severity === "error" && !code.startsWith("unit")),
  ).toEqual([]);
  return createSimulator(facts, (diagnostic) => expect(diagnostic).toBeUndefined())!;
}

const simulator = simulatorOf(village);

function ask(scenario?: string, question: Partial<Question> = {}): Results {
  return simulator.run({ ...(scenario && { scenario }), rows: "saved", ...question });
}

function valuesOf(results: Results, name: string, element = 0): readonly number[] {
  return [...seriesOf(results, results.program.slots.get(name)!, element)];
}

test("the base run is that of the text", () => {
  const results = ask();
  expect([...results.times]).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4]);
  expect(valuesOf(results, "people")[1]).toBeCloseTo(105, 12);
  expect(valuesOf(results, "wet")).toEqual([6, 6, 6, 6, 8, 8, 8, 8, 8]);
  expect(ask("base")).toEqual(results);
});

test("the order of the row is inputs, stocks, then what is computed; that of the names is the text's", () => {
  const { slots, tableSlots, inputs } = simulator.program;
  expect([...slots.keys()]).toEqual([
    ...["people", "first_people", "rate", "weight", "lev_help", "outside"],
    ...["harvest", "rain", "births", "eaten", "wet"],
  ]);
  expect([...tableSlots.keys()]).toEqual(["harvest", "effect", "rain"]);
  expect(inputs).toEqual([100, 0.1, 1, 1, 0]);
  expect(slots.get("people")).toMatchObject({ role: "stock", offset: 5 });
  expect(slots.get("weight")).toMatchObject({
    role: "input",
    size: 2,
    dimensions: [{ elements: ["left", "right"] }],
  });
});

test("a scenario sets numbers, and builds on another", () => {
  const results = ask("strong_start");
  expect(valuesOf(results, "rate")[0]).toBe(0.25);
  expect(valuesOf(results, "lev_help")[0]).toBe(1);
  expect(valuesOf(results, "people")[0]).toBe(7);
});

test("a scenario sets one element, or all", () => {
  expect([valuesOf(ask("left_only"), "eaten", 0)[8], valuesOf(ask("left_only"), "eaten", 1)[8]]).toEqual([
    24, 8,
  ]);
  expect([valuesOf(ask("whole"), "eaten", 0)[8], valuesOf(ask("whole"), "eaten", 1)[8]]).toEqual([40, 40]);
});

test("a scenario gives graphs and data other points; data are read as declared", () => {
  const results = ask("points");
  expect(valuesOf(results, "harvest")).toEqual(new Array(9).fill(1));
  expect(valuesOf(results, "rain")).toEqual([3, 3, 3, 3, 3, 3, 9, 9, 9]);
  expect(valuesOf(results, "wet")[8]).toBe(1 + 9 + 2);
});

test("a scenario changes parts of the time axis and the method", () => {
  const { time, times, program } = ask("longer");
  expect(time).toEqual({ start: 1, stop: 5, step: 0.25, saveEvery: 1 });
  expect([...times]).toEqual([1, 2, 3, 4, 5]);
  expect(program.integrator).toBe("rk4");
  expect(program.id).not.toBe(simulator.program.id);
});

test("an input that has an equation is set by holding it", () => {
  expect(valuesOf(ask("open"), "outside")).toEqual(new Array(9).fill(9));
  const numbers = new Map([["outside", 4]]);
  expect(valuesOf(ask("open", { inputs: { ...noInputs, numbers } }), "outside")[3]).toBe(4);
});

test("a family has a scenario for each setting of another, on what the family builds on", () => {
  expect(simulator.membersOf("singles")).toEqual(["singles.rate", "singles.lev_help"]);
  expect(simulator.membersOf("shared")).toEqual(["shared.weight[left]"]);
  expect(simulator.membersOf("strong")).toEqual([]);
  expect(simulator.scenarios).toContain("singles.rate");
  expect(simulator.scenarios).not.toContain("singles");
  const alone = ask("singles.lev_help");
  expect([valuesOf(alone, "rate")[0], valuesOf(alone, "lev_help")[0]]).toEqual([0.1, 1]);
  const shared = ask("shared.weight[left]");
  expect([valuesOf(shared, "people")[0], valuesOf(shared, "weight")[0]]).toEqual([7, 3]);
});

test("changes of a question lie on top of those of its scenario", () => {
  const numbers = new Map([
    ["rate", 0.5],
    ["weight[right]", 2],
  ]);
  const results = ask("strong", { inputs: { ...noInputs, numbers } });
  expect([valuesOf(results, "rate")[0], valuesOf(results, "lev_help")[0]]).toEqual([0.5, 1]);
  expect([valuesOf(results, "weight")[0], valuesOf(results, "weight", 1)[0]]).toEqual([1, 2]);
});

test("a program is compiled once for each method and set of held variables", () => {
  const holds = new Map([["births", { fromStep: 0, path: new Float64Array(9).fill(2) }]]);
  const held = ask(undefined, { holds });
  expect(valuesOf(held, "people")[8]).toBe(108);
  expect(ask(undefined, { holds }).program).toBe(held.program);
  expect(ask("strong").program).toBe(simulator.program);
  expect(held.program.id).not.toBe(simulator.program.id);
});

test("the identity of a program depends on all that decides its results, and on nothing else", () => {
  const { id } = simulator.program;
  expect(simulatorOf(`${village}\n# a remark`).program.id).toBe(id);
  expect(simulatorOf(village.replace("rate * people", "people * rate")).program.id).not.toBe(id);
  expect(simulatorOf(village.replace("const rate = 0.1", "const rate = 0.11")).program.id).not.toBe(id);
  expect(simulatorOf(village.replace("(4, 8)", "(4, 9)")).program.id).not.toBe(id);
});

test("what is not there is refused", () => {
  expect(() => ask("nowhere")).toThrow("‘nowhere’");
  const numbers = new Map([["births", 1]]);
  expect(() => ask(undefined, { inputs: { ...noInputs, numbers } })).toThrow("‘births’");
  const holds = new Map([["effect", { fromStep: 0, path: new Float64Array(9) }]]);
  expect(() => ask(undefined, { holds })).toThrow("‘effect’");
});

test("rows that do not fit in memory are reported", () => {
  const reported: Diagnostic[] = [];
  const { facts } = checkText(
    "system big\ntime 0 to 50000000 by 1 year\ndim many = 1..20\naux x[many] = many",
  );
  expect(createSimulator(facts, (diagnostic) => reported.push(diagnostic))).toBeUndefined();
  expect(reported.map(({ code }) => code)).toEqual(["too-many-numbers"]);
});

test("a stock that is never below zero gives what it has, first to the first of its outflows", () => {
  const { program, run } = simulatorOf(`
system pot
time 0 to 2 by 1 year
stock upper starts 10 out half * spill, drip never below zero
stock lower starts 0 in half * spill out leak never below zero
stock floor starts 0 in leak
const half = 0.5
flow spill = 16
flow drip = 5
flow leak = 100
`);
  const { rows } = run({ rows: "saved" });
  const row = (name: string, at: number): number =>
    rows[at * program.width + program.slots.get(name)!.offset]!;
  expect([row("spill", 0), row("drip", 0), row("leak", 0)]).toEqual([16, 2, 8]);
  expect([row("upper", 1), row("lower", 1), row("floor", 1)]).toEqual([0, 0, 8]);
  expect([row("spill", 1), row("drip", 1), row("leak", 1)]).toEqual([0, 0, 0]);
});

test("what moves once in a step does so in scenarios that ask for another method, too", () => {
  const { facts } = checkText(`system belt
time 0 to 3 by 1 year
flow on = 1
conveyor belt starts 1 in on out off transit 2
flow off
scenario other
  time rk4
`);
  const simulator = createSimulator(facts, () => {})!;
  const { program, rows } = simulator.run({ scenario: "other", rows: "saved" });
  expect(program.integrator).toBe("euler");
  expect([...rows]).toEqual([...simulator.run({ rows: "saved" }).rows]);
});
