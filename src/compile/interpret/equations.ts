import { holdsEvents } from "../../check/evaluate.ts";
import type { Evaluation, Order } from "../../check/facts.ts";
import { readPoints } from "../../check/lookup.ts";
import { placeOf } from "../../check/shapes/place.ts";
import { Bug } from "../../model/diagnostic.ts";
import type { Auxiliary, Flow, Part, Variable } from "../../model/variable.ts";
import { setInitials } from "../../run/overrides.ts";
import { elementsOf } from "../element.ts";
import { isReadAtTime } from "../expand.ts";
import { begin } from "./devices.ts";
import { hold, holdAll } from "./holds.ts";
import { solveBlock } from "./solving.ts";
import type { Moment, State } from "./state.ts";
import { cutOutflows } from "./streams.ts";

/** Computes starting values, and what they need. */
export function computeStart(state: State): void {
  const { program, inputs } = state.run;
  const initials = new Float64Array(2 * state.levels.length);
  setInitials(initials, program, inputs.initials);
  holdAll("input", state);
  for (const evaluation of state.facts.order.initial) {
    if (evaluation.variable.kind === "device") begin(evaluation, state);
    else assign(evaluation, "initial", state);
    for (const { stock, element, offset } of state.levels) {
      const pair = 2 * (offset - program.inputs.length);
      const isAssigned = stock === evaluation.variable && (evaluation.element ?? element) === element;
      if (isAssigned && initials[pair] === 1) state.row[offset] = initials[pair + 1]!;
    }
    hold(evaluation.variable, state);
  }
}

/** Computes everything that is computed at every time. */
export function computeAt(moment: Moment, state: State): void {
  state.moveTo(moment);
  holdAll("input", state);
  holdAll("stock", state);
  holdAll("memory", state);
  for (const evaluation of state.facts.order.active) {
    if (!state.isPart(evaluation.block?.unknowns[0] ?? evaluation.variable)) continue;
    assign(evaluation, "active", state);
    hold(evaluation.variable, state);
  }
  cutOutflows(state);
}

function assign({ variable, element: only, block }: Evaluation, when: keyof Order, state: State): void {
  if (block) {
    solveBlock(block, state, () => {
      for (const member of block.members) {
        assign(member, when, state);
        hold(member.variable, state);
      }
    });
    return;
  }
  const slot = state.slotOf(variable);
  if (slot.role === "input") return;
  const define = (at: readonly number[], element: number): void => {
    state.row[slot.offset + element] = definition(variable, when, element, at, state);
  };
  if (only === undefined) elementsOf(variable, state.facts).forEach(define);
  else define(placeOf(only, state.facts.shapes.axes.get(variable) ?? []), only);
}

function definition(
  variable: Variable,
  when: keyof Order,
  element: number,
  at: readonly number[],
  state: State,
): number {
  const value = (parts: readonly Part[]): number => state.valueOf(variable, parts, element, at);
  switch (variable.kind) {
    case "stock":
    case "memory":
      return value(variable.starts);
    case "count":
      return variable.starts.length === 0 ? 0 : value(variable.starts);
    case "input":
      return value(variable.equation);
    case "aux":
      return value(seenOf(variable, when));
    case "flow": {
      const rate = value(seenOf(variable, when));
      return variable.oneWay ? Math.max(0, rate) : rate;
    }
    default:
      if (!isReadAtTime(variable)) throw new Bug(`‘${variable.name}’ has no equation.`);
      return readPoints(state.tableOf(variable, element), timeOf(variable, state));
  }
}

/** When points are read that are read at the time. */
function timeOf({ kind }: Variable, { clock, facts }: State): number {
  const { begun, time } = clock;
  return kind === "data" && holdsEvents(facts.model) ? (begun ?? time) : time;
}

/** The equation that is seen before the first step, or at every time. */
function seenOf({ equation, initially }: Auxiliary | Flow, when: keyof Order): readonly Part[] {
  return when === "initial" && initially ? initially : equation;
}
