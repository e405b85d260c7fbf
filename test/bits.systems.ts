import { readdirSync } from "node:fs";
import { checkModel } from "../src/check/check.ts";
import type { Facts } from "../src/check/facts.ts";
import { openChecked } from "../src/cli/opening.ts";
import { createSimulator } from "../src/compile/simulator.ts";
import { functions } from "../src/functions/functions.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import { sha256 } from "../src/model/sha256.ts";
import { readHence } from "../src/read/hence.ts";
import { type Results, seriesOf } from "../src/run/program.ts";

/** Runs whose bits have to be the same on every engine: of the classics, the flagship, and all functions. */
export function* runsToCompare(): Generator<{ readonly name: string; readonly results: Results }> {
  yield* runsOf("every function", everyFunction());
  for (const file of readdirSync("systems/classics").filter((name) => name.endsWith(".hence"))) {
    yield* runsOf(file.replace(".hence", ""), openChecked(`systems/classics/${file}`).facts);
  }
  yield* runsOf("backlash", openChecked("systems/backlash").facts, ["rk4"]);
}

/** A hash of all numbers of a run, variable by variable in the order of their names. */
export function hashOf(results: Results): string {
  const slots = [...results.program.slots].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, slot]) => slot);
  const series = slots.flatMap((slot) =>
    Array.from({ length: slot.size }, (_, element) => seriesOf(results, slot, element)),
  );
  const all = new Float64Array(series.reduce((length, numbers) => length + numbers.length, 0));
  let at = 0;
  for (const numbers of series) {
    all.set(numbers, at);
    at += numbers.length;
  }
  return sha256(new Uint8Array(all.buffer));
}

function* runsOf(name: string, facts: Facts, scenarios: readonly string[] = []) {
  const simulator = createSimulator(facts, ({ message }) => {
    throw new Error(message);
  });
  if (!simulator) throw new Error(`${name} has errors.`);
  yield { name, results: simulator.run({ rows: "saved" }) };
  for (const scenario of scenarios) {
    yield { name: `${name} in ${scenario}`, results: simulator.run({ scenario, rows: "saved" }) };
  }
}

/** Every function, at a hundred places each. */
function everyFunction(): Facts {
  const calls = functions
    .filter(({ kind }) => kind === "pointwise" || kind === "algorithm" || kind === "random")
    .map(({ name, parameters }, number) => {
      const args = parameters.map((_, i) => `(${(i + 1) / 7} * time - ${i * 3})`);
      return `aux called_${number} = ${name}(${args.join(", ")})`;
    });
  const text = [
    "system every_function",
    "time -4.3 to 5.7 by 1/10 year",
    "graph bent (x) = (-3, 1) (-1, 4) (0.1, 0.3) (2, 5), extrapolate",
    "aux read = bent(time)",
    "aux raised = (time + 5) ^ (time / 3)",
    "aux forward = lookup_forward(bent, time)",
    "aux late = delay_fixed(time, 0.35, -9)",
    "aux before = previous(read, 0)",
    "aux smoothed = smooth3(read, 2)",
    "aux circling = simultaneous(2 / (circling + time + 6), 1)",
    "dim item = first, second, third",
    "aux items[item] = modulo(item * 7 * time, 5)",
    "aux places[item] = vector_sort_order(items[*], 1)",
    ...calls,
  ].join("\n");
  const { model } = readHence("every.hence", () => ({ text }), fail);
  return checkModel(model, fail);
}

function fail({ severity, code, message }: Diagnostic): void {
  if (severity === "error" && !code.startsWith("unit-")) throw new Error(message);
}
