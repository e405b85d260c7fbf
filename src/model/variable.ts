import type { Expr, NameExpr } from "./expression.ts";
import type { Span } from "./span.ts";
import type { UnitExpr } from "./unit.ts";

/** Everything that has a value during a run, or shapes one. */
export type Variable =
  | Stock
  | Count
  | Flow
  | Auxiliary
  | Constant
  | Lever
  | Switch
  | Input
  | Graph
  | DataSeries
  | DiscreteStock
  | Memory
  | Device
  | Module;

/** What every variable may say of itself. */
export interface VariableHead {
  readonly name: string;
  readonly nameSpan: Span;
  /** The dimensions in brackets after the name, as written: `inhabitants[region]`. */
  readonly dimensions: readonly DimensionRef[];
  /** What people are shown instead of the name. */
  readonly title?: string;
  /** A sentence or more on what it is. */
  readonly description?: string;
  readonly unit?: UnitExpr;
  /** How far its number could plausibly be off, or may be played with. */
  readonly range?: Range;
  /** Where its number comes from. */
  readonly basis?: Basis;
  /** The name of the sector that it stands in. */
  readonly sector?: string;
  /** Of a variable that nobody wrote where it stands: what it was made of when the model was flattened. */
  readonly origin?: Origin;
  /** In a flattened model: how many steps it takes in each one of the whole; undefined is one. */
  readonly pace?: number;
  readonly span: Span;
}

/** Where a variable of a flattened model comes from. */
export type Origin =
  /**
   * Part of a function that is called in the definition of `owner`, which people are not shown unasked; `name` is what
   * the body of the function calls it.
   */
  | { readonly kind: "call"; readonly owner: string; readonly function: string; readonly name: string }
  /** A variable of a module: `farm.rabbits` has path ["farm"] and name "rabbits". */
  | { readonly kind: "module"; readonly path: readonly string[]; readonly name: string };

export interface DimensionRef {
  readonly name: string;
  readonly span: Span;
}

/** One equation of a variable: for all elements (no subscripts), or for the part of an array that it names. */
export interface Part<Value = Expr> {
  readonly subscripts: readonly PartSubscript[];
  /** `[*] except [south], [gbao]`: what the part leaves out. */
  readonly except: readonly (readonly PartSubscript[])[];
  /** `else`: what no other part covers. */
  readonly otherwise: boolean;
  readonly value: Value;
  readonly span: Span;
}

export type PartSubscript =
  | { readonly kind: "name"; readonly name: string; readonly span: Span }
  | { readonly kind: "all"; readonly span: Span };

/** What has piled up: starts somewhere, and changes by its flows only. */
export interface Stock extends VariableHead {
  readonly kind: "stock";
  readonly starts: readonly Part[];
  readonly inflows: readonly Stream[];
  readonly outflows: readonly Stream[];
  /** `never below zero`: outflows are cut so that it cannot become negative. */
  readonly nonNegative: boolean;
}

/** One entry of a stock's `in` or `out` list: a flow, or a share of one. */
export interface Stream {
  readonly flow: NameExpr;
  /** `recidivism * release_radical`: only this part of the flow arrives (or leaves). */
  readonly share?: Expr;
  readonly span: Span;
}

/** An accumulator that adds up any rate and conserves nothing: `count cum_births : person of births`. */
export interface Count extends VariableHead {
  readonly kind: "count";
  readonly starts: readonly Part[];
  readonly rate: readonly Part[];
}

export interface Flow extends VariableHead {
  readonly kind: "flow";
  /** Empty where a conveyor, queue or oven drives it. */
  readonly equation: readonly Part[];
  /** `initially EXPR`: what starting values see of it instead of its equation (Vensim's ACTIVE INITIAL). */
  readonly initially?: readonly Part[];
  /** `one way`: never less than zero. */
  readonly oneWay: boolean;
  /** `stamped`: what flows through it is stamped with the time, from which on its cycle time counts. */
  readonly stamped?: true;
}

export interface Auxiliary extends VariableHead {
  readonly kind: "aux";
  readonly equation: readonly Part[];
  /** As for a flow. */
  readonly initially?: readonly Part[];
}

/** A number: literals and arithmetic of literals only. */
export interface Constant extends VariableHead {
  readonly kind: "const";
  readonly value: readonly Part[];
  /** Parts whose numbers stand in files; once those are read, `value` has them and this is empty. */
  readonly files?: readonly Part<FileSource>[];
}

/** A constant that is a policy to play with: its range is no uncertainty. */
export interface Lever extends VariableHead {
  readonly kind: "lever";
  readonly value: readonly Part[];
}

/** A structural choice, 0 or 1. */
export interface Switch extends VariableHead {
  readonly kind: "switch";
  readonly value: readonly Part[];
}

/** What comes from outside: a module's port fills it; standing alone, its own equation does. */
export interface Input extends VariableHead {
  readonly kind: "input";
  readonly equation: readonly Part[];
}

/** A function given by points (a lookup). If its input is `time`, its bare name is its value now. */
export interface Graph extends VariableHead {
  readonly kind: "graph";
  readonly input: { readonly name: string; readonly unit?: UnitExpr; readonly span: Span };
  readonly points: readonly Part<Points>[];
  /** Parts whose points stand in files; once those are read, `points` has them and this is empty. */
  readonly files?: readonly Part<FileSource>[];
}

/** Pairs of x and y in rising order of x; linear between them. */
export interface Points {
  readonly pairs: readonly (readonly [number, number])[];
  /** Outside the points: the end values, the end slopes, or steps everywhere. */
  readonly outside: "hold" | "extrapolate" | "step";
  readonly span: Span;
}

/** A series over time, given by points or read from a file. */
export interface DataSeries extends VariableHead {
  readonly kind: "data";
  /** Empty, as `files` is, where a run must bring them: `given`. */
  readonly points: readonly Part<Points>[];
  /** Parts that stand in files; once those are read, `points` has them and this is empty. */
  readonly files: readonly Part<FileSource>[];
  /** Between its points: linear, the next point, the last point, or nothing (a missing value). */
  readonly between: "interpolate" | "look forward" | "hold backward" | "raw";
}

/** Numbers that stand in a file beside the model. Its path may be a tag, `?prices`, which a run says the file of. */
export type FileSource =
  /** A series of a table whose first column is time, or of the results of a run: `from "prices.csv" column "oil"`. */
  | {
      readonly kind: "column";
      readonly path: string;
      /** Undefined is the variable's own name; may have subscripts, `pop[region]`. */
      readonly column?: string;
      /** A time here is start + slope * the time there. */
      readonly times?: { readonly start: number; readonly slope: number };
      /** Of a constant: the time whose value it takes; undefined is the first. */
      readonly at?: number;
      readonly span: Span;
    }
  /** Cells of a sheet, in the words of Vensim's GET DIRECT and GET XLS functions. */
  | {
      readonly kind: "cells";
      readonly path: string;
      /** A sheet of a workbook; of a text table, the sign between cells. Undefined is the first, or what is usual. */
      readonly sheet?: string;
      /** The row or column of times or x's, `1` or `A`, or the name of a range. Data without it is one number. */
      readonly along?: string;
      /** The first cell, `B2`, `B2*` (read the other way) or the name of a range. */
      readonly first: string;
      /** Of the elements of a dimension: the last cell, or the row or column that they end in. */
      readonly last?: string;
      readonly span: Span;
    };

/**
 * What `previous(x, 0)` and `init(x)` become: the value of `next` at the step before; before the first step, of `starts`.
 * Where `next` is empty it keeps its start.
 */
export interface Memory extends VariableHead {
  readonly kind: "memory";
  readonly starts: readonly Part[];
  readonly next: readonly Part[];
}

/**
 * What a call of a function with a memory of another kind becomes, such as `delay_fixed`. Its value at a step follows
 * from what its inputs were at the steps before.
 */
export interface Device extends VariableHead {
  readonly kind: "device";
  /** The name of the row of the function. */
  readonly device: string;
  /** One for each parameter of the row, in its order. */
  readonly inputs: readonly (readonly Part[])[];
  /** Of a conveyor, queue or oven: the flows that fill and empty it. */
  readonly streams?: { readonly inflows: readonly Stream[]; readonly outflows: readonly Stream[] };
}

/** XMILE's conveyor, queue and oven. */
export interface DiscreteStock extends VariableHead {
  readonly kind: "conveyor" | "queue" | "oven";
  readonly starts: readonly Part[];
  readonly inflows: readonly Stream[];
  readonly outflows: readonly Stream[];
  readonly transit?: Expr;
  readonly capacity?: Expr;
  readonly sample?: Expr;
  readonly arrest?: Expr;
  /** Inflows of a conveyor that do not go on at its beginning. */
  readonly spreads?: readonly Spread[];
  /** Of an oven: how long it may fill, and how long it is cleaned after it has given out. */
  readonly fill?: Expr;
  readonly clean?: Expr;
  /** The most that may enter in a unit of time. */
  readonly inflowLimit?: Expr;
  /** A conveyor of batches, not of a stream. */
  readonly discrete?: boolean;
  /** All that is on a conveyor moves at the speed that its transit time now says, so that nothing overtakes. */
  readonly fifo?: boolean;
  /** Batches from a queue are never split. */
  readonly wholeBatches?: boolean;
  /** As many batches as there is room for may come from a queue at one step, not one alone. */
  readonly manyBatches?: boolean;
  /** Outflows of a queue that run only while those before them are blocked. */
  readonly overflows?: readonly string[];
  readonly leaks: readonly Leak[];
}

/** `leak FLOW share EXPR from A to B`: a part of the content that is lost on the way. */
export interface Leak {
  readonly flow: NameExpr;
  readonly share: Expr;
  /** Where on the belt, as shares of its length; the whole belt without it. */
  readonly zone?: { readonly from: Expr; readonly to: Expr };
  readonly shape: "linear" | "exponential";
  /** `whole units`: it takes no parts of units. */
  readonly wholeUnits?: true;
  readonly span: Span;
}

/** `spread FLOW evenly`, `spread FLOW as content`, `spread FLOW by GRAPH`: where on a conveyor an inflow goes on. */
export interface Spread {
  readonly flow: NameExpr;
  readonly how:
    | { readonly kind: "evenly" | "content" }
    /** In the proportions of a graph whose input is the part of the way, 0 being its beginning. */
    | { readonly kind: "graph"; readonly graph: NameExpr };
  readonly span: Span;
}

/** An instance of another system. */
export interface Module extends VariableHead {
  readonly kind: "module";
  readonly system: { readonly path: string; readonly span: Span };
  readonly ports: readonly { readonly input: string; readonly value: Expr; readonly span: Span }[];
  /** `steps 4`: so many in each step of the whole; undefined is as many as what it stands in takes. */
  readonly steps?: number;
}

/** The words for the shape of a range; the first is that of a range without one. */
export const rangeShapes = [
  "uniform",
  "triangular",
  "normal",
  "lognormal",
  "loguniform",
  "pert",
  "discrete",
] as const;
export type RangeShape = (typeof rangeShapes)[number];

/** `between 0.004 and 0.03, triangular`; a peak, where the shape has one, lies at the declared value. */
export interface Range {
  readonly low: number;
  readonly high: number;
  readonly shape: RangeShape;
  /** `correlated 0.6 in weights`: members of one group are drawn together (Gaussian copula). */
  readonly correlated?: { readonly group: string; readonly by: number };
  readonly span: Span;
}

export const basisWords = [
  "data",
  "estimate",
  "fitted",
  "assumed",
  "guess",
  "choice",
  "official",
  "memory",
] as const;
export type BasisWord = (typeof basisWords)[number];

export interface Basis {
  readonly word: BasisWord;
  readonly text?: string;
  readonly span: Span;
}
