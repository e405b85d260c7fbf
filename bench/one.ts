import { openSystem } from "../src/cli/opening.ts";
import { checkModel } from "../src/check/check.ts";
import { compileVariant, lowerSystem } from "../src/compile/compile.ts";
import { courseOf, rowsOf } from "../src/run/course.ts";
import { createMachine } from "../src/run/machine.ts";
import { MachineMemory } from "../src/run/memory.ts";
import { noInputs, type Run } from "../src/run/program.ts";
import { compilePeer } from "./peer.ts";
const [path = "", every = "saved", form] = process.argv.slice(2);
const facts = checkModel(openSystem(path).model, () => {});
const system = lowerSystem(facts);
const { integrator } = facts.model.time;
const program = compileVariant(system, { integrator, held: [], ...(form && { form: form as "locals" }) });
if (process.env.DUMP) (await import("node:fs")).writeFileSync(process.env.DUMP, program.bytes);
const machine = createMachine(program);
const time = { ...program.time, ...(every === "few" && { saveEvery: program.time.stop - program.time.start }) };
const run: Run = { program, inputs: noInputs, holds: new Map(), rows: "saved", time };
const instance = new WebAssembly.Instance(new WebAssembly.Module(program.bytes));
const kernel = instance.exports as any;
const memory = new MachineMemory(program, kernel.memory);
const course = courseOf(run);
const address = memory.prepare(run, course, 8 * program.width * (rowsOf(course) + 1));
const runKernel = () => { memory.writeRowsTo(address); kernel.start(); kernel.settle(); kernel.run(course.from, course.until, course.every, 1); };
let peer: ReturnType<typeof compilePeer>;
try { peer = compilePeer(system); } catch (e) { console.log(String(e).slice(0, 200)); }
const timeOf = (work: () => void, count: number) => { const b = process.cpuUsage(); for (let i = 0; i < count; i++) work(); const { user, system } = process.cpuUsage(b); return (user + system) / count; };
const warm = performance.now() + 3000;
while (performance.now() < warm) { runKernel(); machine.run(run); }
const n = Math.max(1, Math.round(50000 / timeOf(runKernel, 5)));
const med = (x: number[]) => x.sort((a, b) => a - b)[x.length >> 1]!.toFixed(1);
const c: number[] = [], k: number[] = [], r: number[] = [];
for (let i = 0; i < 9; i++) { if (peer) c.push((await peer.run(n)).nanoseconds / 1000); k.push(timeOf(runKernel, n)); r.push(timeOf(() => machine.run(run), n)); }
peer?.close();
console.log(`µs: C ${peer ? med(c) : "-"} kernel ${med(k)} run ${med(r)}  (n ${n}, bytes ${program.bytes.length})`);
