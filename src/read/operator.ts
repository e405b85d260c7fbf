import type { BinaryOperator, UnaryExpr } from "../model/expression.ts";

/** How tightly operators bind, the loosest first (XMILE 1.0, 3.3.1). */
export const levels = { or: 1, and: 2, equal: 3, order: 4, sum: 5, term: 6 } as const;

/** An operator between two operands. All are read from the left. */
export interface Operator {
  readonly op: BinaryOperator;
  readonly level: number;
}

/** The operators by their sign or word; `^` and the signs of a single operand are read by themselves. */
export const operators: ReadonlyMap<string, Operator> = new Map(
  (
    [
      ["or", levels.or],
      ["and", levels.and],
      ["=", levels.equal],
      ["<>", levels.equal],
      ["<", levels.order],
      ["<=", levels.order],
      [">", levels.order],
      [">=", levels.order],
      ["+", levels.sum],
      ["-", levels.sum],
      ["*", levels.term],
      ["/", levels.term],
      ["mod", levels.term],
    ] as const
  ).map(([op, level]) => [op, { op, level }]),
);

/** What may stand before a single operand. */
export const prefixes: ReadonlyMap<string, UnaryExpr["op"]> = new Map(
  (["-", "+", "not"] as const).map((op) => [op, op]),
);

/** Words of the language of expressions that cannot be operands themselves. */
export const reservedOperands: ReadonlySet<string> = new Set(["and", "or", "mod", "then", "else"]);
