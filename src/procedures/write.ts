import { type RoutineName, routines } from "../numerics/routines.ts";
import type { FunctionWriter } from "../wasm/function.ts";
import type { PlainInstruction } from "../wasm/instructions.ts";
import type { Changing, Machine } from "./machine.ts";

/** A value at run time: a local that is set once, or a constant. */
export type Operand =
  | { readonly type: "f64" | "i32"; readonly local: number }
  | { readonly type: "f64" | "i32"; readonly local?: never; readonly value: number };

/** What a written procedure reaches outside of its function. */
export interface Surface {
  /** The function that carries a routine out. */
  readonly routine: (name: RoutineName) => { readonly index: number };
  /** The function that gives a place in the heap for so many bytes; needed by procedures that allocate. */
  readonly allocate?: { readonly index: number };
  /** The address that holds where the heap begins. */
  readonly heap?: number;
}

/**
 * A machine that writes instructions into a function. Every result gets a local of its own, which the engine's compiler
 * dissolves; a variable is a local that is copied where it is looked at.
 */
export function writingMachine(body: FunctionWriter, surface: Surface): Machine<Operand, Operand, Operand> {
  const keep = (type: Operand["type"]): Operand => {
    const local = body.local(type);
    body.set(local);
    return { type, local };
  };
  const write = (type: Operand["type"], instruction: PlainInstruction, ...operands: readonly Operand[]) => {
    for (const operand of operands) push(body, operand);
    body.write(instruction);
    return keep(type);
  };
  const one = (type: Operand["type"], instruction: PlainInstruction) => (a: Operand) =>
    write(type, instruction, a);
  const two = (type: Operand["type"], instruction: PlainInstruction) => (a: Operand, b: Operand) =>
    write(type, instruction, a, b);
  const whole = (value: number): Operand => ({ type: "i32", value: value | 0 });
  const changing =
    (type: Operand["type"]) =>
    (initial: Operand): Changing<Operand> => {
      const local = body.local(type);
      push(body, initial).set(local);
      return {
        get: () => {
          body.get(local);
          return keep(type);
        },
        set: (value) => void push(body, value).set(local),
      };
    };
  const select =
    (type: Operand["type"]) =>
    (when: Operand, yes: Operand, no: Operand): Operand =>
      write(type, "select", yes, no, when);
  const missing = (): never => {
    throw new Error("A procedure without a heap allocates.");
  };

  const machine: Machine<Operand, Operand, Operand> = {
    number: (value) => ({ type: "f64", value }),
    add: two("f64", "f64.add"),
    subtract: two("f64", "f64.sub"),
    multiply: two("f64", "f64.mul"),
    divide: two("f64", "f64.div"),
    min: two("f64", "f64.min"),
    max: two("f64", "f64.max"),
    negate: one("f64", "f64.neg"),
    abs: one("f64", "f64.abs"),
    sqrt: one("f64", "f64.sqrt"),
    floor: one("f64", "f64.floor"),
    ceil: one("f64", "f64.ceil"),
    truncate: one("f64", "f64.trunc"),
    routine: (name, a, b) => {
      push(body, a);
      if (routines[name].parameters === 2) push(body, b ?? a);
      body.call(surface.routine(name));
      return keep("f64");
    },
    less: two("i32", "f64.lt"),
    lessEqual: two("i32", "f64.le"),
    equal: two("i32", "f64.eq"),
    both: two("i32", "i32.and"),
    either: two("i32", "i32.or"),
    not: one("i32", "i32.eqz"),
    select: select("f64"),
    whole,
    plus: two("i32", "i32.add"),
    minus: two("i32", "i32.sub"),
    times: two("i32", "i32.mul"),
    upperProduct: (a, b) => {
      for (const factor of [a, b]) push(body, factor).write("i64.extend_i32_u");
      body.write("i64.mul").i64(32n).write("i64.shr_u").write("i32.wrap_i64");
      return keep("i32");
    },
    and: two("i32", "i32.and"),
    xor: two("i32", "i32.xor"),
    shiftLeft: (a, by) => write("i32", "i32.shl", a, whole(by)),
    shiftRight: (a, by) => write("i32", "i32.shr_u", a, whole(by)),
    below: two("i32", "i32.lt_s"),
    same: two("i32", "i32.eq"),
    selectWhole: select("i32"),
    toWhole: one("i32", "i32.trunc_sat_f64_s"),
    toNumber: one("f64", "f64.convert_i32_s"),
    load: (address, offset = 0) => {
      push(body, address).memory("f64.load", offset);
      return keep("f64");
    },
    store: (address, value, offset = 0) => {
      push(body, address);
      push(body, value).memory("f64.store", offset);
    },
    loadWhole: (address, offset = 0) => {
      push(body, address).memory("i32.load", offset);
      return keep("i32");
    },
    storeWhole: (address, value, offset = 0) => {
      push(body, address);
      push(body, value).memory("i32.store", offset);
    },
    variable: changing("f64"),
    wholeVariable: changing("i32"),
    repeat: (count, turns) => {
      const turn = machine.wholeVariable(whole(0));
      machine.while(
        () => machine.below(turn.get(), count),
        () => {
          const now = turn.get();
          turns(now);
          turn.set(machine.plus(now, whole(1)));
        },
      );
    },
    while: (condition, again) => {
      const done = body.block();
      const next = body.loop();
      push(body, condition()).write("i32.eqz").brIf(done);
      again();
      body.br(next).end().end();
    },
    when: (condition, yes, no) => {
      push(body, condition).if();
      yes();
      if (no) {
        body.else();
        no();
      }
      body.end();
    },
    allocate: (bytes) => {
      push(body, bytes).call(surface.allocate ?? missing());
      return keep("i32");
    },
    at: (place) => {
      push(body, place)
        .i32(surface.heap ?? missing())
        .memory("i32.load")
        .write("i32.add");
      return keep("i32");
    },
  };
  return machine;
}

/** Puts a value on the stack. */
export function push(body: FunctionWriter, operand: Operand): FunctionWriter {
  if (operand.local !== undefined) return body.get(operand.local);
  return operand.type === "f64" ? body.f64(operand.value) : body.i32(operand.value);
}
