import type { ClockWord } from "../functions/code.ts";
import type { FunctionRow } from "../functions/function.ts";
import type { Scenario } from "../model/argument.ts";
import type { CallExpr, Expr, NameExpr } from "../model/expression.ts";
import type { Dimension, FunctionDefinition, Model } from "../model/system.ts";
import type { Unit } from "../model/unit.ts";
import type { Graph, Part, Variable } from "../model/variable.ts";

/** What a name in an expression stands for. */
export type Meaning =
  | { readonly kind: "variable"; readonly variable: Variable }
  | { readonly kind: "clock"; readonly word: Exclude<ClockWord, "begun"> }
  /** One of that unit: the number 1. */
  | { readonly kind: "unit"; readonly unit: Unit }
  /** A dimension or subrange as a number: the position of the element at hand, from 1. */
  | { readonly kind: "dimension"; readonly dimension: Dimension }
  /** An element as a number: its position in its dimension, which is `index` + 1. */
  | { readonly kind: "element"; readonly dimension: Dimension; readonly index: number }
  /** In a check: the scenario that `for each` stands at. In a function: a parameter. */
  | { readonly kind: "parameter"; readonly name: string };

/** What a call calls. */
export type Callee =
  | { readonly kind: "function"; readonly row: FunctionRow }
  | { readonly kind: "graph"; readonly graph: Graph }
  | { readonly kind: "own"; readonly definition: FunctionDefinition };

/** Which thing each name in the model means. Names that mean nothing have been reported and are left out. */
export interface Names {
  readonly model: Model;
  /** By folded name; where two variables share a name, the first. */
  readonly variables: ReadonlyMap<string, Variable>;
  readonly dimensions: ReadonlyMap<string, Dimension>;
  readonly scenarios: ReadonlyMap<string, Scenario>;
  readonly meanings: ReadonlyMap<NameExpr, Meaning>;
  readonly callees: ReadonlyMap<CallExpr, Callee>;
  /** Of every whole expression: an equation, a share, a clause, the name of a flow in a list. */
  readonly reads: ReadonlyMap<Expr, Reads>;
}

/** What a whole expression reads, and what else is known once every name in it has been looked at. */
export interface Reads {
  /** Each place that names a variable or calls a graph, in the order of the text, a call before what is inside it. */
  readonly places: readonly ReadPlace[];
  /** Whether a part of it could not be read. */
  readonly isBroken: boolean;
  /** Whether nothing in it has to do with elements: neither arrays nor functions of whole rows or tables. */
  readonly isPlain: boolean;
}

/** A place where an expression reads a variable. */
export interface ReadPlace {
  readonly variable: Variable;
  readonly expr: NameExpr | CallExpr;
  /** Whether its value is taken. A graph that is called has none, and of what `size(…)` counts none matters. */
  readonly isValue: boolean;
}

/**
 * Which elements one place between brackets picks. Positions count from 0; -1 is outside and has the value 0.
 *
 * A call of a reducer goes through `Shapes.loops` of it, nested like `for` loops with the first outermost, and computes
 * its argument once for each turn. Every `over` pick in the argument belongs to one of these loops, by number, and at
 * turn n of that loop picks `indices[n]`. So `sum(a[*] * b[*])` over one dimension runs through both together, and
 * `sum(m[*, *])` through all pairs. What stands inside a reducer within the argument belongs to that inner reducer.
 */
export type Pick =
  | { readonly kind: "fixed"; readonly index: number }
  /** Follows an axis of the equation: its n-th element picks `indices[n]`. */
  | { readonly kind: "along"; readonly axis: number; readonly indices: readonly number[] }
  /** All of these, one at each turn of a loop of the innermost reducer around. */
  | { readonly kind: "over"; readonly loop: number; readonly indices: readonly number[] }
  /**
   * Worked out at every time: `index`, cut to a whole number, counts from 1 to `length`, and is outside otherwise. The
   * only pick of an array of several axes counts through all elements in row-major order.
   */
  | { readonly kind: "computed"; readonly index: Expr; readonly length: number };

/**
 * How a call of a vector function goes through its arguments. A row is computed once for each turn of its loops, the last
 * turning fastest; an `over` pick inside an argument belongs to the loops of that argument, by number.
 */
export interface VectorShape {
  /** For each argument how many turns each of its loops has: none of a number; of a whole variable, its size. */
  readonly arguments: readonly (readonly number[])[];
  /**
   * Which item of the result belongs to the element at hand: one pick for each loop of the argument that the result goes
   * along, in row-major order. None where the result is a number.
   */
  readonly result: readonly Pick[];
}

/** A resolved dimension: elements in order, all subranges and aliases worked out. */
export interface Axis {
  readonly dimension: Dimension;
  readonly name: string;
  readonly elements: readonly string[];
}

/** The shape of every variable and of every reference to one. */
export interface Shapes {
  readonly names: Names;
  /** The axes of a variable; empty for a scalar. A variable whose shape is in doubt, which was reported, is left out. */
  readonly axes: ReadonlyMap<Variable, readonly Axis[]>;
  readonly partOf: PartOf;
  /**
   * For a reference to an array: one pick for each axis of the variable that it names. Without brackets there are none,
   * which means all elements where that is allowed: in links, loops, `each of` and settings.
   */
  readonly picks: ReadonlyMap<NameExpr, readonly Pick[]>;
  /** For a call of an array of graphs, which follows the equation unless it has brackets: one pick for each axis. */
  readonly graphPicks: ReadonlyMap<CallExpr, readonly Pick[]>;
  /** For a call of a reducer: how many turns each of its loops has, the outermost first. Not for `over` time. */
  readonly loops: ReadonlyMap<CallExpr, readonly number[]>;
  /** For a call of a vector function. */
  readonly vectors: ReadonlyMap<CallExpr, VectorShape>;
  /** A dimension's name used as a number. */
  readonly positions: ReadonlyMap<NameExpr, Positions>;
}

/** The positions (from 1) that a dimension's name stands for: at each step of an axis of the equation, or turn of a loop. */
export type Positions =
  | { readonly kind: "along"; readonly axis: number; readonly positions: readonly number[] }
  | { readonly kind: "over"; readonly loop: number; readonly positions: readonly number[] };

/** How many elements a variable has. */
export function sizeOf(axes: readonly Axis[]): number {
  let size = 1;
  for (const { elements } of axes) size *= elements.length;
  return size;
}

/** Which part of a variable's definition covers an element (row-major index), for `equation`, `starts`, `value`, ... */
export type PartOf = <Value>(
  variable: Variable,
  parts: readonly Part<Value>[],
  index: number,
) => Part<Value> | undefined;

/** One thing to compute: a whole variable, or one of its elements where a variable takes part in a false circle. */
export interface Evaluation {
  readonly variable: Variable;
  /** Row-major; undefined is all elements, in order. */
  readonly element?: number;
  /** Where the variable is only known together with others. */
  readonly block?: Block;
}

/** Variables that need each other, some of which are looked for: with those known, the members can be computed in order. */
export interface Block {
  readonly unknowns: readonly Variable[];
  readonly members: readonly Evaluation[];
}

/** All that an order computes, what is in blocks too. */
export function evaluationsIn(order: readonly Evaluation[]): readonly Evaluation[] {
  return order.flatMap((evaluation) => {
    if (!evaluation.block) return [evaluation];
    const { unknowns, members } = evaluation.block;
    return [...unknowns.map((variable) => ({ variable })), ...members];
  });
}

/** Orders in which everything can be computed. */
export interface Order {
  /** Before the first step: all that starting values need, stocks among them. */
  readonly initial: readonly Evaluation[];
  /** At every time: flows, auxiliaries, inputs and series. */
  readonly active: readonly Evaluation[];
}

/** Units of variables, and of expressions of the model outside of functions; undefined where nothing says. */
export interface Units {
  readonly time: Unit;
  readonly variables: ReadonlyMap<Variable, Unit>;
  readonly unitOf: (expr: Expr) => Unit | undefined;
}

/** A direct reference from one variable to another, at one time: the arrow of a diagram. */
export interface CausalLink {
  readonly cause: Variable;
  readonly effect: Variable;
  /** How the arrow arises: in an equation, as an inflow or outflow, or in a starting value only. */
  readonly kind: "equation" | "inflow" | "outflow" | "initial";
  /** Where it leads through the hidden variables of a call: the chains of links that it stands for. */
  readonly through?: readonly (readonly CausalLink[])[];
}

/** Everything that is known of a model without running it. */
export interface Facts {
  readonly model: Model;
  readonly names: Names;
  readonly shapes: Shapes;
  readonly partOf: PartOf;
  readonly units: Units;
  readonly order: Order;
  /** Worked out when first asked for: a run needs none. */
  readonly links: () => readonly CausalLink[];
  /** Whether any error stops a run; unit faults do not. */
  readonly runnable: boolean;
}
