import { controlNames } from "../check/controls.ts";
import type { Facts } from "../check/facts.ts";
import type { Integrator, Tolerance } from "../model/argument.ts";
import { Bug } from "../model/diagnostic.ts";
import { foldName } from "../model/name.ts";
import type { Program, Slot, TimeAxis } from "../run/program.ts";
import { emitKernel } from "./emit.ts";
import { type Expansion, expandVariables } from "./expand.ts";
import { identify } from "./identity.ts";
import type { Kernel } from "./kernel.ts";
import { lowerModel } from "./lower/lower.ts";

/**
 * From a checked model to programs, in this order:
 *
 * 1. `expand.ts` gives every variable its place, and takes arrays apart: a kernel knows scalars only. So the order of
 *    elements follows from that of equations, and straight-line code is fast up to some hundred thousand of them.
 * 2. `lower/` turns equations into scalar arithmetic through the rows of the functions, sharing what is equal and
 *    working out what is constant (`lower/share.ts`).
 * 3. `hoist.ts` takes out of the steps what is the same in all of them.
 * 4. `emit.ts` writes WebAssembly: small systems in local variables (`locals.ts`), big ones in memory (`inmemory.ts`).
 *
 * The first two are done once for a model, the others for each set of held variables. `interpret/` computes the same
 * in plain TypeScript, and shares nothing with the last three.
 */
export function compileModel(facts: Facts, variant: Partial<Variant> = {}): Program {
  return compileVariant(lowerSystem(facts), {
    ...methodOf(facts.model.time),
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
  /** By folded name. */
  readonly slots: ReadonlyMap<string, Slot>;
  readonly tableSlots: ReadonlyMap<string, Slot>;
}

/** How stocks are moved on. */
export interface Method {
  readonly integrator: Integrator;
  /** Of automatic steps, if others than usual. */
  readonly tolerance?: Tolerance;
}

/** Of all that is said of time, the method. */
export function methodOf({ integrator, tolerance }: Method): Method {
  return tolerance && integrator === "rk4 auto" ? { integrator, tolerance } : { integrator };
}

/**
 * The method that a system can be run by, whatever a scenario asks for: discrete stocks move once in a step, and steps that
 * parts take by themselves are as long as they say.
 */
function methodFor({ facts, kernel }: System, asked: Method): Method {
  const isDiscrete = facts.model.variables.some((variable) => variable.kind === "device" && variable.streams);
  if (isDiscrete) return { integrator: "euler" };
  return asked.integrator === "rk4 auto" && kernel.paces.size > 0 ? { integrator: "rk4" } : methodOf(asked);
}

/** Which program to make of a system. */
export interface Variant extends Method {
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
  const slots = byFoldedName(expansion.slots);
  return { facts, expansion, kernel, time, slots, tableSlots: byFoldedName(expansion.tableSlots) };
}

/** Emits the program of one variant. */
export function compileVariant(system: System, variant: Variant): Program {
  const { facts, expansion, kernel, time, slots, tableSlots } = system;
  const { held, form } = variant;
  const method = methodFor(system, variant);
  const controls = controlsIn(slots);
  const { bytes, layout } = emitKernel(kernel, {
    ...method,
    held: heldOffsets(held, slots),
    ...(form && { form }),
  });
  let id: string | undefined;
  return {
    // Only worked out when somebody asks: a first run is made in less time than the hash.
    get id() {
      id ??= identify(system, method, held);
      return id;
    },
    name: facts.model.name,
    ...method,
    lanes: 1,
    held,
    time,
    timeUnit: facts.model.time.unit,
    slots,
    tableSlots,
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

/** Where the elements of held variables lie. */
export function heldOffsets(held: readonly string[], slots: ReadonlyMap<string, Slot>): readonly number[] {
  return held.flatMap((name) => {
    const slot = slots.get(name);
    if (!slot) throw new Error(`‘${name}’ has no number of its own, and cannot be held.`);
    return Array.from({ length: slot.size }, (_, i) => slot.offset + i);
  });
}
