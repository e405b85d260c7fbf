import { type CallExpr, childrenOf, type Expr, type NameExpr } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Span } from "../../model/span.ts";
import type { Graph, Variable } from "../../model/variable.ts";
import type { Callee, Pick, Positions, Reads, VectorShape } from "../facts.ts";
import type { PickTools } from "./brackets.ts";
import type { ResolvedDimension } from "./dimensions.ts";
import { dimensionAsNumber, graphNotAtHand, nothingToReduce } from "./faults.ts";
import { followDimension } from "./following.ts";
import type { Ground, Reducing } from "./ground.ts";
import { pickBracketed, pickElements } from "./picks.ts";
import { shapeVector } from "./vectors.ts";

/** What is found out about the references in expressions; see `Shapes`. */
export interface ReferenceFacts {
  readonly picks: Map<NameExpr, readonly Pick[]>;
  readonly positions: Map<NameExpr, Positions>;
  readonly graphPicks: Map<CallExpr, readonly Pick[]>;
  readonly loops: Map<CallExpr, readonly number[]>;
  readonly vectors: Map<CallExpr, VectorShape>;
}

export interface ReferenceTools extends Omit<PickTools, "shapeInside"> {
  readonly callees: ReadonlyMap<CallExpr, Callee>;
  readonly reads: ReadonlyMap<Expr, Reads>;
  readonly axes: ReadonlyMap<Variable, readonly ResolvedDimension[]>;
}

/** Finds out what every reference in an expression picks, in the equation that it stands in. */
export type ShapeExpr = (expr: Expr, ground: Ground) => void;

/** A shaper of expressions that adds what it finds to some facts. */
export function createShaper(facts: ReferenceFacts, given: ReferenceTools): ShapeExpr {
  const { dimensions, mappings, meanings, callees, reads, axes, spend, report } = given;
  const tools: PickTools = { ...given, shapeInside: shape };

  const fail = ({ reducer }: Ground): void => {
    if (reducer) reducer.failed = true;
  };

  /** Where nothing is an array, there is nothing to pick. */
  function shapePlain({ places }: Reads): void {
    for (const { variable, expr } of places)
      if (expr.kind === "call" && axes.has(variable)) facts.graphPicks.set(expr, []);
  }

  /** How many items the reducers inside come to, one within another. */
  function shape(expr: Expr, ground: Ground): number {
    switch (expr.kind) {
      case "name":
        shapeName(expr, ground);
        return weightOf(facts.picks.get(expr));
      case "call":
        return shapeCall(expr, ground);
      case "error":
        fail(ground);
        return 1;
      case "binary":
        return Math.max(shape(expr.left, ground), shape(expr.right, ground));
      case "number":
      case "base":
        return 1;
      default:
        return shapeAll(childrenOf(expr), ground);
    }
  }

  function shapeAll(exprs: readonly Expr[], ground: Ground): number {
    let most = 1;
    for (const expr of exprs) most = Math.max(most, shape(expr, ground));
    return most;
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
      if (dimension) shapePosition(expr, dimension, ground);
      else fail(ground);
    }
  }

  /** A dimension's name as a number: the position at hand; under a reducer that goes through it, of each turn. */
  function shapePosition(expr: NameExpr, dimension: ResolvedDimension, ground: Ground): void {
    const following = followDimension(dimension, ground, mappings);
    if (following.kind === "axis") {
      if (!spend(following.positions.length)) return;
      const positions = following.positions.map((position) => position + 1);
      facts.positions.set(expr, { kind: "along", axis: following.axis, positions });
    } else if (ground.reducer) {
      facts.positions.set(expr, goThrough(dimension, expr, ground.reducer));
    } else {
      report(dimensionAsNumber(expr, following, ground));
    }
  }

  function goThrough(dimension: ResolvedDimension, { span }: NameExpr, { loops }: Reducing): Positions {
    const { key, all } = dimension;
    let loop = loops.findIndex((each) => each.dimension.key === key && each.length === all.length);
    if (loop === -1) loop = loops.push({ key, length: all.length, span, dimension, elements: all }) - 1;
    return { kind: "over", loop, positions: loops[loop]!.elements.map((element) => element + 1) };
  }

  function shapeCall(call: CallExpr, ground: Ground): number {
    const callee = callees.get(call);
    if (!callee) fail(ground);
    if (callee?.kind === "function" && !call.over) {
      const { row } = callee;
      if (row.kind === "reducer") return shapeReducer(call, ground);
      if (row.kind === "vector") return shapeVector(call, row, ground, { ...tools, facts, axes, shape });
      if (row.kind === "table") return shapeReader(call, ground);
    }
    if (callee?.kind === "graph") {
      shapeGraphCall(call, callee.graph, ground);
      return Math.max(weightOf(facts.graphPicks.get(call)), shapeAll(call.args, ground));
    }
    return shapeAll(childrenOf(call), ground);
  }

  function shapeReducer(call: CallExpr, ground: Ground): number {
    const reducer: Reducing = { call, loops: [], failed: false };
    const [only] = call.args;
    const counted = only?.kind === "name" && !only.subscripts ? meanings.get(only) : undefined;
    if (only?.kind === "name" && counted?.kind === "dimension") {
      // `size(region)` counts the dimension, even in an equation over it.
      const dimension = dimensions.get(foldName(counted.dimension.name));
      if (dimension) facts.positions.set(only, goThrough(dimension, only, reducer));
      else reducer.failed = true;
    }
    const inner = counted?.kind === "dimension" ? 1 : shapeAll(call.args, { ...ground, reducer });
    const lengths = reducer.loops.map(({ length }) => length);
    if (lengths.length > 0) facts.loops.set(call, lengths);
    else if (reducer.failed) fail(ground);
    else report(nothingToReduce(call));
    return lengths.reduce((items, length) => items * length, inner);
  }

  /** An array of graphs follows the equation, unless brackets say which of them is called. */
  function shapeGraphCall(call: CallExpr, graph: Graph, ground: Ground): void {
    const own = axes.get(graph);
    if (!own) return;
    const { subscripts, nameSpan: span } = call;
    const picks = subscripts
      ? pickBracketed({ name: graph.name, subscripts, axes: own, span }, ground, tools)
      : followWhole(own, call, ground);
    if (picks) facts.graphPicks.set(call, picks);
  }

  /** A function that reads points in its own way: its first argument is the graph or series as a whole. */
  function shapeReader(call: CallExpr, ground: Ground): number {
    const [table, ...others] = call.args;
    const meaning = table?.kind === "name" ? meanings.get(table) : undefined;
    if (table?.kind === "name" && meaning?.kind === "variable") {
      const own = axes.get(meaning.variable) ?? [];
      const picks = table.subscripts
        ? pickElements(table, meaning.variable, own, ground, tools)
        : followWhole(own, { name: table.name, nameSpan: table.span }, ground);
      if (picks) facts.picks.set(table, picks);
    } else fail(ground);
    return shapeAll(others, ground);
  }

  function followWhole(
    own: readonly ResolvedDimension[],
    call: { readonly name: string; readonly nameSpan: Span },
    ground: Ground,
  ): readonly Pick[] | undefined {
    const picks: Pick[] = [];
    const met = new Map<string, number>();
    for (const dimension of own) {
      const occurrence = met.get(dimension.key) ?? 0;
      met.set(dimension.key, occurrence + 1);
      const following = followDimension(dimension, ground, mappings, occurrence);
      if (following.kind !== "axis") {
        report(graphNotAtHand(call, dimension, ground));
        return undefined;
      }
      if (!spend(following.positions.length)) return undefined;
      picks.push({ kind: "along", axis: following.axis, indices: following.positions });
    }
    return picks;
  }

  /** Positions that change choose among all elements: among as many as their lengths multiply to. */
  function weightOf(picks: readonly Pick[] | undefined): number {
    let weight = 1;
    if (picks) for (const pick of picks) if (pick.kind === "computed") weight *= Math.max(1, pick.length);
    return weight;
  }

  return (expr, ground) => {
    const read = reads.get(expr);
    if (read?.isPlain) return shapePlain(read);
    const items = shape(expr, ground);
    const times = ground.covered.reduce((product, elements) => product * elements.length, 1);
    if (items > 1) spend(items * times);
  };
}
