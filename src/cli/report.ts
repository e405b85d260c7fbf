import { open } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { pageMarks } from "../view/html/page.ts";
import { writeReport } from "../view/html/report.ts";
import { formatCount } from "../view/number.ts";
import type { Request } from "./command.ts";
import { readCount } from "./design.ts";
import { exit, WrongUsage } from "./exit.ts";
import { explainFileProblem, problemCode, writeWhole } from "./files.ts";
import { refuseToRun } from "./opening.ts";
import { openReport, outOf } from "./reportask.ts";
import { type GatheredReport, gatherReport } from "./reportgather.ts";
import type { Terminal } from "./terminal.ts";

const mostThreads = 1024;

/** `hence report`. */
export async function reportSystem(request: Request, terminal: Terminal): Promise<number> {
  const out = outOf(request);
  const threads = readCount(request, "threads", mostThreads) ?? availableParallelism();
  if (!request.options.has("force")) await refuseToReplace(out, "report");
  const { opened, ask } = openReport(request);
  if (!ask) return refuseToRun(opened, terminal);
  const asked = ask();

  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.on("SIGINT", interrupt);
  try {
    const made = await gatherReport(request, opened, asked, { threads, signal: stop.signal, terminal });
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
    if (!request.options.has("force")) await refuseToReplace(out, "report");
    await writeWhole(out, [writeReport(made.shown)]);
    terminal.progress("");
    terminal.out(`‘${out}’ is written: ${worldsIn(made)}.`);
    return exit.good;
  } finally {
    terminal.progress("");
    process.off("SIGINT", interrupt);
  }
}

/** What a report or a page is about, in two words. */
export function worldsIn({ shown: { worlds } }: GatheredReport): string {
  return typeof worlds === "string" ? "one run" : formatCount(worlds.candidates.kept, "plausible world");
}

/** A report stands near its beginning. */
const mostHead = 2048;

/** Throws `WrongUsage` where there is a file of another kind: it may be somebody's only copy of something else. */
export async function refuseToReplace(path: string, kind: keyof typeof pageMarks): Promise<void> {
  try {
    const file = await open(path, "r");
    try {
      if (!(await file.stat()).isFile()) return;
      const { buffer, bytesRead } = await file.read(Buffer.alloc(mostHead), 0, mostHead, 0);
      if (bytesRead === 0 || buffer.toString("utf8", 0, bytesRead).includes(pageMarks[kind])) return;
    } finally {
      await file.close();
    }
  } catch (problem) {
    if (problemCode(problem) === "ENOENT") return;
    throw new WrongUsage(`‘${path}’ cannot be written: ${explainFileProblem(problem)}.`);
  }
  throw new WrongUsage(
    `‘${path}’ is there already, and is no ${kind === "report" ? "report" : "page"} of Hence.`,
    "Another name, or --force to replace it.",
  );
}
