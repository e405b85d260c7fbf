import { expect } from "vitest";
import { checkModel } from "../src/check/check.ts";
import { createSimulator } from "../src/compile/simulator.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import { readVensim } from "../src/read/vensim/vensim.ts";
import { seriesOf } from "../src/run/program.ts";

const control = `INITIAL TIME = 0 ~~|
FINAL TIME = 4 ~~|
TIME STEP = 1 ~~|
SAVEPER = TIME STEP ~~|
`;

/** The values of all elements of a variable at a step. */
export function valuesOf(text: string, name: string, step = 0): readonly number[] {
  const errors: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => {
    if (diagnostic.severity === "error") errors.push(diagnostic);
  };
  const source = `{UTF-8}\n${text}\n${control}`;
  const { model } = readVensim("case.mdl", () => ({ text: source }), report);
  const facts = checkModel(model, report);
  expect(errors).toEqual([]);
  const results = createSimulator(facts, report)!.run({ rows: "every step" });
  const slot = results.program.slots.get(name)!;
  return Array.from({ length: slot.size }, (_, element) => seriesOf(results, slot, element)[step]!);
}
