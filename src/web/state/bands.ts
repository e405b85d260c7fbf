import { type ReadonlySignal, signal } from "@preact/signals";
import type { TimeAxis } from "../../run/program.ts";
import { type Quantiles, quantileNames } from "../../study/quantiles.ts";
import {
  columnsIn,
  joinBands,
  pickRows,
  type WorldBand,
  type WorldEffect,
  type WorldPart,
} from "../../study/worldbands.ts";
import { Overtaken } from "../engine/client.ts";
import type { ReplayAnswer, ReplayedPart, Spread } from "../engine/messages.ts";
import type { How, Pool } from "../engine/pool.ts";
import { noSettings, type Settings, settingsKey } from "../engine/settings.ts";

/** Quantities over plausible worlds. */
export interface Bands {
  /** With what they were run. */
  readonly settings: Settings;
  readonly times: Float64Array;
  /** How many worlds there are. */
  readonly worlds: number;
  readonly bands: ReadonlyMap<string, WorldBand>;
  /** What each quantity shown beside levers does at the horizons, in the order of `Analysis.beside`. */
  readonly effects: readonly (readonly WorldEffect[])[];
  /** The times of the effects. */
  readonly horizons: readonly number[];
  /** From when on it differs from the base run. */
  readonly begins: number;
  readonly milliseconds: number;
  /** The settings change the past, which was judged anew: of so many worlds these are plausible still. */
  readonly judgedOf?: number;
}

/** The bands that charts show, which follow the levers. */
export interface BandsState {
  /** The worlds of the base run, and as the levers are. */
  readonly base: ReadonlySignal<Bands | undefined>;
  readonly current: ReadonlySignal<Bands | undefined>;
  /** Whether bands are on the way. */
  readonly isRunning: ReadonlySignal<boolean>;
  /** Runs worlds; the newest question counts. Rejected where they cannot be run. */
  draw(question: BandsQuestion): Promise<void>;
  /** The worlds are others: what was drawn of them is not true any more. */
  clear(): void;
}

export interface BandsQuestion {
  readonly worlds: readonly number[];
  readonly time: TimeAxis;
  readonly settings: Settings;
  readonly variables: readonly string[];
}

export interface BandsOptions {
  readonly pool: Pool;
  readonly now: () => number;
}

/** Worlds that are kept ready together by one worker. */
const worldsInGroup = 125;

export function createBands({ pool, now }: BandsOptions): BandsState {
  const base = signal<Bands | undefined>(undefined);
  const current = signal<Bands | undefined>(undefined);
  const isRunning = signal(false);
  let asked = 0;

  /** Each worker runs its own groups, always the same ones: it knows what they have come to. */
  async function replay(
    { worlds, variables }: BandsQuestion,
    settings: Settings,
    how: How,
  ): Promise<ReplayAnswer> {
    const shares: Int32Array[][] = Array.from({ length: pool.size }, () => []);
    for (const [i, group] of groupsOf(worlds).entries()) shares[i % pool.size]!.push(group);
    const answers = await Promise.all(
      shares.flatMap((groups, worker) =>
        groups.length === 0 ? [] : [pool.ask(worker, "replay", { settings, groups, variables }, how)],
      ),
    );
    return { ...answers[0]!, parts: answers.flatMap(({ parts }) => parts) };
  }

  /** The spread of all worlds, of which each worker works out a stretch of time. */
  async function spreadOf(parts: readonly ReplayedPart[], how: How): Promise<Spread> {
    const courses = parts.map((part) => part.courses);
    const [{ replayed }] = courses as [WorldPart];
    const { first, every, rows } = replayed;
    const stretch = Math.max(1, Math.ceil(rows / pool.size));
    const compared = comparedIn(parts);
    const spreads = await Promise.all(
      Array.from({ length: Math.max(1, Math.ceil(rows / stretch)) }, (_, worker) => {
        const from = worker * stretch;
        const own = Array.from(
          { length: Math.min(stretch, rows - from) },
          (_, row) => first / every + from + row,
        );
        const columns = [0, columnsIn(courses[0]!)] as const;
        return pool.ask(
          worker,
          "spread",
          {
            parts: courses.map((part) => pickRows(part, columns, own)),
            ...(worker === 0 && compared && { compared }),
          },
          how,
        );
      }),
    );
    return { bands: joinBands(spreads.map(({ bands }) => bands)), effects: spreads[0]!.effects };
  }

  async function drawNow(question: BandsQuestion, how: How): Promise<void> {
    const began = now();
    const { worlds, time, settings, variables } = question;
    const known = base.peek();
    if (known?.worlds !== worlds.length || !variables.every((key) => known.bands.has(key))) {
      const { parts } = await replay(question, noSettings, how);
      const spread = await spreadOf(parts, how);
      if (!how.isWanted()) return;
      base.value = {
        settings: noSettings,
        times: timesOf(time, parts),
        worlds: worlds.length,
        bands: named(variables, spread),
        effects: [],
        horizons: [],
        begins: time.start,
        milliseconds: now() - began,
      };
    }
    const before = base.peek()!;
    if (settingsKey(settings) === settingsKey(noSettings)) {
      current.value = before;
      return;
    }
    const answer = await replay(question, settings, how);
    const { parts, isPastOther } = answer;
    const left = parts.filter(({ courses }) => courses.worlds > 0);
    const spread = left.length > 0 ? await spreadOf(left, how) : { bands: [], effects: [] };
    if (!how.isWanted()) return;
    const { first, every } = parts[0]!.courses.replayed;
    const times = timesOf(answer.time, parts);
    const bands = named(variables, spread);
    current.value = {
      settings,
      times,
      worlds: left.reduce((count, { courses }) => count + courses.worlds, 0),
      bands: first > 0 ? withPast(bands, before.bands, first / every) : bands,
      effects: spread.effects,
      horizons: (left[0]?.beside?.rows ?? []).map((row) => times[row]!),
      begins: answer.begins,
      milliseconds: now() - began,
      ...(isPastOther && { judgedOf: worlds.length }),
    };
  }

  return {
    base,
    current,
    isRunning,
    async draw(question) {
      const own = ++asked;
      isRunning.value = true;
      try {
        await drawNow(question, { isUrgent: true, isWanted: () => own === asked });
      } catch (failure) {
        if (!(failure instanceof Overtaken)) throw failure;
      } finally {
        if (own === asked) isRunning.value = false;
      }
    },
    clear() {
      asked++;
      isRunning.value = false;
      base.value = undefined;
      current.value = undefined;
    },
  };
}

function groupsOf(worlds: readonly number[]): readonly Int32Array[] {
  const groups: Int32Array[] = [];
  for (let from = 0; from < worlds.length; from += worldsInGroup)
    groups.push(Int32Array.from(worlds.slice(from, from + worldsInGroup)));
  return groups;
}

/** The times of all rows of a run, of which the parts may have the last ones only. */
function timesOf({ start, step }: TimeAxis, [part]: readonly ReplayedPart[]): Float64Array {
  const { first, every, rows } = part!.courses.replayed;
  return Float64Array.from({ length: first / every + rows }, (_, row) => start + row * every * step);
}

function comparedIn(parts: readonly ReplayedPart[]) {
  const pairs = parts.flatMap(({ beside }) => beside ?? []);
  if (pairs.length === 0) return undefined;
  return { without: pairs.map(({ without }) => without), changed: pairs.map(({ changed }) => changed) };
}

function named(variables: readonly string[], { bands }: Spread): ReadonlyMap<string, WorldBand> {
  return new Map(variables.flatMap((key, i) => (bands[i] ? [[key, bands[i]] as const] : [])));
}

/** Bands whose first rows are those of the base run. */
function withPast(
  bands: ReadonlyMap<string, WorldBand>,
  base: ReadonlyMap<string, WorldBand>,
  past: number,
): ReadonlyMap<string, WorldBand> {
  return new Map(
    [...bands].map(([key, { quantiles, end }]) => {
      const joined = quantileNames.map((name) => {
        const before = base.get(key)!.quantiles[name];
        return [name, Float64Array.of(...before.subarray(0, past), ...quantiles[name])] as const;
      });
      return [key, { quantiles: Object.fromEntries(joined) as Quantiles<Float64Array>, end }] as const;
    }),
  );
}
