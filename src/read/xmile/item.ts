import type { CallExpr, Expr, NameExpr } from "../../model/expression.ts";
import { discreteTagOf } from "./discrete.ts";
import { findVariable } from "./find.ts";
import type { Ground } from "./ground.ts";
import { itemIn, itemName } from "./pick.ts";
import type { Declared } from "./terms.ts";

/** Whether a variable holds items that brackets pick: a graph, a queue or a conveyor (XMILE 1.0, 3.7.1.3). */
export function isContainer({ graph, element }: Declared): boolean {
  const tag = discreteTagOf(element)?.name;
  return graph !== undefined || tag === "queue" || tag === "conveyor";
}

/** `queue[1]` of what is no array. */
export function itemOf({ subscripts, ...container }: NameExpr, declared: Declared): CallExpr | undefined {
  if (declared.dimensions.length > 0 || subscripts?.length !== 1 || !isContainer(declared)) return undefined;
  const item = itemIn(container, subscripts, container.span);
  return item.args.length === 2 ? item : undefined;
}

/** What a call of an item picks from, and what it picks. */
export function pickedBy(
  { name, args: [container, index] }: CallExpr,
  { node }: Ground,
): { readonly container: NameExpr; readonly index: Expr; readonly declared: Declared } | undefined {
  if (name !== itemName || container?.kind !== "name" || !index) return undefined;
  const declared = findVariable(container, node)?.declared;
  if (!declared || !isContainer(declared)) return undefined;
  // What has been picked has no items of its own.
  if (declared.dimensions.length === 0 && container.subscripts) return undefined;
  return { container, index, declared };
}

/** An item of a queue or conveyor in words of Stella; what is not there is nought. */
export function itemInWords(call: CallExpr, container: NameExpr, index: Expr): Expr {
  const { span } = call;
  const ask = (name: string, ...args: readonly Expr[]): CallExpr => ({ ...call, name, args });
  const binary = (op: "and" | ">=" | "<=", left: Expr, right: Expr): Expr => {
    return { kind: "binary", op, left, right, opSpan: span, span };
  };
  const number = (value: number): Expr => ({ kind: "number", value, span });
  const isBehind = binary("<=", index, ask("SIZE", container));
  const isIn =
    index.kind === "number" && index.value >= 1
      ? isBehind
      : binary("and", binary(">=", index, number(1)), isBehind);
  return { kind: "if", condition: isIn, yes: ask("QELEM", container, index), no: number(0), span };
}
