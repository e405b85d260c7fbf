import type { DiscreteStock } from "../model/variable.ts";

/** What may be asked of a discrete stock: by which name here and in Stella, how many arguments, and of which kinds. */
export interface Question {
  readonly name: string;
  readonly stella: string;
  readonly argumentCount: number;
  readonly kinds: readonly DiscreteStock["kind"][];
}

const batches = ["conveyor", "queue"] as const;
const machines = ["conveyor", "oven"] as const;

/** What may be asked of the ages of what flows out of a discrete stock, and what of that Stella has under which name. */
export const flowQuestions = ["stamped_flow", "cycle_time", "cycle_min", "cycle_max", "cycle_sd"] as const;
export const flowQuestionsOfStella: ReadonlyMap<string, (typeof flowQuestions)[number]> = new Map([
  ["CTFLOW", "stamped_flow"],
  ["CYCLETIME", "cycle_time"],
]);

export const questions: readonly Question[] = [
  { name: "content_size", stella: "SIZE", argumentCount: 1, kinds: batches },
  { name: "content_item", stella: "QELEM", argumentCount: 2, kinds: batches },
  { name: "content_min", stella: "MIN", argumentCount: 1, kinds: batches },
  { name: "content_max", stella: "MAX", argumentCount: 1, kinds: batches },
  { name: "content_mean", stella: "MEAN", argumentCount: 1, kinds: batches },
  { name: "content_sd", stella: "STDDEV", argumentCount: 1, kinds: batches },
  { name: "content_aged", stella: "AGECOUNT", argumentCount: 3, kinds: ["conveyor"] },
  { name: "oven_state", stella: "OSTATE", argumentCount: 1, kinds: ["oven"] },
  { name: "capacity_of", stella: "CAP", argumentCount: 1, kinds: machines },
  { name: "transit_of", stella: "PROCTIME", argumentCount: 1, kinds: machines },
];
