import { expect, test } from "vitest";
import { compileModel } from "../src/compile/compile.ts";
import { interpret } from "../src/compile/interpret/interpret.ts";
import { createMachine } from "../src/run/machine.ts";
import { noInputs, seriesOf } from "../src/run/program.ts";
import { checkText } from "./check.reading.ts";

/** Runs a text compiled and interpreted, which have to agree to the last bit. */
function run(text: string) {
  const { facts, diagnostics } = checkText(text);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const program = compileModel(facts);
  const question = { program, inputs: noInputs, holds: new Map(), rows: "saved" } as const;
  const results = createMachine(program).run(question);
  expect([...interpret(facts, question).rows]).toEqual([...results.rows]);
  return (name: string, element = 0) => [...seriesOf(results, program.slots.get(name)!, element)];
}

test("a circle is solved where simultaneous cuts it", () => {
  // The example of Vensim's manual, with a straight line for its quality: u = 0.9 (1.2 - 0.2 u), so u = 1.08 / 1.18.
  const of = run(`system calls
time 0 to 2 by 1 year
stock customers starts 90 in joining
flow joining = 10
aux phone_calls = customers * quality
aux quality = 1.2 - 0.2 * utilization
aux utilization = simultaneous(phone_calls / 100, 0.8)
`);
  const expected = [90, 100, 110].map((customers) => (customers * 1.2) / (100 + 0.2 * customers));
  of("utilization").forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 9);
  });
  of("phone_calls").forEach((value, i) => {
    expect(value).toBeCloseTo(100 * expected[i]!, 7);
  });
});

test("starting values may be solved", () => {
  const of = run(`system s
time 0 to 1 by 1 year
stock level starts twice
aux twice = x * x
aux x = simultaneous(2 / x * 0.5 + x * 0.5, 1)
`);
  expect(of("level")[0]).toBeCloseTo(2, 8);
});

test("elements are found at which all of an array are nought", () => {
  // x + y = 3 + time and x y = 2 + time: 1 and 2 + time.
  const of = run(`system s
time 0 to 2 by 1 year
dim unknown = first, second
aux x[unknown] = find_zero(1, z[unknown], 1, guess[unknown], 2, 0, 0.000001, 100, 1)
aux z[unknown]
  [first] = x[first] + x[second] - 3 - time
  [second] = x[first] * x[second] - 2 - time
const guess[unknown]
  [first] = 0.5
  [second] = 3
`);
  of("x", 0).forEach((value) => {
    expect(value).toBeCloseTo(1, 8);
  });
  of("x", 1).forEach((value, time) => {
    expect(value).toBeCloseTo(2 + time, 8);
  });
});

test("elements that are skipped stay at their start", () => {
  const of = run(`system s
time 0 to 1 by 1 year
dim good = numeraire, other
aux price[good] = find_zero(1, excess[good], 1, 1, 2, 1)
aux excess[good] = 2 * price[numeraire] - price[good] / 2
`);
  expect(of("price", 0)).toEqual([1, 1]);
  expect(of("price", 1)[0]).toBeCloseTo(4, 8);
});

test("what has no solution is no number", () => {
  const of = run("system s\ntime 0 to 1 by 1 year\naux x = simultaneous(x * x + 1, 1)\n");
  expect(of("x")).toEqual([Number.NaN, Number.NaN]);
});

test("a circle that nothing cuts is told as one, beside one that is solved", () => {
  const { diagnostics } = checkText(`system s
time 0 to 1 by 1 year
aux x = simultaneous(a, 1)
aux a = b + x
aux b = a
`);
  expect(diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual([
    "circle",
  ]);
});
