import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { quantilesOf } from "../../study/quantiles.ts";
import {
  columnsIn,
  pickRows,
  type WorldBand,
  type WorldEffect,
  type WorldPart,
} from "../../study/worldbands.ts";
import { Overtaken } from "../engine/client.ts";
import type { Spread, WorldPlan } from "../engine/messages.ts";
import type { How, Pool } from "../engine/pool.ts";
import { noSettings, type Settings, settingsKey } from "../engine/settings.ts";
import type { AnalysisState } from "./analysis.ts";
import type { Levers } from "./levers.ts";
import type { RunsState } from "./runs.ts";

/** How far the search for plausible worlds has come. */
export type Search =
  | { readonly kind: "not begun" }
  | { readonly kind: "searching"; readonly candidates: number; readonly kept: number }
  | { readonly kind: "stopped"; readonly candidates: number; readonly kept: number }
  | { readonly kind: "done"; readonly candidates: number; readonly kept: number }
  | { readonly kind: "none"; readonly why: string };

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
  /** Rows of the effects, as times. */
  readonly horizons: readonly number[];
  /** From when on it differs from the base run. */
  readonly begins: number;
  readonly milliseconds: number;
  /** The past was judged under other settings, under which these worlds may not be plausible. */
  readonly isPastOther: boolean;
}

export interface WorldsState {
  readonly search: ReadonlySignal<Search>;
  /** The numbers of the plausible worlds, as soon as the search is over. */
  readonly kept: ReadonlySignal<readonly number[]>;
  /** The worlds of the base run, and as the levers are. */
  readonly base: ReadonlySignal<Bands | undefined>;
  readonly current: ReadonlySignal<Bands | undefined>;
  /** Whether bands are on the way. */
  readonly isRunning: ReadonlySignal<boolean>;
  /** Stops the search, or goes on with it. */
  stop(): void;
  goOn(): void;
}

/** Keeps which worlds are plausible from one visit to the next. */
export interface WorldStore {
  read(id: string): { readonly kept: readonly number[]; readonly candidates: number } | undefined;
  write(id: string, found: { readonly kept: readonly number[]; readonly candidates: number }): void;
}

export interface WorldsOptions {
  readonly analysis: AnalysisState;
  readonly levers: Levers;
  readonly runs: RunsState;
  readonly pool: Pool;
  readonly store: WorldStore;
  readonly now: () => number;
  readonly later: (milliseconds: number, call: () => void) => () => void;
}

/** So many plausible worlds are looked for, among so many candidates at most. */
export const wantedWorlds = 1000;
const mostCandidates = 2 ** 18;
/** Worlds that go to one worker together: it keeps what they have come to. */
const worldsInPart = 125;
/** With fewer worlds there is nothing to show. */
const fewest = 40;
/** Horizons after a change begins, in units of time. */
const horizonsAfter = [1, 5, 9];
/** While worlds are found, bands are drawn again this often, in milliseconds. */
const often = 1500;

type Ready = Extract<WorldPlan, { kind: "ready" }>;

export function createWorlds(options: WorldsOptions): WorldsState {
  const { analysis, levers, runs, pool, store, now, later } = options;
  const search = signal<Search>({ kind: "not begun" });
  const found = signal<readonly number[]>([]);
  const base = signal<Bands | undefined>(undefined);
  const current = signal<Bands | undefined>(undefined);
  const isRunning = signal(false);
  let kept: number[] = [];
  let candidates = 0;
  let whole = new Map<string, WorldPart>();
  /** Everything of an earlier opening, of an earlier search or of earlier settings is not wanted any more. */
  let opening = 0;
  let asked = 0;
  let searching = 0;
  let isStopped = false;
  let plan: Ready | undefined;
  let drawn = 0;
  let stopWaiting = () => {};

  effect(() => {
    if (analysis.goodRevision.value < 0) return;
    stopWaiting();
    stopWaiting = later(opening === 0 ? 0 : 400, () => void openAgain());
  });
  effect(() => {
    void levers.settings.value;
    void runs.shown.value;
    void drawBands();
  });

  async function openAgain(): Promise<void> {
    const own = ++opening;
    searching++;
    const how: How = { isUrgent: true, isWanted: () => own === opening };
    const answer = await pool
      .ask(0, "plan", { filter: noSettings, settings: noSettings }, how)
      .catch((failure: unknown): WorldPlan | undefined =>
        failure instanceof Overtaken ? undefined : { kind: "none", why: wordsOf(failure) },
      );
    if (!answer || own !== opening) return;
    if (answer.kind === "ready" && answer.id === plan?.id) {
      // Only words have changed: the same worlds are plausible, and they give the same.
      plan = answer;
      await searchOn();
      return;
    }
    base.value = undefined;
    current.value = undefined;
    whole = new Map();
    [kept, candidates] = [[], 0];
    found.value = [];
    if (answer.kind === "none") {
      plan = undefined;
      search.value = answer;
      return;
    }
    plan = answer;
    const known = store.read(answer.id);
    if (known) [kept, candidates] = [[...known.kept], known.candidates];
    isStopped = false;
    if (kept.length > 0) void drawBands();
    await searchOn();
  }

  function isEnough(): boolean {
    return kept.length >= wantedWorlds || candidates >= mostCandidates;
  }

  /** Looks for plausible worlds, chunk after chunk, on all workers, and takes them in the order of their numbers. */
  async function searchOn(): Promise<void> {
    const ready = plan;
    if (!ready) return;
    const own = ++searching;
    const isWanted = () => own === searching && !isStopped;
    const tell = () => {
      search.value = {
        kind: isEnough() ? "done" : isStopped ? "stopped" : "searching",
        candidates,
        kept: kept.length,
      };
    };
    if (isEnough()) found.value = kept;
    tell();
    if (isEnough()) return;
    let next = candidates / ready.worldsInChunk;
    const waiting = new Map<number, Int32Array>();
    const one = async (worker: number): Promise<void> => {
      while (isWanted() && !isEnough() && next < ready.chunks) {
        const chunk = next++;
        const found = await pool.ask(
          worker,
          "filter",
          { filter: noSettings, chunk },
          { isUrgent: false, isWanted },
        );
        if (own !== searching) return;
        waiting.set(chunk, found.kept);
        for (;;) {
          const due = candidates / ready.worldsInChunk;
          const worlds = waiting.get(due);
          if (!worlds || isEnough()) break;
          waiting.delete(due);
          candidates += ready.worldsInChunk;
          kept = [...kept, ...worlds].slice(0, wantedWorlds);
        }
        tell();
        if (kept.length >= fewest && !isRunning.peek() && now() - drawn > often) void drawBands();
      }
    };
    try {
      // The last worker tests the argument, and the run that the hand follows needs room.
      const searchers = Math.max(1, pool.size - 1);
      await Promise.all(Array.from({ length: searchers }, (_, worker) => one(worker)));
    } catch (failure) {
      if (!(failure instanceof Overtaken)) {
        search.value = { kind: "none", why: wordsOf(failure) };
        return;
      }
    }
    if (own !== searching) return;
    found.value = kept;
    tell();
    if (isEnough()) store.write(ready.id, { kept, candidates });
    void drawBands();
  }

  /** Runs the worlds that have been found, as the levers are. The newest question counts. */
  async function drawBands(): Promise<void> {
    const own = ++asked;
    const ready = plan;
    if (!ready || kept.length < Math.min(fewest, wantedWorlds) || runs.shown.peek().length === 0) return;
    const isWanted = () => own === asked && ready === plan;
    isRunning.value = true;
    try {
      await drawNow(ready, levers.settings.peek(), runs.shown.peek(), isWanted);
    } catch (failure) {
      if (!(failure instanceof Overtaken)) search.value = { kind: "none", why: wordsOf(failure) };
    } finally {
      drawn = now();
      if (own === asked) isRunning.value = false;
    }
  }

  async function drawNow(
    ready: Ready,
    settings: Settings,
    variables: readonly string[],
    isWanted: () => boolean,
  ): Promise<void> {
    const began = now();
    const how: How = { isUrgent: true, isWanted };
    const groups = groupsOf(kept);
    const worlds = kept.length;
    const wholes = await Promise.all(groups.map((group, i) => wholeOf(i, group, variables, how)));
    const { time } = ready;
    const step = wholes[0]!.replayed.every * time.step;
    const times = Float64Array.from(
      { length: wholes[0]!.replayed.rows },
      (_, row) => time.start + row * step,
    );
    if (base.peek()?.worlds !== worlds || !hasAll(base.peek(), variables)) {
      const parts = wholes.map((part) => pickRows(part, [0, variables.length]));
      const spread = await pool.ask(0, "spread", { parts }, how);
      base.value = {
        settings: noSettings,
        times,
        worlds,
        bands: named(variables, spread),
        effects: [],
        horizons: [],
        begins: time.start,
        milliseconds: now() - began,
        isPastOther: false,
      };
    }
    if (settingsKey(settings) === settingsKey(noSettings)) {
      current.value = base.peek();
      return;
    }
    const own = await pool.ask(0, "plan", { filter: noSettings, settings }, how);
    if (own.kind === "none") throw new Error(own.why);
    const begins = time.start + own.steps * time.step;
    const parts = await Promise.all(
      groups.map(async (group, i): Promise<WorldPart> => {
        const question = { filter: noSettings, settings, worlds: group, variables };
        return { worlds: group.length, replayed: await pool.ask(i, "replay", question, how) };
      }),
    );
    const rowAt = (at: number) => Math.round((at - time.start) / step);
    const ends = [...horizonsAfter.map((after) => begins + after), time.stop].filter((at) => at <= time.stop);
    const horizons = [...new Set(ends.map(rowAt))];
    const isAlike =
      own.time.start === time.start &&
      own.time.stop === time.stop &&
      parts[0]?.replayed.every === wholes[0]?.replayed.every;
    const beside: readonly [number, number] = [variables.length, columnsIn(parts[0]!)];
    const spread = await pool.ask(
      0,
      "spread",
      {
        parts: parts.map((part) => pickRows(part, [0, variables.length])),
        ...(isAlike && {
          compared: {
            without: wholes.map((part) => pickRows(part, beside, horizons)),
            changed: parts.map((part, i) => pickRows(part, beside, horizons, wholes[i])),
          },
        }),
      },
      how,
    );
    if (!isWanted()) return;
    const past = parts[0]!.replayed.first / parts[0]!.replayed.every;
    current.value = {
      settings,
      times,
      worlds,
      bands: withPast(named(variables, spread), base.peek()!.bands, isAlike ? past : 0),
      effects: spread.effects,
      horizons: horizons.map((row) => times[row]!),
      begins,
      milliseconds: now() - began,
      isPastOther: !own.isPastSame && ready.bands > 0,
    };
  }

  /** The base run of some worlds, which is made once. */
  async function wholeOf(
    number: number,
    group: Int32Array,
    variables: readonly string[],
    how: How,
  ): Promise<WorldPart> {
    const key = `${number} ${group.length} ${variables.join(" ")}`;
    const known = whole.get(key);
    if (known) return known;
    const question = { filter: noSettings, settings: noSettings, worlds: group, variables, isWhole: true };
    const part = { worlds: group.length, replayed: await pool.ask(number, "replay", question, how) };
    for (const old of whole.keys()) if (old.startsWith(`${number} `)) whole.delete(old);
    whole.set(key, part);
    return part;
  }

  return {
    search,
    kept: found,
    base,
    current,
    isRunning,
    stop() {
      isStopped = true;
      searching++;
      found.value = kept;
      search.value = { kind: "stopped", candidates, kept: kept.length };
    },
    goOn() {
      isStopped = false;
      void searchOn();
    },
  };
}

function groupsOf(kept: readonly number[]): readonly Int32Array[] {
  const groups: Int32Array[] = [];
  for (let from = 0; from < kept.length; from += worldsInPart)
    groups.push(Int32Array.from(kept.slice(from, from + worldsInPart)));
  return groups;
}

function hasAll(bands: Bands | undefined, variables: readonly string[]): boolean {
  return bands !== undefined && variables.every((key) => bands.bands.has(key));
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
  if (past === 0) return bands;
  return new Map(
    [...bands].map(([key, band]) => {
      const before = base.get(key);
      if (!before) return [key, band] as const;
      const quantiles = quantilesOf(() => new Float64Array());
      const joined = Object.fromEntries(
        (Object.keys(quantiles) as (keyof typeof quantiles)[]).map((name) => {
          const all = before.quantiles[name].slice();
          all.set(band.quantiles[name], past);
          return [name, all];
        }),
      ) as unknown as WorldBand["quantiles"];
      return [key, { ...band, quantiles: joined }] as const;
    }),
  );
}

function wordsOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
