import { ovenShutName, ovenStateName } from "../../functions/discrete.ts";
import type { Expr } from "../../model/expression.ts";
import type { DiscreteStock } from "../../model/variable.ts";
import { copyExpr } from "../rewrite.ts";
import { call, type Network, number, reference } from "./network.ts";

/**
 * The hidden variable that says whether a discrete stock stands still; so does an oven that is done, as long as what it
 * would give out to cannot take it.
 */
export function arrestOf(stock: DiscreteStock, network: Network): string {
  const { span, dimensions } = stock;
  const name = `${stock.name}>arrest`;
  if (network.hiddenOf(stock.name).some((variable) => variable.name === name)) return name;
  const own = stock.arrest ?? number(0, span);
  const isHeld = stock.kind === "oven" ? blockedIn(stock, network) : undefined;
  if (!isHeld) return network.add(stock, "arrest", own);
  const state = call(ovenStateName, [reference(stock.name, dimensions, span)], span);
  const isDone: Expr = { kind: "binary", op: "=", left: state, right: number(2, span), opSpan: span, span };
  const waits: Expr = { kind: "if", condition: isDone, yes: isHeld, no: number(0, span), span };
  return network.add(stock, "arrest", call("max", [own, waits], span));
}

/** What comes off waits where what it would go into stands still, or is an oven that is shut. */
export function heldBy(stock: DiscreteStock, network: Network): string {
  return network.add(stock, "held", blockedIn(stock, network) ?? number(0, stock.span));
}

/** Whether what a stock gives out to cannot take anything; undefined where it always can. */
function blockedIn(stock: DiscreteStock, network: Network): Expr | undefined {
  const { span, dimensions } = stock;
  const [out] = stock.outflows;
  const target = out && network.targetOf(out);
  const at = (name: string) => reference(name, dimensions, span);
  if (target?.kind === "oven") {
    const clean = target.clean ? copyExpr(target.clean) : number(0, span);
    return call(ovenShutName, [at(target.name), clean, at(`${target.name}>arrest`)], span);
  }
  return target?.arrest && at(`${target.name}>arrest`);
}
