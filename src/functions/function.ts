import type { Unit } from "../model/unit.ts";
import type { Code } from "./code.ts";

/** A function of the equation language: everything that any part of Hence knows of it stands in its row. */
export type FunctionRow = Pointwise | Reducer | Vector | TableReader | Macro | Remembering | DeviceRow;

interface RowHead {
  readonly name: string;
  /** The family that the reference lists it under. */
  readonly family:
    | "arithmetic"
    | "comparison"
    | "transcendental"
    | "time"
    | "array"
    | "graph"
    | "delay"
    | "memory"
    | "financial"
    | "allocation"
    | "random"
    | "data";
  /** One sentence for the reference. */
  readonly summary: string;
  /** What the same function is called elsewhere. A function that differs there is another function, not an alias. */
  readonly aliases: Aliases;
  /** How the unit of the result follows from the units of the arguments. */
  readonly units: UnitRule;
  readonly examples: readonly Example[];
}

/** Names in other languages; those of Stella are what XMILE does not have. */
export type Aliases = { readonly [language in "vensim" | "xmile" | "stella"]?: Alias | readonly Alias[] };

/** A name there; with `order`, which of its arguments (from 0) stands at each place here. */
export type Alias = string | { readonly name: string; readonly order: readonly number[] };

/** Numbers in, a number out; the clock may be read. */
export interface Pointwise extends RowHead {
  readonly kind: "pointwise";
  readonly parameters: readonly Parameter[];
  readonly value: (args: readonly number[], clock: Clock) => number;
  readonly lower: (args: readonly Code[]) => Code;
}

/** A whole array in, a number out: `sum(x[*])`. One argument, which may itself be an expression over elements. */
export interface Reducer extends RowHead {
  readonly kind: "reducer";
  readonly parameters: readonly [Parameter];
  /** Items come in row-major order; the order of the arithmetic is that order, from the left. */
  readonly value: (items: readonly number[]) => number;
  readonly lower: (items: readonly Code[]) => Code;
}

/**
 * Whole rows in, a number or a row out: sorting, allocating, inverting. An argument whose shape is `row` goes through all
 * turns of its stars, `vals[*]`, and a `matrix` through those of two; `whole` is a plain reference, and the function is
 * given all numbers of the variable in row-major order and the place of the one that is named. Where the result is a row, its element is that at
 * the place of the equation along the dimension of the star of argument `along`.
 */
export interface Vector extends RowHead {
  readonly kind: "vector";
  readonly parameters: readonly (Parameter & { readonly shape: "number" | "row" | "matrix" | "whole" })[];
  readonly result: { readonly kind: "number" } | { readonly kind: "row"; readonly along: number };
}

/** Reads a graph or a data series, its first argument, in another way than at one input. */
export interface TableReader extends RowHead {
  readonly kind: "table";
  readonly parameters: readonly Parameter[];
}

/** A function that is written in the language itself: its body is what stands between `function …` and `end`. */
export interface Macro extends RowHead {
  readonly kind: "macro";
  readonly parameters: readonly Parameter[];
  readonly body: string;
}

/** `previous(x, start)` and `init(x)`: which arguments are the start and, if it ever changes, the next value of a memory. */
export interface Remembering extends RowHead {
  readonly kind: "memory";
  readonly parameters: readonly Parameter[];
  readonly starts: number;
  readonly next?: number;
}

/**
 * A function with a memory of its own kind, such as a fixed delay. Its value at a step follows from what its arguments
 * were at the steps before.
 */
export interface DeviceRow extends RowHead {
  readonly kind: "device";
  readonly parameters: readonly Parameter[];
  /** The arguments that are looked at before the first step, from 0. */
  readonly begins: readonly number[];
}

export interface Parameter {
  readonly name: string;
  /** A trailing parameter that may be left out, and what it is then. */
  readonly otherwise?: number;
}

/** What the functions of time see: now, dt, and the ends of the run. */
export interface Clock {
  readonly time: number;
  readonly step: number;
  readonly start: number;
  readonly stop: number;
}

export interface Example {
  readonly args: readonly number[];
  readonly clock?: Clock;
  readonly result: number;
}

/** A rule about units in words that the checker carries out and the reference prints. */
export type UnitRule =
  /** All arguments (or those listed) and the result have the same unit. */
  | { readonly kind: "same"; readonly args?: readonly number[] }
  /** All arguments and the result are dimensionless. */
  | { readonly kind: "dimensionless" }
  /** The result has the unit of the argument at `arg`; the others are as the list says (undefined: anything). */
  | { readonly kind: "like"; readonly arg: number; readonly others: readonly ArgumentUnit[] }
  /** Worked out from the arguments' units; undefined where they do not say. */
  | {
      readonly kind: "computed";
      readonly sentence: string;
      readonly of: (args: readonly (Unit | undefined)[], time: Unit) => Unit | undefined;
      readonly others: readonly ArgumentUnit[];
    }
  /** A dimensionless result from arguments of any unit. */
  | { readonly kind: "number"; readonly others: readonly ArgumentUnit[] };

/** What an argument's unit must be: anything, none (1), the unit of time, or the unit of another argument. */
export type ArgumentUnit = "any" | "dimensionless" | "time" | { readonly sameAs: number };
