import type { Code } from "../../functions/code.ts";
import type { FunctionWriter } from "../../wasm/function.ts";
import { chunkMoment, chunkParameters } from "../chunks.ts";
import { CodeWriter } from "../codewriter.ts";
import { addressOf, loadClock, loadSlot, scratchOffsets } from "../frame.ts";
import { type Assignment, codesIn, isAssignment, isCall } from "../kernel.ts";
import { writeLaneCall } from "./calls.ts";
import { type LaneFrame, loadVector, vectorAddress, writeLaneHeld } from "./frame.ts";
import { laneSiteOf } from "./site.ts";
import type { Sweep } from "./sweeps.ts";
import { LaneTables } from "./tables.ts";
import { type LaneSite, LaneWriter } from "./writer.ts";

/** How sweeps are written. */
export interface SweepOptions {
  readonly paths: "with paths" | "as computed";
  /** Whether a slot that a sweep gives a value has to be left in memory. */
  readonly isLeft: (sweep: Sweep, offset: number) => boolean;
}

/** Writes sweeps as functions, some to each. */
export function addSweeps(
  frame: LaneFrame,
  sweeps: readonly Sweep[],
  options: SweepOptions,
): readonly FunctionWriter[] {
  const functions: FunctionWriter[] = [];
  for (let from = 0; from < sweeps.length; from += mostSweeps) {
    const body = frame.module.addFunction({ parameters: chunkParameters, results: [] });
    const writer = new SweepWriter(frame, body, options);
    for (const sweep of sweeps.slice(from, from + mostSweeps)) writer.write(sweep);
    functions.push(body);
  }
  return functions;
}

/** An engine compiles a function in more than linear time. */
const mostSweeps = 12;

class SweepWriter {
  private readonly frame: LaneFrame;
  private readonly body: FunctionWriter;
  private readonly options: SweepOptions;
  /** The local that counts through the worlds, in bytes. */
  private readonly at: number;
  /** The local that holds up to where it counts. */
  private readonly end: number;
  private readonly tables: LaneTables;
  private readonly common: CodeWriter;
  /** The locals with what this function has assigned that is the same in all worlds. */
  private readonly shared = new Map<number, number>();
  /** The locals with what the sweep has assigned. */
  private readonly vectors = new Map<number, readonly number[]>();

  constructor(frame: LaneFrame, body: FunctionWriter, options: SweepOptions) {
    this.frame = frame;
    this.body = body;
    this.options = options;
    this.at = body.local("i32");
    this.end = body.local("i32");
    body.i32(0).memory("i32.load", frame.layout.used).set(this.end);
    this.tables = new LaneTables(frame, body);
    this.common = new CodeWriter(this.site().shared, new Set<Code>());
  }

  write(sweep: Sweep): void {
    const { body, frame, at } = this;
    const codes = [...sweep.shared, ...sweep.own].flatMap(codesIn);
    this.vectors.clear();
    const writer = new LaneWriter(this.site(), codes, this.common);
    for (const statement of sweep.shared) {
      if (isCall(statement)) writeLaneCall(frame, body, writer, statement);
      else if (isAssignment(statement)) this.assignShared(writer, statement);
    }
    if (sweep.own.length === 0) return;
    writer.begin(sweep.own.flatMap(codesIn));
    this.tables.begin(sweep.own.flatMap(codesIn));
    body.i32(0).set(at);
    const again = body.loop();
    for (const statement of sweep.own) {
      if (isCall(statement)) writeLaneCall(frame, body, writer, statement, at);
      else if (isAssignment(statement)) this.assign(writer, statement, sweep);
    }
    body
      .get(at)
      .i32(16 * frame.vectors)
      .write("i32.add")
      .tee(at)
      .get(this.end)
      .write("i32.lt_u")
      .brIf(again)
      .end();
  }

  private assignShared(writer: LaneWriter, { offset, code }: Assignment): void {
    const { frame, body } = this;
    const local = body.local("f64");
    writer.prepare(code);
    body.i32(0);
    writer.shared.value(code);
    body.tee(local).memory("f64.store", addressOf(frame, offset));
    this.shared.set(offset, local);
  }

  private assign(writer: LaneWriter, { offset, code }: Assignment, sweep: Sweep): void {
    const { frame, body, at, options } = this;
    const { kernel, parted } = frame;
    writer.prepare(code);
    const locals = writer.eachVector((vector) => {
      const local = body.local("v128");
      const equation = (): void => writer.value(code, vector);
      if (options.paths === "with paths")
        writeLaneHeld(frame, body, { offset, vector, at }, chunkMoment, equation);
      else equation();
      body.set(local);
      return local;
    });
    this.vectors.set(offset, locals);
    // Behind the slots there is what the steps keep of stocks and memories, then common parts.
    const isTaken =
      offset >= kernel.width + parted.hidden &&
      offset < scratchOffsets({ kernel, hidden: parted.hidden }).end;
    if (!isTaken && !options.isLeft(sweep, offset)) return;
    for (const [vector, local] of locals.entries())
      body
        .get(at)
        .get(local)
        .memory("v128.store", vectorAddress(frame, offset, vector));
  }

  private site(): LaneSite {
    const { frame, body, at } = this;
    return {
      ...laneSiteOf(frame, body, {
        readVector: (offset, vector) => {
          const locals = this.vectors.get(offset);
          if (locals) body.get(locals[vector]!);
          else loadVector(frame, body, { offset, vector, at });
        },
        readShared: (offset) => {
          const local = this.shared.get(offset);
          if (local === undefined) loadSlot(frame, body, offset);
          else body.get(local);
        },
        readClock: (word) => {
          if (word === "time" || word === "begun") body.get(chunkMoment[word]);
          else loadClock(frame, body, word);
        },
        lookup: (table) => this.tables.read(table),
        step: chunkMoment.step,
      }),
      at,
      isFree: isAtHand,
    };
  }
}

/** What is a constant or a parameter. */
function isAtHand(code: Code): boolean {
  return code.kind === "number" || (code.kind === "clock" && (code.word === "time" || code.word === "begun"));
}
