import { findDevice } from "../functions/functions.ts";
import type { Report } from "../model/diagnostic.ts";
import type { Device, Part, Variable } from "../model/variable.ts";
import { connectedComponents, shortestCircle } from "./components.ts";
import { firstParts, isGraphOfTime } from "./definition.ts";
import {
  type Evaluation,
  type Names,
  type Order,
  type PartOf,
  type ReadPlace,
  type Shapes,
  sizeOf,
} from "./facts.ts";
import { elementLabel, pickedElements, placeOf } from "./shapes/place.ts";
import { callsSome, solvingCalls } from "./solving.ts";

/**
 * The orders in which everything can be computed, at every time and before the first step. Whole variables are ordered;
 * only those that need each other in a circle are taken apart into elements. Where nothing else decides, what is
 * declared first comes first.
 */
export function orderEquations(shapes: Shapes, partOf: PartOf, report: Report): Order {
  const { variables } = shapes.names.model;
  const active = variables.filter(isComputed);
  const stateful = variables.filter(hasState);
  const tools = { shapes, partOf, solves: callsSome(shapes.names, "solving"), report };
  return {
    active: orderVariables(active, "active", tools),
    initial: orderVariables(neededBy(stateful, shapes), "initial", tools),
  };
}

/** What is computed at every time. */
function isComputed(variable: Variable): boolean {
  const { kind } = variable;
  return kind === "flow" || kind === "aux" || kind === "input" || kind === "data" || isGraphOfTime(variable);
}

/** What has a starting value and changes from step to step: its value is there before anything is computed. */
function hasState({ kind }: Variable): boolean {
  switch (kind) {
    case "stock":
    case "count":
    case "memory":
    case "device":
    case "conveyor":
    case "queue":
    case "oven":
      return true;
    default:
      return false;
  }
}

interface OrderTools {
  readonly shapes: Shapes;
  readonly partOf: PartOf;
  /** Whether any equation looks for the value of its variable. */
  readonly solves: boolean;
  readonly report: Report;
}

/** What has a start and all that the starting values need, in order of declaration. */
function neededBy(stateful: readonly Variable[], { names }: Shapes): readonly Variable[] {
  const needed = new Set(stateful);
  for (const variable of needed) {
    for (const { variable: read, isValue } of readsOf(variable, "initial", names))
      if (isValue && (isComputed(read) || hasState(read))) needed.add(read);
  }
  return names.model.variables.filter((variable) => needed.has(variable));
}

/** Everything that the value of a variable is computed from: for a stock its starting value. */
function readsOf(variable: Variable, when: keyof Order, { reads }: Names): readonly ReadPlace[] {
  const parts = definitionOf(variable, when);
  if (parts.length === 0) return none;
  if (parts.length === 1) return reads.get(parts[0]!.value)!.places;
  return parts.flatMap(({ value }) => reads.get(value)!.places);
}

/** The equations that give a variable its value, at every time or before the first step. */
function definitionOf(variable: Variable, when: keyof Order): readonly Part[] {
  if (variable.kind === "device") return definitionsOf(variable).flat();
  if ((variable.kind === "flow" || variable.kind === "aux") && when === "initial" && variable.initially)
    return variable.initially;
  return firstParts(variable) ?? none;
}

/** The inputs that a device begins with. */
function definitionsOf(device: Device): readonly (readonly Part[])[] {
  const row = findDevice(device.device);
  return device.inputs.filter((_, place) => row?.begins.includes(place));
}

const none: readonly never[] = [];

function orderVariables(
  variables: readonly Variable[],
  when: keyof Order,
  tools: OrderTools,
): readonly Evaluation[] {
  const { names } = tools.shapes;
  const numbers = new Map<Variable, number>();
  for (const [number, variable] of variables.entries()) numbers.set(variable, number);
  const needed: number[] = [];
  const reader = new Int32Array(variables.length).fill(-1);
  const needs = variables.map((variable, own) => {
    needed.length = 0;
    const places = readsOf(variable, when, names);
    for (let i = 0; i < places.length; i++) {
      const { variable: read, isValue } = places[i]!;
      const number = isValue ? numbers.get(read) : undefined;
      if (number === undefined || reader[number] === own) continue;
      reader[number] = own;
      needed.push(number);
    }
    return needed.toSorted(byNumber);
  });
  const evaluations: Evaluation[] = [];
  for (const component of connectedComponents(needs)) {
    const [first] = component;
    const isCircle = component.length > 1 || needs[first!]!.includes(first!);
    if (!isCircle && !tools.solves) evaluations.push({ variable: variables[first!]! });
    else
      evaluations.push(
        ...orderMembers(
          component.map((number) => variables[number]!),
          isCircle,
          when,
          tools,
        ),
      );
  }
  return evaluations;
}

/** Variables that need each other: what is looked for among them, or else their elements one by one. */
function orderMembers(
  members: readonly Variable[],
  isCircle: boolean,
  when: keyof Order,
  tools: OrderTools,
): readonly Evaluation[] {
  const unknowns = members.filter((variable) => solvingCalls(variable, tools.shapes.names) !== undefined);
  if (unknowns.length > 0) {
    const rest = members.filter((variable) => !unknowns.includes(variable));
    return [{ variable: unknowns[0]!, block: { unknowns, members: orderVariables(rest, when, tools) } }];
  }
  return isCircle ? orderElements(members, when, tools) : members.map((variable) => ({ variable }));
}

function byNumber(left: number, right: number): number {
  return left - right;
}

/** More reads than this among the elements of one circle of variables are not followed. */
const mostReads = 5_000_000;

/** Variables that need each other: perhaps their elements do not. */
function orderElements(
  members: readonly Variable[],
  when: keyof Order,
  { shapes, partOf, report }: OrderTools,
): readonly Evaluation[] {
  const evaluations = members.flatMap((variable) => {
    const size = sizeOf(shapes.axes.get(variable) ?? []);
    return Array.from({ length: size }, (_, element): Evaluation => ({ variable, element }));
  });
  const offsets = new Map<Variable, number>();
  for (const [number, { variable, element }] of evaluations.entries())
    if (element === 0) offsets.set(variable, number);
  let reads = 0;
  const names: Map<number, ReadPlace["expr"]>[] = [];
  const needs = evaluations.map(({ variable, element = 0 }) => {
    const axes = shapes.axes.get(variable) ?? [];
    const at = placeOf(element, axes);
    const lists = variable.kind === "device" ? definitionsOf(variable) : [definitionOf(variable, when)];
    const own = lists.map((parts) => partOf(variable, parts, element));
    const needed = new Map<number, ReadPlace["expr"]>();
    for (const { variable: read, expr, isValue } of own.flatMap((part) =>
      part ? shapes.names.reads.get(part.value)!.places : [],
    )) {
      if (expr.kind !== "name" || !isValue) continue;
      const offset = offsets.get(read);
      if (offset === undefined || reads > mostReads) continue;
      for (const index of pickedElements(shapes.picks.get(expr) ?? [], shapes.axes.get(read) ?? [], at)) {
        reads++;
        if (!needed.has(offset + index)) needed.set(offset + index, expr);
      }
    }
    names.push(needed);
    return [...needed.keys()].sort(byNumber);
  });
  if (reads > mostReads) {
    const message = `The equations of ‘${members[0]!.name}’ and what it needs read more than ${mostReads / 1e6} million elements.`;
    report({ code: "too-many-elements", severity: "error", message, span: members[0]!.nameSpan });
    return members.map((variable) => ({ variable }));
  }

  const components = connectedComponents(needs);
  const circle = components.find(
    ([first, second]) => second !== undefined || needs[first!]!.includes(first!),
  );
  if (!circle)
    return joinElements(
      components.map(([number]) => evaluations[number!]!),
      shapes,
    );
  const inside = new Set(circle);
  const own = needs.map((needed, number) =>
    inside.has(number) ? needed.filter((each) => inside.has(each)) : [],
  );
  const way = shortestCircle(circle[0]!, own);
  // A circle of starting values is one at every time, and was reported as that, unless something in it starts otherwise.
  if (when === "active" || way.some((number) => startsOtherwise(evaluations[number]!.variable)))
    reportCircle(way, when, evaluations, names, shapes, report);
  return members.map((variable) => ({ variable }));
}

/** Whether a variable has another definition before the first step than at every time. */
function startsOtherwise(variable: Variable): boolean {
  return hasState(variable) || ("initially" in variable && variable.initially !== undefined);
}

/** Elements of one variable that come one behind the other, and are all of it, are that variable. */
function joinElements(evaluations: readonly Evaluation[], shapes: Shapes): readonly Evaluation[] {
  const joined: Evaluation[] = [];
  for (let from = 0; from < evaluations.length; ) {
    const { variable } = evaluations[from]!;
    const size = sizeOf(shapes.axes.get(variable) ?? []);
    let length = 0;
    while (length < size) {
      const next = evaluations[from + length];
      if (next?.variable !== variable || next.element !== length) break;
      length++;
    }
    joined.push(length === size ? { variable } : evaluations[from]!);
    from += length === size ? size : 1;
  }
  return joined;
}

/** A circle is told in the direction in which things act: from each to what is computed from it. */
function reportCircle(
  way: readonly number[],
  when: keyof Order,
  evaluations: readonly Evaluation[],
  names: readonly ReadonlyMap<number, ReadPlace["expr"]>[],
  shapes: Shapes,
  report: Report,
): void {
  const labels = way.map((number) => labelOf(evaluations[number]!, shapes));
  const round = [labels[0]!, ...labels.toReversed()];
  const shown = round.length > 12 ? [...round.slice(0, 6), "…", ...round.slice(-5)] : round;
  const [first] = way;
  const path = shown.join(" → ");
  const one = way.length === 1;
  const messages: Record<keyof Order, string> = {
    active: one
      ? `‘${labels[0]}’ is computed from itself at the same time.`
      : `These are computed from each other at the same time, so that none can be first: ${path}.`,
    initial: one
      ? `The start of ‘${labels[0]}’ is computed from itself.`
      : `These starting values are computed from each other, so that none can be first: ${path}.`,
  };
  const uses = way.slice(0, 12).map((number, i) => {
    const needed = way[(i + 1) % way.length]!;
    const span = names[number]!.get(needed)!.span;
    return { message: `‘${labels[i]}’ needs ‘${labels[(i + 1) % way.length]}’ here.`, span };
  });
  const advice =
    when === "active"
      ? "A stock somewhere in the circle breaks it: what is piled up acts from one step to the next."
      : "Give one of them a start that is a number.";
  report({
    code: when === "active" ? "circle" : "initial-circle",
    severity: "error",
    message: messages[when],
    span: evaluations[first!]!.variable.nameSpan,
    notes: [...uses, { message: advice }],
  });
}

function labelOf({ variable, element = 0 }: Evaluation, { axes }: Shapes): string {
  return elementLabel(variable.name, element, axes.get(variable) ?? []);
}
