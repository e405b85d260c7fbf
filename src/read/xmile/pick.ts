import type { CallExpr, Expr, NameExpr, Subscript } from "../../model/expression.ts";

/** The name of the call that `queue[North][1]` is read as: a second pair of brackets picks from what the first names. */
export const itemName = "item>";

/** What brackets pick from something by its number; a star and a range pick nothing. */
export function itemIn(
  container: NameExpr,
  [only, ...others]: readonly Subscript[],
  span: Expr["span"],
): CallExpr {
  const index = only && others.length === 0 ? indexOf(only) : undefined;
  const args = index ? [container, index] : [container];
  return { kind: "call", name: itemName, args, nameSpan: span, span };
}

/** A position in brackets; a star or a range is none. */
function indexOf(subscript: Subscript): Expr | undefined {
  const { kind, span } = subscript;
  if (kind === "position") return subscript.index;
  return kind === "name"
    ? { kind: "name", name: subscript.name, path: [], transposed: false, span }
    : undefined;
}
