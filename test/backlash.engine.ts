import { checkModel } from "../src/check/check.ts";
import type { Facts } from "../src/check/facts.ts";
import { createSimulator } from "../src/compile/simulator.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import { foldName } from "../src/model/name.ts";
import type { Reading } from "../src/read/hence.ts";
import { noInputs, type Results } from "../src/run/program.ts";
import type { Simulator } from "../src/run/simulator.ts";

/** A system that can be run, with everything that checking said of it. */
export interface Prepared {
  readonly facts: Facts;
  readonly simulator: Simulator;
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks and compiles a reading of the flagship; throws if it cannot be run. */
export function prepare({ model }: Reading): Prepared {
  const diagnostics: Diagnostic[] = [];
  const facts = checkModel(model, (diagnostic) => diagnostics.push(diagnostic));
  const simulator = createSimulator(facts, (diagnostic) => diagnostics.push(diagnostic));
  if (!simulator) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return { facts, simulator, diagnostics };
}

/** A run in which every step is known; constants and levers take other values where given. */
export function runWith(
  simulator: Simulator,
  set: Readonly<Record<string, number>> = {},
  scenario?: string,
): Results {
  const numbers = new Map(Object.entries(set).map(([name, value]) => [foldName(name), value]));
  return simulator.run({
    rows: "every step",
    inputs: { ...noInputs, numbers },
    ...(scenario && { scenario }),
  });
}

/** The number of a variable at a time of a run. */
export function at({ program, time, times, rows }: Results, name: string, when: number): number {
  const slot = program.slots.get(foldName(name));
  const step = Math.round((when - time.start) / time.step);
  if (!slot || times[step] !== when) throw new Error(`‘${name}’ is not known at ${when}.`);
  return rows[step * program.width + slot.offset]!;
}

/** How far a number lies from the wanted one, as a share of that; from nought, the number itself. */
export function distance(value: number, wanted: number): number {
  return value === wanted ? 0 : Math.abs(value - wanted) / (wanted === 0 ? 1 : Math.abs(wanted));
}
