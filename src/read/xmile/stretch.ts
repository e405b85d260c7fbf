import {
  type BinaryOperator,
  childrenOf,
  type Expr,
  type NameExpr,
  type Subscript,
} from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import { replaceNames } from "../../model/replace.ts";
import type { Dimension } from "../../model/system.ts";
import { dimensionBehind } from "./brackets.ts";
import { errorAt } from "./fault.ts";
import { findVariable } from "./find.ts";
import type { CallTools } from "./ground.ts";
import type { ModelNode } from "./terms.ts";

/** A range of an array whose ends are worked out: `a[1:Year]`, `a[2:TIME]`. */
interface Stretch {
  readonly dimension: Dimension;
  readonly from: Expr;
  readonly to: Expr;
}

/**
 * `SUM(a[1:Year])`: a reducer over a range whose ends differ from element to element or from time to time, written out
 * as one term for each place that the range may have; undefined where there is no such range. Several ranges in one
 * argument go along with the first. `reduce` translates the reducer for one place.
 */
export function reduceStretch(
  name: string,
  arg: Expr,
  reduce: (arg: Expr) => Expr,
  { ground, translate }: CallTools,
): Expr | undefined {
  const { node } = ground;
  const first = firstStretch(arg, node);
  if (!first) return undefined;
  const { span } = arg;
  const { from, to, dimension } = first;
  // Downwards from an end that an element of the left gives, so that nothing beyond the end is read.
  const isDown = from.kind === "number" && isOfTheLeft(to, node);
  // Of a first place that is a number, no more than what is left of the dimension from there on.
  const least = from.kind === "number" ? Math.max(1, from.value) : 1;
  const terms = dimension.elements.slice(least - 1).map((_, step) => {
    const shift = (range: Stretch) =>
      isDown ? shifted(range.to, "-", step) : shifted(range.from, "+", step);
    const place = shift(first);
    const guard = isDown ? binary(place, ">=", from) : binary(place, "<=", to);
    return { condition: translate(guard), value: reduce(atPlace(arg, node, shift)) };
  });
  const gathered = (op: BinaryOperator | "min" | "max", otherwise: Expr, value?: Expr): Expr =>
    gather(
      terms.map((term) => ({
        kind: "if",
        condition: term.condition,
        yes: value ?? term.value,
        no: otherwise,
        span,
      })),
      op,
    );
  const infinity: Expr = { kind: "call", name: "inf", args: [], nameSpan: span, span };
  switch (name) {
    case "sum":
    case "size":
      return gathered("+", number(0));
    case "product":
      return gathered("*", number(1));
    case "mean":
      return binary(gathered("+", number(0)), "/", gathered("+", number(0), number(1)));
    case "min":
      return gathered("min", infinity);
    case "max":
      return gathered("max", { kind: "unary", op: "-", operand: infinity, span });
    default: {
      const message = `A range whose ends are worked out stands in SUM, PROD, MEAN, MIN, MAX or SIZE, not in ${name.toUpperCase()}.`;
      ground.report(errorAt("xmile-equation", message, span));
      return { kind: "error", span };
    }
  }

  function number(value: number): Expr {
    return { kind: "number", value, span };
  }

  function binary(left: Expr, op: BinaryOperator, right: Expr): Expr {
    return { kind: "binary", op, left, right, opSpan: span, span };
  }

  function shifted(end: Expr, op: "+" | "-", step: number): Expr {
    if (end.kind === "number") return number(op === "+" ? end.value + step : end.value - step);
    return step === 0 ? end : binary(end, op, number(step));
  }
}

/** Halves joined by halves, so that the tree stays low. */
function gather(terms: readonly Expr[], op: BinaryOperator | "min" | "max"): Expr {
  const [only, ...more] = terms;
  if (more.length === 0) return only!;
  const middle = Math.ceil(terms.length / 2);
  const [left, right] = [gather(terms.slice(0, middle), op), gather(terms.slice(middle), op)];
  const { span } = left;
  if (op === "min" || op === "max")
    return { kind: "call", name: op, args: [left, right], nameSpan: span, span };
  return { kind: "binary", op, left, right, opSpan: span, span };
}

/** Whether an expression is made of numbers and dimensions only. */
function isOfTheLeft(expr: Expr, node: ModelNode): boolean {
  if (expr.kind === "name")
    return node.shared.dimensions.has(foldName(expr.name)) && !findVariable(expr, node);
  return expr.kind !== "call" && childrenOf(expr).every((child) => isOfTheLeft(child, node));
}

function firstStretch(expr: Expr, node: ModelNode): Stretch | undefined {
  if (expr.kind === "name")
    for (const [i, subscript] of (expr.subscripts ?? []).entries()) {
      const found = stretchAt(expr, subscript, i, node);
      if (found) return found;
    }
  for (const child of childrenOf(expr)) {
    const found = firstStretch(child, node);
    if (found) return found;
  }
  return undefined;
}

function stretchAt(
  array: NameExpr,
  subscript: Subscript,
  place: number,
  node: ModelNode,
): Stretch | undefined {
  const { dimensions } = node.shared;
  const written = findVariable(array, node)?.declared.dimensions[place];
  const dimension = written && dimensions.get(foldName(dimensionBehind(written, dimensions)));
  if (!dimension) return undefined;
  const { span } = subscript;
  if (subscript.kind === "position" && subscript.index.kind === "call" && subscript.index.name === ":") {
    const [from, to] = subscript.index.args.map((end) => endAt(end, dimension));
    return { dimension, from: from!, to: to! };
  }
  if (subscript.kind !== "range") return undefined;
  const [from, to] = [subscript.from, subscript.to].map((end) =>
    endAt(
      /^\d+$/.test(end)
        ? { kind: "number", value: Number(end), span }
        : { kind: "name", name: end, path: [], transposed: false, span },
      dimension,
    ),
  );
  // With elements or numbers at both ends it is a range that the language has.
  return from!.kind === "number" && to!.kind === "number" ? undefined : { dimension, from: from!, to: to! };
}

/** The position that an end of a range stands for: an element is a number. */
function endAt(end: Expr, { elements }: Dimension): Expr {
  if (end.kind !== "name" || end.path.length > 0) return end;
  const at = elements.findIndex(({ name }) => foldName(name) === foldName(end.name));
  return at === -1 ? end : { kind: "number", value: at + 1, span: end.span };
}

/** The argument with one place instead of each such range. */
function atPlace(arg: Expr, node: ModelNode, shift: (range: Stretch) => Expr): Expr {
  return replaceNames(arg, (array) => {
    const subscripts = array.subscripts?.map((subscript, i): Subscript => {
      const range = stretchAt(array, subscript, i, node);
      return range ? { kind: "position", index: shift(range), span: subscript.span } : subscript;
    });
    return subscripts && { ...array, subscripts };
  });
}
