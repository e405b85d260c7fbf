import { conveyorDevice, conveyorLeak, conveyorOut, conveyorRoom } from "../../functions/discrete.ts";
import { batchesOf, totalOf } from "../../model/batches.ts";
import type { Expr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Device, DimensionRef, DiscreteStock, Leak, Part } from "../../model/variable.ts";
import { copyExpr } from "../rewrite.ts";
import {
  amountOf,
  call,
  type Network,
  number,
  partOf,
  reference,
  roomBehind,
  sumOf,
  unlimited,
} from "./network.ts";
import { spreadsOf } from "./spread.ts";
import { layoutOf, lookArguments, stampInputs } from "./stamps.ts";
import { arrestOf, heldBy } from "./standing.ts";

/**
 * What a conveyor becomes. At its end and through its leaks comes what its state says; what is let in is cut to the room
 * that there is. A flow out of another conveyor or an oven is never kept out, and one out of a queue asks for the room
 * itself (isee systems, Computational Details: Traditional Conveyors; XMILE 1.0, 3.7.2).
 */
export function rewriteConveyor(stock: DiscreteStock, network: Network): void {
  const { span, dimensions, leaks } = stock;
  const layout = layoutOf(stock, network);
  const [out] = stock.outflows;
  const here = (name: string) => reference(name, dimensions, span);
  const clause = (what: string, expr: Expr | undefined, otherwise: number): string =>
    network.add(stock, what, expr ?? number(otherwise, span));
  const transit = clause("transit", stock.transit, 1);
  const sample = clause("sample", stock.sample, 1);
  const arrest = arrestOf(stock, network);
  const held = heldBy(stock, network);
  if (stock.capacity) network.add(stock, "capacity", stock.capacity);
  const leakNames = leaks.map((leak, i) => leakNamesOf(leak, i, stock, network));
  const at = (over: readonly DimensionRef[]) => (name: string) => reference(name, over, span);
  const spreads = spreadsOf(stock, network);
  const { starts, values } = startsOf(stock);
  const onStart = stock.inflows.filter((stream) => !spreads.some(({ inflow }) => inflow === stream));
  const lots = layout.stamped ? [onStart, ...spreads.map(({ inflow }) => [inflow])] : [];
  const stamps = lots.flatMap((lot) => stampInputs(lot, here, network, span));

  const conveyed = stock.inflows.filter((stream) => isConveyed(network.sourceOf(stream)));
  const limited = stock.inflows.filter((stream) => !conveyed.includes(stream));
  const device: Device = {
    ...headOf(stock),
    kind: "device",
    device: conveyorDevice(
      layout,
      values.length,
      spreads.map(({ how }) => how),
    ),
    inputs: [
      starts,
      ...[
        here(transit),
        here(sample),
        here(arrest),
        here(held),
        sumOf(onStart, span),
        sumOf(limited, span),
        number(stock.discrete ? 1 : 0, span),
        ...leakNames.flat().map(here),
      ].map((expr) => [partOf(expr)]),
      ...values,
      ...spreads.flatMap(({ inflow, points }) => [amountOf(inflow), ...points].map((expr) => [partOf(expr)])),
      ...stamps.map((expr) => [partOf(expr)]),
    ],
    streams: {
      inflows: stock.inflows,
      outflows: [...stock.outflows, ...leaks.map(({ flow, span: at }) => ({ flow, span: at }))],
    },
  };
  network.rewritten.set(foldName(stock.name), device);

  if (out)
    network.drive(out, ({ dimensions: over }) =>
      call(conveyorOut(layout), lookArguments(stock, reference(held, over, span), at(over)), span),
    );
  leaks.forEach((leak, i) => {
    network.drive(leak, ({ dimensions: over }) =>
      call(conveyorLeak(layout, i), lookArguments(stock, number(0, span), at(over)), span),
    );
  });

  const own = limited.filter((stream) => network.sourceOf(stream)?.kind !== "queue");
  const room = roomOf(stock, network);
  own.forEach((stream, i) => {
    if (room === undefined) {
      network.keepOneWay(stream);
      return;
    }
    const earlier = [...limited.filter((one) => !own.includes(one)), ...own.slice(0, i)];
    network.admit(stream, ({ dimensions: over }) => roomBehind(reference(room, over, span), earlier, span));
  });
}

/**
 * What a conveyor starts with in all, and if that is a list, as inputs whether it is one for an element, and its values.
 */
function startsOf(stock: DiscreteStock): {
  readonly starts: readonly Part[];
  readonly values: readonly (readonly Part[])[];
} {
  const { starts, span } = stock;
  const isList = starts.map((part) => batchesOf(part.value) !== undefined);
  if (!isList.includes(true)) return { starts, values: [] };
  const sums = starts.map((part) => ({ ...part, value: totalOf(part.value) }));
  const listed = starts.map((part, i) => ({ ...part, value: number(isList[i] ? 1 : 0, span) }));
  return { starts: sums, values: [listed, ...startValuesOf(stock)] };
}

/** The first value of each start, the second and so on; a list that is shorter than others ends in noughts. */
export function startValuesOf({ starts, span }: DiscreteStock): readonly (readonly Part[])[] {
  const lists = starts.map((part) => batchesOf(part.value) ?? [part.value]);
  const valueAt = (value: Expr | undefined) => (value ? copyExpr(value) : number(0, span));
  return Array.from({ length: Math.max(...lists.map(({ length }) => length)) }, (_, place) =>
    starts.map((part, i) => ({ ...part, value: valueAt(lists[i]![place]) })),
  );
}

/** The hidden variable that says how much may come in in a unit of time; undefined where nothing limits it. */
export function roomOf(stock: DiscreteStock, network: Network): string | undefined {
  const { span, dimensions, capacity, inflowLimit, arrest } = stock;
  if (!capacity && !inflowLimit && !arrest) return undefined;
  const name = `${stock.name}>room`;
  if (network.hiddenOf(stock.name).some((variable) => variable.name === name)) return name;
  const here = (what: string) => reference(what, dimensions, span);
  const conveyed = stock.inflows.filter((stream) => isConveyed(network.sourceOf(stream)));
  const leaving = [...stock.outflows, ...stock.leaks.map(({ flow, span: at }) => ({ flow, span: at }))];
  const args = [
    here(stock.name),
    here(stock.name),
    capacity ?? unlimited(span),
    inflowLimit ?? unlimited(span),
    here(arrestOf(stock, network)),
    sumOf(leaving, span),
    sumOf(conveyed, span),
    number(stock.discrete ? 1 : 0, span),
  ];
  return network.add(stock, "room", call(conveyorRoom, args, span));
}

function isConveyed(source: DiscreteStock | undefined): boolean {
  return source?.kind === "conveyor" || source?.kind === "oven";
}

/** Share, ends of the zone, and shape of a leak, as hidden variables. */
function leakNamesOf(
  { share, zone, shape }: Leak,
  index: number,
  stock: DiscreteStock,
  network: Network,
): readonly string[] {
  const { span } = stock;
  const add = (what: string, expr: Expr) => network.add(stock, `leak ${index + 1} ${what}`, expr);
  return [
    add("share", share),
    add("from", zone?.from ?? number(0, span)),
    add("to", zone?.to ?? number(1, span)),
    add("exponential", number(shape === "exponential" ? 1 : 0, span)),
  ];
}

/** What a device keeps of a discrete stock. */
export function headOf(stock: DiscreteStock) {
  const { name, nameSpan, dimensions, title, description, unit, range, basis, sector, origin, span } = stock;
  return {
    name,
    nameSpan,
    dimensions,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(unit && { unit }),
    ...(range && { range }),
    ...(basis && { basis }),
    ...(sector !== undefined && { sector }),
    ...(origin && { origin }),
    span,
  };
}
