import { foldName } from "../model/name.ts";
import type { Dimension, Model } from "../model/system.ts";
import type { DimensionRef, Part } from "../model/variable.ts";

/** What the dimensions of a model are made of, for languages that want an equation for each element. */
export class Ground {
  readonly #dimensions: ReadonlyMap<string, Dimension>;
  readonly #mappings: Model["mappings"];

  constructor({ dimensions, mappings }: Pick<Model, "dimensions" | "mappings">) {
    this.#dimensions = new Map(dimensions.map((dimension) => [foldName(dimension.name), dimension]));
    this.#mappings = mappings;
  }

  has(name: string): boolean {
    return this.#dimensions.has(foldName(name));
  }

  /** The names of the elements, in order; those of another dimension where this is another name for it. */
  elementsOf(name: string): readonly string[] {
    const dimension = this.#dimensions.get(foldName(name));
    if (!dimension) return [];
    const other = this.#otherName(dimension);
    return other ? this.elementsOf(other.name) : dimension.elements.map((element) => element.name);
  }

  /** The dimension that a subrange or another name belongs to, folded. */
  rootOf(name: string): string {
    const dimension = this.#dimensions.get(foldName(name));
    if (!dimension) return foldName(name);
    const above = this.#otherName(dimension)?.name ?? dimension.of;
    return above === undefined || foldName(above) === foldName(name) ? foldName(name) : this.rootOf(above);
  }

  #otherName({ name, elements, of }: Dimension): Dimension | undefined {
    const [only] = elements;
    if (elements.length !== 1 || !only || of !== undefined || foldName(only.name) === foldName(name))
      return undefined;
    return this.#dimensions.get(foldName(only.name));
  }

  /** What a dimension's name stands for where an equation over `axes` is at `elements`; undefined: for itself. */
  elementAt(name: string, axes: readonly DimensionRef[], elements: readonly string[]): string | undefined {
    const folded = foldName(name);
    if (!this.#dimensions.has(folded)) return undefined;
    const same = axes.findIndex((axis) => foldName(axis.name) === folded);
    if (same >= 0) return elements[same];
    const kin = axes.findIndex((axis) => this.rootOf(axis.name) === this.rootOf(name));
    if (kin >= 0) return elements[kin];
    for (const [i, axis] of axes.entries()) {
      const names = [foldName(axis.name), this.rootOf(axis.name)];
      const element = foldName(elements[i]!);
      const there = this.#mappings.find(
        (map) => names.includes(foldName(map.from)) && foldName(map.to) === folded,
      );
      const found = there?.pairs.find((pair) => pair.from.some((one) => foldName(one) === element))?.to;
      if (found !== undefined) return found;
      const back = this.#mappings.find(
        (map) => foldName(map.from) === folded && names.includes(foldName(map.to)),
      );
      const pair = back?.pairs.find((one) => foldName(one.to) === element);
      if (pair) return pair.from[0];
    }
    return undefined;
  }

  /** Every element of an array with the part that is for it, in row-major order. */
  eachElement<Value>(
    axes: readonly DimensionRef[],
    parts: readonly Part<Value>[],
  ): readonly { readonly elements: readonly string[]; readonly part: Part<Value> | undefined }[] {
    let all: readonly (readonly string[])[] = [[]];
    for (const axis of axes)
      all = all.flatMap((before) => this.elementsOf(axis.name).map((element) => [...before, element]));
    const others = parts.find(({ otherwise }) => otherwise);
    return all.map((elements) => ({
      elements,
      part: parts.find((part) => !part.otherwise && this.#covers(part, elements)) ?? others,
    }));
  }

  #covers({ subscripts, except }: Part<unknown>, elements: readonly string[]): boolean {
    const isIn = (box: Part<unknown>["subscripts"]) =>
      box.every((subscript, i) => {
        if (subscript.kind === "all") return true;
        const element = foldName(elements[i] ?? "");
        if (foldName(subscript.name) === element && !this.has(subscript.name)) return true;
        return this.elementsOf(subscript.name).some((one) => foldName(one) === element);
      });
    return isIn(subscripts) && !except.some(isIn);
  }
}
