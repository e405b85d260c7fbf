import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Project, Saved } from "../../wire/files.ts";
import { createCalm } from "../engine/calm.ts";
import { createClient, type Port } from "../engine/client.ts";
import { createPool } from "../engine/pool.ts";
import { noSettings } from "../engine/settings.ts";
import { type AnalysisState, createAnalysis } from "./analysis.ts";
import { type ChoiceSignal, createChoice } from "./choice.ts";
import { createDiagram, type DiagramState } from "./diagram.ts";
import { createDocument, type Document } from "./document.ts";
import { createEdit, createTexts, type Edit, type Texts } from "./edits.ts";
import { createKept, type Kept } from "./kept.ts";
import { createLevers, type Levers, type SavedScenario } from "./levers.ts";
import { readLink, type SharedRun } from "./link.ts";
import { createLog, type Deed, type Log } from "./log.ts";
import { createPublishing, type Publishing, type PublishingOptions } from "./publishing.ts";
import { createRuns, type RunsState } from "./runs.ts";
import { createTesting, type Testing } from "./testing.ts";
import { createWorlds, type WorldStore, type WorldsState } from "./worlds.ts";

/** All that the panels share. Data flows one way: texts → analysis → runs; a panel changes texts, levers or the choice. */
export interface Workbench {
  readonly folder: string;
  /** The texts of sources that are at hand, by folded name. */
  readonly sources: Readonly<Record<string, string>>;
  readonly document: Document;
  readonly log: Log;
  readonly choice: ChoiceSignal;
  readonly analysis: AnalysisState;
  readonly levers: Levers;
  readonly runs: RunsState;
  readonly worlds: WorldsState;
  readonly diagram: DiagramState;
  readonly testing: Testing;
  readonly publishing: Publishing;
  /** Whether everything is worked out in the page itself: slower, and the same numbers. */
  readonly isAlone: ReadonlySignal<boolean>;
  /** What panels remember. */
  readonly kept: Kept;
  /** The run that the last link asked for that was opened. */
  readonly shared: ReadonlySignal<SharedRun | undefined>;
  /** Shows the run that a link asks for, by its part behind `#`. */
  follow(hash: string): void;
  /** The one way to edit the system from any panel; the answer is why it was refused, or undefined. */
  readonly edit: Edit;
  /** What is asked of the texts. */
  readonly texts: Texts;
  undo(): Deed | undefined;
  redo(): Deed | undefined;
}

/** What the platform gives. */
export interface Platform {
  readonly makePort: () => Port;
  /** Whether everything is worked out in the page itself, for want of workers. */
  readonly isAlone?: ReadonlySignal<boolean>;
  /** How many workers may run worlds. */
  readonly threads: number;
  readonly put: (path: string, text: string, over: string | null) => Promise<Saved>;
  readonly publishSystem: PublishingOptions["publishSystem"];
  readonly now: () => number;
  /** Calls back after a while; gives what ends it. */
  readonly later: (milliseconds: number, call: () => void) => () => void;
  readonly store: WorldStore;
  readonly saved: readonly SavedScenario[];
  /** The part of the link behind `#`. */
  readonly hash: string;
}

export function createWorkbench(project: Project, platform: Platform): Workbench {
  const { makePort, threads, put, now, later, store } = platform;
  const log = createLog(now);
  const document = createDocument({ project, log, put, later });
  const shared = signal(readLink(platform.hash));
  const client = createClient(makePort);
  const calm = createCalm(now);
  const pool = createPool({ makePort, size: threads, calm, later });
  // The argument has a worker of its own: testing it takes long, and worlds should follow the hand meanwhile.
  const court = createPool({ makePort, size: 1, calm, later });
  const analysis = createAnalysis({ document, client, later });
  const levers = createLevers({
    log,
    settings: shared.value?.settings ?? noSettings,
    saved: platform.saved,
  });
  effect(() => {
    void levers.settings.value;
    void document.revision.value;
    calm.disturb();
  });
  effect(() => {
    if (analysis.latest.value) document.tellRead(analysis.latest.value.sources);
  });
  const runs = createRuns({ analysis, document, levers, client, charts: chartsOf(shared.value) });
  // The first curves come before all else.
  const hasBegun = computed(() => runs.run.value !== undefined || runs.problem.value !== undefined);
  effect(() => {
    const good = analysis.good.value;
    if (good && hasBegun.value)
      later(0, () => {
        for (const workers of [pool, court]) workers.open(good);
      });
  });
  const worlds = createWorlds({ analysis, levers, runs, pool, store, now, later });
  const testing = createTesting({ analysis, document, worlds, court });
  const hands = { text: document.apply, settings: levers.apply };
  return {
    folder: project.folder,
    sources: project.sources,
    document,
    log,
    choice: createChoice(),
    analysis,
    levers,
    runs,
    worlds,
    diagram: createDiagram({ document, analysis, runs, client, later }),
    testing,
    publishing: createPublishing({ document, publishSystem: platform.publishSystem }),
    isAlone: platform.isAlone ?? signal(false),
    kept: createKept(),
    shared,
    follow(hash) {
      const link = readLink(hash);
      if (!link) return;
      shared.value = link;
      levers.choose(link.settings, "open a link");
      if (link.shown.length > 0) runs.charts.value = chartsOf(link);
    },
    edit: createEdit({ analysis, document, client }),
    texts: createTexts({ analysis, document, client }),
    undo: () => log.undo(hands),
    redo: () => log.redo(hands),
  };
}

function chartsOf(link: SharedRun | undefined): readonly (readonly string[])[] {
  return (link?.shown ?? []).map((key) => [key]);
}
