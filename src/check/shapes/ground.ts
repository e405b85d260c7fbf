import type { CallExpr } from "../../model/expression.ts";
import type { Span } from "../../model/span.ts";
import type { ResolvedDimension } from "./dimensions.ts";

/** The equation that a reference stands in: for which elements it is, and what reducer is around the reference. */
export interface Ground {
  readonly axes: readonly ResolvedDimension[];
  /** For each axis, the folded name of the dimension that the brackets of the part name there; undefined where none. */
  readonly named?: readonly (string | undefined)[];
  /** For each axis, which of its elements the equation is for. */
  readonly covered: readonly (readonly number[])[];
  /** The innermost reducer or row of a vector function around, to which loops are added as they are met. */
  readonly reducer?: Reducing;
  /** Where a variable may be named as a whole: in links, loops, `each of`, causes and settings. */
  readonly allowsWhole: boolean;
  /** Where it must be plain before a run which elements are meant: in lists of flows, and in the argument. */
  readonly isPlain?: boolean;
}

/** A call that goes through all elements of something, and the loops that it goes through. */
export interface Reducing {
  readonly call: CallExpr;
  readonly loops: Loop[];
  /** Whether something inside was reported, so that not even its loops are known. */
  failed: boolean;
}

/** One loop of a reducer, as it was met first. */
export interface Loop {
  /** What runs together: the dimension of a named star; else the root, and the how-manieth star over it in one reference. */
  readonly key: string;
  readonly length: number;
  readonly span: Span;
  /** The dimension that it goes through, and the element of it at each turn. */
  readonly dimension: ResolvedDimension;
  readonly elements: readonly number[];
}

/** Where an equation of no array stands: in a claim or a check. */
export const scalarGround: Ground = { axes: [], covered: [], allowsWhole: false, isPlain: true };
