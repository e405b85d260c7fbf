import { nameIn, offsetsOf } from "./overrides.ts";
import type { Prepared } from "./simulator.ts";

/** An input that differs between the worlds of a run: its place among those that are sampled, and in the row. */
export interface FreeInput {
  readonly input: number;
  readonly offset: number;
}

/**
 * The sampled inputs, by key, that vary in a run. What its scenario or a setting says stands above what was sampled, and a
 * scenario that forces a constant has made something else of it.
 */
export function freeInputs(
  keys: readonly string[],
  { program, inputs: { numbers } }: Pick<Prepared, "program" | "inputs">,
): readonly FreeInput[] {
  const { slots } = program;
  const fixed = new Set([...numbers.keys()].flatMap((key) => offsetsOf(slots, key, "input")));
  return keys.flatMap((key, input) => {
    if (slots.get(nameIn(slots, key))?.role !== "input") return [];
    const [offset] = offsetsOf(slots, key, "input");
    return offset === undefined || fixed.has(offset) ? [] : [{ input, offset }];
  });
}
