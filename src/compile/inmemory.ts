import type { Tolerance } from "../model/argument.ts";
import type { FunctionWriter } from "../wasm/function.ts";
import { type StockRange, writeAdvance } from "./advance.ts";
import { writeAutoStep } from "./autosteps.ts";
import { addChunks, asComputed, chunkMoment } from "./chunks.ts";
import type { RestartingForm, Stage } from "./form.ts";
import {
  addressOf,
  type Frame,
  isState,
  loadSlot,
  type Moment,
  netAssignments,
  nextAssignments,
  nextOf,
  scratchOffsets,
  writeHeld,
} from "./frame.ts";
import type { Stepping } from "./kernel.ts";
import { writeDeviceCall } from "./procedure.ts";
import { runParameters, writeLoop, writeSteps } from "./steps.ts";

/** Writes `run` over functions that keep all variables in memory: the form for big systems. */
export function addRunInMemory(frame: Frame): void {
  const active = addChunks(frame, frame.parted.active, (body, offset, equation) =>
    writeHeld(frame, body, offset, chunkMoment, equation),
  );
  // A stock's limit holds for held flows too. Each cut is a chunk of its own, since it changes what the next one reads.
  const cuts = frame.parted.cuts.flatMap((cut) => addChunks(frame, [cut], asComputed));
  const behind = addChunks(frame, frame.parted.behind, asComputed);
  const nets = addChunks(frame, netAssignments(frame), asComputed);
  const nexts = addChunks(frame, nextAssignments(frame), asComputed);
  const body = frame.module.addFunction({ parameters: runParameters, results: [], exported: "run" });
  const form = new FormInMemory(frame, body, { equations: [...active, ...cuts, ...behind], nets, nexts });
  if (frame.integrator !== "rk4 auto") {
    writeSteps(frame, body, form);
    return;
  }
  writeLoop(frame, body, form, (tools) => {
    writeAutoStep(form, frame.tolerance, tools);
    form.takeOver(tools.begun);
  });
}

/** The functions that are called at the points of a step. */
export interface Chunks {
  readonly equations: readonly FunctionWriter[];
  readonly nets: readonly FunctionWriter[];
  readonly nexts: readonly FunctionWriter[];
}

/** All of a system. */
function wholeOf({ kernel, parted }: Frame): Part {
  const stocks = kernel.stocks === 0 ? [] : [{ from: 0, to: kernel.stocks }];
  return { pace: 1, stocks, memories: parted.nexts.map(({ offset }) => offset), devices: parted.devices };
}

/** What of a system goes on together. */
export interface Part {
  /** How many steps it takes in each of the whole. */
  readonly pace: number;
  readonly stocks: readonly StockRange[];
  /** The slots of its memories that are assigned to. */
  readonly memories: readonly number[];
  readonly devices: readonly Stepping[];
}

export class FormInMemory implements RestartingForm {
  readonly rowBytes: number;
  private readonly frame: Frame;
  private readonly body: FunctionWriter;
  private readonly chunks: Chunks;
  private readonly part: Part;

  constructor(frame: Frame, body: FunctionWriter, chunks: Chunks, part = wholeOf(frame)) {
    this.frame = frame;
    this.rowBytes = 8 * frame.kernel.width;
    this.body = body;
    this.chunks = chunks;
    this.part = part;
  }

  begin(): void {}

  evaluate(moment: Moment): void {
    const { frame, body } = this;
    // A path has numbers for the steps of the whole.
    const held = this.part.pace > 1 ? { ...moment, step: moment.low } : moment;
    for (const offset of frame.held.keys()) {
      if (!isState(frame.kernel, offset)) continue;
      body.i32(0);
      writeHeld(frame, body, offset, held, () => loadSlot(frame, body, offset));
      body.memory("f64.store", addressOf(frame, offset));
    }
    this.call(this.chunks.equations, moment);
  }

  save(out: number): void {
    const { kernel, layout } = this.frame;
    this.body
      .get(out)
      .i32(layout.row)
      .i32(8 * kernel.width)
      .memoryCopy();
  }

  remember(moment: Moment): void {
    this.call(this.chunks.nexts, moment);
  }

  keep(what: "start" | "coarse"): void {
    const { inputs } = this.frame.kernel;
    this.copyStocks(inputs, this.scratch()[what]);
  }

  restart(): void {
    this.copyStocks(this.scratch().start, this.frame.kernel.inputs);
  }

  isNear({ absolute, relative }: Tolerance): void {
    const { frame, body } = this;
    const { inputs, stocks } = frame.kernel;
    const { coarse } = this.scratch();
    if (stocks === 0) {
      body.i32(1);
      return;
    }
    const [isNear, stock] = [body.local("i32"), body.local("i32")];
    const load = (from: number): FunctionWriter => body.get(stock).memory("f64.load", addressOf(frame, from));
    body.i32(1).set(isNear).i32(0).set(stock);
    const again = body.loop();
    // Not near is a difference of more than the tolerance; what is no number is near, since nothing would mend it.
    load(inputs);
    load(coarse).write("f64.sub").write("f64.abs");
    load(inputs).write("f64.abs").f64(relative).write("f64.mul").f64(absolute).write("f64.max");
    body.write("f64.gt").write("i32.eqz").get(isNear).write("i32.and").set(isNear);
    body
      .get(stock)
      .i32(8)
      .write("i32.add")
      .tee(stock)
      .i32(8 * stocks)
      .write("i32.lt_s")
      .brIf(again)
      .end();
    body.get(isNear);
  }

  private scratch(): ReturnType<typeof scratchOffsets> {
    return scratchOffsets({ kernel: this.frame.kernel, hidden: this.frame.parted.hidden });
  }

  private copyStocks(from: number, to: number): void {
    const { frame, body } = this;
    body
      .i32(addressOf(frame, to))
      .i32(addressOf(frame, from))
      .i32(8 * frame.kernel.stocks)
      .memoryCopy();
  }

  takeOver(begun: number): void {
    const { frame, body } = this;
    for (const offset of this.part.memories) {
      body.i32(0);
      loadSlot(frame, body, nextOf(frame, offset));
      body.memory("f64.store", addressOf(frame, offset));
    }
    for (const { device, args } of this.part.devices) {
      writeDeviceCall(frame, body, device, frame.device(device.row).step, begun, () => {
        for (const { offset } of args) loadSlot(frame, body, offset);
      });
    }
  }

  rates(moment: Moment): void {
    this.call(this.chunks.nets, moment);
  }

  advance(stage: Stage, factor: number): void {
    writeAdvance(this.frame, this.body, stage, factor, this.part.stocks);
  }

  end(): void {}

  private call(functions: readonly FunctionWriter[], { time, begun, step, low, high }: Moment): void {
    for (const callee of functions) {
      this.body.get(time).get(step).get(low).get(high).get(begun).call(callee);
    }
  }
}
