import type { FunctionWriter } from "../../wasm/function.ts";
import type { Form, Stage } from "../form.ts";
import { type FixedWord, isState, loadClock, loadSlot, type Moment } from "../frame.ts";
import { type Assignment, codesIn, isAssignment, isCall, type Statement } from "../kernel.ts";
import { type MovedStock, type Numbers, writeMove } from "../moves.ts";
import { runParameters, writeSteps } from "../steps.ts";
import { writeLaneCall } from "./calls.ts";
import { type LaneFrame, loadVector, vectorAddress, writeLaneHeld } from "./frame.ts";
import { laneLookupWriter } from "./lookup.ts";
import { laneSiteOf } from "./site.ts";
import { type LaneSite, LaneWriter } from "./writer.ts";

/** Writes `run` as one function that keeps what it computes in local variables. */
export function addLanesInLocals(frame: LaneFrame): void {
  const body = frame.module.addFunction({ parameters: runParameters, results: [], exported: "run" });
  writeSteps(frame, body, new LanesInLocals(frame, body));
}

class LanesInLocals implements Form {
  readonly rowBytes: number;
  private readonly frame: LaneFrame;
  private readonly body: FunctionWriter;
  /** For each slot that changes and differs, the local of each vector. */
  private readonly vectors = new Map<number, readonly number[]>();
  /** The local of each slot that changes and is the same in all worlds. */
  private readonly shared = new Map<number, number>();
  private readonly stocks: readonly (MovedStock & { readonly vector: number })[];
  private readonly nexts: readonly (readonly number[])[];
  private readonly clock: Readonly<Record<FixedWord, number>>;
  private readonly lookup: ReturnType<typeof laneLookupWriter>;
  private moment: Moment | undefined;
  private writer: LaneWriter | undefined;

  constructor(frame: LaneFrame, body: FunctionWriter) {
    const { kernel, parted, sorted } = frame;
    this.frame = frame;
    this.body = body;
    this.rowBytes = 8 * frame.lanes * frame.kept.length;
    this.lookup = laneLookupWriter(body);
    const f64 = (): number => body.local("f64");
    this.clock = { start: f64(), stop: f64(), step: f64(), saveEvery: f64() };
    const v128 = (): readonly number[] => Array.from({ length: frame.vectors }, () => body.local("v128"));
    const states = kernel.stocks + kernel.memories;
    for (let offset = kernel.inputs; offset < kernel.inputs + states; offset++) {
      const isMoved = offset < kernel.inputs + kernel.stocks || frame.held.has(offset);
      if (isMoved || parted.nexts.some((next) => next.offset === offset)) this.vectors.set(offset, v128());
    }
    this.stocks = parted.nets.flatMap((_, i) => {
      const offset = kernel.inputs + i;
      const isFloored = kernel.floored.has(offset);
      return this.vectors.get(offset)!.map((value, vector) => {
        const [base, first, middle] =
          frame.integrator === "euler" ? [] : [0, 1, 2].map(() => body.local("v128"));
        const remembered = base === undefined ? undefined : { base, first: first!, middle: middle! };
        return { vector, value, net: body.local("v128"), isFloored, remembered };
      });
    });
    this.nexts = parted.nexts.map(v128);
    for (const statement of [...sorted.active, ...sorted.shown]) {
      if (!isAssignment(statement)) continue;
      if (sorted.differs(statement.offset)) this.vectors.set(statement.offset, v128());
      else this.shared.set(statement.offset, f64());
    }
  }

  begin(): void {
    const { frame, body } = this;
    for (const word of ["start", "stop", "step", "saveEvery"] as const) {
      loadClock(frame, body, word);
      body.set(this.clock[word]);
    }
    for (const [offset, locals] of this.vectors) {
      if (offset >= frame.kernel.inputs && !isState(frame.kernel, offset)) continue;
      for (const [vector, local] of locals.entries()) {
        loadVector(frame, body, { offset, vector });
        body.set(local);
      }
    }
  }

  evaluate(moment: Moment): void {
    const { frame, body } = this;
    const { sorted, parted } = frame;
    this.moment = moment;
    for (const offset of frame.held.keys()) {
      if (!isState(frame.kernel, offset)) continue;
      for (const [vector, local] of this.vectors.get(offset)!.entries()) {
        writeLaneHeld(frame, body, { offset, vector }, moment, () => body.get(local));
        body.set(local);
      }
    }
    const behind = [...sorted.behind.flatMap(codesIn), ...parted.nets];
    const active = sorted.active.flatMap(codesIn);
    this.writer = this.writerFor(parted.cuts.length > 0 ? active : [...active, ...behind]);
    this.writeAll(this.writer, sorted.active);
    for (const cut of parted.cuts) this.writeAll(this.writerFor([cut.code]), [cut], "whatever is held");
    if (parted.cuts.length > 0) this.writer = this.writerFor(behind);
    this.writeAll(this.writer, sorted.behind);
  }

  save(out: number): void {
    const { frame, body } = this;
    const { shown } = frame.sorted;
    this.writeAll(this.writerFor(shown.flatMap(codesIn)), shown);
    frame.kept.forEach((offset, column) => {
      for (let vector = 0; vector < frame.vectors; vector++) {
        body.get(out);
        if (frame.sorted.differs(offset)) this.readVector(offset, vector);
        else {
          this.readShared(offset);
          body.write("f64x2.splat");
        }
        body.memory("v128.store", 8 * frame.lanes * column + 16 * vector);
      }
    });
  }

  remember(): void {
    const { nexts } = this.frame.parted;
    const writer = this.writerFor(nexts.map(({ code }) => code));
    nexts.forEach(({ code }, i) => {
      this.compute(writer, code, this.nexts[i]!);
    });
  }

  takeOver(): void {
    this.frame.parted.nexts.forEach(({ offset }, i) => {
      const next = this.nexts[i]!;
      for (const [vector, local] of this.vectors.get(offset)!.entries())
        this.body.get(next[vector]!).set(local);
    });
  }

  rates(): void {
    const { parted, vectors } = this.frame;
    parted.nets.forEach((code, i) => {
      const nets = this.stocks.slice(vectors * i, vectors * (i + 1)).map(({ net }) => net);
      this.compute(this.writer!, code, nets);
    });
  }

  advance(stage: Stage, factor: number): void {
    for (const stock of this.stocks) writeMove(this.body, lanes, stage, factor, stock);
  }

  end(): void {
    const { frame, body } = this;
    for (const [offset, locals] of this.vectors) {
      if (!isState(frame.kernel, offset)) continue;
      for (const [vector, local] of locals.entries())
        body
          .i32(0)
          .get(local)
          .memory("v128.store", vectorAddress(frame, offset, vector));
    }
  }

  private writeAll(writer: LaneWriter, statements: readonly Statement[], held?: "whatever is held"): void {
    for (const statement of statements) {
      if (isCall(statement)) writeLaneCall(this.frame, this.body, writer, statement);
      else if (isAssignment(statement)) this.assign(writer, statement, held !== undefined);
    }
  }

  private assign(writer: LaneWriter, { offset, code }: Assignment, isFree: boolean): void {
    const { frame, body } = this;
    writer.prepare(code);
    const shared = this.shared.get(offset);
    if (shared !== undefined) {
      writer.shared.value(code);
      body.set(shared);
      return;
    }
    for (const [vector, local] of this.vectors.get(offset)!.entries()) {
      const equation = (): void => writer.value(code, vector);
      if (isFree) equation();
      else writeLaneHeld(frame, body, { offset, vector }, this.moment!, equation);
      body.set(local);
    }
  }

  private compute(writer: LaneWriter, code: Assignment["code"], into: readonly number[]): void {
    writer.prepare(code);
    for (const [vector, local] of into.entries()) {
      writer.value(code, vector);
      this.body.set(local);
    }
  }

  private readVector(offset: number, vector: number): void {
    const locals = this.vectors.get(offset);
    if (locals) this.body.get(locals[vector]!);
    else loadVector(this.frame, this.body, { offset, vector });
  }

  private readShared(offset: number): void {
    const local = this.shared.get(offset);
    if (local !== undefined) this.body.get(local);
    else loadSlot(this.frame, this.body, offset);
  }

  private writerFor(roots: Iterable<Assignment["code"]>): LaneWriter {
    return new LaneWriter(this.site(), roots);
  }

  private site(): LaneSite {
    const { body, clock, frame } = this;
    const { time, begun, step } = this.moment!;
    return laneSiteOf(frame, body, {
      readVector: (offset, vector) => this.readVector(offset, vector),
      readShared: (offset) => this.readShared(offset),
      readClock: (word) => void body.get(word === "time" ? time : word === "begun" ? begun : clock[word]),
      lookup: (table) => this.lookup(frame.layout.tables + 4 * table, frame.reaches[table]),
      step,
    });
  }
}

const lanes: Numbers = {
  add: "f64x2.add",
  multiply: "f64x2.mul",
  max: "f64x2.max",
  spread: (body) => body.write("f64x2.splat"),
};
