import type { Called, ClockWord, RoutineName } from "../functions/code.ts";
import type { Integrator, Tolerance } from "../model/argument.ts";
import { clockPlaces, type Layout } from "../run/program.ts";
import type { FunctionWriter } from "../wasm/function.ts";
import type { ModuleWriter } from "../wasm/module.ts";
import type { Parted } from "./hoist.ts";
import type { Assignment, Device, Kernel, VectorCall } from "./kernel.ts";

/** What all functions of one program share. */
export interface Frame {
  readonly kernel: Kernel;
  readonly parted: Parted;
  readonly integrator: Integrator;
  /** Of automatic steps. */
  readonly tolerance: Tolerance;
  /** The place among the held elements of every held slot. */
  readonly held: ReadonlyMap<number, number>;
  readonly layout: Layout;
  readonly module: ModuleWriter;
  /** The function that carries a routine out. */
  readonly routine: (name: RoutineName) => FunctionWriter;
  /** The function that reads a table. */
  readonly lookup: () => FunctionWriter;
  /** The functions of a device: what makes its state, and what a step does. */
  readonly device: (row: Device["row"]) => { readonly begin: FunctionWriter; readonly step: FunctionWriter };
  /** The function that carries a procedure over whole rows out. */
  readonly vector: (call: VectorCall) => FunctionWriter;
  /** The function that carries a procedure of so many arguments out. */
  readonly procedure: (callee: Called, count: number) => FunctionWriter;
}

/** Where in the course of a run a function stands: locals that hold the time, the step, and where to read paths. */
export interface Moment {
  readonly time: number;
  /** When the step began. */
  readonly begun: number;
  readonly step: number;
  /** A path is read at these two steps, which differ at half steps only. */
  readonly low: number;
  readonly high: number;
}

/** Slots that no row shows lie behind the row: parts of equations, net rates, what a Runge-Kutta step remembers, and what memories take over. */
export function scratchOffsets({ kernel, hidden }: { readonly kernel: Kernel; readonly hidden: number }) {
  const net = kernel.width + hidden;
  const { stocks, memories } = kernel;
  // `start` and `coarse` are of automatic steps, `seen` and `ahead` of parts that take steps of their own.
  const next = net + 4 * stocks;
  const seen = next + memories + 2 * stocks;
  const apart = kernel.paces.size > 0 ? kernel.width + stocks + memories : 0;
  return {
    net,
    base: net + stocks,
    first: net + 2 * stocks,
    middle: net + 3 * stocks,
    next,
    start: next + memories,
    coarse: next + memories + stocks,
    seen,
    ahead: seen + kernel.width,
    end: seen + apart,
  };
}

/** Whether a slot belongs to a call, whose procedure writes it in memory. */
export function isCallSlot({ width, callSlots }: Kernel, offset: number): boolean {
  return offset >= width && offset < width + callSlots;
}

/** Where a memory is remembered until its step is done. */
export function nextOf({ kernel, parted }: Frame, memory: number): number {
  const { next } = scratchOffsets({ kernel, hidden: parted.hidden });
  return next + memory - kernel.inputs - kernel.stocks;
}

/** Whether a slot has its value before anything is computed: of a stock or a memory. */
export function isState({ inputs, stocks, memories }: Kernel, offset: number): boolean {
  return offset >= inputs && offset < inputs + stocks + memories;
}

/** Lays the memory out. */
export function layOut(kernel: Kernel, hidden: number, held: number): Layout {
  const clock = 0;
  const initials = clock + clockPlaces.end;
  const tables = initials + 16 * kernel.stocks;
  const holds = tables + 4 * kernel.tables;
  const row = (holds + 8 * held + 7) & ~7;
  const cells = row + 8 * scratchOffsets({ kernel, hidden }).end;
  return { clock, initials, tables, holds, row, cells, end: cells + 8 * kernel.cells };
}

/** What memories take over and devices look at, as assignments to scratch slots. */
export function nextAssignments(frame: Frame): readonly Assignment[] {
  const nexts = frame.parted.nexts.map(({ offset, code }) => ({ offset: nextOf(frame, offset), code }));
  return [...nexts, ...frame.parted.devices.flatMap(({ args }) => args)];
}

/** The net rates as assignments to scratch slots. */
export function netAssignments({ kernel, parted }: Frame): readonly Assignment[] {
  const { net } = scratchOffsets({ kernel, hidden: parted.hidden });
  return parted.nets.map((code, i) => ({ offset: net + i, code }));
}

/** Where a slot lies in memory. */
export function addressOf({ layout }: Frame, offset: number): number {
  return layout.row + 8 * offset;
}

/** Puts a slot's value in memory on the stack. */
export function loadSlot(frame: Frame, body: FunctionWriter, offset: number): void {
  body.i32(0).memory("f64.load", addressOf(frame, offset));
}

/** What the clock says that is the same during all of a run. */
export type FixedWord = Exclude<ClockWord, "time" | "begun">;

/** Puts a word of the clock that is the same during all of a run on the stack. */
export function loadClock({ layout }: Frame, body: FunctionWriter, word: FixedWord): void {
  body.i32(0).memory("f64.load", layout.clock + clockPlaces[word]);
}

/** Puts on the stack what a slot is assigned: its path from the step on that it is held from, before it what `otherwise` writes. */
export function writeHeld(
  frame: Frame,
  body: FunctionWriter,
  offset: number,
  moment: Moment,
  otherwise: () => void,
): void {
  const { step, low, high } = moment;
  const place = frame.held.get(offset);
  if (place === undefined) {
    otherwise();
    return;
  }
  const hold = frame.layout.holds + 8 * place;
  const readPath = (at: number): void => {
    body.i32(0).memory("i32.load", hold).get(at).i32(3).write("i32.shl").write("i32.add").memory("f64.load");
  };
  body
    .get(step)
    .i32(0)
    .memory("i32.load", hold + 4)
    .write("i32.ge_s");
  body.if("f64");
  if (frame.integrator === "rk4 auto") writeBetween(frame, body, moment, readPath);
  else {
    readPath(low);
    if (frame.integrator !== "euler") {
      readPath(high);
      body.write("f64.add").f64(0.5).write("f64.mul");
    }
  }
  body.else();
  otherwise();
  body.end();
}

/** A path at any time within a step: in proportion between its two ends. */
function writeBetween(
  frame: Frame,
  body: FunctionWriter,
  { time, begun, low, high }: Moment,
  readPath: (at: number) => void,
): void {
  body.get(time).get(begun).write("f64.eq");
  body.if("f64");
  readPath(low);
  body.else();
  readPath(low);
  body.get(time).get(begun).write("f64.sub");
  loadClock(frame, body, "step");
  body.write("f64.div");
  readPath(high);
  readPath(low);
  body.write("f64.sub").write("f64.mul").write("f64.add").end();
}
