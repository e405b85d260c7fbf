import type { BinaryOperator, Expr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import { dimensionBehind } from "./brackets.ts";
import { dimensionIn, findVariable } from "./find.ts";
import type { ModelNode } from "./terms.ts";

/** The number of an expression of XMILE that follows from literals and the sizes of arrays alone. */
export function constantIn(expr: Expr, node: ModelNode): number | undefined {
  switch (expr.kind) {
    case "number":
      return expr.value;
    case "unary": {
      const operand = constantIn(expr.operand, node);
      if (operand === undefined) return undefined;
      return expr.op === "-" ? -operand : expr.op === "not" ? Number(operand === 0) : operand;
    }
    case "binary": {
      const [left, right] = [constantIn(expr.left, node), constantIn(expr.right, node)];
      return left === undefined || right === undefined ? undefined : operators[expr.op](left, right);
    }
    case "if": {
      const condition = constantIn(expr.condition, node);
      if (condition === undefined) return undefined;
      return constantIn(condition !== 0 ? expr.yes : expr.no, node);
    }
    case "call":
      return foldName(expr.name) === "size" && expr.args.length === 1
        ? sizeOf(expr.args[0]!, node)
        : undefined;
    default:
      return undefined;
  }
}

const operators: { readonly [Op in BinaryOperator]: (a: number, b: number) => number } = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  // Exact for whole numbers, which is what counts in macros have.
  "^": (a, b) => a ** b,
  mod: (a, b) => a - Math.floor(a / b) * b,
  "<": (a, b) => Number(a < b),
  "<=": (a, b) => Number(a <= b),
  ">": (a, b) => Number(a > b),
  ">=": (a, b) => Number(a >= b),
  "=": (a, b) => Number(a === b),
  "<>": (a, b) => Number(a !== b),
  and: (a, b) => Number(a !== 0 && b !== 0),
  or: (a, b) => Number(a !== 0 || b !== 0),
};

/** How many elements a whole array, its stars, or a dimension has. */
function sizeOf(expr: Expr, node: ModelNode): number | undefined {
  if (expr.kind !== "name") return undefined;
  const { dimensions } = node.shared;
  const countOf = (name: string) =>
    dimensions.get(foldName(dimensionBehind(name, dimensions)))?.elements.length;
  const found = findVariable(expr, node);
  const dimension = found ? undefined : dimensionIn(expr, node);
  if (dimension !== undefined) return countOf(dimension);
  const own = found?.declared.dimensions;
  if (!own || own.length === 0 || expr.subscripts?.some(({ kind }) => kind === "range")) return undefined;
  return own.reduce<number | undefined>((size, name, i) => {
    const subscript = expr.subscripts?.[i];
    const count = !expr.subscripts || subscript?.kind === "all" ? countOf(name) : 1;
    return size === undefined || count === undefined ? undefined : size * count;
  }, 1);
}
