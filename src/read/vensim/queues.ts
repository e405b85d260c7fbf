import { foldName } from "../../model/name.ts";
import { isCallOf } from "./calls.ts";
import type { Definition } from "./definition.ts";
import type { Raw, RawCall, RawName, RawSubscript } from "./raw.ts";

/** Functions that ask a queue, by folded name, and how many arguments they have behind it. */
const questions: ReadonlyMap<string, number> = new Map([
  ["queue_age_oldest", 0],
  ["queue_age_average", 1],
  ["queue_age_in_range", 2],
]);

/**
 * QUEUE AGE OLDEST(queue) asks for what the variable does not tell: it gets what fills and empties the queue in place of
 * its name. What is asked of no queue stays as it is, and is refused.
 */
export function addQueues(groups: Map<string, readonly Definition[]>): void {
  const queues = new Map<string, { readonly left: RawName; readonly right: RawCall }>();
  for (const [key, definitions] of groups) {
    const { left, right } = definitions[0]!.statement;
    if (definitions.length !== 1 || right === undefined || right.kind === "table") continue;
    if (isCallOf(right, "queue_fifo") && right.args.length === 5) queues.set(key, { left, right });
  }
  if (queues.size === 0) return;
  const rewrite = (raw: Raw): Raw => {
    switch (raw.kind) {
      case "unary":
        return { ...raw, operand: rewrite(raw.operand) };
      case "binary":
        return { ...raw, left: rewrite(raw.left), right: rewrite(raw.right) };
      case "call": {
        const [queue, ...rest] = raw.args.map(rewrite);
        const asked = queue?.kind === "name" ? queues.get(foldName(queue.name)) : undefined;
        const args = queue === undefined ? [] : [queue, ...rest];
        if (queue?.kind !== "name" || !asked || questions.get(foldName(raw.callee.name)) !== rest.length)
          return { ...raw, args };
        return { ...raw, args: [...asked.right.args.map((arg) => over(arg, asked.left, queue)), ...rest] };
      }
      default:
        return raw;
    }
  };
  for (const [key, definitions] of groups) {
    const changed = definitions.map((definition): Definition => {
      const { right } = definition.statement;
      if (right === undefined || right.kind === "table") return definition;
      return { ...definition, statement: { ...definition.statement, right: rewrite(right) } };
    });
    groups.set(key, changed);
  }
}

/** An expression of the equation of a queue, for the elements of it that are asked for. */
function over(raw: Raw, { subscripts: from = [] }: RawName, { subscripts: to = [] }: RawName): Raw {
  const exchange = (subscript: RawSubscript): RawSubscript => {
    const index = from.findIndex(({ name }) => foldName(name) === foldName(subscript.name));
    const other = to[index];
    return other && !subscript.all ? { ...subscript, name: other.name, all: other.all } : subscript;
  };
  const visit = (part: Raw): Raw => {
    switch (part.kind) {
      case "name":
        return part.subscripts ? { ...part, subscripts: part.subscripts.map(exchange) } : part;
      case "unary":
        return { ...part, operand: visit(part.operand) };
      case "binary":
        return { ...part, left: visit(part.left), right: visit(part.right) };
      case "call": {
        const { callee } = part;
        const subscripts = callee.subscripts?.map(exchange);
        return {
          ...part,
          callee: { ...callee, ...(subscripts && { subscripts }) },
          args: part.args.map(visit),
        };
      }
      default:
        return part;
    }
  };
  return visit(raw);
}
