import type { FunctionWriter } from "../wasm/function.ts";
import type { PlainInstruction } from "../wasm/instructions.ts";
import type { ModuleWriter } from "../wasm/module.ts";
import type { Arithmetic } from "./arithmetic.ts";
import { type Routine, type RoutineName, routines } from "./routines.ts";

/**
 * Adds the lane form of a routine: two numbers at once in each of so many vectors, with the bits that `scalar`, the function
 * of the same routine, gives for each. Where one of them is a rare case, `scalar` is called for all. Of two vectors an
 * engine's processor works on one while it waits for the other. Parameters are the arguments of one vector after another.
 */
export function addLaneRoutine(
  module: ModuleWriter,
  name: RoutineName,
  scalar: { readonly index: number },
  vectors: 1 | 2,
): FunctionWriter {
  const routine: Routine = routines[name];
  const v128s = (count: number) => Array.from({ length: count }, () => "v128" as const);
  const body = module.addFunction({
    parameters: v128s(vectors * routine.parameters),
    results: v128s(vectors),
  });
  const each = Array.from({ length: vectors }, (_, vector) => vector);
  const parameters = Array.from({ length: routine.parameters }, (_, place) => place);
  const localOf = (vector: number, place: number): number => vector * routine.parameters + place;
  const arithmetic = writingLanes(body, vectors, () => {
    for (const vector of each)
      for (const lane of [0, 1]) {
        for (const place of parameters) body.get(localOf(vector, place)).lane("f64x2.extract_lane", lane);
        body.call(scalar);
        if (lane === 0) body.write("f64x2.splat");
        else body.lane("f64x2.replace_lane", lane);
      }
    body.write("return");
  });
  const args = parameters.map((place): Operand => ({ locals: each.map((vector) => localOf(vector, place)) }));
  const result = routine.of(arithmetic, args[0]!, args[1] ?? args[0]!);
  for (const vector of each) push(body, result, vector);
  return body;
}

/**
 * Two numbers at run time in each vector, or the same constant in all; the bits of numbers; or truths, as all bits or none.
 */
type Operand =
  | { readonly locals: readonly number[] }
  | { readonly locals?: never; readonly value: number }
  | { readonly locals?: never; readonly bits: bigint };

/** Arithmetic that writes instructions on two lanes; what is rare gives way to what `leave` writes, which returns. */
function writingLanes(
  body: FunctionWriter,
  vectors: number,
  leave: () => void,
): Arithmetic<Operand, Operand, Operand> {
  const keep = (write: (vector: number) => void): Operand => ({
    locals: Array.from({ length: vectors }, (_, vector) => {
      const local = body.local("v128");
      write(vector);
      body.set(local);
      return local;
    }),
  });
  const one = (instruction: PlainInstruction) => (a: Operand) =>
    keep((vector) => push(body, a, vector).write(instruction));
  const two = (instruction: PlainInstruction) => (a: Operand, b: Operand) =>
    keep((vector) => {
      push(body, a, vector);
      push(body, b, vector).write(instruction);
    });
  const shift = (instruction: PlainInstruction) => (a: Operand, by: number) =>
    keep((vector) => push(body, a, vector).i32(by).write(instruction));
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
    select: (when, yes, no) =>
      keep((vector) => {
        if (isNought(no)) {
          push(body, yes, vector);
          push(body, when, vector).write("v128.and");
          return;
        }
        if (isNought(yes)) {
          push(body, no, vector);
          push(body, when, vector).write("v128.andnot");
          return;
        }
        push(body, yes, vector);
        push(body, no, vector);
        push(body, when, vector).write("v128.bitselect");
      }),
    bits: same,
    fromBits: same,
    integer: (bits) => ({ bits }),
    addInteger: two("i64x2.add"),
    subtractInteger: two("i64x2.sub"),
    and: two("v128.and"),
    or: two("v128.or"),
    shiftLeft: shift("i64x2.shl"),
    shiftRight: shift("i64x2.shr_s"),
    shiftRightUnsigned: shift("i64x2.shr_u"),
    isZero: (a) => isEqualBits(a, { bits: 0n }),
    rarely: (when, usual) => {
      push(body, when, 0);
      for (let vector = 1; vector < vectors; vector++) push(body, when, vector).write("v128.or");
      body.write("v128.any_true").if();
      leave();
      body.end();
      return usual;
    },
  };
}

/** All bits nought. */
function isNought(operand: Operand): boolean {
  return "value" in operand && Object.is(operand.value, 0);
}

/** Constants are splat: engines are slow with vectors that stand in the code. */
function push(body: FunctionWriter, operand: Operand, vector: number): FunctionWriter {
  if (operand.locals !== undefined) return body.get(operand.locals[vector]!);
  if ("bits" in operand) return body.i64(operand.bits).write("i64x2.splat");
  return body.f64(operand.value).write("f64x2.splat");
}
