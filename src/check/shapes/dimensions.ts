import type { Report } from "../../model/diagnostic.ts";
import { foldName } from "../../model/name.ts";
import type { Dimension } from "../../model/system.ts";
import type { Axis } from "../facts.ts";
import { createSuggest, type Suggest } from "../names/suggestion.ts";

/** A dimension with its elements worked out. Subranges and aliases share the elements of the root that they lead to. */
export interface ResolvedDimension {
  readonly axis: Axis;
  /** Its folded name. */
  readonly key: string;
  /** 0, 1, 2 …: its elements by position. */
  readonly all: readonly number[];
  /** Where each element stands, by folded name. */
  readonly indices: ReadonlyMap<string, number>;
  /** The folded name of the dimension that stands by itself at the end of all `of` and aliases. */
  readonly root: string;
  /** Where each element stands in the root. */
  readonly places: readonly number[];
  /** Where an element of the root stands here, by its place there. */
  readonly byPlace: ReadonlyMap<number, number>;
  /** Its subranges count as the dimension itself, an alias is another: `x[region, place]` goes through both apart. */
  readonly family: string;
}

/** Works out the elements of all dimensions, by folded name. What cannot be worked out is reported and left out. */
export function resolveDimensions(
  declared: ReadonlyMap<string, Dimension>,
  report: Report,
): ReadonlyMap<string, ResolvedDimension> {
  const resolved = new Map<string, ResolvedDimension>();
  const broken = new Set<string>();
  const suggest = createSuggest();

  for (const first of declared.values()) {
    // From the dimension up to one that is known already or stands by itself, then down again.
    const chain = new Set<Dimension>();
    let above: ResolvedDimension | undefined;
    for (let next: Dimension | undefined = first; next; ) {
      const key = foldName(next.name);
      above = resolved.get(key);
      if (above) break;
      const isCircle = chain.has(next);
      const parent: Dimension | "unknown" | "broken" | undefined =
        isCircle || broken.has(key) ? "broken" : parentOf(next, declared);
      if (isCircle) reportCircle([...chain], next, report);
      if (parent === "unknown") reportUnknownParent(next, declared, suggest, report);
      chain.add(next);
      if (parent === "unknown" || parent === "broken") {
        for (const { name } of chain) broken.add(foldName(name));
        chain.clear();
        break;
      }
      next = parent;
    }
    for (const dimension of [...chain].reverse()) {
      above = above ? resolveBelow(dimension, above, suggest, report) : standingAlone(dimension);
      resolved.set(foldName(dimension.name), above);
    }
  }
  return resolved;
}

/** The dimension that another is only another name for. */
export function isAliasOf(
  { elements, of }: Dimension,
  declared: ReadonlyMap<string, Dimension>,
): Dimension | undefined {
  const [only, second] = elements;
  return of === undefined && only && !second ? declared.get(foldName(only.name)) : undefined;
}

/** Where an element stands in a dimension; undefined where it does not. */
export function elementIndex({ indices }: ResolvedDimension, name: string): number | undefined {
  return indices.get(foldName(name));
}

function indicesOf(elements: readonly string[]): ReadonlyMap<string, number> {
  return new Map(elements.map((element, index) => [foldName(element), index]));
}

function parentOf(
  dimension: Dimension,
  declared: ReadonlyMap<string, Dimension>,
): Dimension | undefined | "unknown" {
  if (dimension.of !== undefined) return declared.get(foldName(dimension.of)) ?? "unknown";
  return isAliasOf(dimension, declared);
}

function standingAlone(dimension: Dimension): ResolvedDimension {
  const elements = dimension.elements.map(({ name }) => name);
  const places = elements.map((_, place) => place);
  const root = foldName(dimension.name);
  return {
    axis: { dimension, name: dimension.name, elements },
    key: root,
    all: places,
    indices: indicesOf(elements),
    root,
    places,
    byPlace: new Map(places.map((place) => [place, place])),
    family: root,
  };
}

function resolveBelow(
  dimension: Dimension,
  above: ResolvedDimension,
  suggest: Suggest,
  report: Report,
): ResolvedDimension {
  const { name } = dimension;
  if (dimension.of === undefined) {
    const key = foldName(name);
    return { ...above, axis: { dimension, name, elements: above.axis.elements }, key, family: key };
  }
  const chosen = new Set<number>();
  for (const { name: element, span } of dimension.elements) {
    const index = elementIndex(above, element);
    if (index === undefined) {
      const message = `‘${element}’ is no element of ‘${dimension.of}’, so it cannot be one of ‘${name}’.`;
      const more = suggest(element, above.axis.elements, span);
      report({ code: "unknown-element", severity: "error", message, span, ...more });
    } else if (chosen.has(index)) {
      const message = `‘${element}’ stands twice among the elements of ‘${name}’.`;
      report({ code: "element-twice", severity: "error", message, span });
    } else {
      chosen.add(index);
    }
  }
  const order = [...chosen];
  const places = order.map((index) => above.places[index]!);
  const byPlace = new Map(places.map((place, index) => [place, index]));
  const elements = order.map((index) => above.axis.elements[index]!);
  const { root, family } = above;
  return {
    axis: { dimension, name, elements },
    key: foldName(name),
    all: order.map((_, index) => index),
    indices: indicesOf(elements),
    root,
    places,
    byPlace,
    family,
  };
}

function reportCircle(chain: readonly Dimension[], first: Dimension, report: Report): void {
  const circle = [...chain.slice(chain.indexOf(first)), first];
  const shown = circle.length > 12 ? [...circle.slice(0, 10), ...circle.slice(-1)] : circle;
  const names = shown.map(({ name }) => `‘${name}’`).join(" → ");
  report({
    code: "dimension-circle",
    severity: "error",
    message: `These dimensions are made of each other: ${names}.`,
    span: first.span,
    notes: [{ message: "One of them must list its elements: dim region = khatlon, sughd" }],
  });
}

function reportUnknownParent(
  { name, of = "", span }: Dimension,
  declared: ReadonlyMap<string, Dimension>,
  suggest: Suggest,
  report: Report,
): void {
  const message = `‘${name}’ is declared as a part of the dimension ‘${of}’, which does not exist.`;
  const more = suggest(
    of,
    [...declared.values()].map((dimension) => dimension.name),
  );
  report({ code: "unknown-dimension", severity: "error", message, span, ...more });
}
