import type { FunctionWriter } from "../../wasm/function.ts";
import { chunkMoment, chunkParameters, chunksOf } from "../chunks.ts";
import { addressOf, loadClock, loadSlot } from "../frame.ts";
import { type Assignment, codesIn, isAssignment, isCall, isSolve, type Statement } from "../kernel.ts";
import { writeLaneCall } from "./calls.ts";
import { type LaneFrame, loadVector, vectorAddress, writeLaneHeld } from "./frame.ts";
import { laneSiteOf } from "./site.ts";
import { type LaneSite, LaneWriter } from "./writer.ts";

/** Writes statements as functions that keep all variables in memory, what is held following its path if it is told to. */
export function addLaneChunks(
  frame: LaneFrame,
  statements: readonly Statement[],
  paths: "with paths" | "as computed",
): readonly FunctionWriter[] {
  return chunksOf(statements).map((chunk) => {
    const body = frame.module.addFunction({ parameters: chunkParameters, results: [] });
    const own = isSolve(chunk) ? [] : chunk.statements.map(({ statement }) => statement);
    new LaneChunk(frame, body, own, paths === "with paths").write();
    return body;
  });
}

class LaneChunk {
  private readonly frame: LaneFrame;
  private readonly body: FunctionWriter;
  private readonly statements: readonly Statement[];
  private readonly follows: boolean;
  /** The locals with what this function has assigned. */
  private readonly vectors = new Map<number, readonly number[]>();
  private readonly shared = new Map<number, number>();

  constructor(frame: LaneFrame, body: FunctionWriter, statements: readonly Statement[], follows: boolean) {
    this.frame = frame;
    this.body = body;
    this.statements = statements;
    this.follows = follows;
  }

  write(): void {
    const writer = new LaneWriter(this.site(), this.statements.flatMap(codesIn));
    for (const statement of this.statements) {
      if (isCall(statement)) writeLaneCall(this.frame, this.body, writer, statement);
      else if (isAssignment(statement)) this.assign(writer, statement);
    }
  }

  private assign(writer: LaneWriter, { offset, code }: Assignment): void {
    const { frame, body } = this;
    const { kernel, parted, sorted } = frame;
    writer.prepare(code);
    // Behind the slots there is what the steps keep of stocks and memories.
    if (!sorted.differs(offset) && offset < kernel.width + parted.hidden) {
      const local = body.local("f64");
      body.i32(0);
      writer.shared.value(code);
      body.tee(local).memory("f64.store", addressOf(frame, offset));
      this.shared.set(offset, local);
      return;
    }
    const locals = writer.eachVector((vector) => {
      const local = body.local("v128");
      const equation = (): void => writer.value(code, vector);
      body.i32(0);
      if (this.follows) writeLaneHeld(frame, body, { offset, vector }, chunkMoment, equation);
      else equation();
      body.tee(local).memory("v128.store", vectorAddress(frame, offset, vector));
      return local;
    });
    this.vectors.set(offset, locals);
  }

  private site(): LaneSite {
    const { frame, body } = this;
    return laneSiteOf(frame, body, {
      readVector: (offset, vector) => {
        const locals = this.vectors.get(offset);
        if (locals) body.get(locals[vector]!);
        else loadVector(frame, body, offset, vector);
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
      lookup: (table) => void body.i32(frame.layout.tables + 4 * table).call(frame.laneLookup(table)),
      step: chunkMoment.step,
    });
  }
}
