import type { Course } from "../argument/course.ts";
import type { Quantity } from "../argument/quantity.ts";
import type { Program, TimeAxis } from "../run/program.ts";
import type { WorldsResults } from "../run/worlds.ts";
import { type Stage, stepAt } from "./stages.ts";

/** A quantity at a time. */
export interface Reading {
  /** As people write it, without its time. */
  readonly label: string;
  readonly quantity: Quantity;
  readonly time: number;
}

/** A reading with the place of its time in the run, in steps. */
export interface Positioned extends Reading {
  readonly position: number;
}

/** An ensemble that cannot be made, in words for the one who asked for it. */
export class UnfitEnsemble extends Error {
  override readonly name = "UnfitEnsemble";
}

/** Throws `UnfitEnsemble` where a time lies outside of the run. */
export function positioned<Of extends Reading>(reading: Of, time: TimeAxis): Of & Positioned {
  const position = stepAt(time, reading.time);
  if (position === undefined)
    throw new UnfitEnsemble(
      `‘${reading.label} @ ${reading.time}’ lies outside of the run, which goes from ${time.start} to ${time.stop}.`,
    );
  return { ...reading, position };
}

/** Which numbers of a row are kept, and the first column of each variable among them. */
export interface Columns {
  readonly kept: readonly number[];
  readonly firstOf: ReadonlyMap<string, number>;
}

/** The columns that readings need. Throws `UnfitEnsemble` where a variable has no number. */
export function columnsFor(
  readings: readonly { readonly quantity: Quantity | Course }[],
  { slots }: Program,
): Columns {
  const names = readings.flatMap(({ quantity }) =>
    quantity.kind === "element" ? [quantity.variable] : quantity.variables,
  );
  const found = [...new Set(names)].map((name) => {
    const slot = slots.get(name);
    if (!slot) throw new UnfitEnsemble(`‘${name}’ has no number in a run.`);
    return { name, slot };
  });
  const kept: number[] = [];
  const firstOf = new Map<string, number>();
  for (const { name, slot } of found.sort((a, b) => a.slot.offset - b.slot.offset)) {
    firstOf.set(name, kept.length);
    for (let i = 0; i < slot.size; i++) kept.push(slot.offset + i);
  }
  return { kept, firstOf };
}

/** The number of a reading in one world. */
export type Read = (reading: Positioned) => number;

/** Where the numbers of a world lie. */
export interface Kept {
  readonly results: WorldsResults;
  readonly columns: Columns;
  readonly stage: Stage;
  readonly time: TimeAxis;
  /** Of so many worlds that ran side by side, this one. */
  readonly lane: number;
  readonly lanes: number;
}

/** Reads what a stage has kept: on a step, or in proportion between two. */
export function readerOf({ results, columns, stage, time, lane, lanes }: Kept): Read {
  const { kept } = results;
  const { from, every } = stage;
  const width = columns.kept.length;
  const first = Math.ceil(from / every);
  const numberAt = (position: number, column: number): number => {
    const step = Math.floor(position);
    const at = ((step / every - first) * width + column) * lanes + lane;
    const value = kept[at]!;
    // Between two steps, both are kept.
    return step === position ? value : value + (position - step) * (kept[at + width * lanes]! - value);
  };
  return ({ quantity, position, time: at }) => {
    if (quantity.kind === "element")
      return numberAt(position, columns.firstOf.get(quantity.variable)! + quantity.element);
    return quantity.value(
      (variable, element) => numberAt(position, columns.firstOf.get(variable)! + element),
      { ...time, time: at },
    );
  };
}
