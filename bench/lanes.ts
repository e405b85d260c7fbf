import { loadavg } from "node:os";
import { lowerSystem, type System } from "../src/compile/compile.ts";
import { compileLanes } from "../src/compile/lanes/compile.ts";
import { createLaneMachine } from "../src/run/lanes.ts";
import { noInputs } from "../src/run/program.ts";
import { createWorldMachine, type WorldMachine } from "../src/run/worlds.ts";
import { compileWorlds, type Peer } from "./peer.ts";
import { type Measured, systemsToMeasure } from "./systems.ts";
import { median, timeOf } from "./timing.ts";

/**
 * What a world costs of many that run side by side, against the same equations in C++: one world at a time by `g++ -O2`,
 * and four or eight to a vector by `g++ -O3 -march=native`, whichever is faster, with our routines and choices: that is as
 * fast as this computer goes. Two stocks are kept of each,
 * up to twenty inputs sampled. Microseconds of the processor's time, medians of rounds in turn.
 */
const rounds = 15;
const millisecondsARound = 60;

/** How many worlds stand in a vector. */
const widths: ReadonlyMap<string, number> = new Map([
  ["plain", 1],
  ["native4", 4],
  ["native8", 8],
]);

console.log(`Node ${process.version}, load ${loadavg()[0]!.toFixed(2)}`);
console.log(
  "system             | µs: g++ -O2    native   one by one     lanes | g++ -O2/lanes  native/lanes  lanes",
);
const wanted = process.argv.slice(2);
for (const measured of systemsToMeasure()) {
  if (wanted.length === 0 || wanted.some((name) => measured.name.startsWith(name)))
    console.log(await measure(measured));
}

async function measure({ name, facts }: Measured): Promise<string> {
  const system = lowerSystem(facts);
  const { integrator } = facts.model.time;
  const { inputs, stocks } = system.kernel;
  const kept = [inputs, inputs + 1].slice(0, stocks);
  const sampled = system.expansion.inputs.map((_, offset) => offset).slice(0, 20);
  const lanes = compileLanes(system, { integrator, held: [], kept, sampled });
  if (!lanes) return `${name.padEnd(18)} | has no lanes`;
  const peers = {
    plain: compileWorlds(system, kept, sampled, 1, ["-O2"]),
    native4: compileWorlds(system, kept, sampled, 4, ["-O3", "-march=native"]),
    native8: compileWorlds(system, kept, sampled, 8, ["-O3", "-march=native"]),
  };
  const ours = {
    oneByOne: runner(system, createWorldMachine(lanes.program, kept, sampled), sampled),
    lanes: runner(system, createLaneMachine(lanes), sampled),
  };
  await checkSums(name, ours, peers);
  const times = new Map<string, number[]>();
  const add = (what: string, time: number) => times.set(what, [...(times.get(what) ?? []), time]);
  // An engine may take seconds to compile a long function as well as it can.
  for (const end = performance.now() + 3000; performance.now() < end; ours.oneByOne()) ours.lanes();
  const counts = new Map(Object.entries(ours).map(([what, run]) => [what, countFor(run)]));
  for (let round = 0; round < rounds; round++) {
    for (const [what, peer] of Object.entries(peers)) {
      const width = widths.get(what)!;
      if (peer)
        add(what, (await peer.run(countOfPeer(times.get(what)?.at(-1), width))).nanoseconds / 1000 / width);
    }
    for (const [what, run] of Object.entries(ours)) {
      const side = what === "lanes" ? lanes.lanes : 1;
      add(what, (1000 * timeOf(run, counts.get(what)!)) / side);
    }
  }
  for (const peer of Object.values(peers)) peer?.close();
  times.set("native", [Math.min(median(times.get("native4") ?? []), median(times.get("native8") ?? []))]);
  const of = (what: string): number => median(times.get(what) ?? []);
  const cell = (value: number, width: number): string =>
    (Number.isNaN(value) ? "no g++" : value.toFixed(2)).padStart(width);
  return [
    `${name.padEnd(18)} |${cell(of("plain"), 13)}${cell(of("native"), 10)}${cell(of("oneByOne"), 13)}${cell(of("lanes"), 10)} |`,
    `${cell(of("plain") / of("lanes"), 13)}${cell(of("native") / of("lanes"), 14)}${String(lanes.lanes).padStart(7)}`,
  ].join("");
}

/** One call runs as many worlds as stand side by side; gives what the last one kept, added up. */
function runner(
  { time, expansion }: System,
  machine: WorldMachine,
  sampled: readonly number[],
): () => number {
  const every = Math.round(time.saveEvery / time.step);
  const worlds = Array.from({ length: machine.lanes }, (_, number) => ({
    number,
    numbers: Float64Array.from(sampled, (offset) => expansion.inputs[offset]! * (1 + 0.01 * number)),
  }));
  return () => {
    const { kept } = machine.run({ worlds, inputs: noInputs, every });
    let sum = 0;
    for (let i = machine.lanes - 1; i < kept.length; i += machine.lanes) sum += kept[i]!;
    return sum;
  };
}

/** The worlds that come last in a vector are number 7 of C++'s, and that of the last lane of ours. */
async function checkSums(
  name: string,
  ours: Readonly<Record<string, () => number>>,
  peers: Readonly<Record<string, Peer | undefined>>,
): Promise<void> {
  const one = ours.oneByOne!();
  const plain = await peers.plain?.run(1);
  if (plain && !(Math.abs(one - plain.sum) <= 1e-6 * Math.abs(one)))
    throw new Error(`${name}: C++ gives ${plain.sum}, and not ${one}.`);
  const native = await peers.native8?.run(1);
  const seventh = (await peers.plain?.run(7))?.sum;
  if (native && seventh !== undefined && !(Math.abs(native.sum - seventh) <= 1e-6 * Math.abs(seventh)))
    throw new Error(`${name}: vectors give ${native.sum}, and not ${seventh}.`);
}

function countFor(run: () => void): number {
  return Math.max(1, Math.round(millisecondsARound / timeOf(run, 20)));
}

function countOfPeer(microseconds: number | undefined, width: number): number {
  return microseconds === undefined
    ? 8
    : Math.max(8, Math.round((1000 * millisecondsARound) / (microseconds * width)));
}
