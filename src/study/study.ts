import type { Inputs } from "../run/program.ts";
import type { Prepared, Simulator } from "../run/simulator.ts";
import type { Design } from "../sample/design.ts";
import type { BringDirections } from "../sample/directions.ts";
import type { SampledInput } from "../sample/inputs.ts";
import type { Condition } from "./condition.ts";
import type { EnsembleOptions, Outcome } from "./ensemble.ts";
import type { Resampling } from "./interval.ts";
import type { Bounds } from "./placed.ts";
import type { Report } from "./report.ts";
import type { Want } from "./robustness.ts";
import type { Sample } from "./sample.ts";

/** A question that many runs answer. */
export interface Study {
  readonly name: string;
  /** One line, of what it says. */
  readonly summary: string;
  /** Which worlds it runs. */
  readonly worlds: "the whole ranges" | "as asked" | "plausible";
  /** The fewest runs without `--runs`; plans have their own number. */
  readonly runs?: number;
  /** The options that it listens to, besides those of every study. */
  readonly options: readonly StudyOption[];
  /** What it runs, and what it makes of that. Throws `UnfitEnsemble` where it cannot be had, and says what can. */
  plan(asked: Asked): Plan;
}

export type StudyOption =
  | "outcome"
  | "scenario"
  | "base"
  | "by"
  | "inputs"
  | "second"
  | "over-time"
  | "runs"
  | "sampler"
  | "table"
  | "history"
  | "where"
  | "claim"
  | "policies"
  | "want"
  | "enough"
  | "horizons";

export interface Plan {
  /** The ensembles that it needs; worker threads find them by their place. */
  readonly legs: readonly Leg[];
  report(run: RunLegs): Promise<Report>;
}

/** An ensemble to be run; where its worlds are judged, that stands before their outcomes. */
export interface Leg extends Omit<EnsembleOptions, "fans" | "time"> {
  readonly judging?: Judging;
}

/** What makes worlds interesting besides a number: how a claim is judged in them. */
export interface Judging {
  /** `C25 does not hold`. */
  readonly words: string;
  /** The claim or check itself, for a title. */
  readonly title: string;
  /** Of each world 1 where it is so, 0 where it is not, NaN where that cannot be told. */
  readonly judge: (worlds: readonly number[]) => readonly number[];
}

/** Runs the worlds of some legs: all of their designs, or those of some numbers. */
export type RunLegs = (legs: readonly number[], worlds?: readonly number[]) => Promise<readonly Sample[]>;

/** What is asked of a system. */
export interface Asked {
  readonly simulator: Simulator;
  /** The runs that the user asks for: a scenario, settings. */
  readonly prepared: Prepared;
  /** Settings and data alone, without the scenario. */
  readonly given: Inputs;
  readonly inputs: readonly StudiedInput[];
  readonly outcomes: readonly Outcome[];
  /** What was observed; all bands of the system. */
  readonly bands: readonly Bounds[];
  /** The worlds of given-data methods. */
  readonly design: Design;
  /** Whether worlds outside of the bands are left out. */
  readonly history: boolean;
  /** Scenarios that set levers and nothing else. */
  readonly policies: readonly Policy[];
  readonly seed: number;
  /** How many rows or trajectories a plan has, unless it has its usual number. */
  readonly base?: number;
  readonly bySector: boolean;
  /** The inputs, by key, that are looked at by themselves; all of them unless told. */
  readonly chosen?: ReadonlySet<string>;
  /** Whether pairs are looked at too. */
  readonly second: boolean;
  readonly overTime: boolean;
  /** The outcome that it reads stands first among the outcomes. */
  readonly where?: Condition;
  /** Instead of that, how a claim is judged. */
  readonly judging?: Judging;
  readonly want: Want;
  readonly enough?: number;
  /** So long after a policy begins. */
  readonly horizons: readonly number[];
  readonly resampling: Resampling;
  /** For plans of Sobol's points in many dimensions. */
  readonly bringDirections?: BringDirections;
}

export interface StudiedInput extends SampledInput {
  /** The sector that it is declared in. */
  readonly sector?: string;
}

/** A scenario to be compared with the run without it. */
export interface Policy {
  readonly scenario: string;
  readonly title?: string;
}

/** `deportations @ 2031`. */
export function nameOutcome({ label, time }: Pick<Outcome, "label" | "time">): string {
  return `${label} @ ${Math.round(time * 1e6) / 1e6}`;
}

/** `radicalised people, wherever they are (radicalised), person, at 2035`. */
export function describeOutcome({ label, title, unit, time }: Outcome): string {
  const of = unit === undefined || unit === "1" ? "" : `, ${unit}`;
  return `${title === undefined ? label : `${title} (${label})`}${of}, at ${Math.round(time * 1e6) / 1e6}`;
}
