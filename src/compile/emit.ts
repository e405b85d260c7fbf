import type { RoutineName } from "../functions/code.ts";
import type { Integrator, Tolerance } from "../model/argument.ts";
import { addRoutines } from "../numerics/emit.ts";
import type { Surface } from "../procedures/write.ts";
import { clockPlaces, type Layout } from "../run/program.ts";
import type { FunctionWriter } from "../wasm/function.ts";
import { ModuleWriter } from "../wasm/module.ts";
import { addRunApart } from "./apart.ts";
import { usualTolerance } from "./autosteps.ts";
import { addFiniteness } from "./finite.ts";
import { type Frame, layOut } from "./frame.ts";
import { hoistInvariants } from "./hoist.ts";
import { addRunInMemory } from "./inmemory.ts";
import { type Assignment, codesIn, isSolve, type Kernel } from "./kernel.ts";
import { addRunInLocals } from "./locals.ts";
import { addLookup } from "./lookup.ts";
import { addAllocation, addDeviceProcedure, addProcedure, addVectorProcedure } from "./procedure.ts";
import { writeStart } from "./start.ts";

/** Which program is made of a kernel. */
export interface Variant {
  readonly integrator: Integrator;
  readonly tolerance?: Tolerance;
  /** The slots that follow paths, in the order of the held variables. */
  readonly held: readonly number[];
  /** How variables are kept; undefined lets the size of the system decide. Results do not depend on it. */
  readonly form?: "locals" | "memory";
}

/** Writes a kernel as a WebAssembly module. */
export function emitKernel(
  kernel: Kernel,
  variant: Variant,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly layout: Layout } {
  const frame = frameOf(kernel, variant);
  const { module, layout, parted } = frame;
  module.setMemory({ pages: Math.ceil(layout.end / 65_536), exported: "memory" });
  addFiniteness(module);
  writeStart(frame);
  const size = parted.active.reduce((sum, statement) => sum + codesIn(statement).length, kernel.stocks);
  const onlyInMemory = variant.integrator === "rk4 auto" || parted.active.some(isSolve);
  const form = onlyInMemory ? "memory" : (variant.form ?? (size > mostInLocals ? "memory" : "locals"));
  if (kernel.paces.size > 0) addRunApart(frame);
  else if (form === "locals") addRunInLocals(frame);
  else addRunInMemory(frame);
  return { bytes: module.finish(), layout };
}

/** What the functions of a program share, before any of them is written. */
export function frameOf(kernel: Kernel, variant: Variant): Frame {
  const held = new Map(variant.held.map((offset, place) => [offset, place]));
  const parted = hoistInvariants(withHeldInputs(kernel, variant.held), new Set(variant.held));
  const layout = layOut(kernel, parted.hidden, held.size);
  const module = new ModuleWriter();
  const routine = routineAdder(module);
  return {
    kernel,
    parted,
    integrator: variant.integrator,
    tolerance: variant.tolerance ?? usualTolerance,
    held,
    layout,
    module,
    routine,
    lookup: once(() => addLookup(module)),
    procedure: procedureAdder(module, routine, layout),
    vector: vectorAdder(module, routine),
    device: deviceAdder(module, routine, layout),
  };
}

/** More variables than this in one function take an engine long to compile. */
export const mostInLocals = 1500;

/** A held input becomes something to compute: itself, until its path begins. */
function withHeldInputs(kernel: Kernel, held: readonly number[]): Kernel {
  const inputs = held
    .filter((offset) => offset < kernel.inputs)
    .map((offset): Assignment => ({ offset, code: { kind: "slot", offset } }));
  if (inputs.length === 0) return kernel;
  return { ...kernel, initial: [...inputs, ...kernel.initial], active: [...inputs, ...kernel.active] };
}

/** Makes what it gives where it is asked for for the first time. */
function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Adds a procedure to the module where it is called for the first time. */
function procedureAdder(module: ModuleWriter, routine: Frame["routine"], layout: Layout): Frame["procedure"] {
  const added = new Map<string, FunctionWriter>();
  const surface = { routine, heap: layout.clock + clockPlaces.heap };
  return (callee, count) => {
    const procedure = added.get(callee.name) ?? addProcedure(module, callee, count, surface);
    added.set(callee.name, procedure);
    return procedure;
  };
}

/** Adds the functions of a device where it is needed for the first time. */
function deviceAdder(module: ModuleWriter, routine: Frame["routine"], layout: Layout): Frame["device"] {
  const added = new Map<string, ReturnType<Frame["device"]>>();
  let surface: Surface | undefined;
  return (row) => {
    const known = added.get(row.name);
    if (known) return known;
    surface ??= {
      routine,
      allocate: addAllocation(module, layout),
      heap: layout.clock + clockPlaces.heap,
    };
    const count = row.parameters.length;
    const made = {
      begin: addDeviceProcedure(module, row.begin, count, surface),
      step: addDeviceProcedure(module, row.step, count, surface),
    };
    added.set(row.name, made);
    return made;
  };
}

function vectorAdder(module: ModuleWriter, routine: Frame["routine"]): Frame["vector"] {
  const added = new Map<string, FunctionWriter>();
  return (call) => {
    const procedure = added.get(call.name) ?? addVectorProcedure(module, call, { routine });
    added.set(call.name, procedure);
    return procedure;
  };
}

/** Adds a routine to the module where it is called for the first time. */
function routineAdder(module: ModuleWriter): Frame["routine"] {
  const added = new Map<RoutineName, FunctionWriter>();
  return (name) => {
    const routine = added.get(name) ?? addRoutines(module, [name]).get(name)!;
    added.set(name, routine);
    return routine;
  };
}
