import type { ClockWord } from "../../functions/code.ts";
import { clockPlaces } from "../../run/program.ts";
import type { FunctionWriter } from "../../wasm/function.ts";
import { isTrivial } from "../kernel.ts";
import type { LaneFrame } from "./frame.ts";
import type { LaneSite } from "./writer.ts";

/** How a function reads what it has in local variables or in memory. */
interface Reading {
  /** Puts two lanes of a slot that differs on the stack. */
  readonly readVector: (offset: number, vector: number) => void;
  /** Puts a slot that is the same in all worlds on the stack. */
  readonly readShared: (offset: number) => void;
  readonly readClock: (word: ClockWord) => void;
  readonly lookup: (table: number) => void;
  /** The local that holds the number of the step. */
  readonly step: number;
}

/** The site of code in a function of a program for several worlds. */
export function laneSiteOf(frame: LaneFrame, body: FunctionWriter, reading: Reading): LaneSite {
  const { layout } = frame;
  return {
    vectors: frame.vectors,
    varies: frame.sorted.varies,
    readSlot: reading.readVector,
    routine: frame.laneRoutine,
    lookup: reading.lookup,
    worlds: layout.worlds,
    isFree: isTrivial,
    shared: {
      body,
      readSlot: reading.readShared,
      readClock: reading.readClock,
      routine: frame.routine,
      lookup: (address) => void body.i32(address).call(frame.lookup()),
      procedure: frame.procedure,
      step: reading.step,
      seed: layout.clock + clockPlaces.seed,
      tables: layout.tables,
      cells: layout.cells,
    },
  };
}
