import { binary, type Code, choose, number } from "../../functions/code.ts";
import type { Count, Stock, Stream } from "../../model/variable.ts";
import type { Expansion } from "../expand.ts";
import type { Assignment } from "../kernel.ts";
import type { Expressions } from "./expressions.ts";
import type { Limit } from "./limits.ts";
import type { Paces } from "./paces.ts";

interface Tools {
  readonly expressions: Expressions;
  readonly paces: Paces;
}

/** The net rate of one element of a stock: ((in + in) - out) - out. */
export function lowerNet(
  stock: Stock | Count,
  at: readonly number[],
  element: number,
  { expressions, paces }: Tools,
): Code {
  paces.goAtPaceOf(stock);
  if (stock.kind === "count") return expressions.share(expressions.part(stock, stock.rate, at, element));
  const inflow = sum(stock.inflows.map((stream) => lowerStream(stream, at, expressions)));
  const outflows = stock.outflows.map((stream) => lowerStream(stream, at, expressions));
  return expressions.share(outflows.reduce((net, outflow) => binary("subtract", net, outflow), inflow));
}

/** The outflows of one element of a stock, cut to what is there, in the order listed. */
export function lowerCuts(
  { stock, element, at, sureInflows }: Limit,
  { slots }: Expansion,
  { expressions, paces }: Tools,
): readonly Assignment[] {
  paces.goAtPaceOf(stock);
  const level: Code = { kind: "slot", offset: slots.get(stock)!.offset + element };
  const inflow = sum(sureInflows.map((stream) => lowerStream(stream, at, expressions)));
  let left = binary("add", binary("divide", level, paces.clock("step")), inflow);
  return stock.outflows.flatMap((stream): readonly Assignment[] => {
    const amount = lowerStream(stream, at, expressions);
    const available = binary("max", number(0), left);
    const most = stream.share
      ? binary("divide", available, expressions.lower(stream.share, { at, turns: [] }))
      : available;
    const flow = expressions.lower(stream.flow, { at, turns: [] });
    left = binary("subtract", left, amount);
    if (flow.kind !== "slot") return [];
    const cut = choose(binary("greater", amount, available), most, flow);
    return [{ offset: flow.offset, code: expressions.share(cut) }];
  });
}

function lowerStream({ flow, share }: Stream, at: readonly number[], expressions: Expressions): Code {
  const place = { at, turns: [] };
  const rate = expressions.lower(flow, place);
  return share ? binary("multiply", expressions.lower(share, place), rate) : rate;
}

function sum(items: readonly Code[]): Code {
  return items.length === 0 ? number(0) : items.reduce((left, right) => binary("add", left, right));
}
