import type { FunctionWriter } from "../../wasm/function.ts";
import { addressOf } from "../frame.ts";
import { codesIn, type VectorCall } from "../kernel.ts";
import { writeVectorCall } from "../procedure.ts";
import { base, type LaneFrame, vectorAddress } from "./frame.ts";
import type { LaneWriter } from "./writer.ts";

/**
 * Writes a call of a procedure over whole rows: once where its arguments are the same in all worlds, else for one world
 * after the other, whose numbers are put where the procedure finds them, and its results with those of the others.
 */
export function writeLaneCall(
  frame: LaneFrame,
  body: FunctionWriter,
  writer: LaneWriter,
  call: VectorCall,
  at?: number,
): void {
  const codes = codesIn(call);
  for (const code of codes) writer.prepare(code);
  if (!codes.some(frame.sorted.varies)) {
    writeVectorCall(frame, body, writer.shared, call);
    return;
  }
  const numbers = call.args.map((arg) => {
    if (arg.kind === "numbers") {
      arg.codes.forEach((code, i) => {
        writer.eachVector((vector) => {
          base(body, at);
          writer.value(code, vector);
          body.memory("v128.store", vectorAddress(frame, arg.offset + i, vector));
        });
      });
    }
    return writer.eachVector((vector) => {
      const local = body.local("v128");
      writer.value(arg.kind === "number" ? arg.code : arg.place, vector);
      body.set(local);
      return local;
    });
  });
  for (let lane = 0; lane < 2 * frame.vectors; lane++) {
    const inLane = (offset: number): number => vectorAddress(frame, offset, 0) + 8 * lane;
    for (const [i, arg] of call.args.entries()) {
      if (arg.kind === "numbers") {
        arg.codes.forEach((_, item) => {
          base(body.i32(0), at).memory("f64.load", inLane(arg.offset + item));
          body.memory("f64.store", addressOf(frame, arg.offset + item));
        });
        body.i32(addressOf(frame, arg.offset)).i32(arg.codes.length).i32(arg.columns);
      }
      body.get(numbers[i]![lane >> 1]!).lane("f64x2.extract_lane", lane & 1);
    }
    body.i32(addressOf(frame, call.result)).i32(addressOf(frame, call.scratch)).call(frame.vector(call));
    for (let i = 0; i < call.results; i++) {
      base(body, at)
        .i32(0)
        .memory("f64.load", addressOf(frame, call.result + i));
      body.memory("f64.store", inLane(call.result + i));
    }
  }
}
