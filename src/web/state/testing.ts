import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Verdicts } from "../../argument/verdict.ts";
import { Overtaken } from "../engine/client.ts";
import type { Pool } from "../engine/pool.ts";
import type { AnalysisState } from "./analysis.ts";
import type { Document } from "./document.ts";
import { judgeWorlds, mostTested, type Shares } from "./shares.ts";
import type { WorldsState } from "./worlds.ts";

/** What came out of testing the argument. */
export interface Testing {
  readonly verdicts: ReadonlySignal<Verdicts | undefined>;
  readonly isRunning: ReadonlySignal<boolean>;
  /** How many edits have been made since the argument was tested. */
  readonly editsAgo: ReadonlySignal<number>;
  readonly problem: ReadonlySignal<string | undefined>;
  /** The same in plausible worlds, of which there must be some; undefined before the first have been tested. */
  readonly shares: ReadonlySignal<Shares | undefined>;
  /** How many worlds have been tested, of how many; undefined where none are to be. */
  readonly progress: ReadonlySignal<{ readonly worlds: number; readonly of: number } | undefined>;
  /** Whether somebody has stopped it before it was through. */
  readonly isStopped: ReadonlySignal<boolean>;
  /** Tests it now; by itself it is tested once, when the system has been opened. */
  run(): void;
  /** Ends what is being tested; what has been found stays. */
  stop(): void;
}

export interface TestingOptions {
  readonly analysis: AnalysisState;
  readonly document: Pick<Document, "revision">;
  readonly worlds: Pick<WorldsState, "search" | "kept">;
  /** Tests the argument, and nothing else. */
  readonly court: Pool;
}

export function createTesting({ analysis, document, worlds, court }: TestingOptions): Testing {
  const verdicts = signal<Verdicts | undefined>(undefined);
  const isRunning = signal(false);
  const problem = signal<string | undefined>(undefined);
  const testedOf = signal(-1);
  const shares = signal<Shares | undefined>(undefined);
  const progress = signal<Testing["progress"]["value"]>(undefined);
  const isStopped = signal(false);
  let asked = 0;
  let judged = 0;

  async function test(): Promise<void> {
    const own = ++asked;
    judged++;
    isStopped.value = false;
    const revision = analysis.goodRevision.peek();
    isRunning.value = true;
    try {
      const found = await court.ask(0, "test", {}, { isUrgent: true, isWanted: () => own === asked });
      if (own !== asked) return;
      verdicts.value = found;
      testedOf.value = revision;
      problem.value = undefined;
    } catch (failure) {
      if (failure instanceof Overtaken) return;
      problem.value = failure instanceof Error ? failure.message : String(failure);
    } finally {
      if (own === asked) isRunning.value = false;
    }
  }

  effect(() => {
    if (analysis.goodRevision.value >= 0 && testedOf.peek() < 0) void test();
  });

  /** What the argument is in plausible worlds is found out when there are enough of them. */
  async function judge(): Promise<void> {
    const own = ++judged;
    const kept = worlds.kept.peek();
    const of = Math.min(kept.length, mostTested);
    progress.value = { worlds: 0, of };
    try {
      await judgeWorlds(
        court,
        kept,
        () => own === judged,
        (found, tested) => {
          if (own !== judged) return;
          shares.value = found;
          progress.value = { worlds: tested, of };
        },
      );
    } catch (failure) {
      if (!(failure instanceof Overtaken))
        problem.value = failure instanceof Error ? failure.message : String(failure);
    }
  }

  effect(() => {
    const { kind } = worlds.search.value;
    const isThere = verdicts.value !== undefined && !isRunning.value && !isStopped.value;
    if (isThere && (kind === "done" || kind === "stopped") && worlds.kept.value.length > 0) void judge();
  });

  return {
    verdicts,
    shares,
    progress,
    isRunning,
    isStopped,
    problem,
    editsAgo: computed(() => (testedOf.value < 0 ? 0 : document.revision.value - testedOf.value)),
    run: () => void test(),
    stop: () => {
      if (!isRunning.peek() && !isJudging(progress.peek())) return;
      asked++;
      judged++;
      isRunning.value = false;
      progress.value = undefined;
      isStopped.value = true;
    },
  };
}

/** Whether worlds are still to be tested. */
export function isJudging(progress: Testing["progress"]["value"]): boolean {
  return progress !== undefined && progress.worlds < progress.of;
}
