import { computeRoutine } from "../numerics/plain.ts";
import type { Changing, Machine } from "./machine.ts";

/** A machine that computes, with a memory of its own. */
export interface PlainMachine extends Machine<number, number, boolean> {
  /** Room for so many numbers, nought at first, behind everything so far; gives its address. */
  readonly reserve: (numbers: number) => number;
}

/** A plain machine with an empty memory. */
export function createPlainMachine(): PlainMachine {
  let view = new DataView(new ArrayBuffer(1024));
  let end = 0;
  const allocate = (bytes: number): number => {
    const place = end;
    end += (bytes + 7) & ~7;
    if (end > view.byteLength) {
      const grown = new Uint8Array(Math.max(end, 2 * view.byteLength));
      grown.set(new Uint8Array(view.buffer));
      view = new DataView(grown.buffer);
    }
    return place;
  };
  return {
    ...arithmetic,
    load: (address, offset = 0) => view.getFloat64(address + offset, true),
    store: (address, value, offset = 0) => view.setFloat64(address + offset, value, true),
    loadWhole: (address, offset = 0) => view.getInt32(address + offset, true),
    storeWhole: (address, value, offset = 0) => view.setInt32(address + offset, value, true),
    allocate,
    at: (place) => place,
    reserve: (numbers) => allocate(8 * numbers),
  };
}

type Memoryless = Omit<
  Machine<number, number, boolean>,
  "load" | "store" | "loadWhole" | "storeWhole" | "allocate" | "at"
>;

const arithmetic: Memoryless = {
  number: (value) => value,
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  min: Math.min,
  max: Math.max,
  negate: (a) => -a,
  abs: Math.abs,
  sqrt: Math.sqrt,
  floor: Math.floor,
  ceil: Math.ceil,
  truncate: Math.trunc,
  routine: computeRoutine,
  less: (a, b) => a < b,
  lessEqual: (a, b) => a <= b,
  equal: (a, b) => a === b,
  both: (a, b) => a && b,
  either: (a, b) => a || b,
  not: (a) => !a,
  select: (when, yes, no) => (when ? yes : no),
  whole: (value) => value | 0,
  plus: (a, b) => (a + b) | 0,
  minus: (a, b) => (a - b) | 0,
  times: Math.imul,
  upperProduct,
  and: (a, b) => a & b,
  xor: (a, b) => a ^ b,
  shiftLeft: (a, by) => a << by,
  shiftRight: (a, by) => (a >>> by) | 0,
  below: (a, b) => a < b,
  same: (a, b) => a === b,
  selectWhole: (when, yes, no) => (when ? yes : no),
  toWhole: (a) => (Number.isNaN(a) ? 0 : Math.min(Math.max(Math.trunc(a), -(2 ** 31)), 2 ** 31 - 1) | 0),
  toNumber: (a) => a,
  variable: changing,
  wholeVariable: changing,
  repeat: (count, body) => {
    for (let turn = 0; turn < count; turn++) body(turn);
  },
  while: (condition, body) => {
    while (condition()) body();
  },
  when: (condition, yes, no) => {
    if (condition) yes();
    else no?.();
  },
};

function changing(initial: number): Changing<number> {
  let value = initial;
  return {
    get: () => value,
    set: (next) => {
      value = next;
    },
  };
}

/** By halves of sixteen bits, whose products a number holds exactly. */
function upperProduct(a: number, b: number): number {
  const [aHigh, aLow, bHigh, bLow] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
  const low = aHigh * bLow + Math.floor((aLow * bLow) / 0x1_0000);
  const middle = aLow * bHigh + (low % 0x1_0000);
  return (aHigh * bHigh + Math.floor(low / 0x1_0000) + Math.floor(middle / 0x1_0000)) | 0;
}
