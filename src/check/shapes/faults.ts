import type { Diagnostic } from "../../model/diagnostic.ts";
import type { CallExpr, Expr, NameExpr } from "../../model/expression.ts";
import type { Span } from "../../model/span.ts";
import { listNames, writtenName } from "../names/suggestion.ts";
import type { ResolvedDimension } from "./dimensions.ts";
import type { Following } from "./following.ts";
import type { Ground } from "./ground.ts";

/** An array where one number must stand. */
export function missingSubscripts(
  { name, span }: NameExpr,
  axes: readonly ResolvedDimension[],
  { axes: own, reducer }: Ground,
): Diagnostic {
  const names = axes.map(({ axis }) => axis.name);
  const stars = `[${names.map(() => "*").join(", ")}]`;
  const diagnostic: Diagnostic = {
    code: "missing-subscripts",
    severity: "error",
    message: `‘${name}’ is an array over ${listNames(names)}, and this does not say which element is meant.`,
    span,
  };
  const isAtHand = axes.every((axis) => own.some(({ key }) => key === axis.key));
  if (reducer || isAtHand) {
    const insert = reducer ? stars : `[${names.map(writtenName).join(", ")}]`;
    return {
      ...diagnostic,
      fix: { title: `Write ‘${name}${insert}’`, span: { ...span, from: span.to }, insert },
    };
  }
  const one = `[${axes.map(({ axis }) => writtenName(axis.elements[0] ?? "")).join(", ")}]`;
  return {
    ...diagnostic,
    notes: [{ message: `Name one, ${name}${one}, or bring all of them together: sum(${name}${stars})` }],
  };
}

/** A dimension's name in the brackets behind `name` that does not follow the equation. */
export function notAtHand(
  { name: word, span }: { readonly name: string; readonly span: Span },
  following: Exclude<Following, { readonly kind: "axis" }>,
  name: string,
  axis: ResolvedDimension,
  ground: Ground,
): Diagnostic {
  const first = writtenName(axis.axis.elements[0] ?? word);
  const note = `Name one element, ${name}[${first}], or bring them together: sum(${name}[*])`;
  return notFollowed(word, span, following, ground, note);
}

/** A dimension's name as a number in an equation that it does not follow. */
export function dimensionAsNumber(
  { name, span }: NameExpr,
  following: Exclude<Following, { readonly kind: "axis" }>,
  ground: Ground,
): Diagnostic {
  const note =
    "As a number it is the position of the element at hand, so it belongs into an equation over it.";
  return notFollowed(name, span, following, ground, note);
}

/** A call of an array of graphs in an equation that is not over the same dimension. */
export function graphNotAtHand(
  { name, nameSpan }: { readonly name: string; readonly nameSpan: Span },
  { axis }: ResolvedDimension,
  ground: Ground,
): Diagnostic {
  return {
    code: "not-at-hand",
    severity: "error",
    message: `The graph ‘${name}’ has a curve for each element of ‘${axis.name}’, and this equation is ${over(ground)}.`,
    span: nameSpan,
    notes: [{ message: `Say which is meant: ${name}[${writtenName(axis.elements[0] ?? axis.name)}](…)` }],
  };
}

/** A reducer whose argument is one number. */
export function nothingToReduce({ name, span, args }: CallExpr): Diagnostic {
  const [arg] = args;
  const shown = arg?.kind === "name" ? arg.name : "x";
  return {
    code: "nothing-to-reduce",
    severity: "error",
    message: `‘${name}’ brings the elements of an array together, and here it is given one number.`,
    span,
    notes: [{ message: `Say over which elements it goes: ${name}(${shown}[*])` }],
  };
}

/** What a function of whole rows is given instead of one. */
export function rowNeeded(
  { kind, span, ...arg }: Expr,
  parameter: string,
  { name }: CallExpr,
  loops: 1 | 2,
): Diagnostic {
  const shown = kind === "name" && "name" in arg ? arg.name : "x";
  const what = loops === 1 ? "a whole row" : "a matrix";
  const brackets = loops === 1 ? "[*]" : "[*, *]";
  return {
    code: "row-needed",
    severity: "error",
    message: `‘${parameter}’ of ‘${name}’ is ${what}, and this does not say along which dimension${loops === 1 ? "" : "s"}.`,
    span,
    notes: [{ message: `A star goes through all of a dimension: ${shown}${brackets}` }],
  };
}

/** What a function that finds its own way through a variable is given instead of one. */
export function wholeNeeded({ span }: Expr, parameter: string, { name }: CallExpr): Diagnostic {
  return {
    code: "row-needed",
    severity: "error",
    message: `‘${parameter}’ of ‘${name}’ is an element of a variable, from which others are found; this is worked out.`,
    span,
    notes: [{ message: "Give it a name of its own: aux name[…] = …" }],
  };
}

/** A row that a function gives back, in an equation that has no place for it. */
export function resultNotAtHand(
  { name, nameSpan }: CallExpr,
  { axis }: ResolvedDimension,
  ground: Ground,
): Diagnostic {
  return {
    code: "not-at-hand",
    severity: "error",
    message: `‘${name}’ has a result for each element of ‘${axis.name}’, and this equation is ${over(ground)}.`,
    span: nameSpan,
    notes: [{ message: `Give it an array of its own, over ‘${axis.name}’, and name an element of that.` }],
  };
}

function notFollowed(
  word: string,
  span: Span,
  following: Exclude<Following, { readonly kind: "axis" }>,
  ground: Ground,
  note: string,
): Diagnostic {
  const [message, advice] = explain(word, following, ground, note);
  return { code: "not-at-hand", severity: "error", message, span, notes: [{ message: advice }] };
}

function explain(
  word: string,
  following: Exclude<Following, { readonly kind: "axis" }>,
  ground: Ground,
  note: string,
): readonly [string, string] {
  switch (following.kind) {
    case "none":
      return [`‘${word}’ stands for the element at hand, but this equation is ${over(ground)}.`, note];
    case "several":
      return [
        `‘${word}’ could follow more than one dimension of this equation, which is ${over(ground)}.`,
        "Write the name of the dimension that is meant, as it stands on the left.",
      ];
    case "partly":
      return [
        `‘${word}’ has no place for ‘${following.missing}’, and this equation is for that one too.`,
        "Split the equation into parts, one of them for the elements that are meant here.",
      ];
  }
}

function over({ axes }: Ground): string {
  return axes.length === 0 ? "for a single number" : `over ${listNames(axes.map(({ axis }) => axis.name))}`;
}
