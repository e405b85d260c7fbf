import type { Report } from "../model/diagnostic.ts";
import type { Expr, NameExpr } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { Span } from "../model/span.ts";
import { type Place, placed, type Workshop } from "./place.ts";
import { copyExpr, rewriteChildren } from "./rewrite.ts";
import { flatName, flatReference, sharedOver, systemAt } from "./scope.ts";

/** What a name in a place means in the flat model; `rewrite` flattens the positions in its brackets. */
export function flattenName(
  written: NameExpr,
  place: Place,
  { lands, report }: Workshop,
  rewrite: (child: Expr) => Expr,
): Expr {
  const { scope, isInBrackets } = place;
  const inside = rewriteChildren(written, rewrite);
  if (inside.kind !== "name") return inside;
  // Facts about references are kept by object: each instance of a text has objects of its own.
  const isOnly = scope.kind === "system" && scope.path.length === 0;
  const expr = placed(isOnly ? inside : { ...inside }, place);
  if (isOnly && expr.path.length === 0 && scope.modules.size === 0) return expr;
  const folded = foldName(expr.name);
  if (expr.ofLanguage) return expr;
  if (scope.kind === "body") {
    if (expr.path.length > 0) return expr;
    const argument = scope.parameters.get(folded);
    if (argument) return handOver(expr, argument, report);
    const own = scope.variables.get(folded);
    // Nothing of the body: what the language gives the name, whatever variables there are around it.
    return own && !(isInBrackets && lands.dimensions.has(folded))
      ? flatReference(scope, own, expr)
      : { ...expr, ofLanguage: true };
  }
  if (expr.path.length > 0) return throughPath(expr, place, report);
  const own = scope.variables.get(folded);
  if (!own || (isInBrackets && scope.places.has(folded))) return expr;
  if (own.kind === "module") return moduleAsValue(own.name, expr.span, report);
  return scope.path.length === 0 ? expr : flatReference(scope, own, expr, place.isUnderReducer);
}

function throughPath(expr: NameExpr, { scope, isUnderReducer }: Place, report: Report): Expr {
  const inside = scope.kind === "system" ? systemAt(scope, expr.path) : undefined;
  // `region.khatlon`, or a module that does not exist.
  if (!inside) return expr;
  if (inside === "unread") return { kind: "error", span: expr.span };
  const found = inside.variables.get(foldName(expr.name));
  if (found?.kind === "module") return moduleAsValue(expr.name, expr.span, report);
  if (!found) return { ...expr, name: flatName(inside, expr.name), path: [] };
  // Of an array of modules that both stand in, it is the element at hand.
  const shared = scope.kind === "system" ? sharedOver(inside, scope) : 0;
  return flatReference({ ...inside, over: inside.over.slice(0, shared) }, found, expr, isUnderReducer);
}

function moduleAsValue(name: string, span: Span, report: Report): Expr {
  report({
    code: "no-value",
    severity: "error",
    message: `‘${name}’ is a module, and has no value of its own.`,
    span,
    notes: [{ message: `A variable of it is written with a dot: ${name}.people` }],
  });
  return { kind: "error", span };
}

/** What is handed over stands in place of the parameter; brackets of the body go to an array that is handed over. */
function handOver(expr: NameExpr, argument: Expr, report: Report): Expr {
  if (!expr.subscripts && !expr.transposed) return copyExpr(argument);
  if (argument.kind === "name" && !argument.subscripts)
    return {
      ...argument,
      ...(expr.subscripts && { subscripts: expr.subscripts }),
      transposed: expr.transposed !== argument.transposed,
    };
  if (argument.kind === "error") return argument;
  report({
    code: "argument-no-array",
    severity: "error",
    message: `The function picks elements of ‘${expr.name}’, and what is handed over here is no array.`,
    span: argument.span,
    notes: [{ message: "Hand over the name of an array, without brackets.", span: expr.span }],
  });
  return { kind: "error", span: argument.span };
}
