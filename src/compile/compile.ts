import { controlNames } from "../check/controls.ts";
import type { Facts } from "../check/facts.ts";
import type { Integrator } from "../model/argument.ts";
import { Bug } from "../model/diagnostic.ts";
import { foldName } from "../model/name.ts";
import type { Program, Slot, TimeAxis } from "../run/program.ts";
import { emitKernel } from "./emit.ts";
import { type Expansion, expandVariables } from "./expand.ts";
import { identify } from "./identity.ts";
import type { Kernel } from "./kernel.ts";
import { lowerModel } from "./lower.ts";

/**
 * From a checked model to programs, in this order:
 *
 * 1. `expand.ts` gives every variable its place, and takes arrays apart: a kernel knows scalars only. So the order of
 *    elements follows from that of equations, and straight-line code is fast up to some hundred thousand of them.
 * 2. `lower.ts` turns equations into scalar arithmetic through the rows of the functions, sharing what is equal and
 *    working out what is constant (`share.ts`).
 * 3. `hoist.ts` takes out of the steps what is the same in all of them.
 * 4. `emit.ts` writes WebAssembly: small systems in local variables (`locals.ts`), big ones in memory (`inmemory.ts`).
 *
 * The first two are done once for a model, the others for each set of held variables. `interpret.ts` computes the same
 * in plain TypeScript, and shares nothing with the last three.
 */
export function compileModel(facts: Facts, variant: Partial<Variant> = {}): Program {
  return compileVariant(lowerSystem(facts), {
    integrator: facts.model.time.integrator,
    held: [],
    ...variant,
  });
}

/** A model as far as it does not depend on method and holds. */
export interface System {
  readonly facts: Facts;
  readonly expansion: Expansion;
  readonly kernel: Kernel;
  readonly time: TimeAxis;
}

/** Which program to make of a system. */
export interface Variant {
  readonly integrator: Integrator;
  /** Folded names of the variables that follow paths. */
  readonly held: readonly string[];
  /** How variables are kept; undefined lets the size of the system decide. Results do not depend on it. */
  readonly form?: "locals" | "memory";
}

/** Expands and lowers a model that can be run. */
export function lowerSystem(facts: Facts): System {
  if (!facts.runnable) throw new Bug("A model with errors is compiled.");
  const { start, stop, step, saveEvery } = facts.model.time;
  const time = { start, stop, step, saveEvery };
  const expansion = expandVariables(facts);
  const kernel = lowerModel(facts, expansion);
  return { facts, expansion, kernel, time };
}

/** Emits the program of one variant. */
export function compileVariant(system: System, { integrator: asked, held, form }: Variant): Program {
  const { facts, expansion, kernel, time } = system;
  // Where parts take steps of their own, these are as long as they say.
  const integrator = asked === "rk4 auto" && kernel.paces.size > 0 ? "rk4" : asked;
  const slots = byFoldedName(expansion.slots);
  const controls = controlsIn(slots);
  const heldOffsets = held.flatMap((name) => offsetsOf(name, slots));
  const { bytes, layout } = emitKernel(kernel, { integrator, held: heldOffsets, ...(form && { form }) });
  let id: string | undefined;
  return {
    // Only worked out when somebody asks: a first run is made in less time than the hash.
    get id() {
      id ??= identify(system, integrator, held);
      return id;
    },
    name: facts.model.name,
    integrator,
    lanes: 1,
    held,
    time,
    timeUnit: facts.model.time.unit,
    slots,
    tableSlots: byFoldedName(expansion.tableSlots),
    width: expansion.width,
    inputs: expansion.inputs,
    tables: expansion.tables,
    ...(Object.keys(controls).length > 0 && { controls }),
    layout,
    bytes,
  };
}

function byFoldedName(slots: Expansion["slots"]): ReadonlyMap<string, Slot> {
  return new Map([...slots].map(([{ name }, slot]) => [foldName(name), slot]));
}

/** Where the variables lie that change the time axis. */
function controlsIn(slots: ReadonlyMap<string, Slot>): NonNullable<Program["controls"]> {
  const found = (["step", "stop", "saveEvery"] as const).flatMap((control) => {
    const slot = slots.get(foldName(controlNames[control]));
    return slot ? [[control, slot.offset] as const] : [];
  });
  return Object.fromEntries(found);
}

function offsetsOf(name: string, slots: ReadonlyMap<string, Slot>): readonly number[] {
  const slot = slots.get(name);
  if (!slot) throw new Error(`‘${name}’ has no number of its own, and cannot be held.`);
  return Array.from({ length: slot.size }, (_, i) => slot.offset + i);
}
