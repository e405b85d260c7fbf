import type { LaneProgram } from "../../run/lanes.ts";
import type { Program, Table } from "../../run/program.ts";
import { blockOf, type Reach, reachOf } from "../../run/tables.ts";
import { compileVariant, heldOffsets, type System, type Variant } from "../compile.ts";
import { frameOf } from "../emit.ts";
import { addFiniteness } from "../finite.ts";
import { type Frame, scratchOffsets } from "../frame.ts";
import { isSolve, type Kernel } from "../kernel.ts";
import { writeStart } from "../start.ts";
import { laneFrameOf } from "./frame.ts";
import { addLanesInLocals } from "./locals.ts";
import { addLanesInMemory } from "./memory.ts";
import { assignCommonParts } from "./parts.ts";
import { type Columns, type Sorted, sortForLanes, variationOf } from "./sort.ts";
import { addSpread } from "./spread.ts";

/** How worlds are laid side by side; what is undefined the size of the system decides. Results do not depend on it. */
export interface LaneForm {
  /** How many vectors of two worlds. */
  readonly vectors?: 1 | 2 | 4 | 8;
  /** How variables are kept. */
  readonly form?: "locals" | "memory";
}

/**
 * Compiles a system to run several worlds at once. Undefined where a system has parts that go each their own way: what is
 * solved, devices, and steps of other lengths than those of the whole.
 */
export function compileLanes(system: System, variant: Variant & Columns & LaneForm): LaneProgram | undefined {
  return emitLanes(system.kernel, compileVariant(system, variant), variant);
}

/** Emits for several worlds what a program is for one. */
export function emitLanes(
  kernel: Kernel,
  program: Program,
  { kept, sampled, vectors, form }: Columns & LaneForm,
): LaneProgram | undefined {
  const { integrator, held, slots, tables } = program;
  if (program.controls || integrator === "rk4 auto" || !hasLanes(kernel)) return undefined;
  const plain = frameOf(kernel, { integrator, held: heldOffsets(held, slots) });
  const whole = sortForLanes(plain, { kept, sampled });
  const size = whole.active.length + whole.shown.length + kernel.stocks;
  const inLocals = (form ?? (size > mostInLocals ? "memory" : "locals")) === "locals";
  const { sorted, parts } = inLocals ? { sorted: whole, parts: 0 } : withCommonParts(plain, whole);
  const all = vectors ?? (!inLocals && size <= mostAtEight ? 8 : 4);
  const together = inLocals ? all : Math.min(all, 2);
  const frame = laneFrameOf(plain, { kept, sampled }, tables.map(shortReach), sorted, {
    vectors: together,
    lanes: 2 * all,
    parts,
  });
  const { module, layout, lanes, reaches } = frame;
  module.setMemory({ pages: Math.ceil(layout.end / 65_536), exported: "memory" });
  addFiniteness(module);
  writeStart(frame);
  addSpread(frame);
  if (inLocals) addLanesInLocals(frame);
  else addLanesInMemory(frame);
  return {
    program,
    lanes,
    together: inLocals ? lanes : 2 * together,
    kept,
    sampled,
    reaches,
    layout,
    bytes: module.finish(),
  };
}

/** Sweeps take up what is in common from memory. */
function withCommonParts(frame: Frame, sorted: Sorted): { readonly sorted: Sorted; readonly parts: number } {
  const { end } = scratchOffsets({ kernel: frame.kernel, hidden: frame.parted.hidden });
  const { statements, parts } = assignCommonParts(sorted.active, sorted.varies, end);
  const differs = (offset: number): boolean => offset >= end || sorted.differs(offset);
  return { sorted: { ...sorted, active: statements, differs, ...variationOf(differs) }, parts: parts.length };
}

/** What readings of a table have to reckon with; undefined where that is much. */
function shortReach(table: Table): Reach | undefined {
  const reach = reachOf(blockOf(table));
  return reach.steps <= mostSteps ? reach : undefined;
}

/** What sixteen worlds need of more equations leaves the nearest memory. */
const mostAtEight = 1000;

/** More equations than these do not fit into the registers. */
const mostInLocals = 60;

/** Beyond that many steps forward, a loop that ends early is faster. */
const mostSteps = 2;

function hasLanes({ devices, paces, cells, active }: Kernel): boolean {
  return devices.length === 0 && cells === 0 && paces.size === 0 && !active.some(isSolve);
}
