import type { RoutineName } from "../../functions/code.ts";
import { addLaneRoutine } from "../../numerics/emitlanes.ts";
import type { LaneLayout } from "../../run/lanes.ts";
import type { Reach } from "../../run/tables.ts";
import type { FunctionWriter } from "../../wasm/function.ts";
import { type Frame, type Moment, scratchOffsets } from "../frame.ts";
import type { Columns, Sorted } from "./sort.ts";

/** What the functions of a program for several worlds share. The row of the frame is that of one world, for its start. */
export interface LaneFrame extends Frame {
  /** How many vectors of two lanes each stand side by side in the code. */
  readonly vectors: number;
  /** How many worlds there are in all. */
  readonly lanes: number;
  /** How many slots there are behind all others, of parts that equations have in common. */
  readonly parts: number;
  readonly kept: readonly number[];
  readonly sorted: Sorted;
  readonly layout: LaneLayout;
  /** The function that carries a routine out in two lanes of one vector, or of two. */
  readonly laneRoutine: (name: RoutineName, vectors: 1 | 2) => FunctionWriter;
  /** What readings of each table have to reckon with, where that is little. */
  readonly reaches: readonly (Reach | undefined)[];
}

/** Lays out behind the memory of one world what belongs to several, and sorts what is computed. */
export function laneFrameOf(
  frame: Frame,
  columns: Columns,
  reaches: LaneFrame["reaches"],
  sorted: Sorted,
  { vectors, lanes, parts }: Pick<LaneFrame, "vectors" | "lanes" | "parts">,
): LaneFrame {
  const { kernel, parted, held, module } = frame;
  const rows = (frame.layout.end + 15) & ~15;
  const holds = rows + 8 * lanes * (scratchOffsets({ kernel, hidden: parted.hidden }).end + parts);
  const worlds = holds + 8 * lanes * held.size;
  const used = worlds + 8 * lanes;
  const routines = new Map<string, FunctionWriter>();
  return {
    ...frame,
    vectors,
    lanes,
    parts,
    kept: columns.kept,
    sorted,
    layout: { ...frame.layout, laneRows: rows, laneHolds: holds, worlds, used, end: used + 8 },
    laneRoutine: (name, together) => {
      const key = `${name} ${together}`;
      const known = routines.get(key) ?? addLaneRoutine(module, name, frame.routine(name), together);
      routines.set(key, known);
      return known;
    },
    reaches,
  };
}

/** Two lanes of a slot: of a vector, from the worlds on that the local `at` counts to, in bytes. */
export interface Place {
  readonly offset: number;
  readonly vector: number;
  readonly at?: number;
}

/** Where two lanes of a slot lie. */
export function vectorAddress({ layout, lanes }: LaneFrame, offset: number, vector: number): number {
  return layout.laneRows + 8 * lanes * offset + 16 * vector;
}

/** Puts two lanes of a slot in memory on the stack. */
export function loadVector(frame: LaneFrame, body: FunctionWriter, { offset, vector, at }: Place): void {
  base(body, at).memory("v128.load", vectorAddress(frame, offset, vector));
}

/** Puts on the stack what addresses are counted from. */
export function base(body: FunctionWriter, at: number | undefined): FunctionWriter {
  return at === undefined ? body.i32(0) : body.get(at);
}

/** Puts on the stack what two lanes of a slot are assigned: what `otherwise` writes, or the path of a world that holds it. */
export function writeLaneHeld(
  frame: LaneFrame,
  body: FunctionWriter,
  target: Place,
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
      base(body, target.at)
        .memory("i32.load", hold)
        .get(at)
        .i32(3)
        .write("i32.shl")
        .write("i32.add")
        .memory("f64.load");
    };
    body.get(step);
    base(body, target.at)
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
