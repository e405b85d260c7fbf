import { kindWithArticle } from "../check/definition.ts";
import type { Expr } from "../model/expression.ts";
import { walkExpr } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { Variable } from "../model/variable.ts";
import { nameText } from "../write/text/name.ts";
import { addToList } from "./add.ts";
import type { NameIndex } from "./nameindex.ts";
import { insertBehind, statementAt } from "./statement.ts";
import type { Edited } from "./textedit.ts";
import { equationText, noVariable, referenceTo, variableNamed } from "./value.ts";

/** How one variable comes into the equation of another. */
export type Operator = "*" | "/" | "+" | "-";

/**
 * An arrow from one variable to another: the cause comes into the equation of the effect by an operation, which the
 * modeller then refines; a flow comes into the list of a stock. Nothing else in the equation changes.
 */
export function connect(
  index: NameIndex,
  cause: string,
  effect: string,
  how: Operator | "in" | "out" = "*",
): Edited {
  const from = variableNamed(index, cause);
  const to = variableNamed(index, effect);
  if (!from) return noVariable(cause);
  if (!to) return noVariable(effect);
  if (from === to) return { refused: `‘${to.name}’ cannot act on itself at the same time.` };
  if (to.kind === "stock" || to.kind === "conveyor" || to.kind === "queue" || to.kind === "oven")
    return connectFlow(index, from, to, how === "out" ? "out" : "in");
  if (how === "in" || how === "out") return { refused: `‘${to.name}’ is no stock: nothing flows in or out.` };
  if (to.kind === "count") return { refused: `‘${to.name}’ is a count: what it adds up stands behind ‘of’.` };
  if (to.kind !== "aux" && to.kind !== "flow" && to.kind !== "input")
    return {
      refused: `‘${to.name}’ is ${kindWithArticle(to)}, which nothing acts on. Make it an aux first.`,
    };
  const reference = from.kind === "graph" || from.kind === "module" ? undefined : referenceTo(from, to);
  if (reference === undefined) return { refused: whyNoReference(from) };
  if (to.equation.length === 0) {
    const statement = statementAt(index, to.span);
    if (!statement) return { refused: `The statement of ‘${to.name}’ is not a text of Hence.` };
    return [insertBehind(statement, statement.pieces[0]!, `= ${reference}`)];
  }
  const value = equationText(index, to);
  if ("refused" in value) return value;
  if (mentions(value.part.value, from))
    return { refused: `‘${from.name}’ is in the equation of ‘${to.name}’ already.` };
  const { path } = value.statement;
  const isBound = bindsTightly(value.part.value, how);
  return [
    ...(isBound ? [] : [{ path, from: value.from, to: value.from, insert: "(" }]),
    { path, from: value.to, to: value.to, insert: `${isBound ? "" : ")"} ${how} ${reference}` },
  ];
}

function connectFlow(index: NameIndex, flow: Variable, stock: Variable, list: "in" | "out"): Edited {
  if (flow.kind !== "flow")
    return {
      refused: `‘${stock.name}’ is ${kindWithArticle(stock)}: only flows fill and empty it, and ‘${flow.name}’ is ${kindWithArticle(flow)}.`,
    };
  const isIn = (each: { readonly flow: { readonly name: string } }) =>
    foldName(each.flow.name) === foldName(flow.name);
  const own = "inflows" in stock ? [...stock.inflows, ...stock.outflows] : [];
  if (own.some(isIn)) return { refused: `‘${flow.name}’ flows in or out of ‘${stock.name}’ already.` };
  const other = index.names.model.variables.find(
    (each) =>
      "inflows" in each &&
      (list === "in" ? each.inflows : each.outflows).some((one) => isIn(one) && !one.share),
  );
  if (other)
    return {
      refused: `‘${flow.name}’ flows ${list === "in" ? "into" : "out of"} ‘${other.name}’: a flow has one stock at each end.`,
    };
  const brackets = flow.dimensions.length === 0 ? nameText(flow.name) : referenceTo(flow, stock);
  if (brackets === undefined) return { refused: whyNoReference(flow) };
  return addToList(index, stock.name, list, brackets);
}

function whyNoReference({ name, kind, dimensions }: Variable): string {
  if (kind === "module") return `‘${name}’ is a module: say which of its variables is meant.`;
  if (kind === "graph")
    return `‘${name}’ is a graph: call it with its input in the equation, ${nameText(name)}(…).`;
  return `‘${name}’ is an array over ${dimensions.map((each) => each.name).join(" and ")}: say in the equation which elements are meant.`;
}

function mentions(expr: Expr, { name }: Variable): boolean {
  const folded = foldName(name);
  return walkExpr(expr).some(
    (part) => (part.kind === "name" || part.kind === "call") && foldName(part.name) === folded,
  );
}

/** Whether an equation may stand to the left of an operator without brackets. */
function bindsTightly(expr: Expr, operator: Operator): boolean {
  if (expr.kind === "if") return false;
  if (expr.kind === "unary") return expr.op !== "not";
  if (expr.kind !== "binary") return true;
  if (["*", "/", "^", "mod"].includes(expr.op)) return true;
  return (expr.op === "+" || expr.op === "-") && (operator === "+" || operator === "-");
}
