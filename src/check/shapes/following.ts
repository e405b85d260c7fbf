import type { ResolvedDimension } from "./dimensions.ts";
import type { Ground } from "./ground.ts";
import type { ResolvedMapping } from "./mapping.ts";

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

interface Candidate {
  readonly axis: number;
  readonly positions: readonly number[];
}

/**
 * Which axis of an equation a dimension's name follows, the first that is found of these: the one where it stands on the
 * left; the one of its own name; one that is mapped to it by name; outside of reducers, one that shares its elements (a
 * subrange, the whole of one, an alias); one that a mapping between other dimensions of the same elements leads to. Under
 * a reducer a subrange or alias stands for all of its elements instead. Where one name stands on the left several times,
 * the how-manieth time that it stands in the brackets of a reference decides.
 */
export function followDimension(
  dimension: ResolvedDimension,
  ground: Ground,
  mappings: readonly ResolvedMapping[],
  occurrence = 0,
): Following {
  const own = ownAxis(dimension, ground, occurrence);
  if (own !== undefined)
    return { kind: "axis", axis: own, positions: sharedPositions(ground.axes[own]!, dimension) };

  const byName = decide(mapped(dimension, ground, mappings, true), ground);
  if (byName.kind === "axis" || byName.kind === "several") return byName;
  const kin = ground.reducer ? { kind: "none" as const } : decide(relatives(dimension, ground), ground);
  if (kin.kind === "axis" || kin.kind === "several") return kin;
  const byRoot = decide(mapped(dimension, ground, mappings, false), ground);
  if (byRoot.kind === "axis" || byRoot.kind === "several") return byRoot;
  return [byName, kin, byRoot].find(({ kind }) => kind === "partly") ?? { kind: "none" };
}

/** The axis where the dimension stands on the left by its own name. */
function ownAxis(
  { key }: ResolvedDimension,
  { axes, named }: Ground,
  occurrence: number,
): number | undefined {
  return (
    occurrenceIn(axes.length, occurrence, (i) => (named?.[i] ?? axes[i]!.key) === key) ??
    occurrenceIn(axes.length, occurrence, (i) => axes[i]!.key === key)
  );
}

/** The how-manieth of the numbers below a count that is as asked, or the last of them. */
function occurrenceIn(count: number, occurrence: number, isIt: (i: number) => boolean): number | undefined {
  let found: number | undefined;
  let before = 0;
  for (let i = 0; i < count && before <= occurrence; i++) {
    if (!isIt(i)) continue;
    found = i;
    before++;
  }
  return found;
}

/** Axes that share elements with a dimension, those of its own family before aliases. */
function relatives(dimension: ResolvedDimension, { axes }: Ground): readonly Candidate[] {
  const kin = axes.flatMap((axis, i) => (axis.root === dimension.root ? i : []));
  const near = kin.filter((axis) => axes[axis]!.family === dimension.family);
  return (near.length > 0 ? near : kin).map((axis) => ({
    axis,
    positions: sharedPositions(axes[axis]!, dimension),
  }));
}

/** Axes that a mapping leads from to a dimension, by the names of both or by what they are parts of; else backwards. */
function mapped(
  dimension: ResolvedDimension,
  { axes, named }: Ground,
  mappings: readonly ResolvedMapping[],
  byName: boolean,
): readonly Candidate[] {
  const isAxis = (end: ResolvedDimension, i: number) =>
    byName ? end.key === axes[i]!.key || end.key === named?.[i] : end.root === axes[i]!.root;
  const isMeant = (end: ResolvedDimension) =>
    byName ? end.key === dimension.key : end.root === dimension.root;
  for (const turned of [false, true]) {
    const found = axes.flatMap((axis, i): readonly Candidate[] =>
      mappings
        .filter(({ from, to }) => isAxis(turned ? to : from, i) && isMeant(turned ? from : to))
        .map((mapping) => ({ axis: i, positions: mappedPositions(mapping, axis, dimension, turned) })),
    );
    if (found.length > 0) return found;
  }
  return [];
}

/** Of some candidates the one that has a place for every element of the equation. */
function decide(candidates: readonly Candidate[], { axes, covered }: Ground): Following {
  const missingOf = ({ axis, positions }: Candidate) =>
    covered[axis]!.find((element) => positions[element] === -1);
  const [first] = candidates;
  if (!first) return { kind: "none" };
  const fitting = candidates.filter((each) => missingOf(each) === undefined);
  const [only] = fitting;
  if (only) {
    const others = fitting.filter(({ axis }) => axis !== only.axis);
    if (others.length === 0) return { kind: "axis", ...only };
    return { kind: "several", axes: [...new Set(fitting.map(({ axis }) => axis))] };
  }
  return { kind: "partly", axis: first.axis, missing: axes[first.axis]!.axis.elements[missingOf(first)!]! };
}

function sharedPositions(axis: ResolvedDimension, dimension: ResolvedDimension): readonly number[] {
  if (axis.key === dimension.key) return axis.all;
  return axis.places.map((place) => dimension.byPlace.get(place) ?? -1);
}

function mappedPositions(
  { from, to, targets }: ResolvedMapping,
  axis: ResolvedDimension,
  dimension: ResolvedDimension,
  turned: boolean,
): readonly number[] {
  if (!turned)
    return axis.places.map((place) => {
      const target = targets[from.byPlace.get(place) ?? -1] ?? -1;
      return dimension.byPlace.get(to.places[target] ?? -1) ?? -1;
    });
  // Backwards only where one element leads here, and no second.
  const sources = new Map<number, number>();
  for (const [source, target] of targets.entries())
    if (target >= 0) sources.set(target, sources.has(target) ? -1 : source);
  return axis.places.map((place) => {
    const source = sources.get(to.byPlace.get(place) ?? -1) ?? -1;
    return dimension.byPlace.get(from.places[source] ?? -1) ?? -1;
  });
}
