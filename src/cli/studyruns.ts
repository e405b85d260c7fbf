import { createEnsemble } from "../study/ensemble.ts";
import type { RunLegs } from "../study/study.ts";
import { formatCount, formatNumber } from "../view/number.ts";
import { answersOf } from "./answers.ts";
import { gatherLegs } from "./legs.ts";
import type { AskedStudy } from "./studyask.ts";
import { idOfLegs, type StudyAnswer, type StudyTask } from "./studywork.ts";
import { explainNone, judgeHere } from "./sweepnone.ts";
import type { Terminal } from "./terminal.ts";

/** Stopped from the keyboard. */
export class Stopped extends Error {
  override readonly name = "Stopped";
}

/** No world lies in all bands of the past; the message says which of them conflict. */
export class NonePlausible extends Error {
  override readonly name = "NonePlausible";
}

/** For people, roughly. */
export function durationWords(seconds: number): string {
  if (seconds < 90) return `about ${formatNumber(seconds, 1)} s`;
  return seconds < 5400
    ? `about ${formatNumber(seconds / 60, 2)} minutes`
    : `about ${formatNumber(seconds / 3600, 2)} hours`;
}

interface Runners {
  readonly threads: number;
  readonly terminal: Terminal;
}

/**
 * Has the worlds of legs run by worker threads, a chunk at a time. Stopped meanwhile, it says how far it came; stopped while
 * a study works out what they say, the process ends as usual, since nothing is kept of it.
 */
export function runLegs(
  { plan: { legs } }: AskedStudy,
  job: Pick<Parameters<typeof answersOf>[0], "request" | "sources">,
  { threads, terminal }: Runners,
): RunLegs {
  const id = idOfLegs(legs);
  return (wanted, worlds) =>
    untilStopped(async (signal) => {
      const began = performance.now();
      let words = "";
      const samples = await gatherLegs(legs, wanted, worlds, {
        ask: (tasks) =>
          answersOf<StudyTask, StudyAnswer>({ kind: "study", ...job }, id, tasks, { threads, signal }),
        watch: (done, total) => {
          const left = ((performance.now() - began) * (total - done)) / done / 1000;
          words = `${formatNumber(done, 15)} of ${formatCount(total, "run")}`;
          terminal.progress(`${words}, ${durationWords(left)} left`);
        },
      });
      if (signal.aborted)
        throw new Stopped(
          `Stopped: ${words || "no runs"} were made. A study says nothing of a part of them.`,
        );
      terminal.progress("");
      for (const [i, { worlds: kept, candidates }] of samples.entries()) {
        const leg = legs[wanted[i]!]!;
        if (kept.length > 0 || candidates === 0 || leg.bands.length === 0) continue;
        const ensemble = createEnsemble({ ...leg, fans: [] });
        throw new NonePlausible((await explainNone(ensemble, judgeHere(ensemble, signal))).join("\n"));
      }
      return samples;
    });
}

/** Does something that a signal from the keyboard stops. */
async function untilStopped<Result>(act: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.on("SIGINT", interrupt);
  try {
    return await act(stop.signal);
  } finally {
    process.off("SIGINT", interrupt);
  }
}
