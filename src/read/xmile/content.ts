import type { CallExpr, Expr, NameExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import { discreteTagOf } from "./discrete.ts";
import { childOf, isBlank } from "./element.ts";
import { findVariable } from "./find.ts";
import type { CallTools } from "./ground.ts";

/**
 * What is asked of the content of a conveyor, queue or oven: `SIZE(queue)` and the like, since these are containers
 * (XMILE 1.0, 3.7.2 and 3.7.3), and Stella's functions of discrete stocks. Flattening answers it by looking into them.
 */
export function readContent(
  call: CallExpr,
  { ground, surroundings, translate }: CallTools,
): Expr | undefined {
  const [arg, ...others] = call.args;
  if (arg?.kind !== "name") return undefined;
  const element = findVariable(arg, ground.node)?.declared.element;
  const tag = element && discreteTagOf(element);
  if (!tag) return undefined;
  const stock = translate(arg, surroundings);
  if (stock.kind !== "name") return undefined;
  const ask = (name: string, ...more: readonly Expr[]): Expr => ({ ...call, name, args: [stock, ...more] });
  const { span } = call;
  const isQueue = tag.name === "queue";
  const size = isQueue ? "queue>size>" : tag.name === "conveyor" ? "conveyor>size>0" : undefined;
  switch (`${foldName(call.name).replace(/^std\./, "")} ${call.args.length}`) {
    case "size 1":
      return size === undefined ? undefined : ask(size);
    case "sum 1":
      return stock;
    case "mean 1":
      return size === undefined
        ? undefined
        : { kind: "binary", op: "/", left: stock, right: ask(size), opSpan: span, span };
    case "qelem 2":
      return isQueue ? ask("queue>item>", translate(others[0]!, surroundings)) : undefined;
    case "ostate 1":
      return tag.name === "oven" ? ask("oven>state>") : undefined;
    case "cap 1":
    case "capacity 1": {
      if (isQueue) return undefined;
      const told = childOf(tag, "capacity");
      return told && !isBlank(told.text) ? clauseOf(stock, "capacity") : { ...call, name: "inf", args: [] };
    }
    case "proctime 1":
      return isQueue ? undefined : clauseOf(stock, tag.name === "oven" ? "cook" : "transit");
    default:
      return undefined;
  }
}

/** The hidden variable that a clause of a discrete stock becomes when it is flattened. */
function clauseOf(stock: NameExpr, clause: string): NameExpr {
  return { ...stock, name: `${stock.name}>${clause}` };
}
