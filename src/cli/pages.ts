import { mkdir, open } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname } from "node:path";
import { pageMarks } from "../view/html/page.ts";
import type { Making } from "../view/html/shown.ts";
import type { Request } from "./command.ts";
import { readCount } from "./design.ts";
import { exit, WrongUsage } from "./exit.ts";
import { explainFileProblem, problemCode, writeWhole } from "./files.ts";
import { type Opened, refuseToRun } from "./opening.ts";
import { type AskedReport, openReport } from "./reportask.ts";
import { type GatheredReport, gatherReport } from "./reportgather.ts";
import type { Terminal } from "./terminal.ts";

/** What a command writes of all that can be said of a system. */
export interface Pages {
  readonly what: Making["what"];
  readonly paths: readonly string[];
  /** The text of each, in their order, and what is said of them. */
  make(
    gathered: GatheredReport,
    asked: AskedReport,
    opened: Opened,
  ): Promise<{
    readonly texts: readonly string[];
    readonly says: readonly string[];
  }>;
}

const mostThreads = 1024;

/** Gathers all that can be said of a system, and writes pages of it; resolves to the exit code. */
export async function writePages(request: Request, terminal: Terminal, pages: Pages): Promise<number> {
  const { what, paths } = pages;
  const refuse = async () => {
    if (!request.options.has("force")) for (const path of paths) await refuseToReplace(path, what);
  };
  const threads = readCount(request, "threads", mostThreads) ?? availableParallelism();
  await refuse();
  const { opened, ask } = openReport(request);
  if (!ask) return refuseToRun(opened, terminal);
  const asked = ask();

  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.on("SIGINT", interrupt);
  try {
    const runners = { threads, signal: stop.signal, terminal };
    const gathered = await gatherReport(request, opened, asked, what, runners);
    if (gathered === undefined) {
      terminal.complain("Stopped: nothing was written.");
      return exit.interrupted;
    }
    if ("none" in gathered) {
      for (const line of gathered.none) terminal.complain(line);
      terminal.complain(`Nothing was written: a ${what} speaks of plausible worlds.`);
      return exit.faults;
    }
    const { texts, says } = await pages.make(gathered, asked, opened);
    // Somebody may have put a file there meanwhile.
    await refuse();
    for (const [i, path] of paths.entries()) await writeWhole(path, [texts[i]!]);
    terminal.progress("");
    for (const line of says) terminal.out(line);
    return exit.good;
  } finally {
    terminal.progress("");
    process.off("SIGINT", interrupt);
  }
}

/** A page says near its beginning what it is. */
const mostHead = 2048;

/** Throws `WrongUsage` where there is a file of another kind: it may be somebody's only copy of something else. */
async function refuseToReplace(path: string, what: Making["what"]): Promise<void> {
  try {
    const file = await open(path, "r");
    try {
      if (!(await file.stat()).isFile()) return;
      const { buffer, bytesRead } = await file.read(Buffer.alloc(mostHead), 0, mostHead, 0);
      if (bytesRead === 0 || buffer.toString("utf8", 0, bytesRead).includes(pageMarks[what])) return;
    } finally {
      await file.close();
    }
  } catch (problem) {
    if (problemCode(problem) === "ENOENT") return;
    throw new WrongUsage(`‘${path}’ cannot be written: ${explainFileProblem(problem)}.`);
  }
  throw new WrongUsage(
    `‘${path}’ is there already, and is no ${what} of Hence.`,
    "Another name, or --force to replace it.",
  );
}

/** Makes the folder that a page goes into. Throws `WrongUsage` where it cannot be made. */
export async function makeFolderOf(path: string): Promise<void> {
  const folder = dirname(path);
  try {
    await mkdir(folder, { recursive: true });
  } catch (problem) {
    if (problemCode(problem) === "EEXIST")
      throw new WrongUsage(`‘${folder}’ is a file; pages go into a folder.`);
    throw new WrongUsage(`The folder ‘${folder}’ cannot be made: ${explainFileProblem(problem)}.`);
  }
}
