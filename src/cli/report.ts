import { open } from "node:fs/promises";
import { availableParallelism } from "node:os";
import type { Verdicts } from "../argument/verdict.ts";
import { plainDiagnostic } from "../view/diagnostic.ts";
import { reportMark } from "../view/html/page.ts";
import { writeReport } from "../view/html/report.ts";
import type { ShownReport } from "../view/html/shown.ts";
import { formatCount } from "../view/number.ts";
import { answersOf } from "./answers.ts";
import type { Request } from "./command.ts";
import { readCount } from "./design.ts";
import { exit, WrongUsage } from "./exit.ts";
import { explainFileProblem, problemCode, writeWhole } from "./files.ts";
import type { Job } from "./job.ts";
import { inOrder, type Opened, refuseToRun } from "./opening.ts";
import { type AskedReport, openReport, outOf } from "./reportask.ts";
import { makingOf, shownCourses, shownVariables } from "./reportshown.ts";
import type { ReportAnswer, ReportTask } from "./reportwork.ts";
import { type AskReporters, type RunWorlds, runWorlds, testDeclared } from "./reportworlds.ts";
import { idOf } from "./sweepwork.ts";
import type { Terminal } from "./terminal.ts";
import { readVersion } from "./version.ts";

const mostThreads = 1024;

/** `hence report`. */
export async function reportSystem(request: Request, terminal: Terminal): Promise<number> {
  const out = outOf(request);
  const threads = readCount(request, "threads", mostThreads) ?? availableParallelism();
  if (!request.options.has("force")) await refuseToReplace(out);
  const { opened, ask } = openReport(request);
  if (!ask) return refuseToRun(opened, terminal);
  const asked = ask();

  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.on("SIGINT", interrupt);
  try {
    const made = await makeReport(request, opened, asked, { threads, signal: stop.signal, terminal });
    if (made === undefined) {
      terminal.complain("Stopped: nothing was written.");
      return exit.interrupted;
    }
    if ("none" in made) {
      for (const line of made.none) terminal.complain(line);
      terminal.complain("Nothing was written: a report speaks of plausible worlds.");
      return exit.faults;
    }
    // Somebody may have put a file there meanwhile.
    if (!request.options.has("force")) await refuseToReplace(out);
    await writeWhole(out, [made.page]);
    terminal.progress("");
    terminal.out(`‘${out}’ is written: ${made.says}.`);
    return exit.good;
  } finally {
    terminal.progress("");
    process.off("SIGINT", interrupt);
  }
}

interface Runners {
  readonly threads: number;
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
}

/** Undefined where it was stopped; lines where no world is plausible. */
async function makeReport(
  request: Request,
  opened: Opened,
  asked: AskedReport,
  runners: Runners,
): Promise<
  { readonly page: string; readonly says: string } | { readonly none: readonly string[] } | undefined
> {
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
    making: makingOf(request, opened, asked, { version: await readVersion(), hash: ran.hash }),
  };
  const kept = ran.shown?.candidates.kept;
  const says = kept === undefined ? "one run" : formatCount(kept, "plausible world");
  return { page: writeReport(shown), says };
}

/** Without worlds there is nothing to run in them. */
async function runAll(
  request: Request,
  { sources }: Opened,
  { worlds, seed }: AskedReport,
  verdicts: Verdicts,
  { threads, signal, terminal }: Runners,
): Promise<RunWorlds | { readonly shown?: undefined; readonly hash?: undefined }> {
  if (typeof worlds === "string") return {};
  const job: Job = { kind: "report", request, sources };
  const id = idOf(worlds.ensemble);
  const ask: AskReporters = (tasks) =>
    answersOf<ReportTask, ReportAnswer>(job, id, tasks, { threads, signal });
  return runWorlds(worlds, seed, verdicts, { ask, signal, terminal });
}

/** A report stands near its beginning. */
const mostHead = 2048;

/** Throws `WrongUsage` where there is a file that is no report: it may be somebody's only copy of something else. */
async function refuseToReplace(path: string): Promise<void> {
  try {
    const file = await open(path, "r");
    try {
      if (!(await file.stat()).isFile()) return;
      const { buffer, bytesRead } = await file.read(Buffer.alloc(mostHead), 0, mostHead, 0);
      if (bytesRead === 0 || buffer.toString("utf8", 0, bytesRead).includes(reportMark)) return;
    } finally {
      await file.close();
    }
  } catch (problem) {
    if (problemCode(problem) === "ENOENT") return;
    throw new WrongUsage(`‘${path}’ cannot be written: ${explainFileProblem(problem)}.`);
  }
  throw new WrongUsage(
    `‘${path}’ is there already, and is no report of Hence.`,
    "Another name, or --force to replace it.",
  );
}
