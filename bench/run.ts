import { execFileSync } from "node:child_process";
import { loadavg } from "node:os";
import { compileVariant, lowerSystem, type System } from "../src/compile/compile.ts";
import { createMachine } from "../src/run/machine.ts";
import { noInputs, type Run, stepsOf } from "../src/run/program.ts";
import { compilePeer } from "./peer.ts";
import { flagship, type Measured, systemsToMeasure } from "./systems.ts";

/**
 * Microseconds a run and nanoseconds an equation, through `machine.run` with all its copying, against the same equations
 * in C, in turn; then the time from text to first result. Medians of the rounds.
 */
const rounds = 15;
const millisecondsARound = 60;

console.log(`Node ${process.version}, load ${loadavg()[0]!.toFixed(2)}`);
console.log("system            steps  equations   µs a run  ns an equation   gcc -O2 µs   speed against gcc");
for (const measured of systemsToMeasure()) console.log(await measure(measured));
console.log(
  execFileSync(process.execPath, [new URL("latency.js", import.meta.url).pathname, flagship], {
    encoding: "utf8",
  }),
);

async function measure({ name, facts }: Measured): Promise<string> {
  const system = lowerSystem(facts);
  const { integrator } = facts.model.time;
  const program = compileVariant(system, { integrator, held: [] });
  const machine = createMachine(program);
  const run: Run = { program, inputs: noInputs, holds: new Map(), rows: "saved" };
  const peer = compilePeer(system);

  const { rows } = machine.run(run);
  if (peer) checkSum(name, rows, (await peer.run(1)).sum);
  for (const end = performance.now() + 500; performance.now() < end; ) machine.run(run);
  const ours: number[] = [];
  const theirs: number[] = [];
  const count = Math.max(1, Math.round(millisecondsARound / timeOf(() => machine.run(run), 20)));
  for (let round = 0; round < rounds; round++) {
    ours.push(1000 * timeOf(() => machine.run(run), count));
    if (peer) theirs.push((await peer.run(count)).nanoseconds / 1000);
  }
  peer?.close();

  const steps = stepsOf(program.time);
  const evaluations = steps * equationsIn(system) * (integrator === "rk4" ? 4 : 1);
  const [our, their] = [median(ours), median(theirs)];
  return [
    name.padEnd(16),
    String(steps).padStart(7),
    String(equationsIn(system)).padStart(10),
    our.toFixed(2).padStart(11),
    ((1000 * our) / evaluations).toFixed(2).padStart(15),
    peer ? their.toFixed(2).padStart(12) : "no gcc".padStart(12),
    peer ? (their / our).toFixed(2).padStart(19) : "",
  ].join(" ");
}

/** Computed variables and net rates, by element. */
function equationsIn({ kernel }: System): number {
  return kernel.active.length + kernel.nets.length;
}

/** Milliseconds of the processor's time a call: neighbours on the machine do not count. */
function timeOf(work: () => void, count: number): number {
  const before = process.cpuUsage();
  for (let i = 0; i < count; i++) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / count;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}

function checkSum(name: string, rows: Float64Array, sum: number): void {
  const ours = rows.reduce((total, number) => total + number, 0);
  if (!(Math.abs(ours - sum) <= 1e-6 * Math.abs(ours)))
    throw new Error(`${name}: C gives ${sum}, and not ${ours}.`);
}
