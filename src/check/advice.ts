import type { Report } from "../model/diagnostic.ts";
import type { Model } from "../model/system.ts";
import type { DataSeries, Graph, Points, Variable } from "../model/variable.ts";
import { isGraphOfTime, isNumber } from "./definition.ts";
import type { Names, Shapes } from "./facts.ts";
import { isHidden } from "./hidden.ts";
import { listNames } from "./names/suggestion.ts";
import { type TimeConstant, timeConstants } from "./timeconstants.ts";

/** What is not wrong and yet worth a look: what nothing uses, points that do not last, a step that is too long. */
export function adviseOn(shapes: Shapes, report: Report): void {
  const { names } = shapes;
  const { model } = names;
  adviseOnUnused(names, report);
  for (const variable of model.variables) {
    if (variable.kind === "data" || (variable.kind === "graph" && isGraphOfTime(variable)))
      adviseOnPoints(variable, model, report);
  }
  adviseOnStep(shapes, report);
}

/**
 * Numbers and graphs that no equation reads, and, in a model that is an argument, auxiliaries that neither an equation
 * nor the argument reads. What a stock or count has piled up is a result, and needs no reader.
 */
function adviseOnUnused({ model, meanings, callees }: Names, report: Report): void {
  const settings = new Set(model.scenarios.flatMap((scenario) => scenario.settings.map(({ name }) => name)));
  const used = new Set<Variable>();
  meanings.forEach((meaning, name) => {
    if (meaning.kind === "variable" && !settings.has(name)) used.add(meaning.variable);
  });
  callees.forEach((callee) => {
    if (callee.kind === "graph") used.add(callee.graph);
  });
  const unused = model.variables.filter((variable) => !used.has(variable) && !isHidden(variable));

  for (const variable of unused) {
    const { kind, name, nameSpan } = variable;
    if (isNumber(variable) || kind === "input" || kind === "graph" || kind === "data")
      report({ code: "unused", severity: "note", message: `No equation uses ‘${name}’.`, span: nameSpan });
  }
  const isArgument = [model.claims, model.checks, model.links, model.history].some(
    ({ length }) => length > 0,
  );
  const results = unused.filter(({ kind }) => kind === "aux");
  if (!isArgument || !results[0]) return;
  report({
    code: "unused",
    severity: "note",
    message: `No equation, claim, check, link or history uses ${listNames(results.map(({ name }) => name))}.`,
    span: results[0].nameSpan,
    notes: [{ message: "If it is a result to look at, a check can name it: ‘show’ records a number." }],
  });
}

/** Points over time that do not last from the start to the end of the run. */
function adviseOnPoints(variable: Graph | DataSeries, { time }: Model, report: Report): void {
  for (const { value, span } of variable.points) {
    const [first, last] = [value.pairs[0], value.pairs.at(-1)];
    // A single point is meant to hold for ever.
    if (!first || !last || value.pairs.length < 2) continue;
    const gaps: string[] = [];
    const { before, after } = outside(variable, value);
    if (first[0] > time.start) gaps.push(`before ${first[0]} it ${before}`);
    if (last[0] < time.stop) gaps.push(`after ${last[0]} it ${after}`);
    if (gaps.length === 0) continue;
    report({
      code: "points-short",
      severity: "note",
      message: `The points of ‘${variable.name}’ go from ${first[0]} to ${last[0]}, and the run from ${time.start} to ${time.stop}: ${gaps.join(", and ")}.`,
      span,
    });
  }
}

function outside(
  variable: Graph | DataSeries,
  points: Points,
): { readonly before: string; readonly after: string } {
  if (variable.kind === "data" && variable.between === "raw")
    return { before: "has no value", after: "has no value" };
  if (points.outside === "extrapolate" && variable.kind === "graph")
    return { before: "goes back along its first two points", after: "goes on along its last two points" };
  return { before: "has its first value", after: "keeps its last value" };
}

/** A step with which Euler's method or RK4 blurs the quickest adjustment that can be read off the equations. */
function adviseOnStep(shapes: Shapes, report: Report): void {
  const { time } = shapes.names.model;
  if (time.integrator === "rk4 auto") return;
  // What takes steps of its own bears so much shorter times.
  const quickest = ({ length, stock }: TimeConstant): number => length * (stock.pace ?? 1);
  const [shortest] = timeConstants(shapes).toSorted((left, right) => quickest(left) - quickest(right));
  const longest =
    (shortest ? quickest(shortest) : Number.POSITIVE_INFINITY) / (time.integrator === "rk4" ? 1 : 2);
  if (!shortest || time.step <= longest) return;
  const { stock, flow, length, span } = shortest;
  const [long, most] = [length, longest].map((amount) => `${Number(amount.toPrecision(3))} ${time.unit}`);
  report({
    code: "step-too-long",
    severity: "warning",
    message: `The time step is too long for ‘${flow.name}’, which changes ‘${stock.name}’ within ${long}.`,
    span: time.span,
    notes: [
      { message: `Here ‘${flow.name}’ says so.`, span },
      { message: `With ${time.integrator} the step should be ${most} or less.` },
    ],
  });
}
