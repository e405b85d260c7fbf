import type { CallExpr, Expr, NameExpr, Subscript } from "../../model/expression.ts";
import { foldName, nearestName } from "../../model/name.ts";
import type { Span } from "../../model/span.ts";
import type { Variable } from "../../model/variable.ts";
import type { Range } from "./ranges.ts";
import type { RawName, RawSubscript } from "./raw.ts";
import type { Scope } from "./scope.ts";

/** The equation that an expression stands in. */
export interface Place {
  readonly scope: Scope;
  /** The variable that the equation is of. */
  readonly owner: string;
  /** The ranges in brackets on the left. */
  readonly left: readonly Range[];
  /** Inside the arguments of a function that goes through all elements of something. */
  readonly isReducing: boolean;
  /** Takes variables that the expression needs beside its own: the points of a WITH LOOKUP. */
  readonly add: (variable: Variable) => void;
}

/** A name, with what stands in brackets behind it. */
export function nameExpr(name: string, span: Span, subscripts?: readonly Subscript[]): NameExpr {
  return { kind: "name", name, path: [], ...(subscripts && { subscripts }), transposed: false, span };
}

/** A word for what the clock says, whatever variables there are. */
export function clockExpr(name: string, span: Span): NameExpr {
  return { ...nameExpr(name, span), ofLanguage: true };
}

/** Whether all that stands in brackets is known; what is not is reported. */
export function areSubscriptsKnown({ subscripts }: RawName, { scope }: Place): boolean {
  if (!subscripts) return true;
  const { ranges } = scope;
  const unknown = subscripts.filter(({ name }) => {
    const key = foldName(name);
    return !ranges.byName.has(key) && !ranges.places.has(key);
  });
  for (const subscript of unknown) reportUnknownSubscript(subscript, scope);
  return unknown.length === 0;
}

/** What stands in the brackets behind a name. */
export function subscriptsOf({ subscripts }: RawName, place: Place): readonly Subscript[] | undefined {
  return subscripts?.map((subscript): Subscript => {
    const { name, all, span } = subscript;
    const { ranges } = place.scope;
    const range = ranges.byName.get(foldName(name));
    if (!range) return { kind: "name", name, span };
    return all ? { kind: "all", of: range.name, span } : { kind: "name", name: nameHere(range, place), span };
  });
}

/**
 * Under a reducer the name of a range means all of it in Hence. Where Vensim means the element at hand, the range on the
 * left that shares its elements is named instead.
 */
function nameHere(range: Range, { left, isReducing }: Place): string {
  if (!isReducing || left.some(({ name }) => foldName(name) === foldName(range.name))) return range.name;
  const kin = left.filter(({ root }) => root === range.root);
  return kin.length === 1 ? kin[0]!.name : range.name;
}

/** Says that there is no such range or element. */
export function reportUnknownSubscript({ name, span }: RawSubscript, { ranges, report }: Scope): void {
  const message = `‘${name}’ is neither a subscript range nor an element of one.`;
  const near = nearestName(
    name,
    [...ranges.byName.values(), ...ranges.places.values()].map((each) => each.name),
  );
  const notes = near === undefined ? [] : [{ message: `Is ‘${near}’ meant?` }];
  report({ code: "unknown-element", severity: "error", message, span, notes });
}

/** A call of a function of Hence. */
export function callExpr(name: string, args: readonly Expr[], nameSpan: Span, span: Span): CallExpr {
  return { kind: "call", name, args, nameSpan, span };
}
