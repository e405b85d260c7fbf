import {
  type CallExpr,
  childrenOf,
  type Expr,
  type NameExpr,
  type Subscript,
} from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import { dimensionBehind } from "./brackets.ts";
import { errorAt } from "./fault.ts";
import { dimensionIn, findVariable } from "./find.ts";
import type { CallTools } from "./ground.ts";
import { reduceStretch } from "./stretch.ts";
import type { ModelNode } from "./terms.ts";

/** XMILE's names for what goes over whole arrays, and Hence's (XMILE 1.0, 3.7.1.3). */
const reducers: ReadonlyMap<string, string> = new Map([
  ["sum", "sum"],
  ["mean", "mean"],
  ["min", "min"],
  ["max", "max"],
  ["size", "size"],
  ["stddev", "stddev"],
  ["prod", "product"],
  // As iThink called them before its version 10.
  ["arraysum", "sum"],
  ["arraymean", "mean"],
  ["arraystddev", "stddev"],
]);

const results: ReadonlySet<string> = new Set(reducers.values());

/**
 * `SUM(a[*])`, `MAX(a, 0)`, `MEAN(a, b)`: numbers and arrays mixed; undefined where the call is none of these. What
 * stands among several arguments and follows the dimensions of the left, or of a reducer around it, is one number.
 */
export function translateReducer(call: CallExpr, tools: CallTools): Expr | undefined {
  const name = reducerOf(call);
  if (name === undefined || call.args.length === 0) return undefined;
  const { args, span, nameSpan } = call;
  const [only, ...others] = args;
  const stretch =
    others.length === 0
      ? reduceStretch(name, only!, (arg) => tools.translate({ ...call, args: [arg] }), tools)
      : undefined;
  if (stretch) return stretch;
  if (name === "size") return sizeOf(call, tools);
  const { surroundings } = tools;
  const parts = args.map((arg) => {
    if (args.length > 1 && (surroundings.inReducer || isAtTheElement(arg, tools)))
      return tools.translate(arg, surroundings);
    const value = tools.translate(arg, { inReducer: true, asRows: false });
    return isOverMany(value) ? ({ ...call, name, args: [value] } as const) : value;
  });
  const [first, ...rest] = parts;
  if (!first) return undefined;
  if (rest.length === 0) return first;
  if (name === "min" || name === "max")
    return rest.reduce<Expr>(
      (left, right) => ({ kind: "call", name, args: [left, right], nameSpan, span }),
      first,
    );
  const sum = rest.reduce<Expr>(
    (left, right) => ({
      kind: "binary",
      op: name === "product" ? "*" : "+",
      left,
      right,
      opSpan: nameSpan,
      span,
    }),
    first,
  );
  if (name === "sum" || name === "product") return sum;
  const count: Expr = { kind: "number", value: parts.length, span };
  return name === "mean"
    ? { kind: "binary", op: "/", left: sum, right: count, opSpan: nameSpan, span }
    : undefined;
}

/** `a *.* b`: the sum of products along the last dimension of `a` and the first of `b`; what is left over follows the left. */
export function translateInnerProduct(call: CallExpr, tools: CallTools): Expr {
  const { args, span } = call;
  const { node } = tools.ground;
  const counts = args.map((arg) => (arg.kind === "name" && !arg.subscripts ? dimensionsOf(arg, node) : 0));
  const [a, b] = args;
  if (a?.kind !== "name" || b?.kind !== "name" || counts.some((count) => count !== 1 && count !== 2)) {
    const message = "On both sides of ‘*.*’ stands the name of an array of one or two dimensions.";
    tools.ground.report(errorAt("xmile-equation", message, span));
    return { kind: "error", span };
  }
  const star: Subscript = { kind: "all", span };
  const followed = (place: number): Subscript => {
    const index = { kind: "number", value: place, span } as const;
    return {
      kind: "position",
      index: { kind: "call", name: "@", args: [index], nameSpan: span, span },
      span,
    };
  };
  const first = counts[0] === 2 ? [followed(1), star] : [star];
  const second = counts[1] === 2 ? [star, followed(counts[0]!)] : [star];
  const bracketed = (array: NameExpr, subscripts: readonly Subscript[]): Expr => ({
    ...array,
    transposed: false,
    subscripts: array.transposed ? subscripts.toReversed() : subscripts,
  });
  const product: Expr = {
    kind: "binary",
    op: "*",
    left: bracketed(a, first),
    right: bracketed(b, second),
    opSpan: call.nameSpan,
    span,
  };
  return tools.translate({ ...call, name: "sum", args: [product] });
}

function dimensionsOf(array: NameExpr, node: ModelNode): number {
  return findVariable(array, node)?.declared.dimensions.length ?? 0;
}

/** `SIZE(a[1, *])`, and of a dimension the number of its elements. */
function sizeOf(call: CallExpr, tools: CallTools): Expr {
  const [arg] = call.args;
  const { span } = call;
  const dimension = dimensionIn(arg, tools.ground.node);
  if (dimension !== undefined && arg?.kind === "name" && !findVariable(arg, tools.ground.node)) {
    const count = tools.ground.node.shared.dimensions.get(foldName(dimension))?.elements.length ?? 0;
    return { kind: "number", value: count, span };
  }
  const own =
    arg?.kind === "name" && !findVariable(arg, tools.ground.node) ? sizeOfSelf(arg, tools) : undefined;
  if (own !== undefined) return { kind: "number", value: own, span };
  const value = tools.translate(arg!, { inReducer: true, asRows: false });
  return isOverMany(value) ? { ...call, name: "size", args: [value] } : { kind: "number", value: 1, span };
}

/** `SIZE(SELF)`, `SIZE(SELF[*, 1])`: how many elements the array has whose equation this is. */
function sizeOfSelf(arg: NameExpr, { ground }: CallTools): number | undefined {
  const { dimensions } = ground.node.shared;
  const all = ground.owner?.dimensions;
  if (foldName(arg.name) !== "self" || !all) return undefined;
  const counts = all.map((name, place) => {
    const kind = arg.subscripts?.[place]?.kind ?? "all";
    const elements = dimensions.get(foldName(dimensionBehind(name, dimensions)))?.elements ?? [];
    return kind === "all" ? elements.length : kind === "range" ? undefined : 1;
  });
  return counts.reduce<number | undefined>(
    (product, count) => (product === undefined || count === undefined ? undefined : product * count),
    1,
  );
}

/** Whether all arrays in an argument are read at the element that the equation is for. */
function isAtTheElement(arg: Expr, tools: CallTools): boolean {
  const { node, owner } = tools.ground;
  const { dimensions } = node.shared;
  const familyOf = (name: string) => foldName(dimensionBehind(name, dimensions));
  const left = new Set(owner?.dimensions.map(familyOf) ?? []);
  const isAt = (expr: Expr): boolean => {
    if (expr.kind === "call" && expr.args.length === 1 && reducerOf(expr) !== undefined) return true;
    if (expr.kind === "name") {
      const names = expr.subscripts ?? findVariable(expr, node)?.declared.dimensions ?? [];
      const isElsewhere = names.some((each) => {
        if (typeof each === "string") return !left.has(familyOf(each));
        if (each.kind === "all" || each.kind === "range") return true;
        return each.kind === "name" && dimensions.has(foldName(each.name)) && !left.has(familyOf(each.name));
      });
      if (isElsewhere) return false;
    }
    return childrenOf(expr).every(isAt);
  };
  return isAt(arg);
}

function reducerOf(call: CallExpr): string | undefined {
  return reducers.get(foldName(call.name).replace(/^std\./, ""));
}

/** Whether an argument goes through several elements: a star, a range or a slice of a dimension stands in it. */
function isOverMany(expr: Expr): boolean {
  switch (expr.kind) {
    case "name":
      return expr.subscripts?.some(({ kind }) => kind === "all" || kind === "range") ?? false;
    case "call":
      // A reducer inside has its own turns.
      return !(expr.args.length === 1 && results.has(expr.name)) && expr.args.some(isOverMany);
    case "unary":
      return isOverMany(expr.operand);
    case "binary":
      return isOverMany(expr.left) || isOverMany(expr.right);
    case "if":
      return isOverMany(expr.condition) || isOverMany(expr.yes) || isOverMany(expr.no);
    default:
      return false;
  }
}
