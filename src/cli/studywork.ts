import { createEnsemble, type Ensemble, type WorldsRun } from "../study/ensemble.ts";
import { runLegWorlds } from "../study/leg.ts";
import type { Leg } from "../study/study.ts";
import type { Job, Work } from "./job.ts";
import { loadText } from "./opening.ts";
import { openStudy } from "./studyask.ts";

/** Some worlds of a leg. */
export interface StudyTask {
  readonly leg: number;
  readonly numbers: readonly number[];
}

/** With what decides what the study gives: files of data may change while it runs. */
export interface StudyAnswer {
  readonly id: string;
  readonly run: WorldsRun;
}

/** What decides what the worlds of a study give. */
export function idOfLegs(legs: readonly Leg[]): string {
  return legs.map(({ prepared, design }) => `${prepared.program.id} ${design.id}`).join(" ");
}

/** What a worker does for `hence study`. */
export function workOnStudy({ request, sources }: Job): Work {
  const { ask } = openStudy(request, (path) => {
    const text = sources.get(path);
    return text === undefined ? loadText(path) : { text };
  });
  if (!ask) throw new Error("The system has changed while it was studied, and cannot be run any more.");
  const { legs } = ask().plan;
  const id = idOfLegs(legs);
  const made = new Map<number, Ensemble>();
  return (task) => {
    // What is sent to it is declared at `StudyTask`.
    const { leg, numbers } = task as StudyTask;
    const ensemble = made.get(leg) ?? createEnsemble({ ...legs[leg]!, fans: [] });
    made.set(leg, ensemble);
    const run = runLegWorlds(ensemble, legs[leg]!.judging, numbers);
    const answer: StudyAnswer = { id, run };
    return { answer, hands: [run.fates.buffer, run.values.buffer] as ArrayBuffer[] };
  };
}
