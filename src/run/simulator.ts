import type { Hold, Inputs, Program, Results, Run, TimeAxis } from "./program.ts";
import type { WorldMachine } from "./worlds.ts";

/** A run to be made, in the words of the model: a scenario, changes on top of it, and what is held. */
export interface Question {
  /** A scenario, or a member of a family as `singles.lev_growth`; undefined is the base run. */
  readonly scenario?: string;
  /** Changes on top of the scenario's. */
  readonly inputs?: Inputs;
  /** By folded name of the variable. */
  readonly holds?: ReadonlyMap<string, Hold>;
  readonly rows: "saved" | "every step";
  /** The variables whose numbers are kept, as in a run; all unless told. */
  readonly save?: Run["save"];
  /** What random numbers are drawn with, as in a run. */
  readonly draws?: Draws;
}

/** Of random numbers: 32 bits each, 0 unless told. */
export type Draws = Pick<Run, "seed" | "world">;

/** A model that can be run: answers questions, and compiles each distinct set of held variables and method once. */
export interface Simulator {
  /** The program of the base run with nothing held. */
  readonly program: Program;
  /** The scenarios that can be asked for; a family is given by its members. */
  readonly scenarios: readonly string[];
  /** The members of a family, in order; empty for a name that is none. */
  membersOf(family: string): readonly string[];
  run(question: Question): Results;
  /** The same runs, to be made in many worlds. */
  prepare(question: Pick<Question, "scenario" | "inputs" | "holds">): Prepared;
  /**
   * So many steps, from the first, give the same bits in both runs, in each of a number of worlds: a run can go on from the
   * snapshot of the other behind them. 0 where that is not sure. `sampled` are the inputs, by offset, that differ between
   * the worlds; without them it is a run of the declared numbers.
   */
  commonSteps(one: Prepared, other: Prepared, sampled?: ReadonlyMap<number, InputSign>): number;
}

/** What is known of the sign bit of a number that differs between worlds. */
export interface InputSign {
  /** It is not -0. */
  readonly isNoMinusNought: boolean;
  /** Its sign bit is clear: more than nought, or +0. */
  readonly isPlus: boolean;
}

/** A question as the runs of its worlds have it in common. */
export interface Prepared {
  readonly program: Program;
  readonly time: TimeAxis;
  readonly inputs: Inputs;
  readonly holds: ReadonlyMap<string, Hold>;
  /** Makes the run of the declared numbers, or a stretch of it. */
  run(part: Omit<Run, "program" | "time" | "inputs" | "holds">): Results;
  /**
   * A machine for worlds of which these numbers are kept and these inputs sampled: offsets in the program's row, ascending
   * for what is kept. It has lanes where the system can be run in them.
   */
  worldMachine(kept: readonly number[], sampled: readonly number[]): WorldMachine;
}

/** The same simulator, which draws its random numbers with another seed, or in another world. */
export function withDraws(simulator: Simulator, draws: Draws): Simulator {
  return { ...simulator, run: (question) => simulator.run({ draws, ...question }) };
}
