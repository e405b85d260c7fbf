import { expect, test } from "vitest";
import { planArgument } from "../src/argument/plan.ts";
import { testArgument } from "../src/argument/test.ts";
import { anger, factsOf, simulatorOf } from "./argument.system.ts";

const argued = `${anger}
claim C1
  pressure raises anger after 4 years from 2012
  pressure raises marches after 8 years from 2012
  pressure raises anger after 4 years from 2014
claim C2
  weight raises anger after 4 years from 2012
  weight raises marches after 2 years from 2013
  weight raises marches after 2 years, moved by 5 %
claim C3
  base has less anger than strong at 2020
check K1
  change(anger @ 2020 in strong against calm_world) > 0 %
  heard @ 2012 in short > 0
  for each one in singles: anger @ 2020 in one > 0
scenario both
  weight = 0.6
  patience = 6
scenario singles
  each of both
`;

test("every different run is planned once, with what is to be kept of it", () => {
  const facts = factsOf(argued);
  const plan = planArgument(facts, simulatorOf(facts));
  expect(plan.runs.map(({ name, keeps }) => [name, keeps === "all" ? keeps : [...keeps].sort()])).toEqual([
    ["base", "all"],
    ["pressure moved by 10 % from 2012", ["anger", "marches", "pressure"]],
    ["pressure moved by 10 % from 2014", ["anger", "pressure"]],
    ["weight moved by 10 %", ["anger", "marches", "weight"]],
    ["weight moved by 5 %", ["marches", "weight"]],
    ["strong", ["anger"]],
    ["calm_world", ["anger"]],
    ["short", ["heard"]],
    ["singles.weight", ["anger"]],
    ["singles.patience", ["anger"]],
  ]);
});

test("progress is told behind every run, and what was stopped is untestable", () => {
  const facts = factsOf(argued);
  const told: string[] = [];
  const all = testArgument(facts, simulatorOf(facts), {
    watch: (done, runs) => {
      told.push(`${done}/${runs}`);
      return "go on";
    },
  });
  expect(told).toEqual(Array.from({ length: 10 }, (_, i) => `${i + 1}/10`));
  expect(all.runs).toBe(10);
  const stopped = testArgument(facts, simulatorOf(facts), {
    watch: (done) => (done < 3 ? "go on" : "stop"),
  });
  expect(stopped.runs).toBe(3);
  expect(stopped.claims.map(({ verdict }) => verdict)).toEqual(["holds", "untestable", "untestable"]);
  expect(stopped.checks[0]!.verdict).toBe("untestable");
});

test("verdicts are plain data: what is written as JSON is read back the same", () => {
  const facts = factsOf(argued);
  const verdicts = testArgument(facts, simulatorOf(facts));
  expect(JSON.parse(JSON.stringify(verdicts))).toEqual(verdicts);
});
