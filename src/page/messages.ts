import type { Replayed } from "../study/replay.ts";

/** What a page says to the workers that run its system, and what they answer: plain data. */
export type PageQuestion =
  /** The first one: the system as text, and the plausible worlds that this worker runs. */
  | { readonly kind: "open"; readonly system: string; readonly worlds: readonly number[] }
  | { readonly kind: "one"; readonly turn: number; readonly numbers: ReadonlyMap<string, number> }
  | { readonly kind: "worlds"; readonly turn: number; readonly numbers: ReadonlyMap<string, number> };

export type PageAnswer =
  | { readonly kind: "one"; readonly turn: number; readonly columns: readonly Float64Array[] }
  | { readonly kind: "worlds"; readonly turn: number; readonly replayed: Replayed };
