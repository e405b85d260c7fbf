import { createLaneMachine, type LaneProgram } from "../run/lanes.ts";
import { createMachine } from "../run/machine.ts";
import { type Inputs, noInputs, type Program, type TimeAxis } from "../run/program.ts";
import type { Prepared } from "../run/simulator.ts";
import { createWorldMachine } from "../run/worlds.ts";
import type { SampledInput } from "../sample/inputs.ts";
import type { Sampling } from "../sample/sampling.ts";

/** A system as it is published: all that its runs need, and no compiler. Plain data, for `writePlain`. */
export interface PublishedSystem {
  readonly program: Program;
  /** The form for several worlds, which keeps the columns; without the program, which is the same. */
  readonly lanes?: Omit<LaneProgram, "program">;
  /** The offsets in a row, ascending, of the numbers that courses and bands are about. */
  readonly columns: readonly number[];
  readonly levers: readonly PublishedLever[];
  /** The other numbers that have a range: what the system assumes. */
  readonly assumptions: readonly PublishedAssumption[];
  readonly courses: readonly PublishedCourse[];
  readonly worlds?: PublishedWorlds;
  /** The times at which what is changed is told. */
  readonly horizons: readonly PublishedHorizon[];
}

/** A number that readers may change. */
export interface PublishedLever {
  /** As `Inputs.numbers` calls it. */
  readonly key: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** So many steps give the same bits whatever it is made to be. */
  readonly unseen: number;
}

/** A number that the system assumes; those of plausible worlds are their own, unless a reader sets it for all of them. */
export interface PublishedAssumption extends PublishedLever {
  readonly title: string;
  readonly unit: string;
  readonly sector: string;
  /** What it stands on, in a word: `assumed`, `data`. */
  readonly basis: string;
}

/** A quantity over time: a number of the row, by its place among the columns, or what is shown beside levers, by its label. */
export interface PublishedCourse {
  readonly of:
    | { readonly kind: "column"; readonly column: number }
    | { readonly kind: "beside"; readonly label: string };
  readonly title: string;
  readonly unit?: string;
  readonly bands: readonly { readonly time: number; readonly low: number; readonly high: number }[];
}

export interface PublishedHorizon {
  readonly label: string;
  readonly time: number;
}

/** The plausible worlds: not their numbers, but which rows of which design they are. */
export interface PublishedWorlds {
  readonly inputs: readonly SampledInput[];
  readonly sampling: Sampling;
  /** What random numbers of the model are drawn with. */
  readonly seed: number;
  /** Rows of the design, ascending. */
  readonly kept: readonly number[];
  /** What the past of a plausible world lies within. */
  readonly past: readonly PastBand[];
  /** Bands that cannot be read from columns at saved rows, and are not judged again. */
  readonly unjudged: number;
}

export interface PastBand {
  readonly column: number;
  readonly row: number;
  readonly low: number;
  readonly high: number;
}

/** The times of the rows that a run keeps. */
export function rowTimes({ start, stop, saveEvery }: TimeAxis): readonly number[] {
  const rows = Math.floor((stop - start) / saveEvery + 1e-9) + 1;
  return Array.from({ length: rows }, (_, row) => start + row * saveEvery);
}

/** Makes ready the runs of a published system with some numbers changed. */
export function preparePublished(
  { program, lanes }: Pick<PublishedSystem, "program" | "lanes">,
  numbers: ReadonlyMap<string, number>,
): Prepared {
  const inputs: Inputs = { ...noInputs, numbers };
  const whole = { program, time: program.time, inputs, holds: new Map() };
  const machine = createMachine(program);
  return {
    ...whole,
    run: (part) => machine.run({ ...part, ...whole }),
    worldMachine(kept, sampled) {
      // Whoever wants no columns wants snapshots, which are the same whatever is kept.
      const fits = lanes && isSame(sampled, lanes.sampled) && (kept.length === 0 || isSame(kept, lanes.kept));
      return fits ? createLaneMachine({ ...lanes, program }) : createWorldMachine(program, kept, sampled);
    },
  };
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((offset, i) => offset === other[i]);
}

/** The steps up to which a run with some changes is the one without them; more than any run has where nothing is changed. */
export function unseenSteps(levers: readonly PublishedLever[], numbers: ReadonlyMap<string, number>): number {
  const changed = levers.filter(({ key, value }) => !Object.is(numbers.get(key) ?? value, value));
  return Math.min(...changed.map(({ unseen }) => unseen), Number.MAX_SAFE_INTEGER);
}
