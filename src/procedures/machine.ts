import type { RoutineName } from "../numerics/routines.ts";

/**
 * What procedures are written in: algorithms with loops and memory, such as sorting, allocating or a belt. Like the
 * routines of `numerics/`, each stands once, as a function over a machine; on the plain machine it computes, on the
 * writing machine it becomes a WebAssembly function with the same operations in the same order, and so the same bits.
 *
 * V is a number (f64), W a whole number (i32, which wraps round), B a truth. Everything that changes during a procedure
 * is a variable of the machine or lies in its memory: a `let` would change only while the procedure is being written.
 */
export interface Machine<V, W, B> {
  readonly number: (value: number) => V;
  readonly add: (a: V, b: V) => V;
  readonly subtract: (a: V, b: V) => V;
  readonly multiply: (a: V, b: V) => V;
  readonly divide: (a: V, b: V) => V;
  /** NaN if either is. */
  readonly min: (a: V, b: V) => V;
  readonly max: (a: V, b: V) => V;
  readonly negate: (a: V) => V;
  readonly abs: (a: V) => V;
  readonly sqrt: (a: V) => V;
  readonly floor: (a: V) => V;
  readonly ceil: (a: V) => V;
  /** Towards nought. */
  readonly truncate: (a: V) => V;
  readonly routine: (name: RoutineName, a: V, b?: V) => V;

  readonly less: (a: V, b: V) => B;
  readonly lessEqual: (a: V, b: V) => B;
  readonly equal: (a: V, b: V) => B;
  readonly both: (a: B, b: B) => B;
  readonly either: (a: B, b: B) => B;
  readonly not: (a: B) => B;
  readonly select: (when: B, yes: V, no: V) => V;

  readonly whole: (value: number) => W;
  readonly plus: (a: W, b: W) => W;
  readonly minus: (a: W, b: W) => W;
  readonly times: (a: W, b: W) => W;
  /** The upper half of the product of two whole numbers without signs. */
  readonly upperProduct: (a: W, b: W) => W;
  readonly and: (a: W, b: W) => W;
  readonly xor: (a: W, b: W) => W;
  readonly shiftLeft: (a: W, by: number) => W;
  /** Brings in noughts. */
  readonly shiftRight: (a: W, by: number) => W;
  readonly below: (a: W, b: W) => B;
  readonly same: (a: W, b: W) => B;
  readonly selectWhole: (when: B, yes: W, no: W) => W;
  /** Towards nought, cut to what fits; NaN is 0. */
  readonly toWhole: (a: V) => W;
  readonly toNumber: (a: W) => V;

  /** Numbers in memory take eight bytes, whole numbers four; `offset` is added to the address, in bytes. */
  readonly load: (address: W, offset?: number) => V;
  readonly store: (address: W, value: V, offset?: number) => void;
  readonly loadWhole: (address: W, offset?: number) => W;
  readonly storeWhole: (address: W, value: W, offset?: number) => void;

  readonly variable: (initial: V) => Changing<V>;
  readonly wholeVariable: (initial: W) => Changing<W>;

  /** Does it so many times, counting from nought. */
  readonly repeat: (count: W, body: (turn: W) => void) => void;
  readonly while: (condition: () => B, body: () => void) => void;
  readonly when: (condition: B, yes: () => void, no?: () => void) => void;

  /**
   * Room for so many bytes that lasts for the run, nought at first. What is given is a place from the beginning of the
   * heap, which a snapshot may keep; `at` makes an address of it.
   */
  readonly allocate: (bytes: W) => W;
  readonly at: (place: W) => W;
}

/** A variable of a procedure. */
export interface Changing<T> {
  readonly get: () => T;
  readonly set: (value: T) => void;
}

/** What a procedure over whole rows is given for one of its parameters, by the parameter's shape. */
export interface Given<V, W> {
  /** Of a `number`: it. Of a `whole`: the place (from 0) of the element that the reference picks. */
  readonly value: V;
  /** Where the numbers of a `row`, a `matrix` (row by row) or a `whole` begin. */
  readonly address: W;
  /** How many numbers there are. */
  readonly length: W;
  /** How many of them a line of a `matrix` has; else as `length`. */
  readonly columns: W;
}

/** A procedure over whole rows: writes as many numbers to `result` as its result has; `scratch` is what it asked for. */
export type VectorProcedure = <V, W, B>(
  m: Machine<V, W, B>,
  args: readonly Given<V, W>[],
  result: W,
  scratch: W,
) => void;

/** The points of a graph or a data series, in rising order of x. */
export interface PointsOf<V, W> {
  readonly count: W;
  readonly x: (point: W) => V;
  readonly y: (point: W) => V;
}

/** A procedure that reads points in a way of its own. */
export type TableProcedure = <V, W, B>(m: Machine<V, W, B>, points: PointsOf<V, W>, args: readonly V[]) => V;

/** A procedure that draws: `uniform(n)` is the n-th number of this call in this step, from 0 to below 1. */
export type RandomProcedure = <V, W, B>(
  m: Machine<V, W, B>,
  args: readonly V[],
  uniform: (draw: W) => V,
) => V;

/** The clock as a device sees it: when the step begins, and how long it is. */
export interface Now<V> {
  readonly time: V;
  readonly step: V;
  readonly start: V;
  readonly stop: V;
}

/** A procedure of a device: has a state of a fixed length that lasts, and writes what it is worth to `result`. */
export type DeviceProcedure = <V, W, B>(
  m: Machine<V, W, B>,
  args: readonly V[],
  state: W,
  result: W,
  now: Now<V>,
) => void;

/** A procedure that looks into the state of a device, and gives a number. */
export type PeekProcedure = <V, W, B>(
  m: Machine<V, W, B>,
  args: readonly V[],
  state: W,
  now: Pick<Now<V>, "time" | "step">,
) => V;

/** A procedure from numbers to a number, with loops that the language of equations does not have. */
export type NumberProcedure = <V, W, B>(m: Machine<V, W, B>, args: readonly V[]) => V;

/** Item number `index` of numbers that begin at an address. */
export function itemAt<V, W, B>(m: Machine<V, W, B>, address: W, index: W): V {
  return m.load(m.plus(address, m.shiftLeft(index, 3)));
}

/** Makes a number item number `index` of those that begin at an address. */
export function setItem<V, W, B>(m: Machine<V, W, B>, address: W, index: W, value: V): void {
  m.store(m.plus(address, m.shiftLeft(index, 3)), value);
}
