import type { ScalarArithmetic } from "./arithmetic.ts";
import { type Routine, type RoutineName, routines } from "./routines.ts";

/** The value of a routine, the same to the last bit as that of the WebAssembly which `emit.ts` writes. */
export function computeRoutine(name: RoutineName, a: number, b = 0): number {
  const routine: Routine = routines[name];
  return routine.of(plain, a, b);
}

/** Arithmetic on plain numbers. The bits of a number are a bigint with sign. */
function plainArithmetic(): ScalarArithmetic<number, bigint, boolean> {
  const numbers = new Float64Array(1);
  const integers = new BigInt64Array(numbers.buffer);
  const wrapped = (a: bigint): bigint => BigInt.asIntN(64, a);
  const unsigned = (a: bigint): bigint => BigInt.asUintN(64, a);
  const arithmetic: ScalarArithmetic<number, bigint, boolean> = {
    number: (value) => value,
    add: (a, b) => a + b,
    subtract: (a, b) => a - b,
    multiply: (a, b) => a * b,
    divide: (a, b) => a / b,
    negate: (a) => -a,
    abs: Math.abs,
    sqrt: Math.sqrt,
    floor: Math.floor,
    less: (a, b) => a < b,
    equal: (a, b) => a === b,
    both: (a, b) => a && b,
    either: (a, b) => a || b,
    not: (a) => !a,
    select: (when, yes, no) => (when ? yes : no),
    bits: (a) => {
      numbers[0] = a;
      return integers[0]!;
    },
    fromBits: (a) => {
      integers[0] = a;
      return numbers[0]!;
    },
    integer: wrapped,
    addInteger: (a, b) => wrapped(a + b),
    subtractInteger: (a, b) => wrapped(a - b),
    multiplyInteger: (a, b) => wrapped(a * b),
    and: (a, b) => a & b,
    or: (a, b) => a | b,
    shiftLeft: (a, by) => wrapped(a << BigInt(by)),
    shiftRight: (a, by) => a >> BigInt(by),
    shiftRightUnsigned: (a, by) => wrapped(unsigned(a) >> BigInt(by)),
    shiftLeftBy: (a, by) => wrapped(a << by),
    shiftRightBy: (a, by) => wrapped(unsigned(a) >> by),
    isZero: (a) => a === 0n,
    toNumber: Number,
    entry: (table, index) => wrapped(table[Number(index)] ?? 0n),
    rarely: (when, usual, rare, args) => (when ? rare(arithmetic, args) : usual),
  };
  return arithmetic;
}

const plain = plainArithmetic();
