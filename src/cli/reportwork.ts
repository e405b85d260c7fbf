import type { WorldCourt } from "../argument/worlds.ts";
import { createEnsemble, type Ensemble, type WorldsRun } from "../study/ensemble.ts";
import { runLegWorlds } from "../study/leg.ts";
import type { Job, Work } from "./job.ts";
import { loadText } from "./opening.ts";
import { type Compared, openReport } from "./reportask.ts";
import type { StudyTask } from "./studywork.ts";
import { answerSweep, idOf } from "./sweepwork.ts";
import { answerTest, type TestAnswer, type TestTask } from "./testwork.ts";

/** What testing in many worlds asks, or worlds to be run with and without scenarios. */
export type ReportTask = TestTask | ({ readonly kind: "leg" } & StudyTask);

export interface ReportAnswer extends TestAnswer {
  readonly leg?: WorldsRun;
}

/** What a worker does for `hence report`. */
export function workOnReport({ request, sources }: Job): Work {
  const { ask } = openReport(request, (path) => {
    const text = sources.get(path);
    return text === undefined ? loadText(path) : { text };
  });
  if (!ask) throw new Error("The system has changed while it was reported on, and cannot be run any more.");
  const { worlds } = ask();
  if (typeof worlds === "string") throw new Error(worlds);
  const { ensemble } = worlds;
  const id = idOf(ensemble);
  const made = new Map<number, Ensemble>();
  let court: WorldCourt | undefined;
  let compared: Compared | undefined;
  return (task) => {
    // What is sent to it is declared at `ReportTask`.
    const given = task as ReportTask;
    if (given.kind === "test") {
      court ??= worlds.court();
      return answerTest(ensemble, id, court, given.worlds);
    }
    if (given.kind !== "leg") return answerSweep(ensemble, id, given);
    compared ??= worlds.compared();
    const leg = compared.legs[given.leg]!;
    const own = made.get(given.leg) ?? createEnsemble({ ...leg, fans: [] });
    made.set(given.leg, own);
    const run = runLegWorlds(own, undefined, given.numbers);
    const answer: ReportAnswer = { id, leg: run };
    return { answer, hands: [run.fates.buffer, run.values.buffer] as ArrayBuffer[] };
  };
}
