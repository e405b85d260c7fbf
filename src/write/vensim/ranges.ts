import { foldName } from "../../model/name.ts";
import type { Dimension, Model } from "../../model/system.ts";
import type { Ground } from "../ground.ts";
import { vensimName } from "./name.ts";

/** Ranges of subscripts; parts of dimensions that have no name in the model get one. */
export class Ranges {
  readonly #ground: Ground;
  readonly #model: Model;
  readonly #made: { readonly name: string; readonly elements: readonly string[] }[] = [];

  constructor(model: Model, ground: Ground) {
    this.#model = model;
    this.#ground = ground;
  }

  /** The name of the part of a dimension that has just these elements. */
  partOf(dimension: string, elements: readonly string[]): string {
    const [only] = elements;
    if (elements.length === 1 && only !== undefined) return only;
    const root = this.#ground.rootOf(dimension);
    const isSame = (others: readonly string[]) =>
      others.length === elements.length && others.every((one, i) => foldName(one) === foldName(elements[i]!));
    const known = [
      ...this.#model.dimensions
        .filter(({ name }) => this.#ground.rootOf(name) === root)
        .map(({ name }) => ({ name, elements: this.#ground.elementsOf(name) })),
      ...this.#made,
    ].find((one) => isSame(one.elements));
    if (known) return known.name;
    const taken = new Set([...this.#model.dimensions, ...this.#made].map(({ name }) => foldName(name)));
    const wish = `${elements[0]} to ${elements.at(-1)}`;
    let name = wish;
    for (let i = 2; taken.has(foldName(name)); i++) name = `${wish} ${i}`;
    this.#made.push({ name, elements });
    return name;
  }

  /** The definitions, those that were made last. */
  blocks(): readonly string[] {
    // Mappings may make ranges, so they are written first.
    const declared = this.#model.dimensions.map((dimension) => this.#definition(dimension));
    const made = this.#made.map(
      ({ name, elements }) => `${vensimName(name)}: ${elements.map(vensimName).join(", ")}`,
    );
    return [...declared, ...made].map((text) => `${text}\n\t~\t\n\t~\t\n\t|\n\n`);
  }

  #definition({ name, elements }: Dimension): string {
    const [only] = elements;
    if (
      elements.length === 1 &&
      only &&
      this.#ground.has(only.name) &&
      foldName(only.name) !== foldName(name)
    )
      return `${vensimName(name)} <-> ${vensimName(only.name)}`;
    const own = this.#ground.elementsOf(name);
    return `${vensimName(name)}: ${own.map(vensimName).join(", ")}${this.#mappings(name, own)}`;
  }

  /** `-> (A: SubA, a3)`: for each element, what of the other dimension uses it. */
  #mappings(name: string, elements: readonly string[]): string {
    const texts = this.#model.mappings
      .filter(({ to }) => foldName(to) === foldName(name))
      .map(({ from, pairs }) => {
        const parts = elements.map((element) => {
          const sources = pairs
            .filter(({ to }) => foldName(to) === foldName(element))
            .flatMap((pair) => pair.from);
          return sources.length === 0 ? undefined : vensimName(this.partOf(from, sources));
        });
        // A mapping by position needs no list.
        const shown = parts.filter((part) => part !== undefined);
        return shown.length === 0 ? undefined : `(${vensimName(from)}: ${shown.join(", ")})`;
      })
      .filter((text) => text !== undefined);
    return texts.length === 0 ? "" : ` -> ${texts.join(", ")}`;
  }
}
