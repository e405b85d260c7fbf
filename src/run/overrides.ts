import { foldName } from "../model/name.ts";
import type { Program, Slot, Table } from "./program.ts";

/** Gives inputs other numbers than the declared ones, in a row. */
export function setNumbers(row: Float64Array, program: Program, numbers: ReadonlyMap<string, number>): void {
  for (const [key, value] of numbers) {
    for (const offset of offsetsOf(program.slots, key, "input")) row[offset] = value;
  }
}

/** Gives stocks other starting values than their own: pairs of 1 and the value, in the order of the stocks. */
export function setInitials(
  pairs: Float64Array,
  program: Program,
  initials: ReadonlyMap<string, number>,
): void {
  for (const [key, value] of initials) {
    for (const offset of offsetsOf(program.slots, key, "stock")) {
      const pair = 2 * (offset - program.inputs.length);
      pairs[pair] = 1;
      pairs[pair + 1] = value;
    }
  }
}

/** The tables of a run, by number. What replaces a data series is read as the series was declared. */
export function tablesOf(program: Program, tables: ReadonlyMap<string, Table>): readonly Table[] {
  if (tables.size === 0) return program.tables;
  const all = [...program.tables];
  for (const [key, table] of tables) {
    for (const index of offsetsOf(program.tableSlots, key, "table", "series")) {
      const isSeries = program.tableSlots.get(nameIn(key))!.role === "series";
      all[index] = isSeries ? { ...all[index]!, pairs: table.pairs } : table;
    }
  }
  return all;
}

/** The offsets that `name` or `name[element,element]` means. Callers have checked what people wrote. */
export function offsetsOf(
  slots: ReadonlyMap<string, Slot>,
  key: string,
  ...roles: readonly Slot["role"][]
): readonly number[] {
  const slot = slots.get(nameIn(key));
  if (!slot) throw new Error(`There is no ‘${key}’ in this program.`);
  if (!roles.includes(slot.role))
    throw new Error(`‘${key}’ cannot be set so: it is worked out during the run.`);
  const bracket = key.indexOf("[");
  if (bracket < 0) return Array.from({ length: slot.size }, (_, i) => slot.offset + i);

  const labels = key.slice(bracket + 1, key.lastIndexOf("]")).split(",");
  const places = slot.dimensions.map(({ elements }, i) => {
    const label = foldName((labels[i] ?? "").trim());
    return elements.findIndex((element) => foldName(element) === label);
  });
  if (labels.length !== places.length || places.includes(-1)) {
    throw new Error(`‘${key}’ names no element of ‘${slot.variable}’.`);
  }
  const index = places.reduce((before, place, i) => before * slot.dimensions[i]!.elements.length + place, 0);
  return [slot.offset + index];
}

function nameIn(key: string): string {
  const bracket = key.indexOf("[");
  return bracket < 0 ? key : key.slice(0, bracket);
}
