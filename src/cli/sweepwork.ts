import type { ChunkJudged, ChunkResults, Ensemble } from "../study/ensemble.ts";
import { openEnsemble } from "./ensemble.ts";
import type { Job, Work } from "./job.ts";
import { loadText } from "./opening.ts";

/** A chunk of worlds to be run; or to be judged by every band, whatever the others say. */
export type SweepTask = { readonly kind: "run" | "judge"; readonly chunk: number };
/** With the ids of the program and of the design: files of data may change while a sweep runs. */
export interface SweepAnswer {
  readonly id: string;
  readonly run?: ChunkResults;
  readonly judge?: ChunkJudged;
}

/** Has tasks done by workers; answers come in the order of the tasks. */
export type AskWorkers = (tasks: readonly SweepTask[]) => AsyncIterable<SweepAnswer>;

/** What decides what the worlds of an ensemble give. */
export function idOf({ prepared, design }: Ensemble): string {
  return `${prepared.program.id} ${design.id}`;
}

/** What a worker does for `hence sweep`. */
export function workOnSweep({ request, sources }: Job): Work {
  const { ask } = openEnsemble(request, (path) => {
    const text = sources.get(path);
    return text === undefined ? loadText(path) : { text };
  });
  if (!ask) throw new Error("The system has changed while it was swept, and cannot be run any more.");
  const { ensemble } = ask();
  const id = idOf(ensemble);
  // What is sent to it is declared at `SweepTask`.
  return (task) => answerSweep(ensemble, id, task as SweepTask);
}

/** Runs a chunk, or judges it. */
export function answerSweep(ensemble: Ensemble, id: string, { kind, chunk }: SweepTask): ReturnType<Work> {
  if (kind === "run") {
    const run = ensemble.run(chunk);
    return { answer: { id, run }, hands: [run.fates.buffer, run.values.buffer] as ArrayBuffer[] };
  }
  const judge = ensemble.judge(chunk);
  return { answer: { id, judge }, hands: [judge.fates.buffer, judge.inside.buffer] as ArrayBuffer[] };
}
