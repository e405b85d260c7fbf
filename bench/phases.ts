import { readFileSync } from "node:fs";

/** Where the time goes from the text of a model to its first result, in a process of its own; then what a run takes. */
const { openSystem } = await import("../src/cli/opening.ts");
const { checkModel } = await import("../src/check/check.ts");
const { flattenModel } = await import("../src/flatten/flatten.ts");
const { withControls } = await import("../src/check/controls.ts");
const { resolveNames } = await import("../src/check/names/names.ts");
const { resolveShapes } = await import("../src/check/shapes/shapes.ts");
const { orderEquations } = await import("../src/check/order.ts");
const { checkUnits } = await import("../src/check/units/units.ts");
const { adviseOn } = await import("../src/check/advice.ts");
const { causalLinks } = await import("../src/check/links.ts");
const { expandVariables } = await import("../src/compile/expand.ts");
const { lowerModel } = await import("../src/compile/lower.ts");
const { compileVariant, lowerSystem } = await import("../src/compile/compile.ts");
const { hoistInvariants } = await import("../src/compile/hoist.ts");
const { createMachine } = await import("../src/run/machine.ts");
const { noInputs } = await import("../src/run/program.ts");

const [path = "", mode = "phases"] = process.argv.slice(2);
const nothing = () => {};
function cpu(): number {
  return Number(readFileSync("/proc/self/schedstat", "utf8").split(" ")[0]) / 1e6;
}
const phases: [string, number][] = [];
let last = cpu();
const begin = last;
const phase = (name: string): void => {
  const now = cpu();
  phases.push([name, now - last]);
  last = now;
};

const opened = openSystem(path);
phase("read");
let facts: ReturnType<typeof checkModel>;
if (mode === "phases") {
  const model = withControls(flattenModel(opened.model, nothing));
  phase("flatten");
  const names = resolveNames(model, nothing);
  phase("names");
  const shapes = resolveShapes(names, nothing);
  phase("shapes");
  const order = orderEquations(shapes, shapes.partOf, nothing);
  phase("order");
  const units = checkUnits(shapes, shapes.partOf, nothing);
  phase("units");
  const links = causalLinks(names);
  phase("links");
  facts = { model, names, shapes, partOf: shapes.partOf, units, order, links, runnable: true };
  adviseOn(facts, nothing);
  phase("advice");
} else {
  facts = checkModel(opened.model, ({ severity, message }) => {
    if (severity === "error") console.log(message);
  });
  phase("check");
}
const expansion = expandVariables(facts);
phase("expand");
const kernel = lowerModel(facts, expansion);
phase("lower");
const { start, stop, step, saveEvery } = facts.model.time;
const system = { facts, expansion, kernel, time: { start, stop, step, saveEvery } };
const { integrator } = facts.model.time;
const program = compileVariant(system, { integrator, held: [] });
phase("hoist and emit");
const machine = createMachine(program);
phase("instantiate");
const run = { program, inputs: noInputs, holds: new Map(), rows: "saved" } as const;
machine.run(run);
phase("first run");
const total = last - begin;
for (const [name, ms] of phases) console.log(`${name.padEnd(16)} ${ms.toFixed(1)}`);
console.log(`total ${total.toFixed(1)}  bytes ${program.bytes.length} width ${program.width} hidden`, hoistInvariants(kernel, new Set()).hidden);
const parted = hoistInvariants(kernel, new Set());
console.log(`active ${parted.active.length} once ${parted.once.length} late ${parted.late.length} stocks ${kernel.stocks} mem ${kernel.memories} tables ${kernel.tables} steps ${Math.round((stop - start) / step)}`);
const times: number[] = [];
for (let i = 0; i < 200; i++) {
  const a = cpu();
  machine.run(run);
  times.push(cpu() - a);
}
times.sort((a, b) => a - b);
console.log(`run ${times[100]!.toFixed(3)} least ${times[0]!.toFixed(3)} rss ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`);
void lowerSystem;
