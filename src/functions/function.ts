import type { Unit } from "../model/unit.ts";
import type {
  DeviceProcedure,
  NumberProcedure,
  PeekProcedure,
  RandomProcedure,
  TableProcedure,
  VectorProcedure,
} from "../procedures/machine.ts";
import type { Code } from "./code.ts";

/** A function of the equation language: everything that any part of Hence knows of it stands in its row. */
export type FunctionRow =
  | Pointwise
  | Algorithm
  | Reducer
  | Vector
  | TableReader
  | RandomRow
  | Solving
  | Macro
  | Remembering
  | DeviceRow
  | Peek;

interface RowHead<Shown = Example> {
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
  /** What the manuals leave open, and how it is taken here. */
  readonly doubt?: string;
  /** What the same function is called elsewhere. A function that differs there is another function, not an alias. */
  readonly aliases: Aliases;
  /** How the unit of the result follows from the units of the arguments. */
  readonly units: UnitRule;
  readonly examples: readonly Shown[];
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

/** Numbers in, a number out, by a procedure with loops. */
export interface Algorithm extends RowHead {
  readonly kind: "algorithm";
  readonly parameters: readonly Parameter[];
  readonly procedure: NumberProcedure;
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
 * Whole rows in, a number, a row or a matrix out: sorting, allocating, inverting. An argument whose shape is `row` goes
 * through all turns of its stars, `vals[*]`, and a `matrix` through those of two; a `whole` is a plain reference, and all
 * numbers of its variable. Where the result is a row or a matrix, it is as long as argument `along`, and its element is
 * that at the place of the equation along the dimensions of the stars of that argument.
 */
export interface Vector extends RowHead<VectorExample> {
  readonly kind: "vector";
  /** All rows of a call run through the same stars, as in a reducer; without it each has its own. */
  readonly together?: true;
  readonly parameters: readonly (Parameter & { readonly shape: ArgumentShape })[];
  readonly result: { readonly kind: "number" } | { readonly kind: "row" | "matrix"; readonly along: number };
  readonly procedure: VectorProcedure;
  /** How many numbers of scratch memory the procedure needs, from how many numbers each argument has. */
  readonly scratch?: (lengths: readonly number[]) => number;
}

export type ArgumentShape = "number" | "row" | "matrix" | "whole";

/** Reads a graph or a data series, its first argument, in another way than at one input. */
export interface TableReader extends RowHead<TableExample> {
  readonly kind: "table";
  readonly parameters: readonly Parameter[];
  /** Its arguments are those behind the graph. Without it the points are read as they are declared. */
  readonly procedure?: TableProcedure;
}

/** Draws a number at random: one for each call, element and step, which the half steps share. */
export interface RandomRow extends RowHead<never> {
  readonly kind: "random";
  readonly parameters: readonly Parameter[];
  readonly procedure: RandomProcedure;
}

/** Stands for all of an equation: the variable is worked out together with what follows from it, until it fits. */
export interface Solving extends RowHead<never> {
  readonly kind: "solving";
  readonly parameters: readonly Parameter[];
  /** Whether the argument `residual` has to become what the variable itself is, or nought. */
  readonly seeks: "itself" | "nought";
  readonly residual: number;
  /** The argument from which it is looked for. */
  readonly start: number;
  /** Arguments that say how many elements are looked for, and how many of these are left at their start. */
  readonly count?: number;
  readonly skip?: number;
}

/** A function that is written in the language itself: its body is what stands between `function …` and `end`. */
export interface Macro extends RowHead<Course> {
  readonly kind: "macro";
  readonly parameters: readonly Parameter[];
  /** Of a function of any order, such as a derivative: from the order, which is written as a number. */
  readonly body: string | ((order: number) => string);
  /** Which argument is the order, from 0. */
  readonly order?: number;
  /** The body where the order is not written as a number. */
  readonly ofAnyOrder?: string;
  /** Variables of the body that may be read besides the result: `delayp(x, 3).pipeline`. */
  readonly outputs?: readonly string[];
}

/** `previous(x, start)` and `init(x)`: which arguments are the start and, if it ever changes, the next value of a memory. */
export interface Remembering extends RowHead<Course> {
  readonly kind: "memory";
  readonly parameters: readonly Parameter[];
  readonly starts: number;
  readonly next?: number;
}

/**
 * A function with a memory of its own kind, such as a fixed delay. Its value at a step follows from what its arguments
 * were at the steps before.
 */
export interface DeviceRow extends RowHead<Course> {
  readonly kind: "device";
  readonly parameters: readonly Parameter[];
  /** The arguments that are looked at before the first step, from 0; the others are NaN there. */
  readonly begins: readonly number[];
  /** How many numbers its state takes, eight bytes each; what has no fixed length is allocated. */
  readonly cells: number;
  /** Makes the state, and gives the value at the first step. */
  readonly begin: DeviceProcedure;
  /** When a step is done: takes the arguments as they were in it, and gives the value at the next one. */
  readonly step: DeviceProcedure;
}

/** Looks into the state of a device, its first argument; made when a model is flattened, and listed nowhere. */
export interface Peek extends RowHead<never> {
  readonly kind: "peek";
  readonly parameters: readonly Parameter[];
  /** Its arguments are those behind the device. */
  readonly procedure: PeekProcedure;
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
  /** When the step began, where that is not now. */
  readonly begun?: number;
  /** The time between two saved rows; one step where nothing else is said. */
  readonly saveEvery?: number;
}

export interface Example {
  readonly args: readonly number[];
  readonly clock?: Clock;
  readonly result: number;
}

/** A call of a vector function; a `whole` argument is its numbers, and the place of the element that is picked. */
export interface VectorExample {
  readonly args: readonly VectorValue[];
  readonly result: number | readonly number[];
}

/** An argument by its shape: a number, a row, a matrix by its lines, all numbers of a variable. */
export type VectorValue =
  | number
  | readonly number[]
  | readonly (readonly number[])[]
  | { readonly numbers: readonly number[]; readonly place: number };

/** A reading of points; `args` are those behind the graph. */
export interface TableExample {
  readonly pairs: readonly (readonly [number, number])[];
  readonly args: readonly number[];
  readonly result: number;
}

/** A short run: what a function with a memory makes of its arguments from step to step, beginning at the time nought. */
export interface Course {
  readonly step: number;
  /** For each argument the same number all along, or one for each step. */
  readonly args: readonly (number | readonly number[])[];
  readonly results: readonly number[];
  /** How the results follow by hand. */
  readonly because: string;
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
