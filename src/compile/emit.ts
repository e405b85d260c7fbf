import type { Code, RoutineName } from "../functions/code.ts";
import type { Integrator } from "../model/argument.ts";
import { addRoutines } from "../numerics/emit.ts";
import type { Layout } from "../run/program.ts";
import { ModuleWriter } from "../wasm/module.ts";
import { type Frame, layOut } from "./frame.ts";
import { hoistInvariants, type Parted } from "./hoist.ts";
import { addRunInMemory } from "./inmemory.ts";
import { type Assignment, type Kernel, visitOnce } from "./kernel.ts";
import { addRunInLocals } from "./locals.ts";
import { writeStart } from "./start.ts";

/** Which program is made of a kernel. */
export interface Variant {
  readonly integrator: Integrator;
  /** The slots that follow paths, in the order of the held variables. */
  readonly held: readonly number[];
  /** How variables are kept; undefined lets the size of the system decide. Results do not depend on it. */
  readonly form?: "locals" | "memory";
}

/** Writes a kernel as a WebAssembly module. */
export function emitKernel(
  kernel: Kernel,
  variant: Variant,
): { readonly bytes: Uint8Array; readonly layout: Layout } {
  const held = new Map(variant.held.map((offset, place) => [offset, place]));
  const parted = hoistInvariants(withHeldInputs(kernel, variant.held), new Set(variant.held));
  const layout = layOut(kernel, parted.hidden, held.size);
  const module = new ModuleWriter();
  module.setMemory({ pages: Math.ceil(layout.end / 65_536), exported: "memory" });
  const frame: Frame = {
    kernel,
    parted,
    integrator: variant.integrator,
    held,
    layout,
    module,
    routines: addRoutines(module, routinesIn(parted)),
  };
  writeStart(frame);
  const form = variant.form ?? (parted.active.length + kernel.stocks > mostInLocals ? "memory" : "locals");
  if (form === "locals") addRunInLocals(frame);
  else addRunInMemory(frame);
  return { bytes: module.finish(), layout };
}

/** More variables than this in one function take an engine long to compile. */
const mostInLocals = 1500;

/** A held input becomes something to compute: itself, until its path begins. */
function withHeldInputs(kernel: Kernel, held: readonly number[]): Kernel {
  const inputs = held
    .filter((offset) => offset < kernel.inputs)
    .map((offset): Assignment => ({ offset, code: { kind: "slot", offset } }));
  if (inputs.length === 0) return kernel;
  return { ...kernel, initial: [...inputs, ...kernel.initial], active: [...inputs, ...kernel.active] };
}

function routinesIn(parted: Parted): ReadonlySet<RoutineName> {
  const names = new Set<RoutineName>();
  const visited = new Set<Code>();
  const assignments = [...parted.once, ...parted.initial, ...parted.active, ...parted.cuts];
  for (const root of [...assignments.map(({ code }) => code), ...parted.nets]) {
    visitOnce(root, visited, (code) => {
      visited.add(code);
      if (code.kind === "routine") names.add(code.name);
    });
  }
  return names;
}
