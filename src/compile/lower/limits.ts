import type { Facts } from "../../check/facts.ts";
import type { Stock, Stream, Variable } from "../../model/variable.ts";
import { elementsOf, plainElement } from "../element.ts";

/** One element of a stock that is never below zero, with the inflows that no later cut can make smaller. */
export interface Limit {
  readonly stock: Stock;
  readonly element: number;
  readonly at: readonly number[];
  readonly sureInflows: readonly Stream[];
}

/**
 * The order in which outflows are cut: those of a stock behind those that feed it. Where stocks feed each other in a
 * circle, one has to be first; what another's cut may still take from its inflows does not count as there.
 */
export function limitsOf(facts: Facts): readonly Limit[] {
  const waiting = facts.model.variables.flatMap((stock) =>
    stock.kind === "stock" && stock.nonNegative
      ? elementsOf(stock, facts).map((at, element) => ({ stock, element, at }))
      : [],
  );
  const cutBy = new Map<string, Unordered>();
  for (const limit of waiting) {
    for (const stream of limit.stock.outflows) cutBy.set(flowKey(stream, limit, facts), limit);
  }
  const feeding = ({ stock, ...limit }: Unordered): readonly (Unordered | undefined)[] =>
    stock.inflows.map((stream) => cutBy.get(flowKey(stream, { stock, ...limit }, facts)));

  const ordered: Limit[] = [];
  const done = new Set<Unordered>();
  const begun = new Set<Unordered>();
  const path = waiting.toReversed();
  for (let limit = path.at(-1); limit; limit = path.at(-1)) {
    const before = begun.has(limit) ? [] : feeding(limit).filter((other) => other && !begun.has(other));
    begun.add(limit);
    if (before.length > 0) {
      path.push(...before.filter((other) => other !== undefined));
      continue;
    }
    path.pop();
    if (done.has(limit)) continue;
    const sources = feeding(limit);
    const isSure = (_: Stream, i: number): boolean => !sources[i] || done.has(sources[i]);
    ordered.push({ ...limit, sureInflows: limit.stock.inflows.filter(isSure) });
    done.add(limit);
  }
  return ordered;
}

type Unordered = Omit<Limit, "sureInflows">;

/** Which element of which flow a stream is, for one element of its stock. */
function flowKey({ flow }: Stream, { at }: Unordered, facts: Facts): string {
  const meaning = facts.names.meanings.get(flow);
  if (meaning?.kind !== "variable") return "";
  const variable: Variable = meaning.variable;
  const element = plainElement(variable, facts.shapes.picks.get(flow), { at, turns: [] }, facts);
  return `${variable.name} ${element}`;
}
