import { batch, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import type { Analysis, VariableInfo } from "../engine/analysis.ts";
import { type Client, Overtaken } from "../engine/client.ts";
import type { OpenQuestion } from "../engine/messages.ts";
import type { Document } from "./document.ts";

/** What was last found out about the system. */
export interface AnalysisState {
  /** Of the texts as they were read last; undefined before the first time. */
  readonly latest: ReadonlySignal<Analysis | undefined>;
  /** The last one that could be run: where the texts have errors, results are its. */
  readonly lastGood: ReadonlySignal<Analysis | undefined>;
  /** Whether the texts have changed since. */
  readonly isBehind: ReadonlySignal<boolean>;
  /** Which edit the latest, and the last good one, were made of: see `Document.revision`. */
  readonly revision: ReadonlySignal<number>;
  readonly goodRevision: ReadonlySignal<number>;
  /** The texts of the last good one. */
  readonly good: ReadonlySignal<OpenQuestion | undefined>;
  /** What went wrong with reading as such. */
  readonly problem: ReadonlySignal<string | undefined>;
  variable(key: string): VariableInfo | undefined;
}

export interface AnalysisOptions {
  readonly document: Pick<Document, "entry" | "revision" | "texts">;
  readonly client: Client;
  readonly later: (milliseconds: number, call: () => void) => () => void;
}

/** Texts are read this long after the last edit, in milliseconds. */
const quiet = 40;

export function createAnalysis({ document, client, later }: AnalysisOptions): AnalysisState {
  const latest = signal<Analysis | undefined>(undefined);
  const lastGood = signal<Analysis | undefined>(undefined);
  const isBehind = signal(true);
  const revision = signal(-1);
  const goodRevision = signal(-1);
  const good = signal<OpenQuestion | undefined>(undefined);
  const problem = signal<string | undefined>(undefined);
  let byKey = new Map<string, VariableInfo>();
  let stopWaiting = () => {};
  /** Of the latest, without what says only where things lie on diagrams. */
  let lastRead: ReadonlyMap<string, string> | undefined;

  async function read(): Promise<void> {
    const now = document.revision.peek();
    const question = { entry: document.entry, texts: document.texts() };
    try {
      const found = await client.ask("open", question);
      byKey = new Map(found.variables.map((variable) => [variable.key, variable]));
      problem.value = undefined;
      lastRead = meant(question.texts);
      revision.value = now;
      latest.value = found;
      if (found.isRunnable) {
        batch(() => {
          good.value = question;
          lastGood.value = found;
          goodRevision.value = now;
        });
      }
      isBehind.value = document.revision.peek() !== now;
    } catch (failure) {
      if (!(failure instanceof Overtaken))
        problem.value = failure instanceof Error ? failure.message : String(failure);
    }
  }

  effect(() => {
    const now = document.revision.value;
    const isFirst = now === 0;
    if (lastRead && areSame(lastRead, meant(untracked(() => document.texts())))) {
      stopWaiting();
      batch(() => {
        revision.value = now;
        if (latest.peek()?.isRunnable) goodRevision.value = now;
        isBehind.value = false;
      });
      return;
    }
    isBehind.value = true;
    stopWaiting();
    stopWaiting = later(isFirst ? 0 : quiet, () => void read());
  });

  return {
    latest,
    lastGood,
    isBehind,
    revision,
    goodRevision,
    good,
    problem,
    variable: (key) => byKey.get(key.replace(/\[[^[]*\]$/, "")) ?? byKey.get(key),
  };
}

/** The texts that mean something for the system. */
function meant(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...texts].filter(([path]) => !path.endsWith(".layout.json")));
}

function areSame(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([path, text]) => other.get(path) === text);
}
