import { Bug } from "../../model/diagnostic.ts";
import type { Stream, Variable } from "../../model/variable.ts";
import { plainElement } from "../element.ts";
import { limitsOf } from "../lower/limits.ts";
import type { State } from "./state.ts";

/** The net rate of each stock. */
export function ratesOf(state: State): readonly number[] {
  return state.levels.map(({ stock, element, at }) => {
    state.pace = stock.pace ?? 1;
    if (stock.kind === "count") return state.valueOf(stock, stock.rate, element, at);
    let rate = 0;
    stock.inflows.forEach((stream, i) => {
      rate = i === 0 ? amount(stream, at, state) : rate + amount(stream, at, state);
    });
    for (const stream of stock.outflows) rate -= amount(stream, at, state);
    return rate;
  });
}

/** Outflows of stocks that are never below zero become what is there, in the order listed. */
export function cutOutflows(state: State): void {
  for (const { stock, element, at, sureInflows } of limitsOf(state.facts)) {
    state.pace = stock.pace ?? 1;
    let arriving = 0;
    sureInflows.forEach((stream, i) => {
      arriving = i === 0 ? amount(stream, at, state) : arriving + amount(stream, at, state);
    });
    const level = state.row[state.slotOf(stock).offset + element]!;
    let left = level / (state.clock.step / state.pace) + arriving;
    for (const stream of stock.outflows) {
      const available = Math.max(0, left);
      if (state.isPart(flowOf(stream, state)) && amount(stream, at, state) > available) {
        const flow = offsetOf(stream, at, state);
        state.row[flow] = stream.share ? available / state.compute(stream.share, at) : available;
      }
      left -= amount(stream, at, state);
    }
  }
}

function amount({ flow, share }: Stream, at: readonly number[], state: State): number {
  return share ? state.compute(share, at) * state.compute(flow, at) : state.compute(flow, at);
}

function flowOf({ flow }: Stream, { facts }: State): Variable {
  const meaning = facts.names.meanings.get(flow);
  if (meaning?.kind !== "variable") throw new Bug(`‘${flow.name}’ is no flow.`);
  return meaning.variable;
}

function offsetOf(stream: Stream, at: readonly number[], state: State): number {
  const variable = flowOf(stream, state);
  const picks = state.facts.shapes.picks.get(stream.flow);
  return state.slotOf(variable).offset + plainElement(variable, picks, { at, turns: [] }, state.facts);
}
