import { type Expr, walkExpr } from "../model/expression.ts";
import type { Variable } from "../model/variable.ts";
import { clausesOf, equationsOf, streamsOf } from "./definition.ts";
import type { CausalLink, Names } from "./facts.ts";

/**
 * Every direct reference from one variable to another, once for each way in which it acts, in the order in which effects
 * are declared and causes are written. What is written as a share of a flow acts on the stock as the flow itself does.
 * A link in a starting value is left out where the same cause acts at every time too.
 */
export function causalLinks({ model, meanings, callees }: Names): readonly CausalLink[] {
  return model.variables.flatMap((effect) => {
    const links = new Map<string, CausalLink>();
    const numbers = new Map<Variable, number>();
    const add = (expr: Expr, kind: CausalLink["kind"]) => {
      for (const cause of causesIn(expr)) {
        const isKnown = numbers.has(cause);
        if (kind === "initial" && isKnown) continue;
        const number = numbers.get(cause) ?? numbers.size;
        numbers.set(cause, number);
        const key = `${number} ${kind}`;
        if (!links.has(key)) links.set(key, { cause, effect, kind });
      }
    };
    const { inflows, outflows } = streamsOf(effect);
    for (const { role, parts } of equationsOf(effect)) {
      if (role !== "starts") for (const { value } of parts) add(value, "equation");
    }
    for (const [streams, kind] of [
      [inflows, "inflow"],
      [outflows, "outflow"],
    ] as const) {
      for (const { flow, share } of streams)
        for (const expr of share ? [share, flow] : [flow]) add(expr, kind);
    }
    for (const expr of clausesOf(effect)) add(expr, "equation");
    for (const { role, parts } of equationsOf(effect)) {
      if (role === "starts") for (const { value } of parts) add(value, "initial");
    }
    return [...links.values()];
  });

  function* causesIn(expr: Expr): Generator<Variable> {
    for (const part of walkExpr(expr)) {
      if (part.kind === "name") {
        const meaning = meanings.get(part);
        if (meaning?.kind === "variable") yield meaning.variable;
      } else if (part.kind === "call") {
        const callee = callees.get(part);
        if (callee?.kind === "graph") yield callee.graph;
      }
    }
  }
}
