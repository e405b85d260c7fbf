import type { FunctionWriter } from "../../wasm/function.ts";
import { writeAdvance } from "../advance.ts";
import type { Form, Stage } from "../form.ts";
import {
  type Frame,
  isState,
  loadSlot,
  type Moment,
  netAssignments,
  nextAssignments,
  nextOf,
} from "../frame.ts";
import type { Statement } from "../kernel.ts";
import { runParameters, writeSteps } from "../steps.ts";
import { type LaneFrame, loadVector, vectorAddress, writeLaneHeld } from "./frame.ts";
import { leftBy, sweepsOf } from "./sweeps.ts";
import { addSweeps } from "./sweepwriter.ts";

/** Writes `run` over functions that keep all variables in memory: the form for big systems. */
export function addLanesInMemory(frame: LaneFrame): void {
  const { parted, sorted } = frame;
  const sweeps = (statements: readonly Statement[]) => sweepsOf(frame, statements);
  const active = sweeps(sorted.active);
  // Each cut is a sweep of its own, since it changes what the next one reads.
  const cuts = parted.cuts.flatMap((cut) => sweeps([cut]));
  const behind = sweeps(sorted.behind);
  const shown = sweeps(sorted.shown);
  const nets = sweeps(netAssignments(frame));
  const nexts = sweeps(nextAssignments(frame));
  const isLeft = leftBy([...active, ...cuts, ...behind, ...shown, ...nets, ...nexts], frame.kept);
  const asComputed = { paths: "as computed", isLeft } as const;
  const withPaths = { paths: "with paths", isLeft } as const;
  const chunks = {
    equations: [
      ...addSweeps(frame, active, withPaths),
      ...addSweeps(frame, [...cuts, ...behind], asComputed),
    ],
    shown: addSweeps(frame, shown, withPaths),
    nets: addSweeps(frame, nets, asComputed),
    nexts: addSweeps(frame, nexts, asComputed),
  };
  const body = frame.module.addFunction({ parameters: runParameters, results: [], exported: "run" });
  writeSteps(frame, body, new LanesInMemory(frame, body, chunks));
}

/** The functions that are called at the points of a step. */
type Chunks = Readonly<Record<"equations" | "shown" | "nets" | "nexts", readonly FunctionWriter[]>>;

class LanesInMemory implements Form {
  readonly rowBytes: number;
  private readonly frame: LaneFrame;
  private readonly body: FunctionWriter;
  private readonly chunks: Chunks;
  private moment: Moment | undefined;

  constructor(frame: LaneFrame, body: FunctionWriter, chunks: Chunks) {
    this.frame = frame;
    this.rowBytes = 8 * frame.lanes * frame.kept.length;
    this.body = body;
    this.chunks = chunks;
  }

  begin(): void {}

  evaluate(moment: Moment): void {
    const { frame } = this;
    this.moment = moment;
    for (const offset of frame.held.keys()) {
      if (!isState(frame.kernel, offset)) continue;
      this.storeVectors(offset, (vector) =>
        writeLaneHeld(frame, this.body, { offset, vector }, moment, () =>
          loadVector(frame, this.body, { offset, vector }),
        ),
      );
    }
    this.call(this.chunks.equations, moment);
  }

  save(out: number): void {
    const { frame, body } = this;
    this.call(this.chunks.shown, this.moment!);
    frame.kept.forEach((offset, column) => {
      for (let vector = 0; vector < frame.lanes / 2; vector++) {
        body.get(out);
        if (frame.sorted.differs(offset)) loadVector(frame, body, { offset, vector });
        else {
          loadSlot(frame, body, offset);
          body.write("f64x2.splat");
        }
        body.memory("v128.store", 8 * frame.lanes * column + 16 * vector);
      }
    });
  }

  remember(moment: Moment): void {
    this.call(this.chunks.nexts, moment);
  }

  takeOver(): void {
    const { frame, body } = this;
    for (const { offset } of frame.parted.nexts)
      this.storeVectors(offset, (vector) =>
        loadVector(frame, body, { offset: nextOf(frame, offset), vector }),
      );
  }

  rates(moment: Moment): void {
    this.call(this.chunks.nets, moment);
  }

  advance(stage: Stage, factor: number): void {
    const { kernel, lanes } = this.frame;
    if (kernel.stocks === 0) return;
    writeAdvance(sideBySide(this.frame), this.body, stage, factor, [{ from: 0, to: lanes * kernel.stocks }]);
  }

  end(): void {}

  private storeVectors(offset: number, value: (vector: number) => void): void {
    const { frame, body } = this;
    for (let vector = 0; vector < frame.lanes / 2; vector++) {
      body.i32(0);
      value(vector);
      body.memory("v128.store", vectorAddress(frame, offset, vector));
    }
  }

  private call(functions: readonly FunctionWriter[], { time, begun, step, low, high }: Moment): void {
    for (const callee of functions) this.body.get(time).get(step).get(low).get(high).get(begun).call(callee);
  }
}

/** The numbers of all worlds as if they were those of one world with so many times as many slots. */
function sideBySide({ lanes, ...frame }: LaneFrame): Frame {
  const { kernel, parted, layout } = frame;
  const floored = [...kernel.floored].flatMap((offset) =>
    Array.from({ length: lanes }, (_, lane) => lanes * offset + lane),
  );
  return {
    ...frame,
    kernel: {
      ...kernel,
      inputs: lanes * kernel.inputs,
      stocks: lanes * kernel.stocks,
      memories: lanes * kernel.memories,
      width: lanes * kernel.width,
      floored: new Set(floored),
    },
    parted: { ...parted, hidden: lanes * parted.hidden },
    layout: { ...layout, row: layout.laneRows },
  };
}
