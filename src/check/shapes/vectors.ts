import type { Vector } from "../../functions/function.ts";
import type { CallExpr, Expr } from "../../model/expression.ts";
import type { Variable } from "../../model/variable.ts";
import type { Pick, VectorShape } from "../facts.ts";
import type { PickTools } from "./brackets.ts";
import type { ResolvedDimension } from "./dimensions.ts";
import { resultNotAtHand, rowNeeded, wholeNeeded } from "./faults.ts";
import { followDimension } from "./following.ts";
import type { Ground, Loop, Reducing } from "./ground.ts";

interface VectorTools extends PickTools {
  readonly facts: { readonly vectors: Map<CallExpr, VectorShape> };
  readonly axes: ReadonlyMap<Variable, readonly ResolvedDimension[]>;
  readonly shape: (expr: Expr, ground: Ground) => number;
}

/**
 * Shapes a call of a function that takes whole rows, and gives back how many numbers it reads. All rows of a call run
 * together, as what stands in one reducer does; a matrix has two loops of its own.
 */
export function shapeVector(call: CallExpr, row: Vector, ground: Ground, tools: VectorTools): number {
  const { facts, meanings, axes, shape, report } = tools;
  const rows: Reducing = { call, loops: [], failed: false };
  const loopsOf: (readonly Loop[])[] = [];
  const lengths: (readonly number[])[] = [];
  let failed = false;
  for (const [i, arg] of call.args.entries()) {
    const parameter = row.parameters[Math.min(i, row.parameters.length - 1)]!;
    switch (parameter.shape) {
      case "number":
        shape(arg, ground);
        loopsOf.push([]);
        break;
      case "row":
        shape(arg, { ...ground, reducer: rows });
        loopsOf.push(rows.loops);
        break;
      case "matrix": {
        const matrix: Reducing = { call, loops: [], failed: false };
        shape(arg, { ...ground, reducer: matrix });
        if (matrix.loops.length !== 2 && !matrix.failed) report(rowNeeded(arg, parameter.name, call, 2));
        failed ||= matrix.failed || matrix.loops.length !== 2;
        loopsOf.push(matrix.loops);
        break;
      }
      case "whole": {
        const meaning = arg.kind === "name" ? meanings.get(arg) : undefined;
        const own = meaning?.kind === "variable" ? axes.get(meaning.variable) : undefined;
        if (meaning && meaning.kind !== "variable") report(wholeNeeded(arg, parameter.name, call));
        else if (!meaning && arg.kind !== "name") report(wholeNeeded(arg, parameter.name, call));
        shape(arg, ground);
        failed ||= own === undefined;
        loopsOf.push([]);
        lengths[i] = [(own ?? []).reduce((size, { all }) => size * all.length, 1)];
        break;
      }
    }
  }
  const firstRow = row.parameters.findIndex(({ shape }) => shape === "row");
  if (firstRow !== -1 && rows.loops.length === 0) {
    if (!rows.failed) report(rowNeeded(call.args[firstRow] ?? call, row.parameters[firstRow]!.name, call, 1));
    failed = true;
  }
  failed ||= rows.failed || unequal(call, row, rows, loopsOf, tools);
  for (const [i, loops] of loopsOf.entries()) lengths[i] ??= loops.map(({ length }) => length);
  const read = lengths.map((each) => each.reduce((product, length) => product * length, 1));
  const result = failed ? undefined : pickResult(call, row, loopsOf, ground, tools);
  if (result) facts.vectors.set(call, { arguments: lengths, result });
  else if (ground.reducer) ground.reducer.failed = true;
  return read.reduce((sum, each) => sum + each, 1);
}

/** Whether a matrix has not as many rows as the rows beside it are long, which is told. */
function unequal(
  call: CallExpr,
  { parameters }: Vector,
  rows: Reducing,
  loopsOf: readonly (readonly Loop[])[],
  { report }: VectorTools,
): boolean {
  const length = rows.loops.reduce((product, loop) => product * loop.length, 1);
  for (const [i, loops] of loopsOf.entries()) {
    const [first] = loops;
    if (parameters[i]?.shape !== "matrix" || !first || rows.loops.length === 0 || first.length === length)
      continue;
    const message = `‘${parameters[i]!.name}’ of ‘${call.name}’ has ${first.length} rows, and what stands beside it ${length} elements.`;
    report({ code: "unequal-lengths", severity: "error", message, span: first.span });
    return true;
  }
  return false;
}

/** Which item of the result the element at hand has; undefined where that was reported. */
function pickResult(
  call: CallExpr,
  { result }: Vector,
  loopsOf: readonly (readonly Loop[])[],
  ground: Ground,
  { mappings, spend, report }: VectorTools,
): readonly Pick[] | undefined {
  if (result.kind === "number") return [];
  const { reducer: _, ...around } = ground;
  const picks: Pick[] = [];
  const met = new Map<string, number>();
  for (const { dimension, elements } of loopsOf[result.along] ?? []) {
    const occurrence = met.get(dimension.key) ?? 0;
    met.set(dimension.key, occurrence + 1);
    const following = followDimension(dimension, around, mappings, occurrence);
    const turnOf = new Map(elements.map((element, turn) => [element, turn]));
    const indices =
      following.kind === "axis" ? following.positions.map((position) => turnOf.get(position) ?? -1) : [];
    if (!spend(indices.length)) return undefined;
    if (following.kind !== "axis" || ground.covered[following.axis]!.some((step) => indices[step] === -1)) {
      report(resultNotAtHand(call, dimension, ground));
      return undefined;
    }
    picks.push({ kind: "along", axis: following.axis, indices });
  }
  return picks;
}
