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

/** Shapes a call of a function that takes whole rows, and gives back how many numbers it reads. */
export function shapeVector(call: CallExpr, row: Vector, ground: Ground, tools: VectorTools): number {
  const shared: Reducing = { call, loops: [], failed: false };
  const given = call.args.map((arg, i): Given => {
    const parameter = row.parameters[Math.min(i, row.parameters.length - 1)]!;
    return shapeArgument(arg, parameter, call, ground, row.together ? shared : undefined, tools);
  });
  // Only now: what runs together may have got further loops from the arguments behind.
  const lengths = given.map(({ loops, size }) => size ?? loops.map(({ length }) => length));
  const isSound =
    given.every(({ failed }) => !failed) &&
    !isUnequal(
      call,
      row,
      given.map(({ loops }) => loops),
      tools.report,
    );
  const result = isSound
    ? pickResult(
        call,
        row,
        given.map(({ loops }) => loops),
        ground,
        tools,
      )
    : undefined;
  if (result) tools.facts.vectors.set(call, { arguments: lengths, result });
  else if (ground.reducer) ground.reducer.failed = true;
  return lengths.reduce((sum, each) => sum + each.reduce((product, length) => product * length, 1), 1);
}

/** What is known of one argument. */
interface Given {
  readonly loops: readonly Loop[];
  /** Of a whole variable, in one number. */
  readonly size?: readonly number[];
  readonly failed: boolean;
}

function shapeArgument(
  arg: Expr,
  { name, shape: wanted }: Vector["parameters"][number],
  call: CallExpr,
  ground: Ground,
  shared: Reducing | undefined,
  { meanings, axes, shape, report }: VectorTools,
): Given {
  switch (wanted) {
    case "number":
      shape(arg, ground);
      return { loops: [], failed: false };
    case "row":
    case "matrix": {
      const own: Reducing = (wanted === "row" && shared) || { call, loops: [], failed: false };
      shape(arg, { ...ground, reducer: own });
      const fits = wanted === "row" ? own.loops.length > 0 : own.loops.length === 2;
      if (!fits && !own.failed) report(rowNeeded(arg, name, call, wanted === "row" ? 1 : 2));
      return { loops: own.loops, failed: own.failed || !fits };
    }
    case "whole": {
      const meaning = arg.kind === "name" ? meanings.get(arg) : undefined;
      const isOther = arg.kind !== "name" || (meaning && meaning.kind !== "variable");
      if (isOther) report(wholeNeeded(arg, name, call));
      const own = meaning?.kind === "variable" ? axes.get(meaning.variable) : undefined;
      shape(arg, ground);
      const size = (own ?? []).reduce((product, { all }) => product * all.length, 1);
      return { loops: [], size: [size], failed: own === undefined };
    }
  }
}

/** Whether arguments that belong together do not fit, which is told: a row or matrix and the row before it. */
function isUnequal(
  call: CallExpr,
  { parameters }: Vector,
  given: readonly (readonly Loop[])[],
  report: VectorTools["report"],
): boolean {
  let before: { readonly loops: readonly Loop[]; readonly length: number } | undefined;
  for (const [i, loops] of given.entries()) {
    const [first] = loops;
    const shape = parameters[i]?.shape;
    if (!first || (shape !== "row" && shape !== "matrix")) continue;
    const length = shape === "matrix" ? first.length : lengthOf(loops);
    if (before && before.length !== length) {
      const message = `‘${parameters[i]!.name}’ of ‘${call.name}’ has ${length} ${shape === "matrix" ? "rows" : "elements"}, and what stands before it ${before.length}.`;
      const notes = [{ message: "That is here.", span: before.loops[0]!.span }];
      report({ code: "unequal-lengths", severity: "error", message, span: first.span, notes });
      return true;
    }
    // Behind a matrix another set of arguments begins, as in a market.
    before = shape === "row" ? { loops, length } : undefined;
  }
  return false;
}

function lengthOf(loops: readonly Loop[]): number {
  return loops.reduce((product, { length }) => product * length, 1);
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
