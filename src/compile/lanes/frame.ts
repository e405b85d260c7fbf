import type { RoutineName } from "../../functions/code.ts";
import { addLaneRoutine } from "../../numerics/emitlanes.ts";
import type { LaneLayout } from "../../run/lanes.ts";
import type { Reach } from "../../run/tables.ts";
import type { FunctionWriter } from "../../wasm/function.ts";
import { type Frame, type Moment, scratchOffsets } from "../frame.ts";
import { addLaneLookup } from "./lookup.ts";
import { type Columns, type Sorted, sortForLanes } from "./sort.ts";

/** What the functions of a program for several worlds share. The row of the frame is that of one world, for its start. */
export interface LaneFrame extends Frame {
  /** Of two lanes each. */
  readonly vectors: number;
  readonly lanes: number;
  readonly kept: readonly number[];
  readonly sorted: Sorted;
  readonly layout: LaneLayout;
  /** The function that carries a routine out in two lanes of one vector, or of two. */
  readonly laneRoutine: (name: RoutineName, vectors: 1 | 2) => FunctionWriter;
  /** What readings of each table have to reckon with, where that is little. */
  readonly reaches: readonly (Reach | undefined)[];
  /** The function that reads a table in two lanes. */
  readonly laneLookup: (table: number) => FunctionWriter;
}

/** Lays out behind the memory of one world what belongs to several, and sorts what is computed. */
export function laneFrameOf(
  frame: Frame,
  columns: Columns,
  reaches: LaneFrame["reaches"],
  asked: number | undefined,
): LaneFrame {
  const sorted = sortForLanes(frame, columns);
  const vectors = asked ?? vectorsFor(sorted.active.length + frame.kernel.stocks);
  const lanes = 2 * vectors;
  const { kernel, parted, held, module } = frame;
  const rows = (frame.layout.end + 15) & ~15;
  const holds = rows + 8 * lanes * scratchOffsets({ kernel, hidden: parted.hidden }).end;
  const worlds = holds + 8 * lanes * held.size;
  const end = (worlds + 4 * lanes + 7) & ~7;
  const routines = new Map<string, FunctionWriter>();
  const lookups = new Map<string, FunctionWriter>();
  return {
    ...frame,
    vectors,
    lanes,
    kept: columns.kept,
    sorted,
    layout: { ...frame.layout, laneRows: rows, laneHolds: holds, worlds, end },
    laneRoutine: (name, together) => {
      const key = `${name} ${together}`;
      const known = routines.get(key) ?? addLaneRoutine(module, name, frame.routine(name), together);
      routines.set(key, known);
      return known;
    },
    reaches,
    laneLookup: (table) => {
      const reach = reaches[table];
      const key = JSON.stringify(reach ?? null);
      const known = lookups.get(key) ?? addLaneLookup(module, reach);
      lookups.set(key, known);
      return known;
    },
  };
}

/** Small systems wait for one result after another, and gain by several vectors; big ones run out of registers. */
function vectorsFor(equations: number): number {
  if (equations <= 60) return 4;
  return equations <= 400 ? 2 : 1;
}

/** Where two lanes of a slot lie. */
export function vectorAddress({ layout, lanes }: LaneFrame, offset: number, vector: number): number {
  return layout.laneRows + 8 * lanes * offset + 16 * vector;
}

/** Puts two lanes of a slot in memory on the stack. */
export function loadVector(frame: LaneFrame, body: FunctionWriter, offset: number, vector: number): void {
  body.i32(0).memory("v128.load", vectorAddress(frame, offset, vector));
}

/** Puts on the stack what two lanes of a slot are assigned: what `otherwise` writes, or the path of a world that holds it. */
export function writeLaneHeld(
  frame: LaneFrame,
  body: FunctionWriter,
  target: { readonly offset: number; readonly vector: number },
  { step, low, high }: Moment,
  otherwise: () => void,
): void {
  otherwise();
  const place = frame.held.get(target.offset);
  if (place === undefined) return;
  const value = body.local("v128");
  body.set(value);
  for (const lane of [0, 1]) {
    const hold = frame.layout.laneHolds + 8 * (frame.lanes * place + 2 * target.vector + lane);
    const readPath = (at: number): void => {
      body
        .i32(0)
        .memory("i32.load", hold)
        .get(at)
        .i32(3)
        .write("i32.shl")
        .write("i32.add")
        .memory("f64.load");
    };
    body
      .get(step)
      .i32(0)
      .memory("i32.load", hold + 4)
      .write("i32.ge_s");
    body.if();
    body.get(value);
    readPath(low);
    if (frame.integrator !== "euler") {
      readPath(high);
      body.write("f64.add").f64(0.5).write("f64.mul");
    }
    body.lane("f64x2.replace_lane", lane).set(value).end();
  }
  body.get(value);
}
