import type { FunctionWriter } from "../wasm/function.ts";
import type { PlainInstruction, ValueType } from "../wasm/instructions.ts";
import type { ModuleWriter } from "../wasm/module.ts";
import type { ScalarArithmetic } from "./arithmetic.ts";
import { type Routine, type RoutineName, routines } from "./routines.ts";

/** Adds a function for each of the routines, with f64 parameters and one f64 result. */
export function addRoutines(
  module: ModuleWriter,
  names: Iterable<RoutineName>,
): ReadonlyMap<RoutineName, FunctionWriter> {
  const added = new Map<RoutineName, FunctionWriter>();
  for (const name of new Set(names)) {
    const { parameters } = routines[name];
    const types: readonly ValueType[] = parameters === 1 ? ["f64"] : ["f64", "f64"];
    const body = module.addFunction({ parameters: types, results: ["f64"] });
    body.get(writeRoutine(body, name, [0, 1]));
    added.set(name, body);
  }
  return added;
}

/** Writes a routine where a function stands, for arguments in its locals. Gives the local that holds the result. */
function writeRoutine(body: FunctionWriter, name: RoutineName, args: readonly number[]): number {
  const routine: Routine = routines[name];
  const arithmetic = writingArithmetic(body);
  const [first, second] = args.map((local): Operand => ({ local, type: "f64" }));
  const result = routine.of(arithmetic, first!, second ?? first!);
  if (result.local !== undefined) return result.local;
  const local = body.local("f64");
  push(body, result).set(local);
  return local;
}

/** A value at run time: a local, or a constant. */
type Operand =
  | { readonly local: number; readonly type: ValueType }
  | { readonly local?: never; readonly type: "f64"; readonly value: number }
  | { readonly local?: never; readonly type: "i64"; readonly value: bigint };

/** Arithmetic that writes instructions: every result gets a local of its own, which the engine's compiler dissolves. */
function writingArithmetic(body: FunctionWriter): ScalarArithmetic<Operand, Operand, Operand> {
  const keep = (type: ValueType): Operand => {
    const local = body.local(type);
    body.set(local);
    return { local, type };
  };
  const write = (
    type: ValueType,
    instruction: PlainInstruction,
    ...operands: readonly Operand[]
  ): Operand => {
    for (const operand of operands) push(body, operand);
    body.write(instruction);
    return keep(type);
  };
  const one = (type: ValueType, instruction: PlainInstruction) => (a: Operand) => write(type, instruction, a);
  const two = (type: ValueType, instruction: PlainInstruction) => (a: Operand, b: Operand) =>
    write(type, instruction, a, b);
  const integer = (value: bigint): Operand => ({ type: "i64", value });
  const select = (when: Operand, yes: Operand, no: Operand): Operand =>
    write(yes.type, "select", yes, no, when);

  const arithmetic: ScalarArithmetic<Operand, Operand, Operand> = {
    number: (value) => ({ type: "f64", value }),
    add: two("f64", "f64.add"),
    subtract: two("f64", "f64.sub"),
    multiply: two("f64", "f64.mul"),
    divide: two("f64", "f64.div"),
    negate: one("f64", "f64.neg"),
    abs: one("f64", "f64.abs"),
    sqrt: one("f64", "f64.sqrt"),
    floor: one("f64", "f64.floor"),
    less: two("i32", "f64.lt"),
    equal: two("i32", "f64.eq"),
    both: two("i32", "i32.and"),
    either: two("i32", "i32.or"),
    not: one("i32", "i32.eqz"),
    select,
    bits: one("i64", "i64.reinterpret_f64"),
    fromBits: one("f64", "f64.reinterpret_i64"),
    integer,
    addInteger: two("i64", "i64.add"),
    subtractInteger: two("i64", "i64.sub"),
    multiplyInteger: two("i64", "i64.mul"),
    and: two("i64", "i64.and"),
    or: two("i64", "i64.or"),
    shiftLeft: (a, by) => write("i64", "i64.shl", a, integer(BigInt(by))),
    shiftRight: (a, by) => write("i64", "i64.shr_s", a, integer(BigInt(by))),
    shiftRightUnsigned: (a, by) => write("i64", "i64.shr_u", a, integer(BigInt(by))),
    shiftLeftBy: two("i64", "i64.shl"),
    shiftRightBy: two("i64", "i64.shr_u"),
    isZero: one("i32", "i64.eqz"),
    toNumber: one("f64", "f64.convert_i64_s"),
    // A module of ours has no place for tables of constants; where one is read is rare.
    entry: (table, index) =>
      table.reduce<Operand>(
        (found, value, i) => select(write("i32", "i64.eq", index, integer(BigInt(i))), integer(value), found),
        integer(0n),
      ),
    rarely: (when, usual, rare, args) => {
      const results = usual.map((value) => {
        push(body, value);
        return keep("f64");
      });
      push(body, when).if();
      rare(arithmetic, args).forEach((value, i) => {
        push(body, value).set(results[i]!.local!);
      });
      body.end();
      return results;
    },
  };
  return arithmetic;
}

function push(body: FunctionWriter, operand: Operand): FunctionWriter {
  if (operand.local !== undefined) return body.get(operand.local);
  return operand.type === "f64" ? body.f64(operand.value) : body.i64(operand.value);
}
