import { childrenOf, type Expr, walkExpr } from "../model/expression.ts";
import type { Part, Stream, Variable } from "../model/variable.ts";
import { equationsOf, streamsOf } from "./definition.ts";
import { type Equation, prepareEquation } from "./evaluate.ts";
import { type CausalLink, type Pick, type Shapes, sizeOf } from "./facts.ts";
import { pickedElements, placeOf } from "./shapes/place.ts";

/** For an element of the effect: what computes it, and which elements of the cause are to be moved. */
export interface Attempt {
  readonly place: readonly number[];
  readonly compute: Equation;
  readonly moved: readonly number[];
  /** How many numbers are computed each time. */
  readonly weight: number;
}

/**
 * What is to be tried to find the sign of a link: every pair of an element of the effect and one of the cause that it
 * reads, or as many at equal distances as may take `work` numbers to compute once.
 */
export function attemptsAt(link: CausalLink, shapes: Shapes, work: number): readonly Attempt[] {
  const axes = shapes.axes.get(link.effect) ?? [];
  const weights = new Map(exprsOf(link).map((expr) => [expr, weightOf(expr, shapes)]));
  const equations = new Map([...weights.keys()].map((expr) => [expr, prepareEquation(expr, shapes)]));
  const most = work / [...weights.values()].reduce((sum, weight) => sum + weight, 1);
  const elements = evenly(sizeOf(axes), most);
  return elements.map((element) => {
    const place = placeOf(element, axes);
    const { exprs, compute } = equationOf(link, element, equations, shapes);
    const reads = [...new Set(exprs.flatMap((expr) => elementsRead(expr, link.cause, place, shapes)))];
    const moved = evenly(reads.length, most / elements.length).map((i) => reads[i]!);
    const weight = exprs.reduce((sum, expr) => sum + weights.get(expr)!, 0);
    return { place, compute, moved, weight };
  });
}

/** The numbers from 0 up to a count, or no more than so many of them at equal distances. */
export function evenly(count: number, most: number): readonly number[] {
  const step = Math.max(1, Math.ceil(count / Math.max(1, most)));
  return Array.from({ length: Math.ceil(count / step) }, (_, i) => i * step);
}

/** All expressions that a link's effect is computed by. */
function exprsOf(link: CausalLink): readonly Expr[] {
  const streams = streamsAt(link).flatMap(({ flow, share }) => (share ? [flow, share] : [flow]));
  return [...streams, ...partsAt(link).map(({ value }) => value)];
}

function streamsAt({ effect, kind }: CausalLink): readonly Stream[] {
  const { inflows, outflows } = streamsOf(effect);
  return kind === "inflow" ? inflows : kind === "outflow" ? outflows : [];
}

function partsAt({ effect, kind }: CausalLink): readonly Part[] {
  if (kind === "inflow" || kind === "outflow") return [];
  return equationsOf(effect).find(({ role }) => (role === "starts") === (kind === "initial"))?.parts ?? [];
}

/** What one element of a link's effect is computed by. */
function equationOf(
  link: CausalLink,
  element: number,
  equations: ReadonlyMap<Expr, Equation>,
  shapes: Shapes,
): { readonly exprs: readonly Expr[]; readonly compute: Equation } {
  const { effect, kind } = link;
  if (kind === "inflow" || kind === "outflow") {
    const direction = kind === "inflow" ? 1 : -1;
    const terms = streamsAt(link).map(({ flow, share }) => ({
      flow: equations.get(flow)!,
      share: share && equations.get(share)!,
    }));
    return {
      exprs: exprsOf(link),
      compute: (around) =>
        terms.reduce((sum, { flow, share }) => sum + direction * (share?.(around) ?? 1) * flow(around), 0),
    };
  }
  const expr = shapes.partOf(effect, partsAt(link), element)?.value;
  if (!expr) return { exprs: [], compute: () => 0 };
  const compute = equations.get(expr)!;
  const oneWay = effect.kind === "flow" && effect.oneWay;
  return { exprs: [expr], compute: oneWay ? (around) => Math.max(0, compute(around)) : compute };
}

/** Which elements of a variable an expression reads when it is computed for one element of its own. */
function elementsRead(
  expr: Expr,
  variable: Variable,
  place: readonly number[],
  shapes: Shapes,
): readonly number[] {
  const axes = shapes.axes.get(variable) ?? [];
  const { meanings, callees } = shapes.names;
  return walkExpr(expr).flatMap((part) => {
    let picks: readonly Pick[] | undefined;
    if (part.kind === "name") {
      const meaning = meanings.get(part);
      if (meaning?.kind !== "variable" || meaning.variable !== variable) return [];
      picks = shapes.picks.get(part);
    } else if (part.kind === "call") {
      const callee = callees.get(part);
      if (callee?.kind !== "graph" || callee.graph !== variable) return [];
      picks = shapes.graphPicks.get(part);
    } else return [];
    return pickedElements(picks ?? [], axes, place);
  });
}

/** How many numbers one evaluation of an expression computes. */
function weightOf(expr: Expr, shapes: Shapes): number {
  const inside = childrenOf(expr).reduce((sum, child) => sum + weightOf(child, shapes), 1);
  const loops =
    expr.kind === "call" ? (shapes.loops.get(expr) ?? shapes.vectors.get(expr)?.arguments[0]) : undefined;
  return (loops ?? []).reduce((weight, turns) => weight * turns, inside);
}
