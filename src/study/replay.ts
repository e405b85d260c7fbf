import { makeNaNsAlike } from "../run/fault.ts";
import { freeInputs } from "../run/free.ts";
import { type Snapshot, stepsOf, type TimeAxis } from "../run/program.ts";
import type { InputSign, Prepared } from "../run/simulator.ts";
import type { World, WorldMachine, WorldsResults } from "../run/worlds.ts";
import type { Design } from "../sample/design.ts";

/** The numbers of some worlds at the saved rows of a run, or of its end. */
export interface Replayed {
  /** The step of the first row, and how many steps lie between two. */
  readonly first: number;
  readonly every: number;
  readonly rows: number;
  /** Column after column, row after row, world after world. */
  readonly values: Float64Array;
}

/** Worlds that are run again and again, with their own numbers and other settings. */
export interface Replay {
  /** Runs all worlds; where `from` is more than nought, on from what the base run has come to by that step. */
  run(prepared: Prepared, from: number): Replayed;
}

export interface ReplayOptions {
  /** The run that the others go on from. */
  readonly base: Prepared;
  readonly design: Design;
  /** The numbers of the worlds. */
  readonly worlds: readonly number[];
  /** The offsets of the numbers that are wanted, ascending. */
  readonly kept: readonly number[];
  readonly seed?: number;
}

/**
 * Makes some worlds ready. What they have come to by a step is kept, so that a run that is the same up to there
 * (`Simulator.commonSteps`) is not made from its beginning again.
 */
export function createReplay({ base, design, worlds, kept, seed }: ReplayOptions): Replay {
  const keys = design.inputs.map(({ key }) => key);
  const snapshots = new Map<number, readonly Snapshot[]>();
  const drawn = new Map<string, readonly World[]>();

  /** The worlds with the numbers that are free in a run, drawn once for each choice of them. */
  function worldsFor(prepared: Prepared): {
    readonly all: readonly World[];
    readonly offsets: readonly number[];
  } {
    const free = freeInputs(keys, prepared);
    const offsets = free.map(({ offset }) => offset);
    const key = JSON.stringify(free);
    const known = drawn.get(key);
    if (known) return { all: known, offsets };
    const numbers = new Float64Array(keys.length);
    const all = worlds.map((number) => {
      design.world(number, numbers);
      return { number, numbers: Float64Array.from(free, ({ input }) => numbers[input]!) };
    });
    drawn.set(key, all);
    return { all, offsets };
  }

  /** Runs worlds in groups that fit side by side. */
  function inGroups(
    prepared: Prepared,
    machine: WorldMachine,
    all: readonly World[],
    part: { readonly every: number; readonly until?: number; readonly from?: readonly Snapshot[] },
    take: (results: WorldsResults, first: number, count: number) => void,
  ): void {
    for (let first = 0; first < all.length; first += machine.lanes) {
      const group = all.slice(first, first + machine.lanes);
      const { every, until, from } = part;
      const results = machine.run({
        worlds: group,
        inputs: prepared.inputs,
        time: prepared.time,
        every,
        ...(prepared.holds.size > 0 && { holds: group.map(() => prepared.holds) }),
        ...(seed !== undefined && { seed }),
        ...(until !== undefined && { until }),
        ...(from && { from: from.slice(first, first + group.length) }),
      });
      take(results, first, group.length);
    }
  }

  function snapshotsAt(step: number): readonly Snapshot[] {
    const known = snapshots.get(step);
    if (known) return known;
    const made: Snapshot[] = [];
    const { all, offsets } = worldsFor(base);
    const machine = base.worldMachine([], offsets);
    inGroups(base, machine, all, { every: Math.max(1, step), until: step }, (results, _, count) => {
      for (let lane = 0; lane < count; lane++) made.push(results.snapshot(lane));
    });
    snapshots.set(step, made);
    return made;
  }

  return {
    run(prepared, from) {
      const { all, offsets } = worldsFor(prepared);
      const every = stepsBetweenRows(prepared.time);
      const first = Math.ceil(from / every);
      const rows = Math.floor(stepsOf(prepared.time) / every) - first + 1;
      const values = new Float64Array(kept.length * rows * worlds.length);
      const machine = prepared.worldMachine(kept, offsets);
      const part = { every, ...(from > 0 && { from: snapshotsAt(from) }) };
      inGroups(prepared, machine, all, part, (results, world, count) => {
        const width = kept.length;
        for (let row = 0; row < rows; row++)
          for (let column = 0; column < width; column++) {
            const at = (column * rows + row) * worlds.length + world;
            const own = (row * width + column) * count;
            for (let lane = 0; lane < count; lane++) values[at + lane] = results.kept[own + lane]!;
          }
      });
      makeNaNsAlike(values);
      return { first: first * every, every, rows, values };
    },
  };
}

/** How many steps lie between two rows that are saved; every step is shown where that is no whole number. */
function stepsBetweenRows({ saveEvery, step }: TimeAxis): number {
  const apart = saveEvery / step;
  const whole = Math.max(1, Math.round(apart));
  return Math.abs(apart - whole) <= 1e-9 * whole ? whole : 1;
}

/** What is known of the signs of the numbers that differ between worlds. */
export function signsOf({ inputs }: Design): ReadonlyMap<number, InputSign> {
  return new Map(
    inputs.map(({ offset, shape: { low, high } }) => {
      const isPlus = low > 0 || Object.is(low, 0);
      return [offset, { isPlus, isNoMinusNought: isPlus || high < 0 }] as const;
    }),
  );
}
