import { stepsOf, type TimeAxis } from "../../run/program.ts";
import type { InputSign, Prepared, Simulator } from "../../run/simulator.ts";
import type { Design } from "../../sample/design.ts";
import { besideLevers } from "../../study/conduct.ts";
import { type Ensemble, fates } from "../../study/ensemble.ts";
import { createReplay, type Replay, type Replayed } from "../../study/replay.ts";
import { workOut } from "../../study/workout.ts";
import { keepWorlds, pickRows, type WorldPart } from "../../study/worldbands.ts";
import { keepLatest } from "./latest.ts";
import type { ReplayAnswer, ReplayedPart, ReplayQuestion } from "./messages.ts";
import { offsetsFor } from "./runs.ts";
import { noSettings, type Settings, settingsKey } from "./settings.ts";

/** Runs plausible worlds of one system again and again, as levers are moved. */
export interface Replays {
  answer(question: ReplayQuestion): ReplayAnswer;
}

export interface ReplaysOptions {
  readonly simulator: Simulator;
  readonly design: Design;
  readonly signs: ReadonlyMap<number, InputSign>;
  readonly seed: number;
  readonly prepare: (settings: Settings) => Prepared;
  /** What judges the past. */
  readonly ensembleFor: (settings: Settings) => Ensemble;
}

/** What a change does is told so many units of time after it begins, and at the end. */
const horizonsAfter = [1, 5, 9];
/** So many groups of worlds are kept ready: a thousand worlds, and what is left from before. */
const mostGroups = 48;

/** The worlds of a group, ready to be run again, with what they come to in the base run. */
interface Group {
  readonly replay: Replay;
  readonly base: WorldPart;
}

export function createReplays(options: ReplaysOptions): Replays {
  const { simulator, design, signs, seed, prepare, ensembleFor } = options;
  const base = prepare(noSettings);
  const { slots } = base.program;
  const beside = besideLevers(base.program);
  const besideOffsets = beside.flatMap(({ quantity }) => {
    const names = quantity.kind === "expression" ? quantity.variables : [quantity.variable];
    return names.map((name) => slots.get(name)!.offset);
  });
  const groups = new Map<string, Group>();

  function groupOf(worlds: Int32Array, kept: readonly number[]): Group {
    const key = [worlds.length, worlds[0], worlds.at(-1), ...kept].join(" ");
    let group = groups.get(key);
    if (!group) {
      const replay = createReplay({ base, design, worlds: [...worlds], kept, seed });
      group = { replay, base: { worlds: worlds.length, replayed: replay.run(base, 0) } };
    }
    keepLatest(groups, key, group, mostGroups);
    return group;
  }

  /** Whether the past of all worlds is the same under other settings as far as it was judged. */
  function isPastSame(steps: number): boolean {
    const { bands, time } = ensembleFor(noSettings);
    const last = Math.max(-1, ...bands.map((band) => (band.time - time.start) / time.step));
    return steps === stepsOf(time) || steps > last;
  }

  /** What is shown beside levers, of a part with all columns that are kept. */
  function besideOf({ worlds, replayed }: WorldPart, kept: readonly number[]): WorldPart {
    const size = replayed.rows * worlds;
    const values = new Float64Array(beside.length * size);
    for (const [i, { quantity }] of beside.entries()) {
      const worked = workOut(quantity, size, (name) => {
        const from = kept.indexOf(slots.get(name)!.offset) * size;
        return replayed.values.subarray(from, from + size);
      });
      values.set(worked, i * size);
    }
    return { worlds, replayed: { ...replayed, values } };
  }

  return {
    answer({ settings, groups: asked, variables }) {
      const prepared = prepare(settings);
      const offsets = offsetsFor(variables, slots);
      const kept = [...new Set([...offsets.values(), ...besideOffsets])].sort((one, other) => one - other);
      const columns = variables
        .map((name) => offsets.get(name))
        .map((at) => (at === undefined ? -1 : kept.indexOf(at)));
      const { time } = prepared;
      if (settingsKey(settings) === settingsKey(noSettings)) {
        const parts = asked.map(
          (worlds): ReplayedPart => ({ courses: pickColumns(groupOf(worlds, kept).base, columns) }),
        );
        return { time, begins: time.start, isPastOther: false, parts };
      }
      const common = simulator.commonSteps(base, prepared, signs);
      const isPastOther = !isPastSame(common);
      const steps = isPastOther ? 0 : common;
      const begins = time.start + common * time.step;
      const parts = asked.map((worlds): ReplayedPart => {
        const { replay, base: without } = groupOf(worlds, kept);
        const changed = { worlds: worlds.length, replayed: replay.run(prepared, steps) };
        const isKept = isPastOther ? keptOf(ensembleFor(settings), worlds) : undefined;
        const [own, other] = [changed, without].map((part) => (isKept ? keepWorlds(part, isKept) : part));
        const courses = pickColumns(own!, columns);
        if (!areAlike(time, base.time, own!.replayed, other!.replayed)) return { courses };
        const rows = horizonRows(begins, time, own!.replayed.every);
        const all = [0, kept.length] as const;
        return {
          courses,
          beside: {
            rows,
            without: besideOf(pickRows(other!, all, rows), kept),
            changed: besideOf(pickRows(own!, all, rows, other), kept),
          },
        };
      });
      return { time, begins, isPastOther, parts };
    },
  };
}

/** 1 for each world whose past is plausible. */
function keptOf(ensemble: Ensemble, worlds: Int32Array): Uint8Array {
  return Uint8Array.from(ensemble.runWorlds([...worlds]).fates, (fate) => (fate === fates.kept ? 1 : 0));
}

/** Some columns of a part; NaN for one that is not there. */
function pickColumns({ worlds, replayed }: WorldPart, columns: readonly number[]): WorldPart {
  const size = replayed.rows * worlds;
  const values = new Float64Array(columns.length * size).fill(Number.NaN);
  for (const [i, column] of columns.entries())
    if (column >= 0) values.set(replayed.values.subarray(column * size, (column + 1) * size), i * size);
  return { worlds, replayed: { ...replayed, values } };
}

/** Whether rows of the same number are of the same time. */
function areAlike(one: TimeAxis, other: TimeAxis, own: Replayed, base: Replayed): boolean {
  return (
    one.start === other.start &&
    one.stop === other.stop &&
    one.step === other.step &&
    own.every === base.every
  );
}

function horizonRows(begins: number, { start, stop, step }: TimeAxis, every: number): readonly number[] {
  const ends = [...horizonsAfter.map((after) => begins + after), stop].filter((at) => at <= stop);
  return [...new Set(ends.map((at) => Math.round((at - start) / (step * every))))];
}
