import type { Expr } from "../model/expression.ts";
import type { Variable } from "../model/variable.ts";
import { clausesOf, eachValue, streamsOf } from "./definition.ts";
import type { CausalLink, Names } from "./facts.ts";
import { visibleLinks } from "./hidden.ts";

/**
 * Every direct reference from one variable that people see to another, once for each way in which it acts, in the order in which effects
 * are declared and causes are written. What is written as a share of a flow acts on the stock as the flow itself does.
 * A link in a starting value is left out where the same cause acts at every time too.
 */
export function causalLinks({ model, reads }: Names): readonly CausalLink[] {
  const direct = model.variables.flatMap((effect) => {
    const links: CausalLink[] = [];
    const kinds = new Map<Variable, CausalLink["kind"][]>();
    const add = (expr: Expr, kind: CausalLink["kind"]) => {
      for (const { variable: cause } of reads.get(expr)!.places) {
        const known = kinds.get(cause);
        if (known && (kind === "initial" || known.includes(kind))) continue;
        if (known) known.push(kind);
        else kinds.set(cause, [kind]);
        links.push({ cause, effect, kind });
      }
    };
    const { inflows, outflows } = streamsOf(effect);
    eachValue(effect, (value, role) => {
      if (role !== "starts" && role !== "initially") add(value, "equation");
    });
    for (const [streams, kind] of [
      [inflows, "inflow"],
      [outflows, "outflow"],
    ] as const) {
      for (const { flow, share } of streams)
        for (const expr of share ? [share, flow] : [flow]) add(expr, kind);
    }
    for (const expr of clausesOf(effect)) add(expr, "equation");
    eachValue(effect, (value, role) => {
      if (role === "starts" || role === "initially") add(value, "initial");
    });
    return links;
  });
  return visibleLinks(direct);
}
