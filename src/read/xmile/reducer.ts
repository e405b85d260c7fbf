import type { CallExpr, Expr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import { dimensionIn, findVariable } from "./find.ts";
import type { CallTools } from "./ground.ts";

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

/** `SUM(a[*])`, `MAX(a, 0)`, `MEAN(a, b)`: numbers and arrays mixed; undefined where the call is none of these. */
export function translateReducer(call: CallExpr, tools: CallTools): Expr | undefined {
  const name = reducers.get(foldName(call.name).replace(/^std\./, ""));
  if (name === undefined || call.args.length === 0) return undefined;
  const { args, span, nameSpan } = call;
  if (name === "size") return sizeOf(call, tools);
  const parts = args.map((arg) => {
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

/** `SIZE(a[1, *])`, and of a dimension the number of its elements. */
function sizeOf(call: CallExpr, tools: CallTools): Expr {
  const [arg] = call.args;
  const { span } = call;
  const dimension = dimensionIn(arg, tools.ground.node);
  if (dimension !== undefined && arg?.kind === "name" && !findVariable(arg, tools.ground.node)) {
    const count = tools.ground.node.shared.dimensions.get(foldName(dimension))?.elements.length ?? 0;
    return { kind: "number", value: count, span };
  }
  const value = tools.translate(arg!, { inReducer: true, asRows: false });
  return isOverMany(value) ? { ...call, name: "size", args: [value] } : { kind: "number", value: 1, span };
}

/** Whether an argument goes through several elements: a star, a range or a slice of a dimension stands in it. */
function isOverMany(expr: Expr): boolean {
  switch (expr.kind) {
    case "name":
      return expr.subscripts?.some(({ kind }) => kind === "all" || kind === "range") ?? false;
    case "call":
      // A reducer inside has its own turns.
      return !new Set(reducers.values()).has(expr.name) && expr.args.some(isOverMany);
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
