import { foldName } from "../../model/name.ts";
import type { Dimension } from "../../model/system.ts";
import type { DimensionRef, Part, PartSubscript } from "../../model/variable.ts";

/** One place between the brackets of a part: all elements that it is for. */
export interface PartAxis {
  readonly elements: readonly string[];
  /** It names a dimension or `*`, not one element. */
  readonly isOpen: boolean;
}

/** The elements of all dimensions by name, as far as they can be told without checking the model. */
export type Elements = (dimension: string) => readonly string[] | undefined;

/** Aliases and subranges lead to the elements of the dimension that they are of. */
export function elementsOf(dimensions: readonly Dimension[]): Elements {
  const known = new Map(dimensions.map((dimension) => [foldName(dimension.name), dimension]));
  return (name) => {
    // A circle of aliases is the checker's to tell.
    for (let next = known.get(foldName(name)), left = known.size; next && left >= 0; left--) {
      const [only, second] = next.elements;
      const behind = only && !second && next.of === undefined ? known.get(foldName(only.name)) : undefined;
      if (!behind) return next.elements.map((element) => element.name);
      next = behind;
    }
    return undefined;
  };
}

/** What a part is for, axis by axis; undefined where its brackets do not fit, which the checker tells. */
export function axesOf(
  dimensions: readonly DimensionRef[],
  { subscripts }: Pick<Part<unknown>, "subscripts">,
  elements: Elements,
): readonly PartAxis[] | undefined {
  if (subscripts.length === 0) return allOpen(dimensions, elements);
  if (subscripts.length !== dimensions.length) return undefined;
  const axes = subscripts.map((subscript, i) => axisOf(subscript, dimensions[i]!, elements));
  return axes.every((axis) => axis !== undefined) ? axes : undefined;
}

function allOpen(dimensions: readonly DimensionRef[], elements: Elements): readonly PartAxis[] | undefined {
  const all = dimensions.map(({ name }) => elements(name));
  return all.every((one) => one !== undefined)
    ? all.map((one) => ({ elements: one, isOpen: true }))
    : undefined;
}

function axisOf(subscript: PartSubscript, dimension: DimensionRef, elements: Elements): PartAxis | undefined {
  const open = elements(subscript.kind === "all" ? dimension.name : subscript.name);
  if (open) return { elements: open, isOpen: true };
  return subscript.kind === "name" ? { elements: [subscript.name], isOpen: false } : undefined;
}

/** One element of a part: its names, and its number along each of the part's open axes. */
export interface PartElement {
  readonly labels: readonly string[];
  readonly numbers: readonly number[];
}

/** The elements of a part in row-major order, those that it leaves out not among them. */
export function elementsIn(
  axes: readonly PartAxis[],
  except: readonly (readonly PartSubscript[])[],
  dimensions: readonly DimensionRef[],
  elements: Elements,
): readonly PartElement[] {
  if (countElements(axes) > mostElements) return [];
  const holes = except.flatMap((subscripts) => {
    const hole = axesOf(dimensions, { subscripts }, elements);
    return hole ? [hole.map((axis) => new Set(axis.elements.map(foldName)))] : [];
  });
  let found: readonly PartElement[] = [{ labels: [], numbers: [] }];
  for (const { elements: names, isOpen } of axes) {
    found = found.flatMap(({ labels, numbers }) =>
      names.map((name, i) => ({ labels: [...labels, name], numbers: isOpen ? [...numbers, i] : numbers })),
    );
  }
  return found.filter(
    ({ labels }) => !holes.some((hole) => hole.every((set, i) => set.has(foldName(labels[i]!)))),
  );
}

/** More elements than any variable may have, which the checker tells. */
const mostElements = 1_000_000;

/** How many elements a part has, its exceptions among them. */
function countElements(axes: readonly PartAxis[]): number {
  return axes.reduce((count, { elements }) => count * elements.length, 1);
}

/** A part for one element, or for the whole of a variable that is no array. */
export function partFor<Value>(labels: readonly string[], value: Value, span: Part["span"]): Part<Value> {
  const subscripts = labels.map((name) => ({ kind: "name" as const, name, span }));
  return { subscripts, except: [], otherwise: false, value, span };
}
