import type { Called } from "../functions/code.ts";
import type { DeviceProcedure, Given } from "../procedures/machine.ts";
import { uniform } from "../procedures/philox.ts";
import { type Operand, push, type Surface, writingMachine } from "../procedures/write.ts";
import { clockPlaces, type Layout } from "../run/program.ts";
import { tableBlock } from "../run/tables.ts";
import type { FunctionWriter } from "../wasm/function.ts";
import type { ValueType } from "../wasm/instructions.ts";
import type { ModuleWriter } from "../wasm/module.ts";
import type { CodeWriter } from "./codewriter.ts";
import { addressOf, type Frame, loadClock } from "./frame.ts";
import type { Device, VectorCall } from "./kernel.ts";

/**
 * Adds a function for a procedure that gives one number. Its parameters are what the code writer puts on the stack: the
 * block of a table, or the state of a device, or seed, world, site (two) and step of a draw, and then the arguments.
 */
export function addProcedure(
  module: ModuleWriter,
  callee: Called,
  count: number,
  surface: Surface,
): FunctionWriter {
  const before = { algorithm: 0, table: 1, peek: 1, random: 5 }[callee.kind];
  const types: readonly ValueType[] = [
    ...Array.from({ length: before }, () => "i32" as const),
    ...Array.from({ length: count }, () => "f64" as const),
  ];
  const body = module.addFunction({ parameters: types, results: ["f64"] });
  const m = writingMachine(body, surface);
  const whole = (local: number): Operand => ({ type: "i32", local });
  const args = Array.from({ length: count }, (_, i): Operand => ({ type: "f64", local: before + i }));
  switch (callee.kind) {
    case "algorithm":
      push(body, callee.procedure(m, args));
      return body;
    case "table": {
      const points = m.loadWhole(whole(0), tableBlock.points);
      const pointAt = (point: Operand): Operand =>
        m.plus(points, m.times(point, m.whole(tableBlock.pointBytes)));
      const given = {
        count: m.loadWhole(points),
        x: (point: Operand) => m.load(pointAt(point), tableBlock.firstPoint),
        y: (point: Operand) => m.load(pointAt(point), tableBlock.firstPoint + 8),
      };
      push(body, callee.procedure(m, given, args));
      return body;
    }
    case "peek": {
      const [time, step, ...rest] = args;
      push(body, callee.procedure(m, rest, whole(0), { time: time!, step: step! }));
      return body;
    }
    case "random": {
      const [seed, world, site0, site1, step] = [0, 1, 2, 3, 4].map(whole);
      const draws = { seed: seed!, world: world!, site: [site0!, site1!] as const, step: step! };
      push(
        body,
        callee.procedure(m, args, (draw) => uniform(m, draws, draw)),
      );
      return body;
    }
  }
}

/**
 * Adds a function for a procedure over whole rows. Its parameters are, for each argument, the number; or where the
 * numbers begin, how many there are, how many to a line, and the place among them; then where results and scratch go.
 */
export function addVectorProcedure(module: ModuleWriter, call: VectorCall, surface: Surface): FunctionWriter {
  const types: ValueType[] = [];
  const parameter = (type: Operand["type"]): Operand => ({ type, local: types.push(type) - 1 });
  const nothing: Operand = { type: "i32", value: 0 };
  const args = call.args.map((arg): Given<Operand, Operand> => {
    if (arg.kind === "number")
      return { value: parameter("f64"), address: nothing, length: nothing, columns: nothing };
    const [address, length, columns] = [parameter("i32"), parameter("i32"), parameter("i32")];
    return { address, length, columns, value: parameter("f64") };
  });
  const [result, scratch] = [parameter("i32"), parameter("i32")];
  const body = module.addFunction({ parameters: types, results: [] });
  call.procedure(writingMachine(body, surface), args, result, scratch);
  return body;
}

/** Adds a function for a procedure of a device. Its parameters are the state, where results go, the clock, the arguments. */
export function addDeviceProcedure(
  module: ModuleWriter,
  procedure: DeviceProcedure,
  count: number,
  surface: Surface,
): FunctionWriter {
  const numbers = Array.from({ length: 4 + count }, () => "f64" as const);
  const body = module.addFunction({ parameters: ["i32", "i32", ...numbers], results: [] });
  const [state, result] = [0, 1].map((local): Operand => ({ type: "i32", local }));
  const [time, step, start, stop, ...args] = numbers.map((type, i): Operand => ({ type, local: 2 + i }));
  const now = { time: time!, step: step!, start: start!, stop: stop! };
  procedure(writingMachine(body, surface), args, state!, result!, now);
  return body;
}

/** Adds the function that gives a place in the heap for so many bytes, nought all of them. */
export function addAllocation(module: ModuleWriter, { clock }: Layout): FunctionWriter {
  const body = module.addFunction({ parameters: ["i32"], results: ["i32"] });
  const [bytes, place, end] = [0, body.local("i32"), body.local("i32")];
  const used = clock + clockPlaces.heapUsed;
  body.get(bytes).i32(7).write("i32.add").i32(-8).write("i32.and").set(bytes);
  body.i32(0).memory("i32.load", used).set(place);
  body
    .i32(0)
    .memory("i32.load", clock + clockPlaces.heap)
    .get(place)
    .write("i32.add");
  body.get(bytes).write("i32.add").tee(end);
  body.memorySize().i32(16).write("i32.shl").write("i32.gt_u");
  body.if();
  // Pages that are missing, and as many again, so that it does not come to this often.
  body.get(end);
  body.memorySize().i32(16).write("i32.shl").write("i32.sub").i32(16).write("i32.shr_u");
  body.i32(17).write("i32.add").memoryGrow().i32(-1).write("i32.eq");
  body.if();
  body.write("unreachable").end().end();
  body.get(end).get(bytes).write("i32.sub").i32(0).get(bytes).memoryFill();
  body.i32(0).get(place).get(bytes).write("i32.add").memory("i32.store", used);
  body.get(place);
  return body;
}

/** Writes a call of a procedure of a device where a function stands; `args` puts the arguments on the stack. */
export function writeDeviceCall(
  frame: Frame,
  body: FunctionWriter,
  device: Device,
  procedure: FunctionWriter,
  time: number,
  args: () => void,
): void {
  body
    .i32(frame.layout.cells + 8 * device.cell)
    .i32(addressOf(frame, device.result))
    .get(time);
  loadClock(frame, body, "step");
  if (device.pace > 1) body.f64(device.pace).write("f64.div");
  for (const word of ["start", "stop"] as const) loadClock(frame, body, word);
  args();
  body.call(procedure);
}

/** Writes a call of a procedure over whole rows where a function stands. */
export function writeVectorCall(
  frame: Frame,
  body: FunctionWriter,
  writer: CodeWriter,
  call: VectorCall,
): void {
  for (const arg of call.args) {
    for (const code of arg.kind === "number" ? [arg.code] : [...arg.codes, arg.place]) writer.prepare(code);
    if (arg.kind === "number") continue;
    arg.codes.forEach((code, i) => {
      body.i32(0);
      writer.value(code);
      body.memory("f64.store", addressOf(frame, arg.offset + i));
    });
  }
  for (const arg of call.args) {
    if (arg.kind === "numbers") body.i32(addressOf(frame, arg.offset)).i32(arg.codes.length).i32(arg.columns);
    writer.value(arg.kind === "number" ? arg.code : arg.place);
  }
  body.i32(addressOf(frame, call.result)).i32(addressOf(frame, call.scratch)).call(frame.vector(call));
}
