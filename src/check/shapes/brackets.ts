import type { Report } from "../../model/diagnostic.ts";
import type { Expr, NameExpr, Subscript } from "../../model/expression.ts";
import type { Span } from "../../model/span.ts";
import type { Variable } from "../../model/variable.ts";
import type { Meaning, Pick } from "../facts.ts";
import type { Suggest } from "../names/suggestion.ts";
import type { ResolvedDimension } from "./dimensions.ts";
import type { Ground } from "./ground.ts";
import type { ResolvedMapping } from "./mapping.ts";

/** Something with brackets behind its name: an array or an array of graphs. */
export interface Bracketed {
  readonly name: string;
  readonly subscripts: readonly Subscript[];
  readonly axes: readonly ResolvedDimension[];
  readonly span: Span;
}

/** What one place between brackets names: one pick, or some elements at once. */
export type Chosen =
  | Exclude<Pick, { readonly kind: "over" }>
  | {
      readonly kind: "all";
      readonly indices: readonly number[];
      /** The dimension that they are elements of, and where in it each stands. */
      readonly dimension: ResolvedDimension;
      readonly elements: readonly number[];
      /** Of a star of a dimension that is named: what runs together with all others of that name. */
      readonly name?: string;
    };

/** What brackets are worked out with. */
export interface PickTools {
  readonly dimensions: ReadonlyMap<string, ResolvedDimension>;
  readonly mappings: readonly ResolvedMapping[];
  readonly meanings: ReadonlyMap<NameExpr, Meaning>;
  /** By folded name. */
  readonly variables: ReadonlyMap<string, Variable>;
  readonly suggest: Suggest;
  /** Counts numbers that are kept, so that a hostile text cannot fill the memory; false when there were too many. */
  readonly spend: (numbers: number) => boolean;
  readonly report: Report;
  /** Shapes an expression within brackets that is computed in the run; gives how many items it brings together. */
  readonly shapeInside: (expr: Expr, ground: Ground) => number;
}
