import type { FunctionWriter } from "../wasm/function.ts";
import type { PlainInstruction } from "../wasm/instructions.ts";
import type { ModuleWriter } from "../wasm/module.ts";
import type { Arithmetic } from "./arithmetic.ts";
import { type Routine, type RoutineName, routines } from "./routines.ts";

/**
 * Adds the lane form of a routine: two numbers at once, with the bits that `scalar`, the function of the same routine,
 * gives for each. Where either of them is a rare case, `scalar` is called for both.
 */
export function addLaneRoutine(
  module: ModuleWriter,
  name: RoutineName,
  scalar: { readonly index: number },
): FunctionWriter {
  const routine: Routine = routines[name];
  const types = Array.from({ length: routine.parameters }, () => "v128" as const);
  const body = module.addFunction({ parameters: types, results: ["v128"] });
  const arithmetic = writingLanes(body, () => {
    for (const lane of [0, 1]) {
      types.forEach((_, local) => {
        body.get(local).lane("f64x2.extract_lane", lane);
      });
      body.call(scalar);
      if (lane === 0) body.write("f64x2.splat");
      else body.lane("f64x2.replace_lane", lane);
    }
    body.write("return");
  });
  const args = types.map((_, local): Operand => ({ local }));
  push(body, routine.of(arithmetic, args[0]!, args[1] ?? args[0]!));
  return body;
}

/** Two numbers at run time, or two of one constant; the bits of two numbers; or two truths, as all bits or none. */
type Operand =
  | { readonly local: number }
  | { readonly local?: never; readonly value: number }
  | { readonly local?: never; readonly bits: bigint };

/** Arithmetic that writes instructions on two lanes; what is rare gives way to what `leave` writes, which returns. */
function writingLanes(body: FunctionWriter, leave: () => void): Arithmetic<Operand, Operand, Operand> {
  const keep = (): Operand => {
    const local = body.local("v128");
    body.set(local);
    return { local };
  };
  const one = (instruction: PlainInstruction) => (a: Operand) => {
    push(body, a).write(instruction);
    return keep();
  };
  const two = (instruction: PlainInstruction) => (a: Operand, b: Operand) => {
    push(body, a);
    push(body, b).write(instruction);
    return keep();
  };
  const shift = (instruction: PlainInstruction) => (a: Operand, by: number) => {
    push(body, a).i32(by).write(instruction);
    return keep();
  };
  const same = (a: Operand): Operand => a;
  const isEqualBits = two("i64x2.eq");
  return {
    number: (value) => ({ value }),
    add: two("f64x2.add"),
    subtract: two("f64x2.sub"),
    multiply: two("f64x2.mul"),
    divide: two("f64x2.div"),
    negate: one("f64x2.neg"),
    abs: one("f64x2.abs"),
    sqrt: one("f64x2.sqrt"),
    floor: one("f64x2.floor"),
    less: two("f64x2.lt"),
    equal: two("f64x2.eq"),
    both: two("v128.and"),
    either: two("v128.or"),
    not: one("v128.not"),
    select: (when, yes, no) => {
      push(body, yes);
      push(body, no);
      push(body, when).write("v128.bitselect");
      return keep();
    },
    bits: same,
    fromBits: same,
    integer: (bits) => ({ bits }),
    addInteger: two("i64x2.add"),
    subtractInteger: two("i64x2.sub"),
    and: two("v128.and"),
    or: two("v128.or"),
    shiftLeft: shift("i64x2.shl"),
    shiftRight: shift("i64x2.shr_s"),
    isZero: (a) => isEqualBits(a, { bits: 0n }),
    rarely: (when, usual) => {
      push(body, when).write("v128.any_true").if();
      leave();
      body.end();
      return usual;
    },
  };
}

/** Constants are splat: engines are slow with vectors that stand in the code. */
function push(body: FunctionWriter, operand: Operand): FunctionWriter {
  if (operand.local !== undefined) return body.get(operand.local);
  if ("bits" in operand) return body.i64(operand.bits).write("i64x2.splat");
  return body.f64(operand.value).write("f64x2.splat");
}
