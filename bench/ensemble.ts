import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { askedOf } from "../src/argument/outcomes.ts";
import { quantityOf } from "../src/argument/quantity.ts";
import { checkModel } from "../src/check/check.ts";
import { createSimulator } from "../src/compile/simulator.ts";
import { readHence } from "../src/read/hence.ts";
import type { WorldsQuestion } from "../src/run/worlds.ts";
import { sampledInputs } from "../src/sample/inputs.ts";
import { chooseWorlds } from "../src/sample/sampling.ts";
import { createEnsemble } from "../src/study/ensemble.ts";
import { Tally } from "../src/study/tally.ts";

/**
 * What a world of the flagship costs in an ensemble with its history, in one thread: choosing its numbers, running it as
 * far as its past lets it, judging and reading it, counting it. Milliseconds of the processor's time, and what a million
 * take of each. `node dist/bench/ensemble.js [WORLDS]`.
 */
const [worlds = 8192] = process.argv.slice(2).map(Number);

const { model } = readHence(
  "systems/backlash/backlash.hence",
  (path) => ({ text: readFileSync(path, "utf8") }),
  () => undefined,
);
const facts = checkModel(model, () => undefined);
const simulator = createSimulator(facts, () => undefined);
if (!simulator) throw new Error("The flagship cannot be run.");
const prepared = simulator.prepare({});
const design = chooseWorlds(sampledInputs(model, simulator.program), {
  sampler: "random",
  runs: worlds,
  seed: 0,
});
const bands = facts.model.history.flatMap(({ id, bands: own }) =>
  own.map((band) => ({ ...band, id, label: id, quantity: quantityOf(band.quantity, facts)! })),
);
const outcomes = askedOf(facts, () => "?").map((one) => ({ ...one, time: prepared.time.stop }));

let inKernel = 0;
let inSampling = 0;
let lanes = 1;
const ensemble = createEnsemble({
  prepared: {
    ...prepared,
    worldMachine(kept, sampled) {
      const machine = prepared.worldMachine(kept, sampled);
      lanes = machine.lanes;
      return {
        lanes,
        run(question: WorldsQuestion) {
          const before = performance.now();
          const results = machine.run(question);
          inKernel += performance.now() - before;
          return results;
        },
      };
    },
  },
  design: {
    ...design,
    world(row, into) {
      const before = performance.now();
      design.world(row, into);
      inSampling += performance.now() - before;
    },
  },
  outcomes,
  bands,
  fans: [],
});

const warm = new Tally(ensemble);
for (let chunk = 0; chunk < Math.min(4, ensemble.chunks); chunk++) warm.add(ensemble.run(chunk));
[inKernel, inSampling] = [0, 0];
const tally = new Tally(ensemble);
let inStatistics = 0;
const cpu = process.cpuUsage();
const began = performance.now();
for (let chunk = 0; chunk < ensemble.chunks; chunk++) {
  const results = ensemble.run(chunk);
  const [before, sampled] = [performance.now(), inSampling];
  tally.add(results);
  inStatistics += performance.now() - before - (inSampling - sampled);
}
const wall = performance.now() - began;
const { user, system } = process.cpuUsage(cpu);
// Neighbours on the machine slow all parts down alike.
const scale = (user + system) / 1000 / wall;

console.log(`Node ${process.version}, load ${loadavg()[0]!.toFixed(2)}, ${lanes} lanes`);
console.log(`${worlds} worlds of the flagship, ${tally.kept} kept; microseconds a world, seconds a million:`);
const rest = wall - inKernel - inSampling - inStatistics;
for (const [what, milliseconds] of Object.entries({
  kernel: inKernel,
  sampling: inSampling,
  statistics: inStatistics,
  "judging, reading": rest,
  all: wall,
})) {
  const each = (1000 * scale * milliseconds) / worlds;
  console.log(`  ${what.padEnd(18)}${each.toFixed(1).padStart(9)}${each.toFixed(0).padStart(8)}`);
}
