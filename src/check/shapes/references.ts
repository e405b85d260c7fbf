import { type CallExpr, childrenOf, type Expr, type NameExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Graph, Variable } from "../../model/variable.ts";
import type { Callee, Pick } from "../facts.ts";
import type { ResolvedDimension } from "./dimensions.ts";
import { dimensionAsNumber, graphNotAtHand, nothingToReduce } from "./faults.ts";
import { followDimension, type Ground, type Reducing } from "./ground.ts";
import { type PickTools, pickElements } from "./picks.ts";

/** What is found out about the references in expressions; see `Shapes`. */
export interface ReferenceFacts {
  readonly picks: Map<NameExpr, readonly Pick[]>;
  readonly positions: Map<NameExpr, { readonly axis: number; readonly positions: readonly number[] }>;
  readonly graphPicks: Map<CallExpr, readonly Pick[]>;
  readonly loops: Map<CallExpr, readonly number[]>;
}

export interface ReferenceTools extends PickTools {
  readonly callees: ReadonlyMap<CallExpr, Callee>;
  readonly axes: ReadonlyMap<Variable, readonly ResolvedDimension[]>;
}

/** Finds out what every reference in an expression picks, in the equation that it stands in. */
export type ShapeExpr = (expr: Expr, ground: Ground) => void;

/** A shaper of expressions that adds what it finds to some facts. */
export function createShaper(facts: ReferenceFacts, tools: ReferenceTools): ShapeExpr {
  const { dimensions, mappings, meanings, callees, axes, spend, report } = tools;

  const fail = ({ reducer }: Ground): void => {
    if (reducer) reducer.failed = true;
  };

  /** How many items the reducers inside come to, one within another. */
  function shape(expr: Expr, ground: Ground): number {
    switch (expr.kind) {
      case "name":
        shapeName(expr, ground);
        return 1;
      case "call":
        return shapeCall(expr, ground);
      default:
        return childrenOf(expr).reduce((most, child) => Math.max(most, shape(child, ground)), 1);
    }
  }

  function shapeName(expr: NameExpr, ground: Ground): void {
    const meaning = meanings.get(expr);
    if (meaning?.kind === "variable") {
      const own = axes.get(meaning.variable);
      const picks = own && pickElements(expr, meaning.variable, own, ground, tools);
      if (picks) facts.picks.set(expr, picks);
      else if (own?.length !== 0) fail(ground);
    } else if (!meaning) {
      fail(ground);
    } else if (meaning.kind === "dimension" && !expr.subscripts && !expr.transposed) {
      const dimension = dimensions.get(foldName(meaning.dimension.name));
      if (!dimension) {
        fail(ground);
        return;
      }
      const following = followDimension(dimension, ground, mappings);
      if (following.kind !== "axis") report(dimensionAsNumber(expr, following, ground));
      else if (spend(following.positions.length)) {
        const { axis, positions } = following;
        facts.positions.set(expr, { axis, positions: positions.map((position) => position + 1) });
      }
    }
  }

  function shapeCall(call: CallExpr, ground: Ground): number {
    const callee = callees.get(call);
    if (!callee) fail(ground);
    if (callee?.kind === "function" && callee.row.kind === "reducer" && !call.over)
      return shapeReducer(call, ground);
    if (callee?.kind === "graph") shapeGraphCall(call, callee.graph, ground);
    return childrenOf(call).reduce((most, child) => Math.max(most, shape(child, ground)), 1);
  }

  function shapeReducer(call: CallExpr, ground: Ground): number {
    const reducer: Reducing = { call, loops: [], failed: false };
    const inner = Math.max(1, ...call.args.map((arg) => shape(arg, { ...ground, reducer })));
    const lengths = reducer.loops.map(({ length }) => length);
    if (lengths.length > 0) facts.loops.set(call, lengths);
    else if (reducer.failed) fail(ground);
    else report(nothingToReduce(call));
    return lengths.reduce((items, length) => items * length, inner);
  }

  /** An array of graphs has no brackets where it is called: it follows the equation. */
  function shapeGraphCall(call: CallExpr, graph: Graph, ground: Ground): void {
    const picks: Pick[] = [];
    for (const dimension of axes.get(graph) ?? []) {
      const following = followDimension(dimension, ground, mappings);
      if (following.kind !== "axis") {
        report(graphNotAtHand(call, dimension, ground));
        return;
      }
      if (!spend(following.positions.length)) return;
      picks.push({ kind: "along", axis: following.axis, indices: following.positions });
    }
    facts.graphPicks.set(call, picks);
  }

  return (expr, ground) => {
    const items = shape(expr, ground);
    const times = ground.covered.reduce((product, elements) => product * elements.length, 1);
    if (items > 1) spend(items * times);
  };
}
