import type { Hold, Inputs, Program, Results } from "./program.ts";

/** A run to be made, in the words of the model: a scenario, changes on top of it, and what is held. */
export interface Question {
  /** A scenario, or a member of a family as `singles.lev_growth`; undefined is the base run. */
  readonly scenario?: string;
  /** Changes on top of the scenario's. */
  readonly inputs?: Inputs;
  /** By folded name of the variable. */
  readonly holds?: ReadonlyMap<string, Hold>;
  readonly rows: "saved" | "every step";
}

/** A model that can be run: answers questions, and compiles each distinct set of held variables and method once. */
export interface Simulator {
  /** The program of the base run with nothing held. */
  readonly program: Program;
  /** The scenarios that can be asked for; a family is given by its members. */
  readonly scenarios: readonly string[];
  /** The members of a family, in order; empty for a name that is none. */
  membersOf(family: string): readonly string[];
  run(question: Question): Results;
}
