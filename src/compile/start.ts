import type { FunctionWriter } from "../wasm/function.ts";
import { addChunks, asComputed, chunkMoment } from "./chunks.ts";
import { type Frame, loadClock, writeHeld } from "./frame.ts";

/**
 * Writes `start`: what the same inputs always give, then the starting values, unless they are overridden; and `settle`:
 * what follows from starting values and does not change.
 */
export function writeStart(frame: Frame): void {
  const { kernel, parted, layout } = frame;
  const isStock = (offset: number): boolean =>
    offset >= kernel.inputs && offset < kernel.inputs + kernel.stocks;
  const once = addChunks(frame, parted.once, asComputed);
  const initial = addChunks(frame, parted.initial, (body, offset, equation) => {
    const overridden = (): void => {
      const pair = layout.initials + 16 * (offset - kernel.inputs);
      body.i32(0).memory("f64.load", pair).f64(0).write("f64.ne");
      body.if("f64");
      body.i32(0).memory("f64.load", pair + 8);
      body.else();
      equation();
      body.end();
    };
    writeHeld(frame, body, offset, chunkMoment, isStock(offset) ? overridden : equation);
  });

  const late = addChunks(frame, parted.late, asComputed);
  addExport(frame, "start", [...once, ...initial]);
  addExport(frame, "settle", late);
}

function addExport(frame: Frame, exported: string, chunks: readonly FunctionWriter[]): void {
  const body = frame.module.addFunction({ parameters: [], results: [], exported });
  for (const chunk of chunks) {
    loadClock(frame, body, "start");
    body.i32(0).i32(0).i32(0);
    loadClock(frame, body, "start");
    body.call(chunk);
  }
}
