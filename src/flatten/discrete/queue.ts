import { queueDevice, queueOut } from "../../functions/discrete.ts";
import type { Expr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { DimensionRef, DiscreteStock, Stream } from "../../model/variable.ts";
import { headOf, roomOf, startValuesOf } from "./conveyor.ts";
import { amountOf, call, type Network, number, partOf, reference, sumOf, unlimited } from "./network.ts";
import { ovenRoomOf } from "./oven.ts";

/**
 * What a queue becomes: its outflows empty it in the order listed, as far as what they go into has room (XMILE 1.0,
 * 3.7.3).
 */
export function rewriteQueue(stock: DiscreteStock, network: Network): void {
  const { span, inflows, outflows } = stock;
  const starts = startValuesOf(stock);
  network.rewritten.set(foldName(stock.name), {
    ...headOf(stock),
    kind: "device",
    device: queueDevice(inflows.length, starts.length),
    inputs: [
      ...starts,
      [partOf(sumOf(outflows, span))],
      ...inflows.map((stream) => [partOf(amountOf(stream))]),
    ],
    streams: { inflows, outflows },
  });
  for (const stream of inflows) if (!network.sourceOf(stream)) network.keepOneWay(stream);
  outflows.forEach((stream, which) => {
    network.drive(stream, ({ dimensions: over }) => {
      const args = [
        reference(stock.name, over, span),
        ...inflows.map(amountOf),
        ...outflows.flatMap((outflow) => demandOf(outflow, over, stock, network)),
      ];
      return call(queueOut(inflows.length, outflows.length, which), args, span);
    });
  });
}

/** The most that an outflow may take in a unit of time, and how it takes it. */
function demandOf(
  stream: Stream,
  over: readonly DimensionRef[],
  stock: DiscreteStock,
  network: Network,
): readonly Expr[] {
  const { span } = stock;
  const target = network.targetOf(stream);
  const room =
    target?.kind === "conveyor"
      ? roomOf(target, network)
      : target?.kind === "oven"
        ? ovenRoomOf(target, network)
        : undefined;
  const isOverflow = stock.overflows?.some((name) => foldName(name) === foldName(stream.flow.name)) ?? false;
  const isChoosy = target !== undefined && target.kind !== "queue";
  const flags = [
    isChoosy && !target.manyBatches,
    isChoosy && target.wholeBatches === true,
    isOverflow,
    target?.kind === "oven",
  ];
  return [
    room === undefined ? unlimited(span) : reference(room, over, span),
    ...flags.map((isOn) => number(isOn ? 1 : 0, span)),
  ];
}
