import type { ConveyorSpread } from "../../functions/discrete.ts";
import type { Expr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { DiscreteStock, Spread, Stream } from "../../model/variable.ts";
import { call, type Network, number } from "./network.ts";

/** An inflow that does not go on at the beginning. */
interface SpreadInflow {
  readonly inflow: Stream;
  readonly how: ConveyorSpread;
  /** Of a graph: its points, x and y in turn. */
  readonly points: readonly Expr[];
}

/** How the inflows of a conveyor are spread; what cannot be is told. */
export function spreadsOf(stock: DiscreteStock, network: Network): readonly SpreadInflow[] {
  return (stock.spreads ?? []).flatMap((spread): SpreadInflow | [] => {
    const inflow = stock.inflows.find(({ flow }) => foldName(flow.name) === foldName(spread.flow.name));
    if (!inflow) {
      const message = `‘${spread.flow.name}’ is to be spread over ‘${stock.name}’, but does not flow into it.`;
      refuse(spread, message, "Only an inflow can be spread.", network);
      return [];
    }
    const { how } = spread;
    if (how.kind !== "graph") return { inflow, how: how.kind, points: [] };
    const points = pointsOf(spread, how.graph.name, network);
    return points ? { inflow, how: points.length / 2, points } : [];
  });
}

/** The points of the graph that an inflow is spread by, whose values are looked up, so that a scenario may change them. */
function pointsOf(spread: Spread, name: string, network: Network): readonly Expr[] | undefined {
  const graph = network.graphOf(name);
  const [only, ...others] = graph?.points ?? [];
  if (!graph || !only || others.length > 0 || graph.dimensions.length > 0) {
    const message = `‘${spread.flow.name}’ is spread by ‘${name}’, which is no graph with points of its own.`;
    refuse(spread, message, "Declare one: graph ages(part) = (0, 1), (1, 3)", network);
    return undefined;
  }
  const { span } = spread;
  return only.value.pairs.flatMap(([x]) => [number(x, span), call(graph.name, [number(x, span)], span)]);
}

function refuse({ span }: Spread, message: string, note: string, { report }: Network): void {
  report({ code: "spread-not-run", severity: "error", message, span, notes: [{ message: note }] });
}
