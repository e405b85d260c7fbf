/** Worlds with what they are made of, some of them of interest: what discovery looks for a description of. */
export interface Cases {
  readonly inputs: readonly CaseInput[];
  /** 1 for a world of interest, 0 for another. */
  readonly interest: Uint8Array;
}

/** One input, with its number in each world. */
export interface CaseInput {
  readonly name: string;
  /** Whole numbers may be few, and are restricted between them; so may switches. */
  readonly kind: "real" | "whole";
  readonly values: Float64Array;
}

/** How well a box tells the worlds of interest from the others. */
export interface BoxFigures {
  readonly rows: number;
  readonly cases: number;
  /** Of the worlds of interest, those inside. */
  readonly coverage: number;
  /** Of those inside, the worlds of interest. */
  readonly density: number;
  /** Of all worlds, those inside. */
  readonly mass: number;
}
