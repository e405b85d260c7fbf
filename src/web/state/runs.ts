import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type Client, Overtaken } from "../engine/client.ts";
import type { Columns, RunAnswer } from "../engine/messages.ts";
import type { Settings } from "../engine/settings.ts";
import type { AnalysisState } from "./analysis.ts";
import type { Document } from "./document.ts";
import type { Levers } from "./levers.ts";
import { usualCharts } from "./usualcharts.ts";

/** What the charts show of runs. */
export interface RunsState {
  /** The variables of each chart, by key. */
  readonly charts: Signal<readonly (readonly string[])[]>;
  /** All variables of all charts. */
  readonly shown: ReadonlySignal<readonly string[]>;
  /** The last run, with the settings that it was made with. */
  readonly run: ReadonlySignal<(RunAnswer & { readonly settings: Settings }) | undefined>;
  /** The saved scenarios, by name. */
  readonly compared: ReadonlySignal<ReadonlyMap<string, Columns>>;
  readonly problem: ReadonlySignal<string | undefined>;
  /** How many edits ago the texts were what the run was made of; 0 is now. */
  readonly editsAgo: ReadonlySignal<number>;
  /** The id of the program that was run. */
  readonly program: ReadonlySignal<string | undefined>;
  /** Runs of any variables under the present settings, for small charts. */
  runOf(variables: readonly string[]): Promise<RunAnswer>;
}

export interface RunsOptions {
  readonly analysis: AnalysisState;
  readonly document: Pick<Document, "revision">;
  readonly levers: Levers;
  readonly client: Client;
  readonly charts: readonly (readonly string[])[];
}

export function createRuns({ analysis, document, levers, client, charts: first }: RunsOptions): RunsState {
  const charts = signal(first);
  const shown = computed(() => [...new Set(charts.value.flat())]);
  const run = signal<(RunAnswer & { readonly settings: Settings }) | undefined>(undefined);
  const compared = signal<ReadonlyMap<string, Columns>>(new Map());
  const problem = signal<string | undefined>(undefined);
  const program = signal<string | undefined>(undefined);
  const madeOf = signal(-1);

  effect(() => {
    const good = analysis.lastGood.value;
    if (good && charts.peek().flat().length === 0) charts.value = usualCharts(good);
  });

  async function runNow(settings: Settings, variables: readonly string[], revision: number): Promise<void> {
    try {
      const answer = await client.ask("run", { settings, variables });
      run.value = { ...answer, settings };
      madeOf.value = revision;
      problem.value = undefined;
    } catch (failure) {
      if (!(failure instanceof Overtaken)) problem.value = wordsOf(failure);
    }
  }

  effect(() => {
    const revision = analysis.goodRevision.value;
    // A model with errors has been opened meanwhile: nothing can be run until they are mended.
    if (revision < 0 || analysis.latest.value?.isRunnable !== true) return;
    void runNow(levers.settings.value, shown.value, revision);
  });

  effect(() => {
    const saved = levers.saved.value;
    const variables = shown.value;
    if (analysis.goodRevision.value < 0 || analysis.latest.value?.isRunnable !== true) return;
    void runSaved(saved, variables);
  });

  async function runSaved(saved: Levers["saved"]["value"], variables: readonly string[]): Promise<void> {
    const runs = await Promise.all(
      saved.map(async ({ name, settings }) => {
        const answer = await client.ask("compare", { settings, variables }).catch(() => undefined);
        return answer ? [[name, answer.current] as const] : [];
      }),
    );
    compared.value = new Map(runs.flat());
  }

  effect(() => {
    if (analysis.goodRevision.value < 0 || analysis.latest.value?.isRunnable !== true) return;
    client.ask("identify", {}).then(
      (id) => {
        program.value = id;
      },
      () => undefined,
    );
  });

  return {
    charts,
    shown,
    run,
    compared,
    problem,
    program,
    editsAgo: computed(() => Math.max(0, document.revision.value - madeOf.value)),
    runOf: (variables) => client.ask("compare", { settings: levers.settings.peek(), variables }),
  };
}

function wordsOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
