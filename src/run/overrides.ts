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
      const isSeries = program.tableSlots.get(nameIn(program.tableSlots, key))!.role === "series";
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
  const name = nameIn(slots, key);
  const slot = slots.get(name);
  if (!slot) throw new Error(`There is no ‘${key}’ in this program.`);
  if (!roles.includes(slot.role))
    throw new Error(`‘${key}’ cannot be set so: it is worked out during the run.`);
  if (name === key) return Array.from({ length: slot.size }, (_, i) => slot.offset + i);

  const written = key.slice(name.length + 1, key.lastIndexOf("]")).split(",");
  const places = placesOf(written, slot.dimensions);
  if (!places) throw new Error(`‘${key}’ names no element of ‘${slot.variable}’.`);
  const index = places.reduce((before, place, i) => before * slot.dimensions[i]!.elements.length + place, 0);
  return [slot.offset + index];
}

/** Where the elements stand that are named between commas; one of them may have commas of its own. */
function placesOf(
  written: readonly string[],
  [first, ...rest]: Slot["dimensions"],
): readonly number[] | undefined {
  if (!first) return written.length === 0 ? [] : undefined;
  for (let count = 1; count <= written.length - rest.length; count++) {
    const label = foldName(written.slice(0, count).join(",").trim());
    const place = first.elements.findIndex((element) => foldName(element) === label);
    const others = place === -1 ? undefined : placesOf(written.slice(count), rest);
    if (others) return [place, ...others];
  }
  return undefined;
}

/** The name before the brackets of a key; a name from another tool may have brackets of its own. */
export function nameIn(slots: ReadonlyMap<string, unknown>, key: string): string {
  if (slots.has(key) || !key.endsWith("]")) return key;
  for (let at = key.lastIndexOf("["); at > 0; at = key.lastIndexOf("[", at - 1)) {
    if (slots.has(key.slice(0, at))) return key.slice(0, at);
  }
  const bracket = key.indexOf("[");
  return bracket < 0 ? key : key.slice(0, bracket);
}
