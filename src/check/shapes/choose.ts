import type { Subscript } from "../../model/expression.ts";
import { foldName } from "../../model/name.ts";
import type { Span } from "../../model/span.ts";
import { writtenName } from "../names/suggestion.ts";
import type { Bracketed, Chosen, PickTools } from "./brackets.ts";
import { elementIndex, type ResolvedDimension } from "./dimensions.ts";
import { notAtHand } from "./faults.ts";
import { followDimension } from "./following.ts";
import type { Ground } from "./ground.ts";
import { pickPosition } from "./position.ts";
import { pickRange } from "./range.ts";

/** What one place between brackets names; `occurrence` counts how often a dimension's name was there before. */
export function chooseElements(
  subscript: Subscript,
  place: number,
  bracketed: Bracketed,
  occurrence: (key: string) => number,
  ground: Ground,
  tools: PickTools,
): Chosen | undefined {
  const axis = bracketed.axes[place]!;
  switch (subscript.kind) {
    case "all": {
      if (subscript.of === undefined)
        return { kind: "all", indices: axis.all, dimension: axis, elements: axis.all };
      const dimension = dimensionNamed(subscript.of, subscript.span, tools);
      return dimension && chooseStar(dimension, subscript.span, axis, bracketed.name, tools);
    }
    case "range": {
      const [from, to] = [subscript.from, subscript.to].map((end) =>
        elementNamed(end, subscript.span, bracketed.name, axis, tools),
      );
      return from === undefined || to === undefined
        ? undefined
        : pickRange(subscript, from, to, place, bracketed, ground, tools);
    }
    case "position":
      return pickPosition(subscript, bracketed.name, axis, ground, tools);
    case "name": {
      const dimension = tools.dimensions.get(foldName(subscript.name));
      if (dimension && !isElementOnly(dimension, subscript.name, axis))
        return chooseByDimension(dimension, subscript, axis, bracketed, occurrence, ground, tools);
      const index = elementNamed(subscript.name, subscript.span, bracketed.name, axis, tools);
      return index === undefined ? undefined : { kind: "fixed", index };
    }
  }
}

/** Whether a name that is a dimension's too can only mean the element of it. */
function isElementOnly(dimension: ResolvedDimension, name: string, axis: ResolvedDimension): boolean {
  return dimension.root !== axis.root && axis.indices.has(foldName(name));
}

function chooseByDimension(
  dimension: ResolvedDimension,
  subscript: { readonly name: string; readonly span: Span },
  axis: ResolvedDimension,
  { name, subscripts }: Bracketed,
  occurrence: (key: string) => number,
  ground: Ground,
  tools: PickTools,
): Chosen | undefined {
  const { mappings, spend, report } = tools;
  const { span } = subscript;
  if (dimension.root !== axis.root) {
    report(otherDimension(dimension, span, axis, name));
    return undefined;
  }
  const following = followDimension(dimension, ground, mappings, occurrence(dimension.key));
  if (following.kind === "none" && (ground.reducer || ground.allowsWhole)) {
    const indices = placesIn(axis, dimension);
    const outside = indices.indexOf(-1);
    if (outside === -1) return { kind: "all", indices, dimension, elements: dimension.all };
    report(outsideArray(dimension.axis.elements[outside]!, span, axis, name));
    return undefined;
  }
  if (following.kind !== "axis") {
    report(notAtHand(subscript, following, name, axis, ground));
    return undefined;
  }
  const isTwice = ground.axes.length > 1 && ground.axes.filter(({ key }) => key === dimension.key).length > 1;
  if (isTwice && subscripts.filter((each) => isName(each, dimension.key)).length === 1) {
    const word = dimension.axis.name;
    const message = `‘${word}’ stands twice on the left, and here it follows the first.`;
    const notes = [
      { message: `For the second, give it another name: dim other_${foldName(word)} = ${writtenName(word)}` },
    ];
    report({ code: "dimension-twice", severity: "warning", message, span, notes });
  }
  let indices = following.positions;
  if (dimension.key !== axis.key) {
    if (!spend(indices.length)) return undefined;
    const inAxis = placesIn(axis, dimension);
    indices = indices.map((position) => (position === -1 ? -1 : inAxis[position]!));
  }
  const outside = ground.covered[following.axis]!.find((step) => indices[step] === -1);
  if (outside === undefined) return { kind: "along", axis: following.axis, indices };
  report(outsideArray(ground.axes[following.axis]!.axis.elements[outside]!, span, axis, name));
  return undefined;
}

function isName(subscript: Subscript, key: string): boolean {
  return subscript.kind === "name" && foldName(subscript.name) === key;
}

/** `south.*`: all elements of a dimension that is named, which `name` has all. */
function chooseStar(
  dimension: ResolvedDimension,
  span: Span,
  axis: ResolvedDimension,
  name: string,
  { report }: PickTools,
): Chosen | undefined {
  if (dimension.root !== axis.root) {
    report(otherDimension(dimension, span, axis, name));
    return undefined;
  }
  const indices = placesIn(axis, dimension);
  const outside = indices.indexOf(-1);
  if (outside === -1)
    return { kind: "all", indices, dimension, elements: dimension.all, name: dimension.key };
  report(outsideArray(dimension.axis.elements[outside]!, span, axis, name));
  return undefined;
}

/** Where the elements of a dimension stand along an axis of the same root; -1 where they do not. */
function placesIn(axis: ResolvedDimension, dimension: ResolvedDimension): readonly number[] {
  if (axis.key === dimension.key) return axis.all;
  return dimension.places.map((place) => axis.byPlace.get(place) ?? -1);
}

function otherDimension(dimension: ResolvedDimension, span: Span, axis: ResolvedDimension, name: string) {
  const message = `‘${name}’ is over ‘${axis.axis.name}’ at this place, not over ‘${dimension.axis.name}’.`;
  const fix = { title: `Write ‘${axis.axis.name}’`, span, insert: writtenName(axis.axis.name) };
  return { code: "wrong-dimension", severity: "error", message, span, fix } as const;
}

function outsideArray(element: string, span: Span, axis: ResolvedDimension, name: string) {
  const message = `‘${name}’ has no element ‘${element}’: it is over ‘${axis.axis.name}’ only.`;
  return { code: "outside-array", severity: "error", message, span } as const;
}

function dimensionNamed(
  name: string,
  span: Span,
  { dimensions, suggest, report }: PickTools,
): ResolvedDimension | undefined {
  const dimension = dimensions.get(foldName(name));
  if (dimension) return dimension;
  const message = `A star stands for all elements of a dimension, and there is no dimension ‘${name}’.`;
  const names = [...dimensions.values()].map(({ axis }) => axis.name);
  report({ code: "unknown-dimension", severity: "error", message, span, ...suggest(name, names) });
  return undefined;
}

function elementNamed(
  element: string,
  span: Span,
  name: string,
  axis: ResolvedDimension,
  { dimensions, variables, suggest, report }: PickTools,
): number | undefined {
  const index = elementIndex(axis, element);
  if (index !== undefined) return index;
  const message = `‘${element}’ is no element of ‘${axis.axis.name}’, which ‘${name}’ is over.`;
  const { length } = axis.axis.elements;
  const isPosition = /^[0-9]+$/.test(element) && Number(element) >= 1 && Number(element) <= length;
  const candidates = [
    ...axis.axis.elements,
    ...[...dimensions.values()].map((dimension) => dimension.axis.name),
  ];
  const isVariable = variables.has(foldName(element));
  const more =
    isPosition || isVariable
      ? { notes: [{ message: `By position it is written @${writtenName(element)}.` }] }
      : suggest(element, candidates, span);
  report({ code: "unknown-element", severity: "error", message, span, ...more });
  return undefined;
}
