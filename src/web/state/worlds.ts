import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { Overtaken } from "../engine/client.ts";
import type { WorldPlan } from "../engine/messages.ts";
import type { How, Pool } from "../engine/pool.ts";
import type { AnalysisState } from "./analysis.ts";
import { type BandsState, createBands } from "./bands.ts";
import type { Levers } from "./levers.ts";
import type { RunsState } from "./runs.ts";

/** How far the search for plausible worlds has come. */
export type Search =
  | { readonly kind: "not begun" }
  | { readonly kind: "searching"; readonly candidates: number; readonly kept: number }
  | { readonly kind: "stopped"; readonly candidates: number; readonly kept: number }
  | { readonly kind: "done"; readonly candidates: number; readonly kept: number }
  | { readonly kind: "none"; readonly why: string };

export interface WorldsState extends Pick<BandsState, "base" | "current" | "isRunning"> {
  readonly search: ReadonlySignal<Search>;
  /** The numbers of the plausible worlds, as soon as the search is over. */
  readonly kept: ReadonlySignal<readonly number[]>;
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
/** With fewer worlds there is nothing to show. */
const fewest = 40;
/** While worlds are found, bands are drawn again this often, in milliseconds. */
const often = 1500;

type Ready = Extract<WorldPlan, { kind: "ready" }>;

export function createWorlds(options: WorldsOptions): WorldsState {
  const { analysis, levers, runs, pool, store, now, later } = options;
  const search = signal<Search>({ kind: "not begun" });
  const found = signal<readonly number[]>([]);
  const bands = createBands({ pool, now });
  let kept: number[] = [];
  let candidates = 0;
  /** Everything of an earlier opening, of an earlier search or of earlier settings is not wanted any more. */
  let opening = 0;
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
  // One run answers at once: the curve is there before worlds take all cores.
  const followed = computed(() => runs.run.value?.settings);
  effect(() => {
    void followed.value;
    void runs.shown.value;
    void drawBands();
  });

  async function openAgain(): Promise<void> {
    const own = ++opening;
    searching++;
    const how: How = { isUrgent: true, isWanted: () => own === opening };
    const answer = await pool
      .ask(0, "plan", {}, how)
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
    bands.clear();
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
        const found = await pool.ask(worker, "filter", { chunk }, { isUrgent: false, isWanted });
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
        if (kept.length >= fewest && !bands.isRunning.peek() && now() - drawn > often) void drawBands();
      }
    };
    try {
      await Promise.all(Array.from({ length: pool.size }, (_, worker) => one(worker)));
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

  /** Runs the worlds that have been found, as the levers are. */
  async function drawBands(): Promise<void> {
    const variables = runs.shown.peek();
    if (!plan || kept.length < fewest || variables.length === 0) return;
    try {
      await bands.draw({ worlds: kept, time: plan.time, settings: levers.settings.peek(), variables });
    } catch (failure) {
      search.value = { kind: "none", why: wordsOf(failure) };
    } finally {
      drawn = now();
    }
  }

  return {
    search,
    kept: found,
    base: bands.base,
    current: bands.current,
    isRunning: bands.isRunning,
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

function wordsOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
