import type { Quantity } from "../argument/quantity.ts";

/** A quantity of many worlds and rows, from the numbers of the variables that it is worked out from, in the same order. */
export function workOut(
  quantity: Quantity,
  size: number,
  columnOf: (variable: string, element: number) => Float64Array,
): Float64Array {
  if (quantity.kind === "element") return columnOf(quantity.variable, quantity.element).slice();
  const columns = new Map(quantity.variables.map((name) => [name, columnOf(name, 0)]));
  const worked = new Float64Array(size);
  let at = 0;
  const numberOf = (name: string): number => columns.get(name)![at]!;
  for (; at < size; at++) worked[at] = quantity.value(numberOf, noClock);
  return worked;
}

/** What is shown beside levers does not ask for the time. */
const noClock = { time: Number.NaN, start: 0, stop: 0, step: 1, saveEvery: 1 };
