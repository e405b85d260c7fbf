import { foldName } from "../model/name.ts";
import type { Span } from "../model/span.ts";
import type { Model } from "../model/system.ts";
import type { Program, Slot } from "../run/program.ts";
import type { Shape, ShapeOf } from "./shape.ts";

/** One number of a system that differs between worlds. */
export interface SampledInput {
  /** What `Inputs.numbers` calls it: a folded name, with the element in brackets. */
  readonly key: string;
  /** As its author writes it. */
  readonly label: string;
  /** Where it lies in a row. */
  readonly offset: number;
  readonly shape: Shape;
  readonly correlated?: { readonly group: string; readonly by: number };
  readonly span: Span;
}

/** What is sampled of a model, besides the constants that have a range. */
export interface SampledKinds {
  /** Structural choices are 0 in half of the worlds and 1 in the other half. */
  readonly switches?: boolean;
  /** Policies to play with, anywhere in their range. */
  readonly levers?: boolean;
}

/**
 * The uncertain numbers of a system: each element of a constant whose range is not a single number, in the order of the
 * model.
 */
export function sampledInputs(
  model: Model,
  program: Program,
  { switches = false, levers = false }: SampledKinds = {},
): readonly SampledInput[] {
  return model.variables.flatMap((variable) => {
    const slot = program.slots.get(foldName(variable.name));
    if (slot?.role !== "input") return [];
    const { kind, range, span } = variable;
    if (kind === "switch") return switches ? elementInputs(slot, program, switchRange, span) : [];
    const isWanted = kind === "const" || (kind === "lever" && levers);
    if (!isWanted || !range || range.low === range.high) return [];
    const { low, high, shape, correlated } = range;
    const inputs = elementInputs(slot, program, { low, high, kind: shape }, range.span);
    return correlated ? inputs.map((input) => ({ ...input, correlated })) : inputs;
  });
}

const switchRange = { low: 0, high: 1, kind: "discrete" } as const;

/** The inputs that the elements of a constant are, all of one shape but for what each is declared to be. */
export function elementInputs(
  slot: Slot,
  program: Program,
  undeclared: ShapeOf<Shape>,
  span: Span,
): readonly SampledInput[] {
  const name = [...slot.module, slot.variable].join(".");
  return Array.from({ length: slot.size }, (_, element) => {
    const offset = slot.offset + element;
    const shape = { ...undeclared, declared: program.inputs[offset]! };
    const brackets = bracketsOf(slot, element);
    return { key: foldName(name) + brackets, label: name + brackets, offset, shape, span };
  });
}

/** `[khatlon,women]` of an element; nothing for a number by itself. */
function bracketsOf({ dimensions }: Slot, element: number): string {
  if (dimensions.length === 0) return "";
  const names: string[] = [];
  let rest = element;
  for (const { elements } of [...dimensions].reverse()) {
    names.unshift(elements[rest % elements.length]!);
    rest = Math.floor(rest / elements.length);
  }
  return `[${names.join(",")}]`;
}
