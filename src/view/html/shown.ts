import type { Verdicts } from "../../argument/verdict.ts";
import type { Model } from "../../model/system.ts";
import type { Basis, Range, Variable } from "../../model/variable.ts";
import type { Comparison } from "../../study/comparison.ts";
import type { Outcome } from "../../study/ensemble.ts";
import type { ArgumentTally } from "../../study/shares.ts";
import type { Tally } from "../../study/tally.ts";
import type { DescribedItem } from "../../study/uneven.ts";
import type { PlainDiagnostic } from "../diagnostic.ts";
import type { ObservedBand } from "../svg/fan.ts";

/** All that a report shows, worked out. */
export interface ShownReport {
  readonly model: Model;
  readonly variables: readonly ShownVariable[];
  /** Of the run with the declared numbers. */
  readonly verdicts: Verdicts;
  /** What came out in many worlds; or in a sentence why there are none. */
  readonly worlds: ShownWorlds | string;
  readonly courses: readonly ShownCourse[];
  readonly doubts: readonly PlainDiagnostic[];
  readonly making: Making;
}

/** A variable that people are shown, with what is known of it before any run. */
export interface ShownVariable {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly kind: Variable["kind"];
  readonly sector?: string;
  /** As people write it; empty where none is known. */
  readonly unit: string;
  /** The declared numbers of a constant, lever or switch. */
  readonly numbers: readonly number[];
  readonly range?: Range;
  readonly basis?: Basis;
}

export interface ShownWorlds {
  readonly seed: number;
  /** The worlds that were tried, which stayed, and their fans. */
  readonly candidates: Tally;
  /** The argument in those that stayed; undefined where the system has none. */
  readonly argument?: ArgumentTally;
  readonly described: readonly DescribedItem[];
  readonly policies?: Comparison;
  readonly scenarios?: Comparison;
  /** Why there is no comparison where there are scenarios. */
  readonly notCompared: readonly string[];
}

/** A quantity over time. Its fan is that of the same place in the ensemble. */
export interface ShownCourse extends Pick<Outcome, "label" | "title" | "unit"> {
  readonly run: { readonly times: Float64Array; readonly values: Float64Array };
  readonly bands: readonly ObservedBand[];
}

/** What a report was made from, and how to make it again. */
export interface Making {
  /** What it is: a report to be read, or a page that runs. */
  readonly what: "report" | "page";
  /** Of Hence. */
  readonly version: string;
  /** SHA-256 of the texts of the model, and of the data that it brings. */
  readonly modelHash: string;
  /** What decides what a run gives: the equations, their numbers, our numerics. */
  readonly programId: string;
  /** What decides which worlds there are. */
  readonly designId?: string;
  /** SHA-256 of the plausible worlds and the verdicts in them, as `hence test --json` tells it. */
  readonly worldsHash?: string;
  /** Commands, each with what it does. */
  readonly commands: readonly { readonly line: string; readonly does: string }[];
}
