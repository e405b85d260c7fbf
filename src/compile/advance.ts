import type { FunctionWriter } from "../wasm/function.ts";
import type { MemoryInstruction, PlainInstruction, ValueType } from "../wasm/instructions.ts";
import type { Stage } from "./form.ts";
import { addressOf, type Frame, loadSlot, scratchOffsets } from "./frame.ts";

/** Stocks that lie side by side: from one up to another, counted from the first of all. */
export interface StockRange {
  readonly from: number;
  readonly to: number;
}

/** Moves stocks that lie in memory on by their rates times what a local holds, two at once. */
export function writeAdvance(
  frame: Frame,
  body: FunctionWriter,
  stage: Stage,
  factor: number,
  ranges: readonly StockRange[],
): void {
  const { inputs, floored } = frame.kernel;
  const at = body.local("i32");
  for (const { from, to } of ranges) {
    const inPairs = to - ((to - from) % 2);
    if (inPairs > from) {
      const both = body.local(pair.type);
      body
        .get(factor)
        .write("f64x2.splat")
        .set(both)
        .i32(8 * from)
        .set(at);
      const again = body.loop();
      writeMove({ frame, body, at, factor: both }, pair, stage);
      body.get(at).i32(pair.bytes).write("i32.add").tee(at);
      body
        .i32(8 * inPairs)
        .write("i32.lt_s")
        .brIf(again)
        .end();
    }
    if (inPairs < to) {
      body.i32(8 * inPairs).set(at);
      writeMove({ frame, body, at, factor }, single, stage);
    }
  }
  if (stage !== "euler" && stage !== "heun" && stage !== "fourth") return;
  for (const offset of floored) {
    if (!ranges.some(({ from, to }) => from <= offset - inputs && offset - inputs < to)) continue;
    body.i32(0);
    loadSlot(frame, body, offset);
    body.f64(0).write("f64.max").memory("f64.store", addressOf(frame, offset));
  }
}

/** How many stocks are moved at once, and by which instructions. */
interface Width {
  readonly type: ValueType;
  readonly bytes: number;
  readonly load: MemoryInstruction;
  readonly store: MemoryInstruction;
  readonly add: PlainInstruction;
  readonly multiply: PlainInstruction;
  /** Puts 2 on the stack. */
  readonly two: (body: FunctionWriter) => FunctionWriter;
}

const single: Width = {
  type: "f64",
  bytes: 8,
  load: "f64.load",
  store: "f64.store",
  add: "f64.add",
  multiply: "f64.mul",
  two: (body) => body.f64(2),
};

const pair: Width = {
  type: "v128",
  bytes: 16,
  load: "v128.load",
  store: "v128.store",
  add: "f64x2.add",
  multiply: "f64x2.mul",
  two: (body) => body.f64(2).write("f64x2.splat"),
};

interface Site {
  readonly frame: Frame;
  readonly body: FunctionWriter;
  /** The local that counts in bytes from the first stock on; every array lies at its own constant address. */
  readonly at: number;
  readonly factor: number;
}

function writeMove({ frame, body, at, factor }: Site, width: Width, stage: Stage): void {
  const { add, multiply } = width;
  const stock = frame.kernel.inputs;
  const { net, base, first, middle } = scratchOffsets({ kernel: frame.kernel, hidden: frame.parted.hidden });
  const load = (from: number) => body.get(at).memory(width.load, addressOf(frame, from));
  const store = (to: number, value: () => void): void => {
    body.get(at);
    value();
    body.memory(width.store, addressOf(frame, to));
  };
  const moved = (from: number) => (): void => {
    load(from).get(factor);
    load(net).write(multiply).write(add);
  };
  switch (stage) {
    case "euler":
      store(stock, moved(stock));
      break;
    case "first":
      store(first, () => load(net));
      store(base, () => load(stock));
      store(stock, moved(base));
      break;
    case "heun":
      store(stock, () => {
        load(base).get(factor);
        load(first);
        load(net).write(add).write(multiply).write(add);
      });
      break;
    case "second":
      store(middle, () => load(net));
      store(stock, moved(base));
      break;
    case "third":
      store(middle, () => {
        load(middle);
        load(net).write(add);
      });
      store(stock, moved(base));
      break;
    case "fourth":
      store(stock, () => {
        load(base).get(factor);
        load(first);
        width.two(body);
        load(middle).write(multiply).write(add);
        load(net).write(add).write(multiply).write(add);
      });
      break;
  }
}
