import type {
  NumberProcedure,
  PointsOf,
  RandomProcedure,
  TableProcedure,
  VectorProcedure,
} from "./machine.ts";
import { type Draws, uniform } from "./philox.ts";
import { createPlainMachine } from "./plain.ts";

/** Carries a procedure out on plain numbers. */
export function carryOutNumber(procedure: NumberProcedure, args: readonly number[]): number {
  return procedure(createPlainMachine(), args);
}

export function carryOutTable(
  procedure: TableProcedure,
  pairs: readonly (readonly [number, number])[],
  args: readonly number[],
): number {
  const points: PointsOf<number, number> = {
    count: pairs.length,
    x: (point) => pairs[point]?.[0] ?? Number.NaN,
    y: (point) => pairs[point]?.[1] ?? Number.NaN,
  };
  return procedure(createPlainMachine(), points, args);
}

export function carryOutRandom(
  procedure: RandomProcedure,
  args: readonly number[],
  draws: Draws<number>,
): number {
  const m = createPlainMachine();
  return procedure(m, args, (draw) => uniform(m, draws, draw));
}

/** An argument of a procedure over whole rows: a number, or numbers with so many to a line and a place among them. */
export type PlainArgument =
  | number
  | { readonly numbers: readonly number[]; readonly columns: number; readonly place: number };

/** The so many results of a procedure over whole rows. */
export function carryOutVector(
  procedure: VectorProcedure,
  args: readonly PlainArgument[],
  results: number,
  scratchNumbers: number,
): readonly number[] {
  const m = createPlainMachine();
  const given = args.map((arg) => {
    if (typeof arg === "number") return { value: arg, address: 0, length: 0, columns: 0 };
    const { numbers, columns, place } = arg;
    const address = m.reserve(numbers.length);
    for (const [i, number] of numbers.entries()) m.store(address, number, 8 * i);
    return { value: place, address, length: numbers.length, columns };
  });
  const [result, scratch] = [m.reserve(results), m.reserve(scratchNumbers)];
  procedure(m, given, result, scratch);
  return Array.from({ length: results }, (_, i) => m.load(result, 8 * i));
}
