import { checkModel } from "../src/check/check.ts";
import { equationsOf, streamsOf } from "../src/check/definition.ts";
import { type Equation, prepareEquation, type Surroundings } from "../src/check/evaluate.ts";
import { type Evaluation, type Facts, sizeOf } from "../src/check/facts.ts";
import { type PointTable, readPoints } from "../src/check/lookup.ts";
import type { Sampler } from "../src/check/signs.ts";
import type { Clock } from "../src/functions/function.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import type { Expr } from "../src/model/expression.ts";
import type { Variable } from "../src/model/variable.ts";
import { type Loaded, readHence } from "../src/read/hence.ts";

/** What is known of a system given as text, or as files. */
export function checkText(text: string): { facts: Facts; diagnostics: readonly Diagnostic[] } {
  return checkFiles("case.hence", () => ({ text }));
}

export function checkFiles(
  entry: string,
  load: (path: string) => Loaded,
): { facts: Facts; diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => {
    diagnostics.push(diagnostic);
  };
  const { model } = readHence(entry, load, report);
  return { facts: checkModel(model, report), diagnostics };
}

/** The variable of a name. */
export function variableIn(facts: Facts, name: string): Variable {
  return facts.names.variables.get(name)!;
}

/** Runs a system by Euler's method, one evaluation after another, and keeps everything. */
export function runSlowly(facts: Facts): Sampler & { readonly of: (name: string, sample: number) => number } {
  const { start, stop, step } = facts.model.time;
  const clocks: Clock[] = Array.from({ length: Math.round((stop - start) / step) + 1 }, (_, i) => ({
    time: start + i * step,
    step,
    start,
    stop,
  }));
  /** For each variable all of its elements at the first time, then at the second, and so on. */
  const series = new Map<Variable, Float64Array>();
  const equations = new Map<Expr, Equation>();
  const table = (variable: Variable, element: number): PointTable => {
    if (variable.kind !== "graph" && variable.kind !== "data")
      throw new Error(`${variable.name} has no points`);
    return facts.partOf(variable, variable.points, element)!.value;
  };

  const around = (sample: number, at: readonly number[]): Surroundings => ({
    clock: clocks[sample]!,
    at,
    table,
    value: (variable, element) => valueAt(sample, variable, element),
  });
  const compute = (expr: Expr, sample: number, at: readonly number[]): number => {
    if (!equations.has(expr)) equations.set(expr, prepareEquation(expr, facts.shapes));
    return equations.get(expr)!(around(sample, at));
  };
  const elementsOf = (variable: Variable) => sizeOf(facts.shapes.axes.get(variable) ?? []);
  const placeOf = (variable: Variable, element: number): number[] => {
    let rest = element;
    return (facts.shapes.axes.get(variable) ?? [])
      .toReversed()
      .map(({ elements }) => {
        const place = rest % elements.length;
        rest = Math.floor(rest / elements.length);
        return place;
      })
      .reverse();
  };
  const valueAt = (sample: number, variable: Variable, element: number) => {
    const values = series.get(variable);
    return values ? values[(sample * values.length) / clocks.length + element]! : Number.NaN;
  };
  const keep = (sample: number, variable: Variable, element: number, value: number) => {
    const size = elementsOf(variable);
    const values = series.get(variable) ?? new Float64Array(size * clocks.length);
    values[sample * size + element] = value;
    series.set(variable, values);
  };
  const evaluateAt = (sample: number, { variable, element }: Evaluation) => {
    const elements =
      element === undefined ? Array.from({ length: elementsOf(variable) }, (_, i) => i) : [element];
    for (const each of elements) {
      if (variable.kind === "graph" || variable.kind === "data") {
        keep(sample, variable, each, readPoints(table(variable, each), clocks[sample]!.time));
        continue;
      }
      const definition = equationsOf(variable).find(({ role }) => role !== "rate");
      const part = facts.partOf(variable, definition!.parts, each);
      keep(sample, variable, each, part ? compute(part.value, sample, placeOf(variable, each)) : 0);
    }
  };

  const isInput = ({ kind }: Variable) => kind === "const" || kind === "lever" || kind === "switch";
  const inputs = facts.model.variables.filter(isInput);
  for (const sample of clocks.keys()) for (const variable of inputs) evaluateAt(sample, { variable });
  for (const evaluation of facts.order.initial) evaluateAt(0, evaluation);
  for (const sample of clocks.keys()) {
    for (const evaluation of facts.order.active) evaluateAt(sample, evaluation);
    if (sample + 1 === clocks.length) break;
    for (const variable of facts.model.variables) {
      if (variable.kind !== "stock" && variable.kind !== "count") continue;
      const { inflows, outflows } = streamsOf(variable);
      for (let element = 0; element < elementsOf(variable); element++) {
        const at = placeOf(variable, element);
        const rate =
          variable.kind === "count" ? facts.partOf(variable, variable.rate, element)!.value : undefined;
        let net = rate ? compute(rate, sample, at) : 0;
        for (const { flow, share } of inflows)
          net += (share ? compute(share, sample, at) : 1) * compute(flow, sample, at);
        for (const { flow, share } of outflows)
          net -= (share ? compute(share, sample, at) : 1) * compute(flow, sample, at);
        keep(sample + 1, variable, element, valueAt(sample, variable, element) + step * net);
      }
    }
  }
  return { clocks, table, value: valueAt, of: (name, sample) => valueAt(sample, variableIn(facts, name), 0) };
}
