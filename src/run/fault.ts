import type { Program, RunFault } from "./program.ts";

/** The first number of these rows that is none or not finite, where that is a fault; undefined if there is none. */
export function findFault(rows: Float64Array, program: Program): { row: number; offset: number } | undefined {
  if (allFinite(rows)) return undefined;
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

/** Gives every NaN the one form that the results of all engines have. */
export function makeNaNsAlike(rows: Float64Array): void {
  if (allFinite(rows)) return;
  const bits = new BigUint64Array(rows.buffer, rows.byteOffset, rows.length);
  for (let i = 0; i < rows.length; i++) if (Number.isNaN(rows[i])) bits[i] = 0x7ff8_0000_0000_0000n;
}

/** A finite number less itself is nought, any other NaN; four sums, because one would wait for each addition. */
function allFinite(rows: Float64Array): boolean {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const { length } = rows;
  let i = 0;
  for (; i + 3 < length; i += 4) {
    a += rows[i]! - rows[i]!;
    b += rows[i + 1]! - rows[i + 1]!;
    c += rows[i + 2]! - rows[i + 2]!;
    d += rows[i + 3]! - rows[i + 3]!;
  }
  for (; i < length; i++) a += rows[i]! - rows[i]!;
  return a + b + c + d === 0;
}

/** Where NaN means a value that a raw series does not have, which is no fault of its own. */
function missingOffsets(program: Program): ReadonlySet<number> {
  const offsets = new Set<number>();
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
