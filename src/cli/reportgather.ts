import type { Verdicts } from "../argument/verdict.ts";
import { plainDiagnostic } from "../view/diagnostic.ts";
import type { Making, ShownReport } from "../view/html/shown.ts";
import { formatCount } from "../view/number.ts";
import { answersOf } from "./answers.ts";
import type { Request } from "./command.ts";
import type { Job } from "./job.ts";
import { inOrder, type Opened } from "./opening.ts";
import type { AskedReport } from "./reportask.ts";
import { makingOf, shownCourses, shownVariables } from "./reportshown.ts";
import type { ReportAnswer, ReportTask } from "./reportwork.ts";
import { type AskReporters, type RunWorlds, runWorlds, testDeclared } from "./reportworlds.ts";
import { idOf } from "./sweepwork.ts";
import type { Terminal } from "./terminal.ts";
import { readVersion } from "./version.ts";

/** Whoever runs what a report needs. */
export interface ReportRunners {
  readonly threads: number;
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
}

/** All that a report shows, and the numbers of the plausible worlds that it is about. */
export interface GatheredReport {
  readonly shown: ShownReport;
  readonly kept: readonly number[];
}

/** Works out all that a report shows. Undefined where it was stopped; lines where no world is plausible. */
export async function gatherReport(
  request: Request,
  opened: Opened,
  asked: AskedReport,
  what: Making["what"],
  runners: ReportRunners,
): Promise<GatheredReport | { readonly none: readonly string[] } | undefined> {
  const { sources } = opened;
  const verdicts = testDeclared(asked, sources, runners);
  if (runners.signal.aborted) return undefined;
  const ran = await runAll(request, opened, asked, verdicts, runners);
  if (ran === undefined || "none" in ran) return ran;
  const shown: ShownReport = {
    model: asked.facts.model,
    variables: shownVariables(asked.facts),
    verdicts,
    worlds: ran.shown ?? String(asked.worlds),
    courses: shownCourses(asked),
    doubts: inOrder(opened, opened.diagnostics).map((doubt) => plainDiagnostic(doubt, opened.texts)),
    making: makingOf(request, opened, asked, { what, version: await readVersion(), hash: ran.hash }),
  };
  return { shown, kept: ran.kept ?? [] };
}

/** What has been gathered is about, in two words. */
export function worldsIn({ shown: { worlds } }: GatheredReport): string {
  return typeof worlds === "string" ? "one run" : formatCount(worlds.candidates.kept, "plausible world");
}

/** Without worlds there is nothing to run in them. */
async function runAll(
  request: Request,
  { sources }: Opened,
  { worlds, seed }: AskedReport,
  verdicts: Verdicts,
  { threads, signal, terminal }: ReportRunners,
): Promise<RunWorlds | { readonly shown?: undefined; readonly hash?: undefined; readonly kept?: undefined }> {
  if (typeof worlds === "string") return {};
  const job: Job = { kind: "report", request, sources };
  const id = idOf(worlds.ensemble);
  const ask: AskReporters = (tasks) =>
    answersOf<ReportTask, ReportAnswer>(job, id, tasks, { threads, signal });
  return runWorlds(worlds, seed, verdicts, { ask, signal, terminal });
}
