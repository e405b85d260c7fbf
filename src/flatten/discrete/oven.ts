import { ovenDevice, ovenOutName, ovenRoomName } from "../../functions/discrete.ts";
import type { Expr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { DiscreteStock } from "../../model/variable.ts";
import { headOf } from "./conveyor.ts";
import { call, type Network, number, partOf, reference, roomBehind, sumOf, unlimited } from "./network.ts";
import { isStamped, stampInputs } from "./stamps.ts";
import { arrestOf } from "./standing.ts";

/** What an oven becomes (isee systems, Computational Details: Ovens). */
export function rewriteOven(stock: DiscreteStock, network: Network): void {
  const { span, dimensions, inflows } = stock;
  const here = (name: string) => reference(name, dimensions, span);
  const clause = (what: string, expr: Expr): Expr => here(network.add(stock, what, expr));
  const room = ovenRoomOf(stock, network);
  const stamped = isStamped(stock, network);
  network.rewritten.set(foldName(stock.name), {
    ...headOf(stock),
    kind: "device",
    device: ovenDevice(stamped),
    inputs: [
      network.oneStart(stock),
      ...[
        clause("cook", stock.transit ?? number(0, span)),
        here(`${stock.name}>capacity`),
        clause("fill", stock.fill ?? unlimited(span)),
        here(`${stock.name}>clean`),
        here(arrestOf(stock, network)),
        sumOf(inflows, span),
        ...(stamped ? stampInputs(inflows, here, network, span) : []),
      ].map((expr) => [partOf(expr)]),
    ],
    streams: { inflows, outflows: stock.outflows },
  });
  for (const stream of stock.outflows)
    network.drive(stream, ({ dimensions: over }) => {
      const args = [stock.name, arrestOf(stock, network)].map((name) => reference(name, over, span));
      return call(ovenOutName, args, span);
    });
  const own = inflows.filter((stream) => !network.sourceOf(stream));
  own.forEach((stream, i) => {
    const earlier = [...inflows.filter((one) => !own.includes(one)), ...own.slice(0, i)];
    network.admit(stream, ({ dimensions: over }) => roomBehind(reference(room, over, span), earlier, span));
  });
}

/** The hidden variable that says how much an oven takes in a unit of time. */
export function ovenRoomOf(stock: DiscreteStock, network: Network): string {
  const { span, dimensions } = stock;
  const name = `${stock.name}>room`;
  if (network.hiddenOf(stock.name).some((variable) => variable.name === name)) return name;
  const here = (what: string) => reference(what, dimensions, span);
  const capacity = network.add(stock, "capacity", stock.capacity ?? unlimited(span));
  const clean = network.add(stock, "clean", stock.clean ?? number(0, span));
  const args = [stock.name, capacity, clean, arrestOf(stock, network)].map(here);
  return network.add(stock, "room", call(ovenRoomName, args, span));
}
