import type { Code } from "../functions/code.ts";
import { clockPlaces } from "../run/program.ts";
import type { FunctionWriter } from "../wasm/function.ts";
import { CodeWriter, type Kept, type Site, survey } from "./codewriter.ts";
import type { Form, Stage } from "./form.ts";
import {
  addressOf,
  type FixedWord,
  type Frame,
  isCallSlot,
  isState,
  loadClock,
  loadSlot,
  type Moment,
  writeHeld,
} from "./frame.ts";
import { type Assignment, assignmentsIn, codesIn, isAssignment, isCall, isTrivial } from "./kernel.ts";
import { lookupWriter } from "./lookup.ts";
import { type MovedStock, numbers, writeMove } from "./moves.ts";
import { writeDeviceCall, writeVectorCall } from "./procedure.ts";
import { runParameters, writeSteps } from "./steps.ts";

/** Writes `run` as one function that keeps what it reads in local variables: the form for systems of some hundreds. */
export function addRunInLocals(frame: Frame): void {
  const body = frame.module.addFunction({ parameters: runParameters, results: [], exported: "run" });
  writeSteps(frame, body, new FormInLocals(frame, body));
}

class FormInLocals implements Form {
  readonly rowBytes: number;
  private readonly frame: Frame;
  private readonly body: FunctionWriter;
  private readonly stocks: readonly StockLocals[];
  private readonly memories: readonly MemoryLocals[];
  /** The local of every slot that is read or changes. */
  private readonly locals = new Map<number, number>();
  /** Slots that are the same in every row of a run. */
  private readonly constants: readonly number[];
  private readonly clock: Readonly<Record<FixedWord, number>>;
  private readonly kept: Kept;
  private readonly lookup: (address: number) => void;
  private writer: CodeWriter | undefined;

  constructor(frame: Frame, body: FunctionWriter) {
    const { kernel, parted } = frame;
    const f64 = (): number => body.local("f64");
    this.frame = frame;
    this.rowBytes = 8 * kernel.width;
    this.body = body;
    this.lookup = lookupWriter(body);
    this.clock = { start: f64(), stop: f64(), step: f64(), saveEvery: f64() };
    this.stocks = parted.nets.map((code, i) => {
      const offset = kernel.inputs + i;
      const value = f64();
      this.locals.set(offset, value);
      const isFloored = kernel.floored.has(offset);
      const remembered =
        frame.integrator !== "euler" ? { base: f64(), first: f64(), middle: f64() } : undefined;
      return { offset, code, value, net: f64(), isFloored, remembered };
    });
    this.memories = parted.nexts.map(({ offset, code }) => {
      const value = f64();
      this.locals.set(offset, value);
      return { offset, code, value, next: f64() };
    });
    for (const { device } of parted.devices) {
      for (let i = 0; i < device.results; i++) this.locals.set(device.result + i, f64());
    }
    for (const offset of frame.held.keys()) {
      if (isState(kernel, offset) && !this.locals.has(offset)) this.locals.set(offset, f64());
    }
    for (const { offset } of assignmentsIn(parted.active)) this.locals.set(offset, f64());
    const isConstant = (_: unknown, offset: number): boolean => !this.locals.has(offset);
    this.constants = Array.from({ length: kernel.width }, (_, offset) => offset).filter(isConstant);
    const active = parted.active.flatMap(codesIn);
    const behind = parted.behind.flatMap(codesIn);
    const looked = parted.devices.flatMap(({ args }) => args);
    const nexts = [...parted.nexts, ...looked].map(({ code }) => code);
    const cuts = parted.cuts.map(({ code }) => code);
    // A cut changes what is read behind it: nothing that was computed before may be used again.
    const together = survey(cuts.length > 0 ? active : [...active, ...behind, ...parted.nets], isTrivial);
    const apart = survey(
      cuts.length > 0 ? [...cuts, ...behind, ...parted.nets, ...nexts] : nexts,
      isTrivial,
    ).codes;
    for (const code of [...together.codes, ...apart]) {
      if (code.kind !== "slot" || isCallSlot(kernel, code.offset)) continue;
      if (!this.locals.has(code.offset)) this.locals.set(code.offset, f64());
    }
    this.kept = together.kept();
  }

  begin(): void {
    const { frame, body } = this;
    for (const word of ["start", "stop", "step", "saveEvery"] as const) {
      loadClock(frame, body, word);
      body.set(this.clock[word]);
    }
    const computed = new Set(assignmentsIn(frame.parted.active).map(({ offset }) => offset));
    for (const [offset, local] of this.locals) {
      if (offset >= frame.kernel.inputs && computed.has(offset)) continue;
      loadSlot(frame, body, offset);
      body.set(local);
    }
  }

  evaluate(moment: Moment): void {
    const { frame, body } = this;
    for (const offset of frame.held.keys()) {
      if (!isState(frame.kernel, offset)) continue;
      const value = this.locals.get(offset)!;
      writeHeld(frame, body, offset, moment, () => body.get(value));
      body.set(value);
    }
    this.writer = new CodeWriter(this.siteAt(moment), this.kept);
    for (const statement of frame.parted.active) {
      if (isCall(statement)) writeVectorCall(frame, body, this.writer, statement);
      else if (isAssignment(statement)) this.assign(this.writer, statement, moment);
    }
    for (const cut of frame.parted.cuts) {
      this.writer = new CodeWriter(this.siteAt(moment), survey([cut.code], isTrivial).kept());
      this.writer.prepare(cut.code);
      this.writer.value(cut.code);
      body.set(this.locals.get(cut.offset)!);
    }
    if (frame.parted.cuts.length > 0) {
      const rest = [...frame.parted.behind.flatMap(codesIn), ...frame.parted.nets];
      this.writer = new CodeWriter(this.siteAt(moment), survey(rest, isTrivial).kept());
    }
    for (const call of frame.parted.behind) writeVectorCall(frame, body, this.writer, call);
  }

  save(out: number): void {
    const { frame, body } = this;
    const { kernel, layout } = frame;
    if (this.constants.length > mostCopiedSingly) {
      body
        .get(out)
        .i32(layout.row)
        .i32(8 * kernel.width)
        .memoryCopy();
    } else {
      for (const offset of this.constants) {
        body.get(out);
        loadSlot(frame, body, offset);
        body.memory("f64.store", 8 * offset);
      }
    }
    const constants = new Set(this.constants);
    for (let offset = 0; offset < kernel.width; offset++) {
      if (!constants.has(offset))
        body
          .get(out)
          .get(this.locals.get(offset)!)
          .memory("f64.store", 8 * offset);
    }
  }

  remember(moment: Moment): void {
    const looked = this.frame.parted.devices.flatMap(({ args }) => args);
    const codes = [...this.memories, ...looked].map(({ code }) => code);
    // A writer of its own: what it keeps is computed at the beginning of a step only.
    const writer = new CodeWriter(this.siteAt(moment), survey(codes, isTrivial).kept());
    for (const { code, next } of this.memories) {
      writer.prepare(code);
      writer.value(code);
      this.body.set(next);
    }
    for (const { args } of this.frame.parted.devices) {
      for (const { offset, code } of args) {
        writer.prepare(code);
        this.body.i32(0);
        writer.value(code);
        this.body.memory("f64.store", addressOf(this.frame, offset));
      }
    }
  }

  takeOver(begun: number): void {
    const { frame, body } = this;
    for (const { value, next } of this.memories) body.get(next).set(value);
    for (const { device, args } of frame.parted.devices) {
      writeDeviceCall(frame, body, device, frame.device(device.row).step, begun, () => {
        for (const { offset } of args) loadSlot(frame, body, offset);
      });
      for (let offset = device.result; offset < device.result + device.results; offset++) {
        loadSlot(frame, body, offset);
        body.set(this.locals.get(offset)!);
      }
    }
  }

  rates(): void {
    for (const { code, net } of this.stocks) {
      this.writer!.prepare(code);
      this.writer!.value(code);
      this.body.set(net);
    }
  }

  advance(stage: Stage, factor: number): void {
    for (const stock of this.stocks) writeMove(this.body, numbers, stage, factor, stock);
  }

  end(): void {
    for (const { offset, value } of [...this.stocks, ...this.memories]) {
      this.body.i32(0).get(value).memory("f64.store", addressOf(this.frame, offset));
    }
  }

  private assign(writer: CodeWriter, { offset, code }: Assignment, moment: Moment): void {
    writer.prepare(code);
    writeHeld(this.frame, this.body, offset, moment, () => writer.value(code));
    this.body.set(this.locals.get(offset)!);
  }

  private siteAt({ time, begun, step }: Moment): Site {
    const { body, locals, clock, frame } = this;
    return {
      body,
      readSlot: (offset) => {
        if (isCallSlot(frame.kernel, offset)) loadSlot(frame, body, offset);
        else body.get(locals.get(offset)!);
      },
      readClock: (word) => void body.get(word === "time" ? time : word === "begun" ? begun : clock[word]),
      routine: frame.routine,
      lookup: this.lookup,
      procedure: frame.procedure,
      step,
      seed: frame.layout.clock + clockPlaces.seed,
      tables: frame.layout.tables,
      cells: frame.layout.cells,
    };
  }
}

/** Up to here loads and stores are faster than the engine's own copying. */
const mostCopiedSingly = 64;

interface MemoryLocals {
  readonly offset: number;
  readonly code: Code;
  readonly value: number;
  readonly next: number;
}

interface StockLocals extends MovedStock {
  readonly offset: number;
  readonly code: Code;
}
