import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { checkModel } from "../src/check/check.ts";
import { createSimulator } from "../src/compile/simulator.ts";
import { readHence } from "../src/read/hence.ts";
import { type SampledInput, sampledInputs } from "../src/sample/inputs.ts";
import { chooseWorlds } from "../src/sample/sampling.ts";

/**
 * What the numbers of a world cost: those of the flagship, and a hundred in PERT's shape, by each sampler. Microseconds of
 * the processor's time, first of one world after another, then of worlds here and there. `node dist/bench/sampling.js`.
 */
const span = { source: "", from: 0, to: 0 };
const hundred = Array.from({ length: 100 }, (_, i): SampledInput => {
  const shape = { kind: "pert", low: 0, high: 1, declared: 0.05 + 0.009 * i } as const;
  return { key: `x${i}`, label: `x${i}`, offset: i, shape, span };
});
const runs = 2 ** 17;
const [worlds, rounds] = [512, 5];

console.log(`Node ${process.version}, load ${loadavg()[0]!.toFixed(2)}; microseconds a world of ${runs}:`);
console.log(`  ${"".padEnd(26)}${"random".padStart(16)}${"latin".padStart(16)}${"sobol".padStart(16)}`);
for (const [what, inputs] of [
  ["the flagship", flagshipInputs()],
  ["100 inputs, PERT", hundred],
] as const) {
  const costs = (["random", "latin", "sobol"] as const).map((sampler) => {
    const design = chooseWorlds(inputs, { sampler, runs, seed: 1 });
    const into = new Float64Array(inputs.length);
    const costOf = (stride: number): number => {
      let least = Number.POSITIVE_INFINITY;
      for (let round = 0; round < rounds; round++) {
        const before = process.cpuUsage().user;
        for (let i = 0; i < worlds; i++) design.world((round * worlds + i * stride) % runs, into);
        least = Math.min(least, (process.cpuUsage().user - before) / worlds);
      }
      return least;
    };
    return `${costOf(1).toFixed(0)} ${costOf(7919).toFixed(0).padStart(6)}`;
  });
  console.log(
    `  ${`${what} (${inputs.length})`.padEnd(26)}${costs.map((cost) => cost.padStart(16)).join("")}`,
  );
}

function flagshipInputs(): readonly SampledInput[] {
  const { model } = readHence(
    "systems/backlash/backlash.hence",
    (path) => ({ text: readFileSync(path, "utf8") }),
    () => undefined,
  );
  const facts = checkModel(model, () => undefined);
  const simulator = createSimulator(facts, () => undefined);
  if (!simulator) throw new Error("The flagship cannot be run.");
  return sampledInputs(facts.model, simulator.program);
}
