/// <reference path="../src/run/webassembly.d.ts" />
import { execFileSync } from "node:child_process";
import { loadavg } from "node:os";
import { compileVariant, lowerSystem, type System } from "../src/compile/compile.ts";
import { courseOf, rowsOf } from "../src/run/course.ts";
import { createMachine } from "../src/run/machine.ts";
import { MachineMemory } from "../src/run/memory.ts";
import { noInputs, type Program, type Run, stepsOf } from "../src/run/program.ts";
import { compilePeer } from "./peer.ts";
import { type Measured, systemsToMeasure, textsToMeasure } from "./systems.ts";
import { median, timeOf } from "./timing.ts";

/**
 * How long a run takes against the same equations in C, made in turn on the same machine: the kernel alone, which leaves
 * its rows in memory as the C does, `machine.run`, which hands over copies, and the same where six variables are saved. Then the time from text to first result,
 * each in a process of its own. Medians of the rounds; time of the processor, where runs are measured.
 */
const rounds = 15;
const millisecondsARound = 60;
const processes = 7;

console.log(`Node ${process.version}, load ${loadavg()[0]!.toFixed(2)}`);
console.log(
  "system            steps  equations | µs: C (gcc -O2)   kernel      run      six | C/kernel  C/run  C/six | ns an equation",
);
for (const measured of systemsToMeasure()) console.log(await measure(measured));
for (const [name, path] of textsToMeasure()) {
  const latencies = Array.from({ length: processes }, () => latencyOf(path));
  console.log(`${name}, medians of ${processes} processes, ms:`);
  for (const [what, first] of Object.entries(latencies[0]!)) {
    const all = latencies.map((latency) => latency[what] ?? first);
    console.log(`  ${what.padEnd(52)}${median(all).toFixed(1).padStart(7)}`);
  }
}

function latencyOf(path: string): Readonly<Record<string, number>> {
  const script = new URL("latency.js", import.meta.url).pathname;
  return JSON.parse(execFileSync(process.execPath, [script, path], { encoding: "utf8" }));
}

async function measure({ name, facts }: Measured): Promise<string> {
  const system = lowerSystem(facts);
  const { integrator } = facts.model.time;
  const program = compileVariant(system, { integrator, held: [] });
  const machine = createMachine(program);
  const run: Run = { program, inputs: noInputs, holds: new Map(), rows: "saved" };
  const six = { ...run, save: someVariables(program) };
  const runKernel = kernelOf(run);
  const peer = compilePeer(system);
  if (peer) checkSum(name, machine.run(run).rows, (await peer.run(1)).sum);
  for (const end = performance.now() + 1000; performance.now() < end; machine.run(run)) runKernel();

  const times = { c: [] as number[], kernel: [] as number[], run: [] as number[], six: [] as number[] };
  const count = Math.max(1, Math.round(millisecondsARound / timeOf(runKernel, 20)));
  for (let round = 0; round < rounds; round++) {
    if (peer) times.c.push((await peer.run(count)).nanoseconds / 1000);
    times.kernel.push(1000 * timeOf(runKernel, count));
    times.run.push(1000 * timeOf(() => machine.run(run), count));
    times.six.push(1000 * timeOf(() => machine.run(six), count));
  }
  peer?.close();

  const steps = stepsOf(program.time);
  const evaluations = steps * equationsIn(system) * (integrator === "rk4" ? 4 : 1);
  const [c, kernel, all] = [median(times.c), median(times.kernel), median(times.run)];
  const some = median(times.six);
  const cell = (value: number, width: number): string =>
    (Number.isNaN(value) ? "no gcc" : value.toFixed(2)).padStart(width);
  return [
    `${name.padEnd(16)} ${String(steps).padStart(6)} ${String(equationsIn(system)).padStart(10)} |`,
    `${cell(c, 15)} ${cell(kernel, 8)} ${cell(all, 8)} ${cell(some, 8)} |${cell(c / kernel, 9)} ${cell(c / all, 6)} ${cell(c / some, 6)} |`,
    cell((1000 * kernel) / evaluations, 10),
  ].join(" ");
}

/** Six variables, as many as people look at. */
function someVariables({ slots }: Program): readonly string[] {
  const shown = [...slots].filter(([, { size, hidden, role }]) => size === 1 && !hidden && role !== "input");
  return shown.slice(0, 6).map(([name]) => name);
}

/** A run by the kernel alone. */
function kernelOf(run: Run): () => void {
  const { program } = run;
  const instance = new WebAssembly.Instance(new WebAssembly.Module(program.bytes));
  // What a program exports is declared at `Layout`.
  const kernel = instance.exports as unknown as {
    readonly memory: WebAssembly.Memory;
    start(): void;
    run(from: number, to: number, every: number, closing: number): void;
  };
  const memory = new MachineMemory(program, kernel.memory);
  const course = courseOf(run);
  const address = memory.prepare(run, course, 8 * program.width * (rowsOf(course) + 1));
  return () => {
    memory.writeRowsTo(address);
    kernel.start();
    kernel.run(course.from, course.until, course.every, 1);
  };
}

/** Computed variables and net rates, by element. */
function equationsIn({ kernel }: System): number {
  return kernel.active.length + kernel.nets.length;
}

function checkSum(name: string, rows: Float64Array, sum: number): void {
  const ours = rows.reduce((total, number) => total + number, 0);
  if (!(Math.abs(ours - sum) <= 1e-6 * Math.abs(ours)))
    throw new Error(`${name}: C gives ${sum}, and not ${ours}.`);
}
