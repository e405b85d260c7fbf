import { stepsOf } from "../run/program.ts";
import type { Design } from "../sample/design.ts";
import { chooseWorlds } from "../sample/sampling.ts";
import { besideLevers } from "../study/conduct.ts";
import { createReplay, type Replayed } from "../study/replay.ts";
import { workOut } from "../study/workout.ts";
import { type PublishedSystem, preparePublished, unseenSteps } from "./system.ts";

/** Runs a published system, and some of its plausible worlds, again and again. */
export interface PublishedRunner {
  /** The courses of the run with the declared numbers and these, at the saved times. */
  one(numbers: ReadonlyMap<string, number>): readonly Float64Array[];
  /** The courses of the worlds, and behind them the columns of the bands of the past, from where they may differ on. */
  worlds(numbers: ReadonlyMap<string, number>): Replayed;
}

/** `kept` are those worlds, among the plausible ones, that this runner runs. */
export function createPublishedRunner(system: PublishedSystem, kept: readonly number[]): PublishedRunner {
  const { columns, levers, assumptions, worlds, courses } = system;
  const base = preparePublished(system, new Map());
  const seed = worlds?.seed ?? 0;
  const steps = stepsOf(base.time);
  const design = worlds && chooseWorlds(worlds.inputs, worlds.sampling);
  const replayOf = (own: Design) => createReplay({ base, design: own, worlds: kept, kept: columns, seed });
  const replay = design && replayOf(design);
  const beside = new Map(besideLevers(base.program).map(({ label, quantity }) => [label, quantity]));

  /** The courses, each of so many numbers, from the columns. */
  function coursesFrom(size: number, columnAt: (column: number) => Float64Array): Float64Array[] {
    return courses.map(({ of }) => {
      if (of.kind === "column") return columnAt(of.column).slice();
      const quantity = beside.get(of.label);
      if (!quantity) throw new Error(`Nothing called ‘${of.label}’ is shown beside levers.`);
      return workOut(quantity, size, (variable, element) =>
        columnAt(columns.indexOf(base.program.slots.get(variable)!.offset + element)),
      );
    });
  }

  return {
    one(numbers) {
      const save = Int32Array.from(columns);
      const { rows, times } = preparePublished(system, numbers).run({ rows: "saved", save, seed });
      return coursesFrom(times.length, (column) =>
        Float64Array.from(times, (_, row) => rows[row * columns.length + column]!),
      );
    },
    worlds(numbers) {
      if (!replay || !design || !worlds) throw new Error("This system is published without worlds.");
      const from =
        numbers.size === 0 ? 0 : Math.min(unseenSteps([...levers, ...assumptions], numbers), steps);
      const { fixed, others } = partNumbers(design, numbers);
      const set = preparePublished(system, others);
      // What worlds differ in is set in each of them, so that their program stays the one for many.
      const replayed =
        fixed.size === 0 ? replay.run(set, from) : replayOf(withFixed(design, fixed)).run(set, 0);
      const size = replayed.rows * kept.length;
      const columnAt = (column: number) => replayed.values.subarray(column * size, (column + 1) * size);
      const all = [...coursesFrom(size, columnAt), ...worlds.past.map(({ column }) => columnAt(column))];
      const values = new Float64Array(all.length * size);
      for (const [i, course] of all.entries()) values.set(course, i * size);
      return { first: replayed.first, every: replayed.every, rows: replayed.rows, values };
    },
  };
}

/** Numbers that are among those of the worlds, by their places there, and the others. */
function partNumbers({ inputs }: Design, numbers: ReadonlyMap<string, number>) {
  const places = new Map(inputs.map(({ key }, place) => [key, place]));
  const all = [...numbers].map(([key, value]) => ({ key, value, place: places.get(key) }));
  return {
    fixed: new Map(all.flatMap(({ place, value }) => (place === undefined ? [] : [[place, value]]))),
    others: new Map(all.flatMap(({ place, key, value }) => (place === undefined ? [[key, value]] : []))),
  };
}

/** The same worlds but for some numbers, which are alike in all of them. */
function withFixed(design: Design, fixed: ReadonlyMap<number, number>): Design {
  return {
    ...design,
    world(row, into) {
      design.world(row, into);
      for (const [place, value] of fixed) into[place] = value;
    },
  };
}
