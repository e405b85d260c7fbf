import type { Program, RunFault } from "./program.ts";

/** The first number of these rows that is none or not finite, where that is a fault; undefined if there is none. */
export function findFault(rows: Float64Array, program: Program): { row: number; offset: number } | undefined {
  const missing = missingOffsets(program);
  const index = rows.findIndex((value, i) => !Number.isFinite(value) && !missing.has(i % program.width));
  if (index < 0) return undefined;
  return { row: Math.floor(index / program.width), offset: index % program.width };
}

/** Says in the words of the model where a fault is. */
export function describeFault(program: Program, offset: number, time: number, value: number): RunFault {
  for (const slot of program.slots.values()) {
    const element = offset - slot.offset;
    if (element >= 0 && element < slot.size) return { variable: slot.variable, element, time, value };
  }
  throw new Error(`No variable lies at ${offset}.`);
}

/** What there is of a world: its kept columns in so many rows, and its stocks and memories at the end. */
interface WorldNumbers {
  readonly rows: number;
  kept(column: number, row: number): number;
  state(offset: number): number;
}

/** Says whether a number of a world is none or not finite where that is a fault. */
export function createFaultFinder(
  program: Program,
  kept: readonly number[],
): (world: WorldNumbers) => boolean {
  const missing = missingOffsets(program);
  const columns = [...kept.entries()].filter(([, offset]) => !missing.has(offset)).map(([column]) => column);
  const states = [...program.slots.values()]
    .filter(({ role }) => role === "stock" || role === "memory")
    .flatMap(({ offset, size }) => Array.from({ length: size }, (_, i) => offset + i))
    .filter((offset) => !missing.has(offset));
  return (world) => {
    if (states.some((offset) => !Number.isFinite(world.state(offset)))) return true;
    for (let row = 0; row < world.rows; row++)
      if (columns.some((column) => !Number.isFinite(world.kept(column, row)))) return true;
    return false;
  };
}

/** Gives every NaN the one form that the results of all engines have. */
export function makeNaNsAlike(rows: Float64Array): void {
  const bits = new BigUint64Array(rows.buffer, rows.byteOffset, rows.length);
  for (let i = 0; i < rows.length; i++) if (Number.isNaN(rows[i])) bits[i] = 0x7ff8_0000_0000_0000n;
}

/**
 * Where NaN or infinity is no fault of its own: a value that a raw series does not have, a number that is declared as
 * none, and what people do not see, such as the capacity of what has no limit; a lost number there is seen behind it.
 */
function missingOffsets(program: Program): ReadonlySet<number> {
  const offsets = new Set<number>();
  for (const { role, offset, size, hidden } of program.slots.values())
    if (role === "input" || hidden) for (let i = 0; i < size; i++) offsets.add(offset + i);
  for (const [name, series] of program.tableSlots) {
    const slot = program.slots.get(name);
    if (!slot || series.role !== "series") continue;
    for (let i = 0; i < slot.size; i++) {
      const table = program.tables[series.offset + i]!;
      if (table.outside === "exact" || table.pairs.length === 0) offsets.add(slot.offset + i);
    }
  }
  return offsets;
}
