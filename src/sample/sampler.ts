/**
 * A plan of points in the unit cube, by number: a point needs no other one, whoever asks for it and in which order.
 */
export interface Sampler {
  readonly name: SamplerName;
  readonly rows: number;
  readonly columns: number;
  /** Writes one number from 0 to 1 for each column, or `asDeclared`. */
  point(row: number, into: Float64Array): void;
}

/** Stands in a point for the declared number, wherever that lies. */
export const asDeclared = Number.NaN;

export const samplerNames = [
  "random",
  "latin",
  "sobol",
  "factorial",
  "one at a time",
  "morris",
  "saltelli",
  "shapley",
  "table",
] as const;
export type SamplerName = (typeof samplerNames)[number];

/** A number of rows that a plan cannot be made of, in words for the one who asked for it. */
export class UnfitRows extends Error {
  override readonly name = "UnfitRows";
}
