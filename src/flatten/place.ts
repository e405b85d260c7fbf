import type { Report } from "../model/diagnostic.ts";
import type { Expr, NameExpr, Subscript } from "../model/expression.ts";
import type { Span } from "../model/span.ts";
import type { DimensionRef, Origin, Variable } from "../model/variable.ts";
import { type Box, partsOverBox } from "./box.ts";
import type { Rows } from "./callable.ts";
import type { Lands, Site } from "./extent.ts";
import type { BodyScope, Scope } from "./scope.ts";

/** Where an expression stands, and what may come of it. */
export interface Place {
  readonly scope: Scope;
  /** The flat name of the variable whose definition it is, or what else it belongs to. */
  readonly owner: string;
  readonly site: Site;
  /** Whether calls in it may become hidden variables: not where a plain number must stand. */
  readonly mayHide: boolean;
  /** Under a reducer, stars stand for elements one after another. */
  readonly isUnderReducer: boolean;
  readonly isInBrackets: boolean;
  /** The functions whose bodies are open around it, the outermost first. */
  readonly open: readonly string[];
}

/** What flattening equations needs to know, and where what comes of it goes. */
export interface Workshop {
  readonly rows: Rows;
  readonly lands: Lands & { readonly dimensionsOf: Map<string, readonly DimensionRef[]> };
  /** Takes a variable of the flat model. */
  readonly add: (variable: Variable) => void;
  readonly report: Report;
}

/** What flattens the variables and expressions inside of others. */
export interface Flattener {
  readonly expression: (expr: Expr, place: Place) => Expr;
  readonly variable: (variable: Variable, scope: Scope, open: readonly string[], origin?: Origin) => void;
}

/** A place where any call may become hidden variables. */
export function plainPlace(scope: Scope, owner: string, site: Site): Place {
  return { scope, owner, site, mayHide: true, isUnderReducer: false, isInBrackets: false, open: [] };
}

/** In a body that is nobody's to look at, everything is where the call is. */
export function placed<Any extends Expr>(expr: Any, { scope }: Place): Any {
  return scope.kind === "body" && scope.at ? { ...expr, span: scope.at } : expr;
}

/** Whose call it is, however many functions lie between. */
export function originIn({ scope, owner }: Place, what: string): BodyScope["origin"] {
  return scope.kind === "body" ? scope.origin : { owner, function: what };
}

/** The elements that a box is for, as those of an equation. */
export function siteOf(box: Box, span: Span): Site {
  const value: Expr = { kind: "error", span };
  const parts = partsOverBox(value, box, span);
  const part = parts.find((one) => one.value === value);
  return { dimensions: box.dimensions, ...(part && { part, others: parts.filter((one) => one !== part) }) };
}

/** The reference to a hidden variable from an equation over the same dimensions. */
export function reference(name: string, dimensions: readonly DimensionRef[], span: Span): NameExpr {
  return pick(
    name,
    dimensions.map((dimension): Subscript => ({ kind: "name", name: dimension.name, span })),
    span,
  );
}

/** The reference to a hidden variable, and which of its elements it picks. */
export function pick(name: string, subscripts: readonly Subscript[], span: Span): NameExpr {
  return {
    kind: "name",
    name,
    path: [],
    ...(subscripts.length > 0 && { subscripts }),
    transposed: false,
    span,
  };
}
