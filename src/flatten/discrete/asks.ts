import { layoutName } from "../../functions/discrete.ts";
import type { CallExpr, Expr, NameExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { DiscreteStock, Variable } from "../../model/variable.ts";
import { rewriteChildren, rewriteVariable } from "../rewrite.ts";
import { layoutOf } from "./conveyor.ts";
import { call, type Network, unlimited } from "./network.ts";

/** What equations ask of a discrete stock, `content_size(belt)` and the like, is answered by looking into it. */
export function answerAsks(variable: Variable, network: Network): Variable {
  const answered = (expr: Expr): Expr => {
    const inside = rewriteChildren(expr, answered);
    return (inside.kind === "call" && answer(inside, network)) || inside;
  };
  return rewriteVariable(variable, {
    parts: (parts) => parts.map((part) => ({ ...part, value: answered(part.value) })),
    whole: answered,
    flow: (name) => name,
    plain: (parts) => parts,
  });
}

function answer({ name, args, span }: CallExpr, network: Network): Expr | undefined {
  const [asked, ...others] = args;
  if (asked?.kind !== "name" || asked.path.length > 0) return undefined;
  const stock = network.stockOf(asked);
  const found = stock && answers.get(`${foldName(name)} ${args.length}`)?.(stock);
  if (found === undefined) return undefined;
  if (found.kind === "look") return call(found.peek, args, span);
  if (found.clause === undefined) return unlimited(span);
  return others.length > 0
    ? undefined
    : ({ ...asked, name: `${asked.name}>${found.clause}` } satisfies NameExpr);
}

type Answer =
  | { readonly kind: "look"; readonly peek: string }
  /** The hidden variable that a clause of the stock has become; undefined is what has no limit. */
  | { readonly kind: "clause"; readonly clause: string | undefined };

/** By name and number of arguments: how a stock answers, if it can. */
const answers: ReadonlyMap<string, (stock: DiscreteStock) => Answer | undefined> = new Map([
  ...[
    ["size", 1],
    ["item", 2],
    ["min", 1],
    ["max", 1],
    ["mean", 1],
    ["sd", 1],
    ["aged", 3],
  ].map(
    ([what, count]) =>
      [`content_${what} ${count}`, (stock: DiscreteStock) => lookInto(stock, String(what))] as const,
  ),
  ["oven_state 1", ({ kind }) => (kind === "oven" ? { kind: "look", peek: "oven>state>" } : undefined)],
  [
    "capacity_of 1",
    ({ kind, capacity }) =>
      kind === "queue" ? undefined : { kind: "clause", clause: capacity && "capacity" },
  ],
  [
    "transit_of 1",
    ({ kind }) =>
      kind === "queue" ? undefined : { kind: "clause", clause: kind === "oven" ? "cook" : "transit" },
  ],
]);

function lookInto(stock: DiscreteStock, what: string): Answer | undefined {
  if (stock.kind === "conveyor")
    return { kind: "look", peek: `conveyor>${what}>${layoutName(layoutOf(stock))}` };
  return stock.kind === "queue" && what !== "aged" ? { kind: "look", peek: `queue>${what}>` } : undefined;
}
