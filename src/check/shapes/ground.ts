import type { CallExpr } from "../../model/expression.ts";
import type { Span } from "../../model/span.ts";
import type { ResolvedDimension } from "./dimensions.ts";
import type { ResolvedMapping } from "./mapping.ts";

/** The equation that a reference stands in: for which elements it is, and what reducer is around the reference. */
export interface Ground {
  readonly axes: readonly ResolvedDimension[];
  /** For each axis, which of its elements the equation is for. */
  readonly covered: readonly (readonly number[])[];
  /** The innermost reducer around, to which loops are added as they are met. */
  readonly reducer?: Reducing;
  /** Where a variable may be named as a whole: in links, loops, `each of`, causes and settings. */
  readonly allowsWhole: boolean;
}

/** A call of a reducer, and the loops that it goes through. */
export interface Reducing {
  readonly call: CallExpr;
  readonly loops: Loop[];
  /** Whether something inside was reported, so that not even its loops are known. */
  failed: boolean;
}

/** One loop of a reducer, as it was met first. */
export interface Loop {
  /** The family of dimensions that it goes through, and the how-manieth of that family in one reference it is. */
  readonly key: string;
  readonly length: number;
  readonly span: Span;
}

/** Where an equation of no array stands: in a claim, a check, or the definition of a scalar. */
export const scalarGround: Ground = { axes: [], covered: [], allowsWhole: false };

/** How a dimension's name follows an equation. */
export type Following =
  /** At each step of the axis, the element of the dimension; -1 where the equation is not for that step. */
  | { readonly kind: "axis"; readonly axis: number; readonly positions: readonly number[] }
  /** Nothing of the kind is at hand. */
  | { readonly kind: "none" }
  /** More than one axis could be meant. */
  | { readonly kind: "several"; readonly axes: readonly number[] }
  /** The equation is for an element that the dimension does not have. */
  | { readonly kind: "partly"; readonly axis: number; readonly missing: string };

/**
 * Which axis of an equation a dimension's name follows: the one of its own name; else, outside of reducers, the one that
 * shares its elements (a subrange, the whole of one, an alias); else one that is mapped to it. Under a reducer a subrange
 * or alias stands for all of its elements instead.
 */
export function followDimension(
  dimension: ResolvedDimension,
  { axes, covered, reducer }: Ground,
  mappings: readonly ResolvedMapping[],
): Following {
  const exact = axes.findIndex(({ key }) => key === dimension.key);
  const own = axes[exact];
  if (own) return { kind: "axis", axis: exact, positions: countUp(own) };

  const kin = reducer ? [] : axes.flatMap((axis, i) => (axis.root === dimension.root ? i : []));
  const near = kin.filter((axis) => axes[axis]!.family === dimension.family);
  const related = near.length > 0 ? near : kin;
  const found: { axis: number; positions: readonly number[] }[] = related.map((axis) => ({
    axis,
    positions: axes[axis]!.places.map((place) => dimension.byPlace.get(place) ?? -1),
  }));
  if (found.length === 0) {
    for (const [axis, from] of axes.entries()) {
      const mapping = mappings.find((each) => leads(each, from, dimension));
      if (mapping) found.push({ axis, positions: mappedPositions(mapping, from, dimension) });
    }
  }

  const missingOf = ({ axis, positions }: { axis: number; positions: readonly number[] }) =>
    covered[axis]!.find((element) => positions[element] === -1);
  const [first] = found;
  if (!first) return { kind: "none" };
  const fitting = found.filter((each) => missingOf(each) === undefined);
  if (fitting.length > 1) return { kind: "several", axes: fitting.map(({ axis }) => axis) };
  const [only] = fitting;
  if (only) return { kind: "axis", ...only };
  const missing = axes[first.axis]!.axis.elements[missingOf(first)!]!;
  return { kind: "partly", axis: first.axis, missing };
}

/** 0, 1, 2 …: the positions of all elements of a dimension. */
export function countUp({ axis }: ResolvedDimension): readonly number[] {
  return axis.elements.map((_, index) => index);
}

function leads(mapping: ResolvedMapping, from: ResolvedDimension, to: ResolvedDimension): boolean {
  return mapping.from.root === from.root && mapping.to.root === to.root;
}

function mappedPositions(
  { from, to, targets }: ResolvedMapping,
  axis: ResolvedDimension,
  dimension: ResolvedDimension,
): readonly number[] {
  return axis.places.map((place) => {
    const target = targets[from.byPlace.get(place) ?? -1] ?? -1;
    return dimension.byPlace.get(to.places[target] ?? -1) ?? -1;
  });
}
