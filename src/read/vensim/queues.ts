import { askedArguments } from "../../functions/asking.ts";
import { findForeign } from "../../functions/dialect.ts";
import { foldName } from "../../model/name.ts";
import { isCallOf } from "./calls.ts";
import type { Definition } from "./definition.ts";
import type { Raw, RawCall, RawName, RawSubscript } from "./raw.ts";

/** The equation of a queue, with the name of its row. */
interface Queue {
  readonly row: string;
  readonly left: RawName;
  readonly args: readonly Raw[];
}

/**
 * QUEUE AGE OLDEST(queue) asks for what the variable does not tell: it gets what fills and empties the queue in place of
 * its name. What is asked of no queue stays as it is, and is refused.
 */
export function addQueues(groups: Map<string, readonly Definition[]>): void {
  const queues = new Map<string, readonly Queue[]>();
  for (const [key, definitions] of groups) {
    const found = definitions.flatMap(({ statement: { left, right } }): readonly Queue[] => {
      if (right?.kind !== "call" || !isCallOf(right, "queue_fifo", "queue_fifo_attrib")) return [];
      const row = findForeign("vensim", right.callee.name, right.args.length)?.row;
      return row ? [{ row: row.name, left, args: right.args }] : [];
    });
    if (found.length > 0) queues.set(key, found);
  }
  if (queues.size === 0) return;
  const rewrite = (raw: Raw): Raw => {
    switch (raw.kind) {
      case "unary":
        return { ...raw, operand: rewrite(raw.operand) };
      case "binary":
        return { ...raw, left: rewrite(raw.left), right: rewrite(raw.right) };
      case "call": {
        const [asked, ...rest] = raw.args.map(rewrite);
        const args = asked === undefined ? [] : [asked, ...rest];
        const told =
          asked?.kind === "name" && argumentsFor(raw, asked, queues.get(foldName(asked.name)) ?? []);
        return { ...raw, args: told ? [...told, ...rest] : args };
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

/** What a question gets in place of the name of a queue; undefined where it is none, or of elements that no one equation has. */
function argumentsFor(
  { callee, args }: RawCall,
  asked: RawName,
  queues: readonly Queue[],
): readonly Raw[] | undefined {
  const subscripts = ({ subscripts = [] }: RawName) =>
    subscripts.map(({ name }) => foldName(name)).join(", ");
  const [first] = queues;
  const queue =
    queues.length === 1 ? first : queues.find(({ left }) => subscripts(left) === subscripts(asked));
  if (!queue) return undefined;
  for (const question of ["queue_age_", "queue_attribute_"]) {
    const wanted = askedArguments(queue.row, question);
    const row = wanted && findForeign("vensim", callee.name, wanted.length + args.length - 1)?.row;
    if (wanted && row?.name.startsWith(question))
      return wanted.map((index) => over(queue.args[index]!, queue.left, asked));
  }
  return undefined;
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
