import type { Report } from "../../model/diagnostic.ts";
import { foldName } from "../../model/name.ts";
import type { Span } from "../../model/span.ts";
import type { Model } from "../../model/system.ts";
import type { Graph, Part, Variable } from "../../model/variable.ts";
import { partFor } from "../data/axes.ts";
import { numberExpr } from "../data/constants.ts";
import { takeNameApart } from "../data/series.ts";
import { errorAt, warningAt } from "./fault.ts";

/** What a file brings to a variable: `rabbits`, `farm.rabbits`, `rabbits[north]`. */
export interface Brought {
  readonly name: string;
  readonly numbers: readonly number[];
  readonly file: string;
  readonly span: Span;
}

/**
 * A model with numbers that a file brings instead of its own: the number of a constant, the start of a stock, the y’s of
 * a graph. What has another equation keeps it.
 */
export function bringNumbers(model: Model, brought: readonly Brought[], report: Report): Model {
  return brought.reduce((whole, one) => bring(whole, one, report), model);
}

function bring(model: Model, one: Brought, report: Report): Model {
  const { name, labels } = takeNameApart(one.name);
  const path = name.split(".");
  const changed = bringInto(model, path, labels, one, report);
  if (changed) return changed;
  const message = `‘${one.file}’ has numbers for ‘${one.name}’, and no variable is called so.`;
  report(warningAt("import-unknown", message, one.span));
  return model;
}

/** Undefined where there is no such variable. */
function bringInto(
  model: Model,
  path: readonly string[],
  labels: readonly string[],
  one: Brought,
  report: Report,
): Model | undefined {
  const [first = "", ...rest] = path;
  const variable = model.variables.find((each) => foldName(each.name) === foldName(first));
  if (!variable) return undefined;
  if (rest.length === 0) {
    const graph = graphOf(variable, model);
    const changed = graph ? withPoints(graph, one, report) : withNumber(variable, labels, one, report);
    return {
      ...model,
      variables: model.variables.map((each) => (each === (graph ?? variable) ? changed : each)),
    };
  }
  const inner =
    variable.kind === "module" && model.systems.find(({ path: own }) => own === variable.system.path);
  const changed = inner && bringInto(inner.model, rest, labels, one, report);
  if (!changed) return undefined;
  const systems = model.systems.map((each) => (each === inner ? { ...each, model: changed } : each));
  return { ...model, systems };
}

/** The graph that a variable is, or reads in its one equation. */
function graphOf(variable: Variable, { variables }: Model): Graph | undefined {
  if (variable.kind === "graph") return variable;
  const [part, other] = variable.kind === "aux" || variable.kind === "flow" ? variable.equation : [];
  const called = !other && part?.value.kind === "call" ? foldName(part.value.name) : undefined;
  const graph = variables.find((each) => foldName(each.name) === called);
  return graph?.kind === "graph" ? graph : undefined;
}

function withPoints(graph: Graph, { name, numbers, file, span }: Brought, report: Report): Graph {
  const [part, other] = graph.points;
  if (part && !other && part.value.pairs.length === numbers.length) {
    const pairs = part.value.pairs.map(([x], i) => [x, numbers[i]!] as const);
    return { ...graph, points: [{ ...part, value: { ...part.value, pairs } }] };
  }
  const count = part?.value.pairs.length ?? 0;
  const message = `‘${file}’ has ${numbers.length} numbers for ‘${name}’, which has ${other ? "a graph for each element" : `${count} points`}.`;
  report(errorAt("import-points", message, span));
  return graph;
}

function withNumber(variable: Variable, labels: readonly string[], one: Brought, report: Report): Variable {
  const { name, numbers, file, span } = one;
  const [number] = numbers;
  const fits = labels.length === 0 || labels.length === variable.dimensions.length;
  if (number === undefined || numbers.length > 1 || !fits) {
    const message = `‘${file}’ has ${numbers.length} numbers for ‘${name}’, which takes one.`;
    report(errorAt("import-points", message, span));
    return variable;
  }
  const brought = partFor(labels, numberExpr(number, span), span);
  switch (variable.kind) {
    case "const":
      return { ...variable, value: replaced(variable.value, brought) };
    case "stock":
    case "conveyor":
    case "queue":
    case "oven":
      return { ...variable, starts: replaced(variable.starts, brought) };
    default: {
      const message = `‘${name}’ has an equation, and takes no number from ‘${file}’.`;
      report(warningAt("import-computed", message, span));
      return variable;
    }
  }
}

/** One part for all, or one in place of that for the same element; a part for everything is for the rest from then on. */
function replaced(parts: readonly Part[], brought: Part): readonly Part[] {
  if (brought.subscripts.length === 0) return [brought];
  const key = ({ subscripts }: Part) =>
    subscripts.map((one) => (one.kind === "name" ? foldName(one.name) : "*")).join(",");
  const others = parts.filter((part) => part.subscripts.length > 0 && key(part) !== key(brought));
  const rest = parts.filter((part) => part.subscripts.length === 0);
  return [...others, brought, ...rest.map((part) => ({ ...part, otherwise: true }))];
}
