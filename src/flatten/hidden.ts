import type { Expr, NameExpr } from "../model/expression.ts";
import { foldName } from "../model/name.ts";
import type { Span } from "../model/span.ts";
import type {
  Auxiliary,
  Device,
  DimensionRef,
  Memory,
  Origin,
  Variable,
  VariableHead,
} from "../model/variable.ts";
import { type Box, partsOverBox } from "./box.ts";
import { originIn, type Place, reference, type Workshop } from "./place.ts";

/** What a hidden variable is, besides what every variable says of itself. */
export type Definition = Own<Auxiliary> | Own<Memory> | Own<Device>;
type Own<Kind extends Variable> = Omit<Kind, keyof VariableHead>;

/** Makes hidden variables, and names for them. */
export class Hidden {
  readonly #workshop: Workshop;
  readonly #counts = new Map<string, number>();

  constructor(workshop: Workshop) {
    this.#workshop = workshop;
  }

  /** An argument that is used more than once gets a name, so that it is worked out once. */
  named(name: string, shown: string, argument: Expr, box: Box, place: Place, what: string): NameExpr {
    const { span } = argument;
    const equation = partsOverBox(argument, box, span);
    this.add(name, shown, box.dimensions, span, { kind: "aux", equation }, place, what);
    return reference(name, box.dimensions, span);
  }

  add(
    name: string,
    shown: string,
    dimensions: readonly DimensionRef[],
    span: Span,
    definition: Definition,
    place: Place,
    what: string,
  ): void {
    this.#workshop.lands.dimensionsOf.set(foldName(name), dimensions);
    const origin: Origin = { kind: "call", ...originIn(place, what), name: shown };
    this.#workshop.add({ name, nameSpan: span, dimensions, origin, span, ...definition });
  }

  /** A name for the hidden variables of one more call in the definition of a variable. */
  fresh(owner: string, what: string): string {
    const key = `${foldName(owner)}>${what}`;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return `${owner}>${what} ${count}`;
  }
}
