import type { Report } from "../../model/diagnostic.ts";
import type { CallExpr, Expr, NameExpr } from "../../model/expression.ts";
import type { Declared, ModelNode } from "./terms.ts";

/** The equation that is translated. */
export interface Ground {
  readonly node: ModelNode;
  /** The variable that it belongs to; of a macro's result, none. */
  readonly owner?: Declared;
  readonly report: Report;
  /** Keeps an expression as a variable of its own, over the dimensions of the owner, and gives the reference to it. */
  readonly keep?: (expr: Expr) => NameExpr;
  /** Where macros are being written out. */
  readonly expansion?: Expansion;
}

/** How deep in each other macros are written out, and how many were in this call of the equation. */
export interface Expansion {
  readonly depth: number;
  /** The call that stands in the equation. */
  readonly call: CallExpr;
  readonly state: { count: number; isStopped: boolean };
}

/** Where in an equation something stands. */
export interface Surroundings {
  /** Inside a function that takes whole arrays, where a bare array means all of it. */
  readonly inReducer: boolean;
  /** Inside one that takes a row, where a dimension of the left means all of it too. */
  readonly asRows: boolean;
}

export const plainly: Surroundings = { inReducer: false, asRows: false };

/** What the names of an equation of XMILE mean, said in Hence's words. */
export type Translate = (expr: Expr, surroundings?: Surroundings, inside?: Ground) => Expr;

/** What a call is translated with. */
export interface CallTools {
  readonly ground: Ground;
  readonly surroundings: Surroundings;
  readonly translate: Translate;
}
